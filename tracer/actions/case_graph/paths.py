"""Shows how any two nodes of the case are connected: paths in sentences, with the lines that draw them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from graph_schema.records.nodes import ASSET_TYPES
from tracer.actions.case_graph.picture import GraphLine, check_known, link_line
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.free_paths import is_one_flow
from tracer.analysis.links.kinds import MONEY_KINDS, PAID_FOR
from tracer.analysis.links.paths import EvidencePath
from tracer.casework.evidence_lines import caption
from tracer.casework.sessions.session import Session
from tracer.casework.ties.case_ownership import lead_graph
from tracer.casework.ties.node_paths import MOST_STEPS, PATH_KINDS, NodePathSearch, PathKind, Period
from tracer.casework.ties.tie_paths import TieSearch
from tracer.casework.ties.tie_sentences import PathSentence, format_path, format_steps
from tracer.casework.tracing.case_tracing import TIE_METHODS
from tracer.graph.case_graph import CaseGraph

PATHS = 10
"""How many paths are shown."""
PRICE_LINE = "PaidFor"
"""The type of a line from the account that paid a price to the asset."""
_PARTIES = frozenset({"Person", "Company"})
_NO_FLOW = N_(
    "The payments of this path do not follow one another in direction and time. It shows a connection, not that money went "
    "from one end to the other."
)


@dataclass(frozen=True, slots=True)
class NodePath:
    """One path; ``rank`` 1 is the best. ``tie``: the kind of tie, where a party is tied to an asset; else "".

    ``nodes``: ids. ``captions``: their captions under the veil. ``sentences``: one for each step. ``notes``: what belongs
    to the path but is no step. ``lines``: what a picture draws for each step, the lines of a neighbourhood or the price
    that an account paid (type ``PRICE_LINE``).
    """

    rank: int
    tie: str
    nodes: tuple[str, ...]
    captions: tuple[str, ...]
    sentences: tuple[PathSentence, ...]
    notes: tuple[PathSentence, ...]
    lines: tuple[GraphLine, ...]


@dataclass(frozen=True, slots=True)
class NodePathReport:
    """The paths between two nodes and what was searched.

    ``most_steps``: the most steps of a path. ``ranked_as_tie``: the paths are those that tie a party to an asset, in the
    order of ``link_suspect``. ``complete``: the search ended by itself. ``hubs``: captions of nodes with so many neighbours
    that no path goes through them.
    """

    start: str
    end: str
    start_caption: str
    end_caption: str
    kind: PathKind
    from_date: date | None
    to_date: date | None
    most_steps: int
    ranked_as_tie: bool
    paths: tuple[NodePath, ...]
    complete: bool
    hubs: tuple[str, ...]


def find_node_paths(
    session: Session,
    start: str,
    end: str,
    kind: str,
    *,
    from_date: date | None = None,
    to_date: date | None = None,
    limit: int = PATHS,
) -> NodePathReport:
    """By which chains of records are these two connected? At most ``limit`` paths, best first.

    ``kind``: ``strongest`` evidence first, for a party and an asset as ``link_suspect`` ranks them; ``shortest`` first; or
    ``money`` alone, forward in time. ``from_date``, ``to_date``: only links that held and payments that left within these
    days, both inclusive; the ranks of ``link_suspect`` are for all days, so within days the paths are ranked by strength.
    Raises: NotFound for an unknown id; WrongUse for an unknown kind, for one node twice, for days in the wrong order.
    Cost: ``NodePathSearch``; for a party and an asset that of ``link_suspect``.
    """
    session.read_nodes("read", "paths", start, end, detail=f"kind={kind if kind in PATH_KINDS else '?'}")
    session = session.for_answer()
    chosen = next((one for one in PATH_KINDS if one == kind), None)
    if chosen is None:
        raise WrongUse("Paths are {known}, not {kind}.", known=", ".join(PATH_KINDS), kind=kind)
    if from_date is not None and to_date is not None and from_date > to_date:
        raise WrongUse("The first day of a period cannot be after its last day.")
    graph = session.graph()
    start, end = graph.account_of(start), graph.account_of(end)
    for node in (start, end):
        check_known(session, node)
    if start == end:
        raise WrongUse("A path needs two different nodes: choose another one.")
    period = Period(from_date, to_date)
    paths, complete, hubs = _as_ties(session, start, end, limit) if chosen == "strongest" and period.is_open else _NONE
    ranked_as_tie = bool(paths)
    if not paths:
        found = NodePathSearch(graph, session.case.purchases(), period).find(start, end, chosen, limit=limit)
        paths, complete, hubs = tuple(_free(session, found.paths)), found.complete, found.hubs
    veil = session.veil()
    return NodePathReport(
        start=start,
        end=end,
        start_caption=caption(graph.nodes[start], veil),
        end_caption=caption(graph.nodes[end], veil),
        kind=chosen,
        from_date=from_date,
        to_date=to_date,
        most_steps=MOST_STEPS[chosen],
        ranked_as_tie=ranked_as_tie,
        paths=paths,
        complete=complete,
        hubs=tuple(caption(graph.nodes[hub], veil) for hub in hubs if hub in graph.nodes),
    )


_Found = tuple[tuple[NodePath, ...], bool, tuple[str, ...]]
_NONE: _Found = ((), True, ())


def _as_ties(session: Session, start: str, end: str, limit: int) -> _Found:
    """The paths by which a party is tied to an asset, as ``link_suspect`` finds them; none for other nodes."""
    graph = session.graph()
    party, asset = (end, start) if graph.nodes[start].type in ASSET_TYPES else (start, end)
    if graph.nodes[party].type not in _PARTIES or graph.nodes[asset].type not in ASSET_TYPES:
        return _NONE
    search = TieSearch([session.tracing(method) for method in TIE_METHODS], party)
    found = search.find(asset, limit=limit, leads=lambda: lead_graph(session))
    paths = []
    for rank, tie in enumerate(found.paths, 1):
        # The party need not be a suspect, and a note on the sums of all its accounts together would name it one.
        formatted = format_path(session, replace(tie, all_sums=()), rank, session.language, day=session.today())
        paths.append(
            NodePath(
                rank,
                formatted.kind,
                formatted.nodes,
                formatted.captions,
                formatted.sentences,
                formatted.notes,
                tuple(_drawn(graph, tie.path, session.today())),
            )
        )
    return tuple(paths), found.complete, found.hubs


def _free(session: Session, paths: Iterable[EvidencePath]) -> Iterator[NodePath]:
    graph, veil, day = session.graph(), session.veil(), session.today()
    for rank, path in enumerate(paths, 1):
        sentences, notes = format_steps(session, path, session.language, day=day)
        if not is_one_flow(path):
            notes = (*notes, PathSentence(_NO_FLOW, {}, "computed", ()))
        captions = tuple(caption(graph.nodes[node], veil) for node in path.nodes)
        yield NodePath(rank, "", path.nodes, captions, sentences, notes, tuple(_drawn(graph, path, day)))


def _drawn(graph: CaseGraph, path: EvidencePath, day: date) -> Iterator[GraphLine]:
    """The lines of a picture that show the steps."""
    for step in path.steps:
        link = step.link
        if link.kind in MONEY_KINDS:
            yield from _money(link, step.others)
        else:
            record = next(one for one in graph.links_at(link.tail) if one.id == link.id)
            yield link_line(graph, record, day)


def _money(link: EvidenceLink, others: Iterable[EvidenceLink]) -> Iterator[GraphLine]:
    """One line for each currency, with the id that the sum of the same payments has in a neighbourhood."""
    bought = link.kind == PAID_FOR
    among = [link, *others]
    for currency in dict.fromkeys(one.currency or "" for one in among):
        paid = [one for one in among if (one.currency or "") == currency]
        yield GraphLine(
            id=f"{'price' if bought else 'sum'}:{link.tail}>{link.head}:{currency}",
            type=PRICE_LINE if bought else "Transfer",
            tail=link.tail,
            head=link.head,
            count=len(paid),
            sum_minor=sum(one.amount_minor or 0 for one in paid) if currency else None,
            currency=currency,
            first=min(one.departs for one in paid).isoformat(),
            last=max(one.departs for one in paid).isoformat(),
            share="",
            share_upper="",
        )
