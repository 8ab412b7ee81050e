"""A million transfers among fifty thousand accounts on a real server, beside its own LOAD CSV and the embedded store.

Prints; asserts no time, only that all three hold the same. ``make bench`` runs it for each release. LOAD CSV creates
the same graph with the same properties under the same constraints, from files made beforehand; it checks nothing, keeps
no row twice only because it is asked once, and is visible half done. Both start on a server that has just started.
"""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from neo4j import GraphDatabase

from graph_schema.records.identity import account_id, link_id, statement_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source, digest_bytes
from graph_schema.records.transfers import ENTRY_SCHEMA
from graph_schema.statements.payment_identity import StatedRow, identify_payments
from tests.neo4j_server.server import Server
from tracer.access.roles import Actor
from tracer.actions.administration.copying import copy_case
from tracer.actions.files.ingest import import_files
from tracer.actions.recovery.supervise import show_totals
from tracer.casework.sessions.opening import open_session
from tracer.sample.writing import write_sample
from tracer.settings import Settings
from tracer.store.credentials import Credentials
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.store import open_neo4j_store
from tracer.store.neo4j.stored.display_properties import link_row, node_row
from tracer.store.neo4j.stored.records import SourceIndex, SourceRecord, StoredLink, StoredNode
from tracer.store.neo4j.transaction.flush import large_rows
from tracer.store.neo4j.unit_of_work import LargeTable
from tracer.store.opening import open_store
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import TransferFilter
from tracer.store.semantics.record_merging import SourceRef

pytestmark = pytest.mark.benchmark
ROWS, ACCOUNTS, HUB_NEIGHBOURS, PAGE = 1_000_000, 50_000, 20_000, 50
FIRST_DAY, LAST_DAY = date(2022, 1, 8), date(2025, 11, 8)
ACTOR = Actor("Banc de probă", "owner")
MEMORY = {"heap": "2g", "page_cache": "2g", "short_lived": False}
WHOLE_NUMBERS = frozenset(
    name for name in transfers_queries.TRANSFER_COLUMNS if name.endswith(("_minor", "_seq", "_source"))
)


@dataclass(frozen=True)
class Register:
    """What a bank would hand over, as records: nothing of it is of anybody."""

    source: Source
    nodes: list[Node]
    links: list[Link]
    entries: pa.Table

    @property
    def hub(self) -> str:
        return self.nodes[0].id


@pytest.fixture(scope="module")
def register() -> Register:
    chance = np.random.default_rng(7)
    payer = np.sort(
        np.concatenate([np.zeros(HUB_NEIGHBOURS, int), chance.integers(1, ACCOUNTS, ROWS - HUB_NEIGHBOURS)])
    )
    payee = (payer + 1 + chance.integers(0, ACCOUNTS - 1, ROWS)) % ACCOUNTS
    payee[:HUB_NEIGHBOURS] = np.arange(1, HUB_NEIGHBOURS + 1)
    minor, day = chance.integers(100, 10_000_000, ROWS), chance.integers(19_000, 20_400, ROWS)
    accounts = [account_id(f"FICTIV{number}") for number in range(ACCOUNTS)]
    papers = [statement_id(id_, "RON", "1", FIRST_DAY.isoformat(), LAST_DAY.isoformat()) for id_ in accounts]
    sides = [accounts[place] for place in payer], [accounts[place] for place in payee]
    days = pa.array(day, pa.int32()).cast(pa.date32())
    told = [papers[place] for place in payer]
    amounts = [(amount, "RON", amount, "RON") for amount in minor.tolist()]
    ids = identify_payments(
        [
            StatedRow(payer, payee, *amount, day, day, "debit", None, ("file", paper))
            for payer, payee, amount, day, paper in zip(*sides, amounts, days.to_pylist(), told, strict=True)
        ]
    )
    columns = {
        "transfer_id": ids,
        "debit_account": sides[0],
        "credit_account": sides[1],
        "debit_minor": minor,
        "debit_currency": ["RON"] * ROWS,
        "credit_minor": minor,
        "credit_currency": ["RON"] * ROWS,
        "value_date": days,
        "kind": ["transfer"] * ROWS,
        "booking_date": days,
        "side": ["debit"] * ROWS,
        "seq": np.arange(ROWS),
        "statement": told,
        "balance_minor": pa.nulls(ROWS, pa.int64()),
        "counterparty_name": [f"Firma Inventată {place % 5000}" for place in payee],
        "description": [f"plata facturii {number}" for number in range(ROWS)],
        "reference": pa.nulls(ROWS, pa.string()),
        "reversal_of": pa.nulls(ROWS, pa.string()),
        "locator": [f"row:{number + 2}" for number in range(ROWS)],
    }
    counts = np.bincount(payer, minlength=ACCOUNTS).tolist()
    nodes = [Node(id_, "Account", {"number": f"FICTIV{place}"}, "row:1") for place, id_ in enumerate(accounts)]
    period = {"from_date": FIRST_DAY.isoformat(), "to_date": LAST_DAY.isoformat()}
    nodes += [
        Node(id_, "Statement", {"number": "1", "currency": "RON", "rows": count, **period}, "row:1")
        for id_, count in zip(papers, counts, strict=True)
    ]
    links = [
        Link(link_id("StatementOf", paper, id_), "StatementOf", paper, id_, {}, "row:1")
        for paper, id_ in zip(papers, accounts, strict=True)
    ]
    source = Source(digest_bytes(b"invented"), "register.csv", "bank", "invented", "1", 1, "2025-11-08", ROWS, ROWS, 0)
    return Register(source, nodes, links, pa.table(columns, schema=ENTRY_SCHEMA))


