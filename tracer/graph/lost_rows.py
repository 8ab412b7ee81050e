"""Reads the rejected rows of the bank files of a case, and the statements around them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from graph_schema.records.fields import whole_number
from graph_schema.records.merged_records import MergedLink, MergedNode
from graph_schema.statements.chain_records import period_of
from graph_schema.statements.lost_rows import KeptStatement, LostMoney, UnreadRow, find_lost_money
from graph_schema.statements.rows import rows_by_statement
from importers.bank.statement.no_movement import AT_EDGE, moved_money
from tracer.store.ports.store_values import KeptSource, SourceRecords


class RejectionStore(Protocol):
    """The methods of a store that this module uses."""

    def sources(self) -> Sequence[KeptSource]:
        """All sources of the case."""
        ...

    def source_records(self, digest: str) -> SourceRecords:
        """All records of one source."""
        ...

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """All links of these types."""
        ...

    def nodes(self, type_: str) -> Iterable[MergedNode]:
        """All nodes of this type."""
        ...


def read_lost_money(store: RejectionStore, sources: Collection[str] | None = None) -> tuple[LostMoney, ...]:
    """Which money is known to be missing because rows of bank files were rejected?

    ``sources``: digests; only rows of these files. None: of all files. An import, ``verify``, tracing and screens use this
    one function. Cost: nothing if no row is rejected; else the records of the files with such rows, and of other
    files with statements of their accounts.
    """
    kept = [one for one in store.sources() if one.source.kind == "bank"]
    rejected = {one.source.digest: tuple(_rejected(one)) for one in kept}
    wanted = [digest for digest, rows in rejected.items() if rows and (sources is None or digest in sources)]
    if not wanted:
        return ()
    own = {digest: _statements(store.source_records(digest), digest, complete=False) for digest in wanted}
    keys = {statement.key for found in own.values() for statement in found}
    clean = {digest for digest, rows in rejected.items() if not rows}
    others = [
        statement
        for digest in sorted(_covering(store, clean, [one for found in own.values() for one in found]))
        for statement in _statements(store.source_records(digest), digest, complete=True)
        if statement.key in keys
    ]
    return tuple(
        money for digest in wanted for money in find_lost_money(digest, rejected[digest], [*own[digest], *others])
    )


def _covering(store: RejectionStore, digests: set[str], own: Iterable[KeptStatement]) -> set[str]:
    """Those of these sources that have a statement which can cover one of these statements."""
    accounts = {link.tail: link.head for link in store.links(("StatementOf",))}
    wanted: dict[tuple[str, str], str] = {}
    for one in own:
        wanted[one.key] = min(wanted.get(one.key, one.from_date.isoformat()), one.from_date.isoformat())
    return {
        place.source
        for node in store.nodes("Statement")
        if (first := wanted.get((accounts.get(node.id, ""), str(node.props["currency"])))) is not None
        and (len(node.evidence) > 1 or str(node.props["to_date"]) >= first)
        for place in node.evidence
    } & digests


def _rejected(kept: KeptSource) -> Iterator[UnreadRow]:
    edges = {flag["locator"] for flag in kept.flags if flag["template"] == AT_EDGE}
    for row in kept.rejections:
        if moved_money(row["reason"]):
            yield UnreadRow(row["locator"], row.get("row", ""), row["locator"] in edges)


def _statements(records: SourceRecords, digest: str, *, complete: bool) -> list[KeptStatement]:
    numbers: Mapping[str, str] = {
        node.id: str(node.props["number"]) for node in records.nodes if node.type == "Account"
    }
    accounts = {link.tail: link.head for link in records.links if link.type == "StatementOf"}
    rows = rows_by_statement(records.entries)
    found = []
    for node in records.nodes:
        if node.type == "Statement" and node.id in accounts:
            account = accounts[node.id]
            found.append(
                KeptStatement(
                    source=digest,
                    statement=node.id,
                    locator=node.locator,
                    account=account,
                    number=numbers.get(account, ""),
                    currency=str(node.props["currency"]),
                    from_date=date.fromisoformat(str(node.props["from_date"])),
                    to_date=date.fromisoformat(str(node.props["to_date"])),
                    opening_minor=whole_number(node.props, "opening_minor"),
                    closing_minor=whole_number(node.props, "closing_minor"),
                    holds=period_of(node.id, node.props).holds,
                    complete=complete,
                    rows=tuple(rows.get(node.id, ())),
                )
            )
    return found
