"""Hidden counts: none can be computed from what is published."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.recovery.figures.small_cells import PublishedTable, hide_small_cells

TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4)
)


def test_the_worked_tables() -> None:
    first = hide_small_cells([[12, 3, 9], [7, 20, 0], [30, 8, 15]], 5)
    assert first.cells == ((12, None, None), (7, 20, 0), (30, None, None))
    assert (first.row_totals, first.column_totals, first.total) == ((24, 27, 53), (49, 31, 24), 104)
    second = hide_small_cells([[2, 0], [0, 11], [6, 4]], 5)
    assert second.cells == ((None, 0), (0, None), (None, None))
    assert (second.row_totals, second.column_totals, second.total) == ((None, None, 10), (8, 15), None)


@given(TABLES)
def test_what_is_shown_is_true_and_no_small_count_is_shown(rows: list[list[int]]) -> None:
    found = hide_small_cells(rows, 5)
    for row, shown in zip(rows, found.cells, strict=True):
        assert all(cell == count for count, cell in zip(row, shown, strict=True) if cell is not None)
        assert all(cell is None for count, cell in zip(row, shown, strict=True) if 0 < count < 5)


@given(TABLES)
def test_nothing_small_means_nothing_hidden(rows: list[list[int]]) -> None:
    found = hide_small_cells([[5 * count for count in row] for row in rows], 5)
    assert found.total == 5 * sum(map(sum, rows))
    assert not any(cell is None for row in found.cells for cell in row)


@given(st.lists(st.lists(st.integers(0, 7), min_size=3, max_size=3), min_size=1, max_size=3))
def test_a_reader_who_tries_every_table_knows_no_hidden_count(rows: list[list[int]]) -> None:
    assert_nothing_is_known(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [[1, 1], [9, 9]],
        [[2, 2], [9, 9]],
        [[1, 1, 1, 1, 1], [9, 9, 9, 9, 9]],
        [[1, 1, 9], [1, 2, 3], [9, 9, 1]],
        [[3]],
        [[1, 0], [0, 1]],
    ],
)
def test_hidden_counts_are_at_least_one_and_still_not_known(rows: list[list[int]]) -> None:
    assert_nothing_is_known(rows)


def assert_nothing_is_known(rows: list[list[int]]) -> None:
    found = hide_small_cells(rows, 5)
    assert all(total is None or not 0 < total < 5 for total in (*found.row_totals, *found.column_totals, found.total))
    tables = list(possible_tables(rows, found))
    assert [list(row) for row in rows] in tables
    for r, c in product(range(len(rows)), range(len(rows[0]))):
        if found.cells[r][c] is None:
            assert len({table[r][c] for table in tables}) > 1, (r, c, found)
    for r, row in enumerate(rows):
        if 0 < sum(row) < 5:
            assert len({sum(table[r]) for table in tables}) > 1, (r, found)
    for c, column in enumerate(zip(*rows, strict=True)):
        if 0 < sum(column) < 5:
            assert len({sum(row[c] for row in table) for table in tables}) > 1, (c, found)


def possible_tables(rows: list[list[int]], found: PublishedTable) -> Iterator[list[list[int]]]:
    """Every table that agrees with what is published, hidden counts at least 1 and at most one away from the true ones."""
    width = len(rows[0])
    choices = [
        range(max(1, count - 1), count + 2) if found.cells[r][c] is None else (count,)
        for r, row in enumerate(rows)
        for c, count in enumerate(row)
    ]
    for values in product(*choices):
        table = [list(values[place : place + width]) for place in range(0, len(values), width)]
        sums = [*map(sum, table), *map(sum, zip(*table, strict=True)), sum(values)]
        stated = [*found.row_totals, *found.column_totals, found.total]
        if all(shown in (None, total) for shown, total in zip(stated, sums, strict=True)):
            yield table
