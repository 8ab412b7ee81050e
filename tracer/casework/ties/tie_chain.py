"""Draws up the chain of a tie for a picture: the parties from left to right, and what joins each to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.kinds import MONEY_KINDS, SHAREHOLDING
from tracer.analysis.links.paths import PathStep
from tracer.casework.evidence_lines import caption
from tracer.casework.sessions.session import Session
from tracer.casework.ties.tie_paths import TiePath
from tracer.casework.ties.tie_sentences import with_shares
from tracer.graph.case_graph import CaseGraph
from tracer.wording.field_words import format_range
from tracer.wording.language import Language
from tracer.wording.terms import ARROW_WORDS

ArrowKind = Literal["money", "share", "family", "other"]


@dataclass(frozen=True, slots=True)
class ChainBox:
    """A party or a thing in the chain. ``state``: of an asset, else empty. ``is_protected``: shown by its pseudonym."""

    node: str
    type: str
    caption: str
    state: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class ChainArrow:
    """What joins two boxes, by their places. ``label``: ready to read, may be empty."""

    tail: int
    head: int
    kind: ArrowKind
    label: str


@dataclass(frozen=True, slots=True)
class TieChain:
    """The boxes from left to right, and the arrows; those of kinship may join boxes that are no neighbours."""

    boxes: tuple[ChainBox, ...]
    arrows: tuple[ChainArrow, ...]


def draw_up_chain(session: Session, tie: TiePath, language: Language, states: Mapping[str, str], day: date) -> TieChain:
    """Which parties does the tie lead through? An account is drawn as its holder, as far as the veil shows one holder.

    ``states``: asset id -> state. Shares are those of ``day``. Payments between accounts of one party are not drawn: the
    sentences state them.
    """
    graph, veil = session.graph(), session.veil()
    boxes: list[ChainBox] = []
    arrows: list[ChainArrow] = []
    place: dict[str, int] = {}
    spots: list[int] = []
    for node in tie.path.nodes:
        party = _party(session, graph, node)
        if party not in place:
            place[party] = len(boxes)
            view = graph.nodes[party]
            boxes.append(ChainBox(party, view.type, caption(view, veil), states.get(party, ""), veil.covers(party)))
        spots.append(place[party])
    for number, step in enumerate(with_shares(graph, tie.path, day).steps):
        before, after = spots[number], spots[number + 1]
        if before != after:
            tail, head = (before, after) if step.forward else (after, before)
            arrows.append(ChainArrow(tail, head, _kind(step.link), _label(step, language)))
    for link in tie.kin:
        if link.tail in place and link.head in place:
            arrows.append(ChainArrow(place[link.tail], place[link.head], "family", link.detail))
    return TieChain(tuple(boxes), tuple(dict.fromkeys(arrows)))


def _party(session: Session, graph: CaseGraph, node: str) -> str:
    """The holder of an account, if a register names one alone and the veil lies over neither; else the node."""
    if graph.nodes[node].type != "Account" or session.veil().covers(node):
        return node
    holder = graph.holder_of(node)
    return node if holder is None or session.veil().covers(holder) else holder


def _kind(link: EvidenceLink) -> ArrowKind:
    if link.kind in MONEY_KINDS:
        return "money"
    if link.kind == "related_to":
        return "family"
    return "share" if link.kind == SHAREHOLDING else "other"


def _label(step: PathStep, language: Language) -> str:
    link = step.link
    if link.kind in MONEY_KINDS:
        return _sum((link, *step.others) if step.includes_others or link.kind == "paid_for" else (link,), language)
    if link.kind == "related_to":
        return link.detail
    if link.share is not None and link.share.lower > 0:
        return format_range(link.share, language)
    return language.text(ARROW_WORDS[link.kind])


def _sum(links: tuple[EvidenceLink, ...], language: Language) -> str:
    sums: dict[str, int] = {}
    for link in links:
        if link.amount_minor is not None and link.currency is not None:
            sums[link.currency] = sums.get(link.currency, 0) + link.amount_minor
    return " + ".join(language.money(minor, currency) for currency, minor in sorted(sums.items()))
