"""Finds what a name, number or description means in the case, and opens one thing with all that is known of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from graph_schema.errors import NotFound
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import NODE_TYPES
from tracer.access.pseudonyms import Veil
from tracer.actions.case_graph.searching import search_shown
from tracer.casework.evidence_lines import EvidenceLine, caption, format_evidence
from tracer.casework.sessions.session import Session
from tracer.wording.field_words import format_meaning, format_value, is_stated_elsewhere
from tracer.wording.language import Language

_DETAIL = 160


@dataclass(frozen=True, slots=True)
class Hit:
    """One node found: its type, its caption under the veil, and what else identifies it."""

    id: str
    type: str
    caption: str
    detail: str
    sources: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One difference between the text asked and a near hit: the code, and the difference in the reader's words."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class NearHit:
    """A node that is written otherwise than the text asked, with every difference.

    ``near``: True where four of five such hits are what was meant; False: less alike, shown where little else is found.
    """

    hit: Hit
    near: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave, best first. ``text``: what was asked, as it was typed; it says nothing of the case.

    ``hits``: the exact ones. ``complete``: False when more match exactly than were asked for. ``near``: what is written
    otherwise.
    """

    text: str
    hits: tuple[Hit, ...]
    complete: bool
    near: tuple[NearHit, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field of a node in the reader's language, with every other value that sources give for it."""

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


def find(
    session: Session,
    text: str,
    limit: int = 20,
    *,
    near: bool = True,
    first: Callable[[Found], None] | None = None,
) -> Found:
    """What in the case is shown under this name, number or description, and what under one that is nearly the same?

    Finds without diacritics, in any word order, from the start of a word; then with typing errors, in another script or
    spelling, with initials, with another or no legal form. A protected person and the accounts held are found by pseudonym
    alone: to a real name or number the answer is the same as to that of a stranger. Who has the right to lift the veil uses
    ``tracer.actions.case_graph.unveil``.

    Args: ``near``: False for the exact hits alone. ``first`` gets the exact hits before the near ones are searched.
    Cost: a search of the store; for near hits a comparison with each distinct word of the case. The first near search of a
    data version reads all words: 5 s for a million nodes in a file, 9 s on a server; later ones take 0.3 s.
    """
    session.read("read", "find", detail=f"length={len(text)}")
    veil = session.veil()
    views = search_shown(session.store, veil, text, limit + 1)
    hits = tuple(_hit(view, veil, session.language) for view in views[:limit])
    found = Found(text, hits, len(views) <= limit)
    if first is not None:
        first(found)
    return replace(found, near=_find_near(session, veil, text, limit)) if near else found


def open_node(session: Session, node: str) -> NodeCard:
    """What is known of this thing, and where does it stand? Raises NotFound for an unknown id."""
    session.read_nodes("read", "open", node)
    view = session.store.get([node]).get(node)
    if view is None:
        raise NotFound("There is nothing with the id {id} in the case.", id=node)
    veil = session.veil()
    counts = _count_neighbours(session, node)
    return NodeCard(
        id=view.id,
        type=view.type,
        caption=caption(view, veil),
        hidden=veil.covers(node),
        fields=_fields(view, veil, session.language),
        evidence=format_evidence(session, view.evidence),
        neighbours=counts,
    )


def _find_near(session: Session, veil: Veil, text: str, limit: int) -> tuple[NearHit, ...]:
    from tracer.actions.case_graph.near import format_difference, search_near

    language = session.language
    return tuple(
        NearHit(
            _hit(one.view, veil, language),
            one.near,
            tuple(Reason(item.code, language.said(format_difference(item))) for item in one.differences),
        )
        for one in search_near(session.store, session.names(), veil, text, limit)
    )


def _hit(view: MergedNode, veil: Veil, language: Language) -> Hit:
    kind = NODE_TYPES[view.type]
    values = (line.value for line in _fields(view, veil, language) if line.name != kind.caption)
    detail = " · ".join(values)
    if len(detail) > _DETAIL:
        detail = detail[: _DETAIL - 1] + "…"
    return Hit(view.id, view.type, caption(view, veil), detail, len({e.source for e in view.evidence}))


def _fields(view: MergedNode, veil: Veil, language: Language) -> tuple[FieldLine, ...]:
    kind, shown = NODE_TYPES[view.type], veil.props(view.id, view.props)
    lines = []
    for field in kind.fields:
        if field.name not in shown or is_stated_elsewhere(kind, field, shown):
            continue
        value = format_value(kind, field, shown[field.name], shown, language)
        found = () if veil.covers(view.id) else tuple(other for other, _ in view.others.get(field.name, ()))
        others = dict.fromkeys(veil.text(format_value(kind, field, other, shown, language)) for other in found)
        others.pop(value, None)
        lines.append(FieldLine(field.name, format_meaning(field), field.romanian, value, tuple(others)))
    return tuple(lines)


def _count_neighbours(session: Session, node: str) -> tuple[tuple[str, str, int], ...]:
    """How many links of each kind the node has; of ``Transfer`` how many counterparties, each payment joined."""
    links: list[tuple[str, str, int]] = [
        (count.link_type, count.direction, count.count)
        for count in session.store.count_neighbours(node)
        if count.link_type != "Transfer"
    ]
    paid, got = session.payments().lines.count_counterparties(session.graph().account_of(node))
    links += [("Transfer", way, count) for way, count in (("in", got), ("out", paid)) if count]
    return tuple(sorted(links))
