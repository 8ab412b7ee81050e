"""The case as read-only arrays, exported once per data version; analyses run on these and not on a store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import pyarrow as pa

from graph_schema.records.merged_records import Evidence, KeptEvent, MergedLink, MergedNode
from graph_schema.statements.lost_rows import LostMoney
from graph_schema.statements.overlap import StatedStatement
from tracer.graph.lost_rows import RejectionStore, read_lost_money
from tracer.graph.record_order import EventSource, read_record_order
from tracer.store.semantics.stated_rows import StatementStore, read_sharing


@dataclass(frozen=True)
class CaseGraph:
    """One data version of the case; nodes and links are merged records, sorted by id.

    ``transfers``: TRANSFER_SCHEMA as a store exports it, PAYMENT_SCHEMA after tracer.resolve has joined the payments.
    After that, ``aliases``: transfer id -> id of the payment into which it was joined; ``repeats``: payment id -> its
    further statement rows; ``same_accounts``: id of a bare number -> id of the account that has this number.
    """

    version: int
    nodes: Mapping[str, MergedNode] = field(hash=False)
    links: tuple[MergedLink, ...]
    events: tuple[KeptEvent, ...]
    transfers: pa.Table = field(hash=False)
    sharing: tuple[StatedStatement, ...] = field(default=(), hash=False)
    """The statements that share days with another of their account, as each source states them."""
    lost: tuple[LostMoney, ...] = field(default=(), hash=False)
    """The money that rejected rows of bank files leave out."""
    aliases: Mapping[str, str] = field(default_factory=dict, hash=False)
    repeats: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict, hash=False)
    same_accounts: Mapping[str, str] = field(default_factory=dict, hash=False)
    payers: Mapping[str, frozenset[str]] = field(default_factory=dict, hash=False)
    """Protected person that a mark names as payer -> the account ids, and the names as written, under which the person pays."""

    def links_of_type(self, *types: str) -> tuple[MergedLink, ...]:
        """All links of these types, by id."""
        return tuple(link for link in self.links if link.type in types)

    def links_at(self, node: str) -> tuple[MergedLink, ...]:
        """The links that leave or reach a node, by id."""
        return self._ends.get(node, ())

    @cached_property
    def _ends(self) -> dict[str, tuple[MergedLink, ...]]:
        found: dict[str, list[MergedLink]] = {}
        for link in self.links:
            for end in dict.fromkeys((link.tail, link.head)):
                found.setdefault(end, []).append(link)
        return {node: tuple(links) for node, links in found.items()}

    def transfer_evidence(self, transfer: str) -> tuple[Evidence, ...]:
        """The statement rows of a transfer: one for each side that has a statement, then repeated rows."""
        own = (
            Evidence(row[f"{side}_source"], row[f"{side}_locator"])
            for row in self.transfer_rows([transfer])
            for side in ("debit", "credit")
            if row[f"{side}_source"] is not None
        )
        return (*own, *self.repeats.get(self.payment_of(transfer), ()))

    def payment_of(self, transfer: str) -> str:
        """The id of the payment that this transfer is part of: its own id, unless it was joined into another transfer."""
        return self.aliases.get(transfer, transfer)

    def account_of(self, node: str) -> str:
        """The id of the account that this node means: its own id, unless it is the bare number of another account."""
        return self.same_accounts.get(node, node)

    def transfer_rows(self, transfers: Iterable[str]) -> list[dict[str, Any]]:
        """These transfers as rows, each payment once, in the table's order. Unknown ids are left out."""
        names = map(self.payment_of, transfers)
        indices = sorted({self._indices[name] for name in names if name in self._indices})
        return self.transfers.take(pa.array(indices, pa.int64())).to_pylist()

    @cached_property
    def _indices(self) -> dict[str, int]:
        return {str(name): index for index, name in enumerate(self.transfers.column("transfer_id").to_pylist())}

    def holder_of(self, account: str) -> str | None:
        """The only holder that registers name for the account; None if there is none or more than one."""
        holders = self._holders.get(account, set())
        return next(iter(holders)) if len(holders) == 1 else None

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for link in self.links_of_type("HoldsAccount"):
            found.setdefault(link.head, set()).add(link.tail)
        return found

    def nodes_of_type(self, *types: str) -> tuple[MergedNode, ...]:
        """All nodes of these types, by id."""
        return tuple(node for node in self.nodes.values() if node.type in types)


class GraphSource(RejectionStore, StatementStore, EventSource, Protocol):
    """What a store must offer so that the whole case can be read from it."""

    def data_version(self) -> int:
        """The current data version."""
        ...

    def export_nodes(self) -> pa.Table:
        """All nodes as a table with the columns id, type and caption, by id."""
        ...

    def export_transfers(self) -> pa.Table:
        """All transfers as a table (TRANSFER_SCHEMA)."""
        ...


def export_graph(store: GraphSource, version: int) -> CaseGraph:
    """Read the whole case once."""
    names = [str(name) for name in store.export_nodes().column("id").to_pylist()]
    nodes = store.get(names)
    return CaseGraph(
        version=version,
        nodes={name: nodes[name] for name in names if name in nodes},
        links=store.links(),
        events=read_record_order(store).events,
        transfers=store.export_transfers(),
        sharing=read_sharing(store),
        lost=read_lost_money(store),
    )