@pytest.fixture(scope="module")
def report() -> Iterator[Callable[[str, str, float], None]]:
    """report(what, where, seconds); the table is printed at the end."""
    found: dict[str, dict[str, float]] = {}
    yield lambda what, where, seconds: found.setdefault(what, {}).__setitem__(where, seconds)
    places = list(dict.fromkeys(where for row in found.values() for where in row))
    print(f"\n\n{'seconds':<46}" + "".join(f"{where:>16}" for where in places))
    for what, row in found.items():
        cells = (f"{row[where]:>16.3f}" if where in row else f"{'-':>16}" for where in places)
        print(f"{what:<46}" + "".join(cells))
    for where in places:
        rival, own, again = (found.get(what, {}).get(where) for what in (_CSV, _LOAD, _AGAIN))
        if rival and own and again:
            print(f"{where}: Tracer / LOAD CSV = {own / rival:.2f}, again / LOAD CSV = {again / rival:.2f}")


_CSV, _LOAD, _AGAIN = "the server's own LOAD CSV", "load through Tracer", "load the same again"


@contextmanager
def timed(report: Callable[[str, str, float], None], what: str, where: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    report(what, where, time.perf_counter() - start)


def median(what: Callable[[], object], times: int = 15) -> float:
    found = []
    for _ in range(times):
        start = time.perf_counter()
        what()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def load(store: CaseStore, register: Register) -> int:
    """Rows that are new."""
    with store.transaction() as writer:
        writer.register_source(register.source, received="2025-11-09T10:00:00Z", actor="Banc de probă")
        writer.upsert_nodes(register.source.digest, register.nodes)
        writer.upsert_links(register.source.digest, register.links)
        return writer.add_entries(register.source.digest, register.entries).added


def measure(store: CaseStore, register: Register, where: str, report: Callable[[str, str, float], None]) -> pa.Table:
    with timed(report, _LOAD, where):
        assert load(store, register) == ROWS
    with timed(report, _AGAIN, where):
        assert load(store, register) == 0
    report("export to Arrow", where, median(store.export_transfers, 3))
    numbers = iter(range(0, ACCOUNTS, 7))
    report(
        "an account by its number", where, median(lambda: store.find("Account", "number", f"FICTIV{next(numbers)}"), 99)
    )
    report("a text among all names and numbers", where, median(lambda: store.search(f"FICTIV{next(numbers)}"), 99))
    hub = register.hub
    assert sum(count.count for count in store.count_neighbours(hub) if count.direction == "out") == HUB_NEIGHBOURS
    assert len(store.transfer_sums(hub, limit=PAGE)) == PAGE
    report("neighbours of a hub of 20,000, counted", where, median(lambda: store.count_neighbours(hub)))
    report("its first 50 counterparties, by sum", where, median(lambda: store.transfer_sums(hub, limit=PAGE)))
    page = TransferFilter(account=hub)
    report("its first 50 transfers, by day", where, median(lambda: store.transfers(page, limit=PAGE)))
    return store.export_transfers()


def test_a_million_transfers(register, report, new_neo4j, neo4j_release, tmp_path):
    rival(new_neo4j(neo4j_release, **MEMORY), register, neo4j_release, report)
    server = new_neo4j(neo4j_release, **MEMORY)
    credentials = Credentials(server.user, server.password)
    with closing(open_neo4j_store(server.address, create=True, read_only=False, credentials=credentials)) as store:
        served = measure(store, register, neo4j_release, report)
        digest = store.digest()
    with closing(open_store(str(tmp_path / "case.sqlite"), create=True)) as store:
        assert measure(store, register, "embedded", report).equals(served)
        assert store.digest() == digest


def rival(server: Server, register: Register, where: str, report: Callable[[str, str, float], None]) -> None:
    """The same graph by LOAD CSV; its files are not part of the time."""
    nodes, links = write_node_files(register, server.import_folder)
    write_transfers(register, server.import_folder / "transfers.csv")
    credentials = Credentials(server.user, server.password)
    open_neo4j_store(server.address, create=True, read_only=False, credentials=credentials).close()
    rows = "IN TRANSACTIONS OF 10000 ROWS"
    queries = [
        f"LOAD CSV WITH HEADERS FROM 'file:///{kind}.csv' AS row CALL (row) {{ CREATE (:Thing:{kind} {{{props}}}) }} {rows}"
        for kind, props in nodes.items()
    ]
    queries.append(
        "LOAD CSV WITH HEADERS FROM 'file:///links.csv' AS row CALL (row) { MATCH (t:Thing {id: row.tail}) "
        f"MATCH (h:Thing {{id: row.head}}) CREATE (t)-[:STATEMENT_OF {{{links}}}]->(h) }} {rows}"
    )
    columns = ", ".join(_cast(name, f"row.{name}") for name in transfers_queries.TRANSFER_COLUMNS)
    queries.append(
        "LOAD CSV WITH HEADERS FROM 'file:///transfers.csv' AS row CALL (row) { MATCH (d:Thing {id: row.debit}) "
        f"MATCH (c:Thing {{id: row.credit}}) CREATE (d)-[:TRANSFER {{{columns}}}]->(c) }} {rows}"
    )
    with (
        GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver,
        driver.session() as session,
    ):
        with timed(report, _CSV, where):
            for query in queries:
                session.run(query).consume()
        kept = session.run("MATCH ()-[r:TRANSFER]->() RETURN count(r) AS count").single()
        assert kept is not None and kept["count"] == ROWS
    server.close()


def write_node_files(register: Register, folder: Path) -> tuple[dict[str, str], str]:
    """Kind of node -> the properties of its rows, and those of the links."""
    tellers = SourceIndex([])
    tellers.add(1, SourceRef(register.source.as_of, register.source.digest))
    props = {}
    for kind in ("Account", "Statement"):
        kept = (
            StoredNode(n.id, n.type, {1: SourceRecord(n.locator, n.props)}) for n in register.nodes if n.type == kind
        )
        props[kind] = _write(folder / f"{kind}.csv", [node_row(node, tellers, 1)[0] for node in kept])
    told = [
        link_row(StoredLink(k.id, k.type, k.tail, k.head, {1: SourceRecord(k.locator, k.props)}), tellers, 1)
        for k in register.links
    ]
    _write(folder / "links.csv", [{"tail": row["tail"], "head": row["head"], **row["props"]} for row in told])
    return props, ", ".join(_cast(name, f"row.{name}") for name in told[0]["props"])


def write_transfers(register: Register, path: Path) -> None:
    table = LargeTable(1, register.entries)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("debit", "credit", *transfers_queries.TRANSFER_COLUMNS))
        for part in large_rows(table, register.entries, np.arange(ROWS) % 20 + 1, 1):
            for row in part:
                days = {place: date.fromordinal(719_163 + row[place]).isoformat() for place in (4, 5)}
                writer.writerow(_text(days.get(place, value)) for place, value in enumerate(row))


