"""True ledgers cut into statements, and a store that holds nothing but what such statements state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from graph_schema.records.merged_records import Evidence, MergedLink, MergedNode
from graph_schema.records.provenance import digest_bytes
from graph_schema.records.transfers import TRANSFER_SCHEMA
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import Movement, StatementRows, build_batch
from importers.contract import Batch
from importers.source import SourceFile
from tracer.graph.case_graph import CaseGraph
from tracer.intake.writing.repeated_rows import recognise_repeated
from tracer.store.ports.store_values import SourceRecords
from tracer.store.semantics.stated_rows import read_sharing

FIRST = date(2024, 1, 1)
ACCOUNT = "RO42INVT0000000000000001"


@dataclass(frozen=True)
class Row:
    """One true movement of the account: days after the first, change of the balance in minor units, its reference."""

    day: int
    minor: int
    reference: str | None
    other: str | None = None
    """Number of the account on the other side, where the statement names it."""


@dataclass(frozen=True)
class Cut:
    """One statement: rows ``begin`` to ``end`` (exclusive) of the ledger, over whole days or parts of them."""

    begin: int
    end: int
    from_day: int
    to_day: int
    balances: bool
    references: bool


class StatedCase:
    """What a store would give of the batches it took, for the questions about shared days."""

    def __init__(self) -> None:
        self.batches: dict[str, Batch] = {}

    def take(self, batch: Batch) -> None:
        """Write a batch as an import does."""
        self.batches[batch.source.digest] = recognise_repeated(self, batch)

    def source_records(self, digest: str) -> SourceRecords:
        batch = self.batches[digest]
        return SourceRecords(batch.nodes, batch.links, batch.events, batch.entries)

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        found: dict[str, MergedLink] = {}
        for digest, batch in self.batches.items():
            for link in batch.links:
                before = found[link.id].evidence if link.id in found else ()
                evidence = (*before, Evidence(digest, link.locator))
                found[link.id] = MergedLink(link.id, link.type, link.tail, link.head, dict(link.props), evidence)
        return tuple(found[key] for key in sorted(found))

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        return tuple(link for link in self.links() if node in (link.tail, link.head))

    def get(self, ids: Iterable[str]) -> dict[str, MergedNode]:
        wanted, found = set(ids), dict[str, MergedNode]()
        for digest, batch in self.batches.items():
            for node in batch.nodes:
                if node.id in wanted:
                    before = found[node.id].evidence if node.id in found else ()
                    evidence = (*before, Evidence(digest, node.locator))
                    found[node.id] = MergedNode(node.id, node.type, dict(node.props), evidence, {})
        return found

    def graph(self) -> CaseGraph:
        """The case as far as it is needed to compare statements and to join payments."""
        links = self.links()
        nodes = self.get({node for link in links for node in (link.tail, link.head)})
        return CaseGraph(1, nodes, links, (), self.transfers(), sharing=read_sharing(self))

    def transfers(self) -> pa.Table:
        """The transfers that the rows speak of, as a store exports them."""
        found: dict[str, dict[str, Any]] = {}
        for digest, batch in sorted(self.batches.items()):
            for entry in batch.entries.to_pylist():
                row = found.setdefault(entry["transfer_id"], dict.fromkeys(TRANSFER_SCHEMA.names) | _shared(entry))
                side = entry["side"]
                if row[f"{side}_seq"] is None:
                    row |= {f"{side}_seq": len(found), f"{side}_source": digest, f"{side}_locator": entry["locator"]}
        rows = sorted(found.values(), key=lambda row: (row["value_date"], row["transfer_id"]))
        return pa.Table.from_pylist(rows, TRANSFER_SCHEMA)


def _shared(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name in TRANSFER_SCHEMA.names}


def batch_of(ledger: Sequence[Row], cut: Cut, number: int, account: str = ACCOUNT) -> Batch:
    """The file of one statement, with the balances and references that the cut keeps."""
    rows = ledger[cut.begin : cut.end]
    opening = sum(row.minor for row in ledger[: cut.begin])
    book = AccountBook()
    movements = tuple(
        Movement(
            locator=f"row:{cut.begin + place + 2}",
            credit=row.minor > 0,
            own_minor=abs(row.minor),
            other_minor=abs(row.minor),
            other_currency="RON",
            booking_date=FIRST + timedelta(days=row.day),
            value_date=FIRST + timedelta(days=row.day),
            kind="transfer",
            reference=row.reference if cut.references else None,
            other_account=None if row.other is None else book.add(row.other, f"row:{cut.begin + place + 2}"),
        )
        for place, row in enumerate(rows)
    )
    statement = StatementRows(
        locator="row:2",
        account=book.add(account, "row:2", currency="RON"),
        number=str(number),
        currency="RON",
        from_date=FIRST + timedelta(days=cut.from_day),
        to_date=FIRST + timedelta(days=cut.to_day),
        opening_minor=opening if cut.balances else None,
        closing_minor=opening + sum(row.minor for row in rows) if cut.balances else None,
        movements=movements,
    )
    data = f"file {account} {number}".encode()
    file = SourceFile(f"file {number}", data, digest_bytes(data))
    return build_batch(file, ("test", "1"), book, [statement], [], [])


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Row, ...]:
    """Few days and amounts, so that twins are frequent; some rows bear a reference of their own."""
    days = sorted(draw(st.lists(st.integers(0, 9), min_size=1, max_size=10)))
    return tuple(
        Row(day, draw(st.sampled_from([50, -50, 20])), draw(st.sampled_from([None, f"REF-{place}"])))
        for place, day in enumerate(days)
    )


@st.composite
def cuts(draw: st.DrawFn, ledger: Sequence[Row]) -> tuple[Cut, ...]:
    """A chain of statements that may be cut within a day, and statements of whole days that overlap it."""
    found = []
    if draw(st.booleans()):
        edges = sorted({0, len(ledger), *draw(st.lists(st.integers(0, len(ledger)), max_size=3))})
        for begin, end in pairwise(edges):
            found.append(_cut(draw, begin, end, ledger[begin].day, ledger[end - 1].day))
    for _ in range(draw(st.integers(0 if found else 1, 3))):
        first, last = sorted((draw(st.integers(0, 9)), draw(st.integers(0, 9))))
        begin = sum(row.day < first for row in ledger)
        end = sum(row.day <= last for row in ledger)
        found.append(_cut(draw, begin, end, first, last))
    return tuple(draw(st.permutations(found)))


def _cut(draw: st.DrawFn, begin: int, end: int, first: int, last: int) -> Cut:
    return Cut(begin, end, first, last, draw(st.sampled_from([True, True, True, False])), draw(st.booleans()))
