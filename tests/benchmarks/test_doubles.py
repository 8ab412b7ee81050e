"""How long rows of overlapping statements take to be compared, for a number of rows and for twice as many. Prints alone.

The rival is pandas.merge on account, day and amount: it finds equal rows, and knows of no statement that should have a row.
"""

from __future__ import annotations

import time

import pandas as pd
import pytest

from tests.tracer.resolve.ledger_cuts import Cut, Row, StatedCase, batch_of
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.overlaps import find_repeated

pytestmark = pytest.mark.benchmark


def two_statements(count: int, equal_sums: bool) -> CaseGraph:
    """Two overlapping statements of one account, each with ``count`` rows that the other lacks."""
    case = StatedCase()
    for number in range(2):
        rows = tuple(
            Row(2 * (place * 180 // count) + number, 100 + (0 if equal_sums else place + number * count), None)
            for place in range(count)
        )
        case.take(batch_of(rows, Cut(0, count, 0, 365, number == 0, False), number))
    return case.graph()


def merged(graph: CaseGraph) -> float:
    """CPU seconds of the rival on the same rows."""
    rows = graph.transfers.to_pandas()
    begun = time.process_time()
    sides = []
    for side in ("debit", "credit"):
        keys = [f"{side}_account", "value_date", f"{side}_minor", f"{side}_currency"]
        known = rows[rows[f"{side}_account"].notna()][[*keys, "transfer_id"]]
        sides.append(pd.merge(known, known.drop_duplicates(keys), on=keys))
    assert sum(map(len, sides)) >= len(rows)
    return time.process_time() - begun


@pytest.mark.parametrize("equal_sums", [False, True], ids=["other sums", "one sum"])
def test_rows_that_the_other_statement_lacks(equal_sums: bool) -> None:
    seconds = []
    for count in (2_000, 4_000, 8_000):
        graph = two_statements(count, equal_sums)
        begun = time.process_time()
        find_repeated(graph)
        seconds.append(time.process_time() - begun)
        rival = merged(graph)
        print(
            f"\n{count} rows in each of two statements: {seconds[-1]:.2f} CPU s; pandas.merge {rival:.2f} CPU s, "
            f"ratio {seconds[-1] / rival:.1f}",
            end="",
        )
    print(f"; twice the rows take {seconds[2] / seconds[1]:.1f} times as long")
