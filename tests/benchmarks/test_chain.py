"""How long each part of the chain takes on the sample case, beside a plain way to do the like. Prints; asserts no time.

``make bench`` runs it. The times are CPU time of this process, which other work on the machine hardly changes. A ratio
above 1 says how many times longer Tracer takes than the rival named; the rivals do less: pandas keeps no provenance, a
deque knows no labels of unknown money, shortest_simple_paths no evidence.
"""

from __future__ import annotations

import shutil
import sqlite3
import statistics
import time
from collections import defaultdict, deque
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from tracer.access.roles import Actor
from tracer.actions.case_graph.picture import expand
from tracer.actions.files.ingest import import_files
from tracer.actions.recovery.report import export_schedule
from tracer.actions.recovery.supervise import show_totals
from tracer.analysis.links.paths import find_paths
from tracer.analysis.ownership.case_stakes import collect_stakes
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.casework.ties.case_ownership import case_links, solve_ownership
from tracer.casework.ties.tie_paths import LEAD_KINDS
from tracer.casework.tracing.case_tracing import METHODS, follow_case
from tracer.resolve.payments import resolve_payments
from tracer.sample.answers import Answers, read_answers
from tracer.sample.writing import SampleFiles, write_sample
from tracer.settings import Settings
from tracer.wording.language import find_language

pytestmark = pytest.mark.benchmark
DAY = date(2025, 6, 30)


def median(what: Callable[[], object], times: int = 5) -> float:
    """CPU seconds a run takes, of the program and of the system for it, the middle of several."""
    found = []
    for _ in range(times):
        start = time.process_time()
        what()
        found.append(time.process_time() - start)
    return statistics.median(found)


def fresh(folder: Path) -> Session:
    shutil.rmtree(folder, ignore_errors=True)
    return open_session(Settings(folder, Actor("Banc de probă", "owner"), "en"), create=True)


@pytest.fixture(scope="module")
def sample(tmp_path_factory) -> SampleFiles:
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def answers(sample) -> Answers:
    return read_answers(sample.answers)


@pytest.fixture(scope="module")
def session(sample, tmp_path_factory):
    with fresh(tmp_path_factory.mktemp("bench") / "case") as opened:
        import_files(opened, sample.files, mappings=sample.mappings)
        yield opened


@pytest.fixture(scope="module")
def table():
    """The lines of the report, printed at the end."""
    lines: list[tuple[str, float, str, float | None]] = []
    yield lines
    print(f"\n\n{'CPU time':<52}{'Tracer':>12}   {'rival':<46}{'rival':>12}{'ratio':>9}")
    for what, own, rival, other in lines:
        plain = "" if other is None else f"{other * 1000:>9.1f} ms{own / other:>8.1f}x"
        print(f"{what:<52}{own * 1000:>9.1f} ms   {rival:<46}{plain}")


def test_import(sample, session, table, tmp_path):
    def bring() -> None:
        with fresh(tmp_path / "case") as opened:
            import_files(opened, sample.files, mappings=sample.mappings)

    ledger = tmp_path / "ledger.csv"
    rows = session.store.export_transfers().to_pandas()
    rows.to_csv(ledger, index=False)

    def rival() -> None:
        (tmp_path / "rival.sqlite").unlink(missing_ok=True)
        connection = sqlite3.connect(tmp_path / "rival.sqlite")
        pd.read_csv(ledger).to_sql("ledger", connection, index=False)
        connection.commit()
        connection.close()

    name = f"import {len(sample.files)} files, {len(rows):,} transfers, verified"
    table.append((name, median(bring, 3), "pandas.read_csv + to_sql, one clean CSV", median(rival)))


@pytest.mark.parametrize("method", METHODS)
def test_tracing(session, table, method: Method):
    graph = session.graph()

    def follow() -> None:
        follow_case(resolve_payments(graph), method)

    case = session.tracing(method).case
    entries, origins = case.ledger.entries, set(case.origins)

    def textbook() -> int:
        """One pass with a queue of (label, amount) an account: no gaps, no unknown, no order within a day."""
        queues: dict[object, deque[list[object]]] = defaultdict(deque)
        traced = 0
        for entry in entries:
            if entry.id in origins:
                queues[entry.credit].append([True, entry.credited])
                continue
            left = entry.debited
            queue = queues[entry.debit]
            while left and queue:
                label, amount = queue[0]
                taken = min(left, int(str(amount)))
                left -= taken
                traced += taken if label else 0
                queues[entry.credit].append([label, taken])
                if taken == amount:
                    queue.popleft()
                else:
                    queue[0][1] = int(str(amount)) - taken
            if left:
                queues[entry.credit].append([False, left])
        return traced

    assert textbook() > 0
    table.append(
        (
            f"trace {method.value}, both ends, {len(entries):,} entries",
            median(follow),
            "collections.deque FIFO, one end",
            median(textbook),
        )
    )


def test_paths(session, table, answers):
    suspect, asset = answers.showcase
    links = case_links(session)

    def ours() -> None:
        find_paths(links, suspect=suspect, asset=asset, allowed_kinds=LEAD_KINDS, limit=10, max_hops=8)

    graph: nx.Graph = nx.Graph()
    graph.add_edges_from((link.tail, link.head) for link in links)

    def rival() -> list[list[str]]:
        return list(islice(nx.shortest_simple_paths(graph, suspect, asset), 10))

    assert len(rival()) == 10
    table.append(
        (
            f"10 best evidence paths among {len(links):,} links",
            median(ours),
            "networkx.shortest_simple_paths, hops only",
            median(rival),
        )
    )


def test_ownership(session, table, answers):
    graph = session.graph()
    person, _ = next(iter(answers.ownership))
    stakes = list(collect_stakes(graph, answers.ownership_day))
    parties = sorted({end for stake in stakes for end in (stake.holder, stake.company)})
    place = {party: number for number, party in enumerate(parties)}

    def rival() -> np.ndarray:
        shares = np.zeros((len(parties), len(parties)))
        for stake in stakes:
            shares[place[stake.holder], place[stake.company]] += float(stake.lower)
        return shares @ np.linalg.inv(np.eye(len(parties)) - shares)

    (owner, company), (lower, _) = next(iter(answers.ownership.items()))
    assert abs(rival()[place[owner], place[company]] - float(Fraction(lower))) < 1e-6
    table.append(
        (
            f"ownership and control, {len(stakes)} stakes, exact bounds",
            median(lambda: solve_ownership(graph, person, answers.ownership_day)),
            "numpy dense inversion, floats, lower end",
            median(rival),
        )
    )


def test_totals(session, table):
    session.graph()
    table.append(
        (
            "totals with waterfall, graph in memory",
            median(lambda: show_totals(session, currency="EUR", as_of=DAY)),
            "-",
            None,
        )
    )


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_schedule(session, table, answers, form):
    language = find_language("ro")
    data = export_schedule(session, answers.showcase[0], "libr", form, language, as_of=DAY)
    seconds = median(lambda: export_schedule(session, answers.showcase[0], "libr", form, language, as_of=DAY), 3)
    table.append((f"schedule as {form}, {len(data):,} bytes", seconds, "-", None))


def test_expansion_of_the_largest_hub(session, table):
    accounts = session.graph().nodes_of_type("Account")
    hub = max(accounts, key=lambda node: sum(count.count for count in session.store.count_neighbours(node.id))).id
    near = sum(count.count for count in session.store.count_neighbours(hub))
    table.append(
        (f"expand the largest hub, {near} neighbours counted", median(lambda: expand(session, hub)), "-", None)
    )
