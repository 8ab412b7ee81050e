"""Look around in the case: find, open, expand step by step, and open the row behind anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph_schema.errors import NotFound
from graph_schema.links import LINK_TYPES
from graph_schema.nodes import ASSET_TYPES, NODE_TYPES
from graph_schema.views import LinkView, NodeView
from tracer.access.pseudonyms import Veil
from tracer.actions.field_words import is_told_elsewhere, tell_meaning, tell_value
from tracer.actions.session import Session
from tracer.actions.sources import EvidenceLine, tell_evidence
from tracer.actions.standing import asset_states
from tracer.language import Language
from tracer.store.port import TransferFilter, TransferSum

_SHOWN = tuple(kind for kind in LINK_TYPES if kind != "StatementOf")
PAGE = 50
"""How many new neighbours one expansion shows; the rest is counted and offered as the next page."""

_DETAIL = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is, its caption under the veil, what else tells it apart."""

    id: str
    type: str
    caption: str
    detail: str
    sources: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, best first. ``complete``: False when more match than were asked for."""

    text: str
    hits: tuple[Hit, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a node in the reader's words, with every other value that sources give for it."""

    name: str
    meaning: str
    romanian: str
    value: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NodeCard:
    """All that is known of one thing. ``hidden``: True when it is shown under a pseudonym."""

    id: str
    type: str
    caption: str
    hidden: bool
    fields: tuple[FieldLine, ...]
    evidence: tuple[EvidenceLine, ...]
    neighbours: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class GraphPoint:
    """A node as drawn: caption under the veil, ``state`` of an asset, how many neighbours it has in all.

    A neighbour tied by several links counts once, and a counterparty that no statement names not at all.
    """

    id: str
    type: str
    caption: str
    state: str
    hidden: bool
    neighbours: int