def _write(path: Path, rows: list[dict[str, object]]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows[0])
        writer.writerows([_text(value) for value in row.values()] for row in rows)
    return ", ".join(_cast(name, f"row.{name}") for name in rows[0])


def _text(value: object) -> str:
    if isinstance(value, list):
        return "|".join(value)
    return "" if value is None else str(value)


def _cast(name: str, value: str) -> str:
    if name in WHOLE_NUMBERS or name in ("since", "rows"):
        return f"{name}: toInteger({value})"
    if name.endswith("_date"):
        return f"{name}: date({value})"
    if name in ("told", "entries"):
        return f"{name}: [{value}]"
    return f"{name}: split({value}, '|')" if name == "words" else f"{name}: {value}"


def test_totals_of_the_sample_case(report, new_neo4j, neo4j_release, tmp_path, monkeypatch):
    server = new_neo4j(neo4j_release, **MEMORY)
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD_FILE", str(server.password_file))
    embedded = Settings(tmp_path / "case", ACTOR, "en")
    sample = write_sample(tmp_path / "sample")
    with open_session(embedded, create=True) as session:
        import_files(session, sample.files, mappings=sample.mappings)
    served = Settings(tmp_path / "case", ACTOR, "en", server.address)
    copy_case(embedded, str(embedded.case), server.address)
    asked, answers = date(2025, 6, 30), []
    for where, settings in (("embedded", embedded), (neo4j_release, served)):
        with timed(report, "sample case: opened, first totals", where), open_session(settings) as session:
            show_totals(session, currency="EUR", as_of=asked)
        with open_session(settings) as session:
            totals = partial(show_totals, session, currency="EUR", as_of=asked)
            answers.append(totals())
            report("sample case: totals", where, median(totals))
    assert answers[0] == answers[1]
