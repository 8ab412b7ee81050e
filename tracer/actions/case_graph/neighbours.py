"""Lists all neighbours of one node, page by page, when there are too many for a picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracer.actions.case_graph.picture import (
    ALL_LINES,
    EVERY_KIND,
    PAGE,
    GraphLine,
    check_known,
    link_line,
    list_near,
    transfer_line,
)
from tracer.casework.evidence_lines import caption
from tracer.casework.sessions.session import Session


@dataclass(frozen=True, slots=True)
class NeighbourPage:
    """Some of all neighbours of a node, in their order, with every line between it and them.

    ``total``: how many there are in all; ``captions``: of the node and of these neighbours, under the veil.
    """

    node: str
    total: int
    offset: int
    ids: tuple[str, ...]
    lines: tuple[GraphLine, ...]
    captions: Mapping[str, str] = field(hash=False)


def list_neighbours(session: Session, node: str, *, limit: int = PAGE, offset: int = 0) -> NeighbourPage:
    """Which neighbours does this node have, all of them, page by page?

    In the order of ``expand``, along every kind of link. Cost: one indexed read of its links and one pass over
    the case's lines of money for each page.
    """
    session.read_nodes("read", "neighbours", node, detail=f"offset={offset}")
    graph, veil = session.graph(), session.veil()
    node = graph.account_of(node)
    check_known(session, node)
    near = list_near(session, node, EVERY_KIND)
    page = near[offset : offset + limit]
    within = {node, *page}
    lines = [
        link_line(graph, link, session.today())
        for link in graph.links_at(node)
        if link.type in EVERY_KIND and {link.tail, link.head} <= within
    ]
    for line in session.payments().lines.of(node, limit=ALL_LINES):
        ends = {line.debit_account, line.credit_account} - {node}
        if ends and ends <= within:
            lines.append(transfer_line(line))
    place = {other: number for number, other in enumerate(page)}
    lines.sort(key=lambda line: (place[line.head if line.tail == node else line.tail], line.id))
    captions = {other: caption(graph.nodes[other], veil) for other in within}
    return NeighbourPage(node, len(near), offset, page, tuple(lines), captions)