@dataclass(frozen=True, slots=True)
class GraphLine:
    """A link as drawn. Transfers between the same two accounts in one currency are one line with count and sum."""

    id: str
    type: str
    tail: str
    head: str
    count: int
    sum_minor: int | None
    currency: str
    first: str
    last: str
    share: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Some nodes with all lines among them. ``rest``: neighbours of the expanded node that are not among them.

    ``seen``: the data version, the day and the language of the picture; ``is_current`` compares them.
    """

    points: tuple[GraphPoint, ...]
    lines: tuple[GraphLine, ...]
    rest: int
    seen: tuple[int, date, str]


def find(session: Session, text: str, limit: int = 20) -> Found:
    """What in the case goes by this name, number or description?

    Finds without diacritics, in any word order, from the start of a word. A protected person is found by pseudonym or
    by name, and shown by pseudonym.
    """
    session.read("read", "find", detail=f"length={len(text)}")
    veil = session.veil()
    views = list(session.store.search(text, limit + 1))
    by_pseudonym = [node for node in session.graph().nodes_of_type("Person") if _goes_by(veil, node, text)]
    views = [*by_pseudonym, *(view for view in views if view.id not in {node.id for node in by_pseudonym})]
    hits = tuple(_hit(view, veil, session.words) for view in views[:limit])
    return Found(veil.text(text), hits, len(views) <= limit)


def open_node(session: Session, node: str) -> NodeCard:
    """What is known of this thing, and where does it stand? Raises NotFound for an unknown id."""
    session.read("read", "open", node)
    view = session.store.get([node]).get(node)
    if view is None:
        raise NotFound("There is nothing with the id {id} in the case.", id=node)
    veil = session.veil()
    counts = session.store.count_neighbours(node)
    return NodeCard(
        id=view.id,
        type=view.type,
        caption=caption(view, veil),
        hidden=veil.covers(node),
        fields=_fields(view, veil, session.words),
        evidence=tell_evidence(session, view.evidence),
        neighbours=tuple((count.link_type, count.direction, count.count) for count in counts),
    )


def expand(
    session: Session, node: str, shown: Sequence[str] = (), *, limit: int = PAGE, types: Iterable[str] = ()
) -> Neighbourhood:
    """Which neighbours does this node have that are not shown yet?

    Largest money first among accounts, then by id. The lines come for all nodes together, shown and new, so that a
    picture needs no second question. Cost: one indexed read per kind of link, whatever the size of the case.
    """
    session.read("read", "expand", node)
    if not session.store.get([node]):
        raise NotFound("There is nothing with the id {id} in the case.", id=node)
    near = _neighbours(session, node, tuple(types))
    fresh = [other for other in near if other not in set(shown)]
    together = list(dict.fromkeys([*shown, node, *fresh[:limit]]))
    drawn = draw(session, together)
    return replace(drawn, rest=max(0, len(fresh) - limit))


def draw_nodes(session: Session, ids: Sequence[str]) -> Neighbourhood:
    """The picture of exactly these nodes and all lines among them."""
    session.read("read", "draw", detail=f"nodes={len(ids)}")
    return draw(session, ids)


def is_current(session: Session, picture: Neighbourhood) -> bool:
    """May a picture that was read before be shown again, since nothing in it can have changed?"""
    return picture.seen == _sight(session, session.store.data_version())


def draw(session: Session, ids: Sequence[str]) -> Neighbourhood:
    """The picture of exactly these nodes and all lines among them. Logged by the action that calls it."""
    veil, states, graph = session.veil(), asset_states(session), session.graph()
    views = {node: graph.nodes[node] for node in ids if node in graph.nodes}
    within = set(views)
    lines: dict[str, GraphLine] = {}
    points = []
    for node in views:
        links = [link for link in graph.links_at(node) if link.type in _SHOWN]
        sums = session.store.transfer_sums(node, limit=10_000) if views[node].type == "Account" else ()
        lines |= {link.id: _link_line(link) for link in links if {link.tail, link.head} <= within}
        drawn = [_transfer_line(line) for line in sums if {line.debit_account, line.credit_account} <= within]
        lines |= {line.id: line for line in drawn}
        ends = {end for link in links for end in (link.tail, link.head)}
        ends |= {end for line in sums for end in (line.debit_account, line.credit_account) if end is not None}
        points.append(_point(views[node], veil, states, len(ends - {node})))
    ordered = tuple(lines[key] for key in sorted(lines))
    return Neighbourhood(tuple(points), ordered, 0, _sight(session, graph.version))


def caption(view: NodeView, veil: Veil) -> str:
    """What is written at this node, under the veil."""
    return veil.caption(view.id, str(view.props.get(NODE_TYPES[view.type].caption, view.id)))


def transfers_between(
    session: Session, debit: str | None, credit: str | None, *, from_date: date | None = None,
    to_date: date | None = None, min_minor: int | None = None, limit: int = 200, offset: int = 0,
) -> tuple[dict[str, object], ...]:  # fmt: skip
    """Which single transfers stand behind a line of the graph? By value date, with the row each was read from."""
    session.read("read", "transfers", f"{debit or '*'}>{credit or '*'}")
    where = TransferFilter(
        debit_account=debit, credit_account=credit, from_date=from_date, to_date=to_date, min_minor=min_minor
    )
    veil = session.veil()
    rows = session.store.transfers(where, limit=limit, offset=offset).to_pylist()
    hidden = {"counterparty_name", "description", "reference"}
    return tuple(
        {key: veil.text(value) if key in hidden and value else value for key, value in row.items()} for row in rows
    )


def _goes_by(veil: Veil, node: NodeView, text: str) -> bool:
    return veil.is_person(node.id) and veil.caption(node.id, "").lower() == text.strip().lower()


def _hit(view: NodeView, veil: Veil, words: Language) -> Hit:
    kind = NODE_TYPES[view.type]
    told = (line.value for line in _fields(view, veil, words) if line.name != kind.caption)
    detail = " · ".join(told)
    if len(detail) > _DETAIL:
        detail = detail[: _DETAIL - 1] + "…"
    return Hit(view.id, view.type, caption(view, veil), detail, len({e.source for e in view.evidence}))


def _fields(view: NodeView, veil: Veil, words: Language) -> tuple[FieldLine, ...]:
    kind, shown = NODE_TYPES[view.type], veil.props(view.id, view.props)
    lines = []
    for field in kind.fields:
        if field.name not in shown or is_told_elsewhere(kind, field, shown):
            continue
        value = tell_value(kind, field, shown[field.name], shown, words)
        found = () if veil.covers(view.id) else tuple(other for other, _ in view.others.get(field.name, ()))
        others = dict.fromkeys(veil.text(tell_value(kind, field, other, shown, words)) for other in found)
        others.pop(value, None)
        lines.append(FieldLine(field.name, tell_meaning(field), field.romanian, value, tuple(others)))
    return tuple(lines)


def _neighbours(session: Session, node: str, types: tuple[str, ...]) -> list[str]:
    near: dict[str, None] = {}
    wanted = tuple(kind for kind in types or _SHOWN if kind in LINK_TYPES)
    if wanted:
        for link in session.store.links_of(node, wanted):
            near[link.head if link.tail == node else link.tail] = None
    if not types or "Transfer" in types:
        for line in session.store.transfer_sums(node, limit=10_000):
            other = line.credit_account if line.debit_account == node else line.debit_account
            if other is not None and other != node:
                near[other] = None
    return list(near)


def _transfer_line(line: TransferSum) -> GraphLine:
    ends = (line.debit_account or "", line.credit_account or "")
    return GraphLine(
        id=f"sum:{ends[0]}>{ends[1]}:{line.currency}",
        type="Transfer",
        tail=ends[0],
        head=ends[1],
        count=line.count,
        sum_minor=line.sum_minor,
        currency=line.currency,
        first=line.first.isoformat(),
        last=line.last.isoformat(),
        share="",
    )


def _link_line(link: LinkView) -> GraphLine:
    props = link.props
    share = props.get("share") or props.get("share_lower") or ""
    return GraphLine(
        id=link.id,
        type=link.type,
        tail=link.tail,
        head=link.head,
        count=1,
        sum_minor=None,
        currency="",
        first=str(props.get("from_date", "")),
        last=str(props.get("to_date", "")),
        share=str(share),
    )


def _sight(session: Session, version: int) -> tuple[int, date, str]:
    return version, session.today(), session.words.code


def _point(view: NodeView, veil: Veil, states: Mapping[str, str], neighbours: int) -> GraphPoint:
    state = states.get(view.id, "IDENTIFIED" if view.type in ASSET_TYPES else "")
    return GraphPoint(view.id, view.type, caption(view, veil), state, veil.covers(view.id), neighbours)
