"""Says which accounts, persons, companies and assets one file speaks of, for the step from the file to the graph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.records.nodes import NODE_TYPES
from tracer.casework.evidence_lines import account_caption, caption
from tracer.casework.sessions.session import Session

_LATER: Final = ("Statement", "Case", "Measure")
"""Kinds from which nobody begins to look: they stand in the graph by what they are about."""
_FIRST: Final = ("Account", "Company", "Person")


@dataclass(frozen=True, slots=True)
class FileNodes:
    """``nodes``: id and caption under the veil, accounts first, no more than asked for. ``total``: how many there are."""

    nodes: tuple[tuple[str, str], ...]
    total: int


def list_file_nodes(session: Session, digest: str, *, most: int = 6) -> FileNodes:
    """Of which accounts, persons, companies and assets does this file speak? ``digest``: whole.

    First the accounts whose statements the file holds; then within each kind those with most places in the file.
    Cost: one pass over the nodes for each data version.
    """
    session.allow("read", "file-nodes")
    session.note("file-nodes", digest if digest in session.source_names() else "?")
    session = session.for_answer()
    graph, veil = session.graph(), session.veil()

    def find() -> tuple[str, ...]:
        own = {
            end
            for link in graph.links_of_type("StatementOf")
            if any(one.source == digest for one in link.evidence)
            for end in (link.tail, link.head)
        }
        places: dict[str, int] = {}
        for node in graph.nodes.values():
            if node.type in _LATER:
                continue
            count = sum(one.source == digest for one in node.evidence)
            if count:
                places[node.id] = count
        order = {kind: rank for rank, kind in enumerate((*_FIRST, *(k for k in NODE_TYPES if k not in _FIRST)))}
        return tuple(sorted(places, key=lambda one: (order[graph.nodes[one].type], one not in own, -places[one], one)))

    ids = session.case.cache.value(("nodes of file", digest), session.case.data_version(), find)
    shown = tuple(
        (
            one,
            account_caption(graph, veil, one)
            if graph.nodes[one].type == "Account"
            else caption(graph.nodes[one], veil),
        )
        for one in ids[:most]
    )
    return FileNodes(shown, len(ids))
