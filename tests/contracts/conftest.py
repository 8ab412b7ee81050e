"""Stores under one suite, and the invented case they are asked to keep."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest
from neo4j import GraphDatabase

from graph_schema.records.events import Event
from graph_schema.records.identity import account_id, link_id, statement_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source, digest_bytes
from graph_schema.records.transfers import ENTRY_SCHEMA
from graph_schema.statements.payment_identity import StatedRow, identify_payments
from tests.neo4j_server.plugin import SERVERS, AnyServer
from tracer.store.credentials import Credentials
from tracer.store.opening import open_store
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import Written

RECEIVED = "2025-03-01T10:00:00Z"


@dataclass(frozen=True)
class Told:
    """All that one invented source says."""

    source: Source
    nodes: tuple[Node, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Event, ...] = ()
    entries: pa.Table = field(default_factory=ENTRY_SCHEMA.empty_table)


@dataclass(frozen=True)
class Movement:
    """One invented movement of money in RON between accounts named by a letter."""

    debit: str | None
    credit: str | None
    minor: int
    day: int
    kind: str = "transfer"
    name: str | None = None
    text: str | None = None


def make_source(name: str, *, as_of: str = "2024-01-31", kind: str = "bank") -> Source:
    return Source(digest_bytes(name.encode()), name, kind, "invented", "1", len(name), as_of, 1, 1, 0)  # type: ignore[arg-type]


def make_account(letter: str) -> Node:
    return Node(account_id(letter), "Account", {"number": f"RO00FICTIV{letter}"}, "row:1")


def make_statement(
    name: str,
    account: str,
    movements: Sequence[Movement],
    *,
    period: tuple[int, int] = (1, 31),
    first_seq: int = 1,
) -> Told:
    """A source that tells these movements of an account in January 2024, balances from zero."""
    begin, end = date(2024, 1, period[0]), date(2024, 1, period[1])
    own = account_id(account)
    statement = statement_id(own, "RON", "1", begin.isoformat(), end.isoformat())
    sides = ["debit" if movement.debit == account else "credit" for movement in movements]
    closing = sum(-m.minor if side == "debit" else m.minor for m, side in zip(movements, sides, strict=True))
    letters = sorted({account} | {x for m in movements for x in (m.debit, m.credit) if x is not None})
    node = Node(
        statement,
        "Statement",
        {
            "number": "1",
            "currency": "RON",
            "from_date": begin.isoformat(),
            "to_date": end.isoformat(),
            "opening_minor": 0,
            "closing_minor": closing,
            "rows": len(movements),
        },
        "row:1",
    )
    link = Link(link_id("StatementOf", statement, own), "StatementOf", statement, own, {}, "row:1")
    return Told(
        make_source(name, as_of=end.isoformat()),
        (node, *map(make_account, letters)),
        (link,),
        entries=_entries(movements, sides, statement, first_seq),
    )


def _entries(movements: Sequence[Movement], sides: Sequence[str], statement: str, first_seq: int) -> pa.Table:
    debits = [None if m.debit is None else account_id(m.debit) for m in movements]
    credits = [None if m.credit is None else account_id(m.credit) for m in movements]
    days = [date(2024, 1, m.day) for m in movements]
    ids = identify_payments(
        [
            StatedRow(debit, credit, m.minor, "RON", m.minor, "RON", day, day, side, None, ("file", statement))
            for debit, credit, m, day, side in zip(debits, credits, movements, days, sides, strict=True)
        ]
    )
    count = len(movements)
    columns: dict[str, Any] = {
        "transfer_id": ids,
        "debit_account": debits,
        "credit_account": credits,
        "debit_minor": [m.minor for m in movements],
        "debit_currency": ["RON"] * count,
        "credit_minor": [m.minor for m in movements],
        "credit_currency": ["RON"] * count,
        "value_date": days,
        "kind": [m.kind for m in movements],
        "booking_date": days,
        "side": list(sides),
        "seq": list(range(first_seq, first_seq + count)),
        "statement": [statement] * count,
        "balance_minor": [None] * count,
        "counterparty_name": [m.name for m in movements],
        "description": [m.text for m in movements],
        "reference": [None] * count,
        "reversal_of": [None] * count,
        "locator": [f"row:{place}" for place in range(2, 2 + count)],
    }
    return pa.table(columns, schema=ENTRY_SCHEMA)


def keep(store: CaseStore, told: Told) -> list[Written]:
    """Give a store all that a source says, in one transaction."""
    with store.transaction() as writer:
        writer.register_source(told.source, received=RECEIVED, actor="Ana Inventată")
        digest = told.source.digest
        written = [
            writer.upsert_nodes(digest, told.nodes),
            writer.upsert_links(digest, told.links),
            writer.add_entries(digest, told.entries),
        ]
        news = [writer.append_event(digest, event) for event in told.events]
        written.append(Written(added=sum(news), known=len(news) - sum(news)))
    return written


def movements_of(letter: str, number: int, rows: int) -> tuple[str, str, list[Movement]]:
    """One of many batches that an importer of its own brings: name, account and payments to one counterparty."""
    moves = [Movement(letter, "C", 1 + number * rows + i, 1 + i % 28) for i in range(rows)]
    return f"{letter} batch {number}", letter, moves


@pytest.fixture(scope="session")
def examples() -> Callable[[int], int]:
    """examples(n): how many examples of a law to try, ten times as many where new ones are looked for."""
    return lambda count: 10 * count if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else count


@pytest.fixture
def said() -> SimpleNamespace:
    """Builders of what invented sources say."""
    return SimpleNamespace(
        Told=Told,
        Movement=Movement,
        source=make_source,
        account=make_account,
        statement=make_statement,
        keep=keep,
        movements_of=movements_of,
        received=RECEIVED,
    )


_PASSWORD_FILE = "TRACER_CONTRACT_PASSWORD_FILE"
_EMPTY = "CALL () { MATCH (n) DETACH DELETE n }"


def open_case(address: str, *, read_only: bool = False) -> CaseStore:
    """The case at this address, made when it is not there yet; also in another process of the test."""
    file = os.environ.get(_PASSWORD_FILE)
    credentials = Credentials(password=Path(file).read_text()) if file else None
    return open_store(address, create=not read_only, read_only=read_only, credentials=credentials)


@dataclass
class Stores:
    """Opens stores of one kind. ``address`` names a store that other processes can open too."""

    address: Callable[[str], str]
    on_server: bool = False
    opened: list[CaseStore] = field(default_factory=list)

    def open(self, name: str = "case", *, read_only: bool = False) -> CaseStore:
        """The store of this name, made when it is not there yet.

        A server keeps one case: there, a name not opened before begins with an empty one and ends all others.
        """
        store = open_case(self.address(name), read_only=read_only)
        self.opened.append(store)
        return store

    def open_laid(self, lay: Callable[[], None]) -> CaseStore:
        """The store of a case that ``lay`` puts in place of whatever is there."""
        address = self.address("laid")
        lay()
        store = open_case(address)
        self.opened.append(store)
        return store


def _sqlite_address(folder: Path) -> Callable[[str], str]:
    return lambda name: str(folder / f"{name}.tracer")


def _server_address(server: AnyServer) -> Callable[[str], str]:
    last: list[str] = []

    def address(name: str) -> str:
        if last != [name]:
            last[:] = [name]
            with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
                driver.execute_query(_EMPTY)
        return server.address

    return address


@pytest.fixture(params=["sqlite", *(pytest.param(release, marks=pytest.mark.neo4j) for release in SERVERS)])
def stores(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stores]:
    """One kind of store after the other, Neo4j by its releases; the whole contract holds for each."""
    if request.param == "sqlite":
        made = Stores(_sqlite_address(tmp_path))
    else:
        made = _on_server(request.getfixturevalue("neo4j_servers")[request.param], tmp_path, monkeypatch)
    yield made
    for store in made.opened:
        store.close()


@pytest.fixture
def server_stores(neo4j_server: AnyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stores]:
    """Stores on a real server alone, of each release in turn."""
    made = _on_server(neo4j_server, tmp_path, monkeypatch)
    yield made
    for store in made.opened:
        store.close()


def _on_server(server: AnyServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stores:
    password = tmp_path / "password"
    password.write_text(server.password)
    monkeypatch.setenv(_PASSWORD_FILE, str(password))
    return Stores(_server_address(server), on_server=True)


@pytest.fixture
def store(stores: Stores) -> CaseStore:
    """An empty case."""
    return stores.open()
