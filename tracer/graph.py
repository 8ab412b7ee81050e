"""The case as read-only arrays, exported once per data version; the heavy questions run on these, not on a store."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import pyarrow as pa

from graph_schema.views import Evidence, KeptEvent, LinkView, NodeView


@dataclass(frozen=True)
class CaseGraph:
    """One version of the case. ``transfers`` has TRANSFER_SCHEMA; nodes and links are merged views by id."""

    version: int
    nodes: Mapping[str, NodeView] = field(hash=False)
    links: tuple[LinkView, ...]
    events: tuple[KeptEvent, ...]
    transfers: pa.Table = field(hash=False)

    def links_of_type(self, *types: str) -> tuple[LinkView, ...]:
        """All links of these types, by id."""
        return tuple(link for link in self.links if link.type in types)

    def links_at(self, node: str) -> tuple[LinkView, ...]:
        """The links that leave or reach a node, by id."""
        return self._ends.get(node, ())

    @cached_property
    def _ends(self) -> dict[str, tuple[LinkView, ...]]:
        found: dict[str, list[LinkView]] = {}
        for link in self.links:
            for end in dict.fromkeys((link.tail, link.head)):
                found.setdefault(end, []).append(link)
        return {node: tuple(links) for node, links in found.items()}

    def transfer_evidence(self, transfer: str) -> tuple[Evidence, ...]:
        """The statement rows that a transfer was read from, one for each side that has a statement."""
        return tuple(
            Evidence(row[f"{side}_source"], row[f"{side}_locator"])
            for row in self.transfer_rows([transfer])
            for side in ("debit", "credit")
            if row[f"{side}_source"] is not None
        )

    def transfer_rows(self, transfers: Iterable[str]) -> list[dict[str, Any]]:
        """These transfers as rows (TRANSFER_SCHEMA), each once, in the table's order. Unknown ids are left out."""
        places = sorted({self._places[name] for name in transfers if name in self._places})
        return self.transfers.take(pa.array(places, pa.int64())).to_pylist()

    @cached_property
    def _places(self) -> dict[str, int]:
        return {str(name): place for place, name in enumerate(self.transfers.column("transfer_id").to_pylist())}

    def holder_of(self, account: str) -> str | None:
        """The only holder a register names for the account; None where there is none or more than one."""
        holders = self._holders.get(account, set())
        return next(iter(holders)) if len(holders) == 1 else None

    @cached_property
    def _holders(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for link in self.links_of_type("HoldsAccount"):
            found.setdefault(link.head, set()).add(link.tail)
        return found

    def nodes_of_type(self, *types: str) -> tuple[NodeView, ...]:
        """All nodes of these types, by id."""
        return tuple(node for node in self.nodes.values() if node.type in types)


class GraphSource(Protocol):
    """What a store must offer for the case to be read whole."""

    def data_version(self) -> int: ...

    def get(self, ids: Iterable[str]) -> dict[str, NodeView]: ...

    def links(self, types: Iterable[str] = ()) -> tuple[LinkView, ...]: ...

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]: ...

    def export_nodes(self) -> pa.Table: ...

    def export_transfers(self) -> pa.Table: ...


class GraphCache:
    """Keeps the newest exported graph. Safe among threads; one export at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._graph: CaseGraph | None = None

    def graph(self, store: GraphSource) -> CaseGraph:
        """The arrays of the store's present version. Cost: one export after a change, else nothing."""
        with self._lock:
            version = store.data_version()
            if self._graph is None or self._graph.version != version:
                self._graph = export_graph(store, version)
            return self._graph


def export_graph(store: GraphSource, version: int) -> CaseGraph:
    """Read the whole case once."""
    names = [str(name) for name in store.export_nodes().column("id").to_pylist()]
    nodes = store.get(names)
    return CaseGraph(
        version=version,
        nodes={name: nodes[name] for name in names if name in nodes},
        links=store.links(),
        events=store.events(),
        transfers=store.export_transfers(),
    )
