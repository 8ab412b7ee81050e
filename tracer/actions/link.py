"""How is this suspect tied to that asset? Ownership solved exactly, and the best evidence paths told in sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.errors import NotFound
from graph_schema.nodes import ASSET_TYPES
from graph_schema.shares import ShareRange, share_text
from graph_schema.views import Evidence
from graph_schema.words import N_
from tracer.actions.explore import caption
from tracer.actions.following import METHODS
from tracer.actions.session import Session
from tracer.actions.sources import EvidenceLine, tell_evidence
from tracer.analysis.links.case_links import Payment, collect_links
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.paths import EvidencePath, find_paths
from tracer.analysis.links.sentences import tell
from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes, person_ids
from tracer.analysis.ownership.control import find_control
from tracer.analysis.ownership.integrated import OwnershipResult, integrate_ownership
from tracer.graph import CaseGraph
from tracer.language import Language

PATH_KINDS: Final = frozenset({
    "holds", "holds_account", "controls_account", "benefits_from", "shareholding", "represents", "related_to", "uses",
    "share_of", "transfer", "paid_for",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class PathSentence:
    """One step in words: an English template (gettext key), its values, the rows it rests on, how we know."""

    template: str
    params: dict[str, str]
    method: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class ToldPath:
    """One path, strongest first. ``nodes`` are ids, ``captions`` what is written there."""

    rank: int
    nodes: tuple[str, ...]
    captions: tuple[str, ...]
    sentences: tuple[PathSentence, ...]


@dataclass(frozen=True, slots=True)
class OwnedCompany:
    """An economic share in a company, through all chains and rings; ``controlled``: by majorities from the suspect."""

    company: str
    caption: str
    lower: str
    upper: str
    controlled: bool


@dataclass(frozen=True, slots=True)
class LinkReport:
    """The tie between one suspect and one asset, and what the search did not cover."""

    suspect: str
    asset: str
    suspect_caption: str
    asset_caption: str
    paths: tuple[ToldPath, ...]
    complete: bool
    hubs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnershipReport:
    """All that one person owns of companies on a day, with rings and unknown holders said."""

    person: str
    caption: str
    day: date
    companies: tuple[OwnedCompany, ...]
    rings: tuple[tuple[str, ...], ...]
    ownerless_rings: tuple[tuple[str, ...], ...]


def link_suspect(session: Session, suspect: str, asset: str, words: Language, *, limit: int = 10) -> LinkReport:
    """By which chains of records is this person tied to this asset? Up to ``limit`` paths, strongest first.

    Money runs only forward in time. A path is a lead, not a proof that the same money went all the way: for that
    ``trace_subject``. Raises NotFound for an unknown id or an asset that is none.
    """
    session.read("read", "link", f"{suspect}>{asset}")
    graph = session.graph()
    for node in (suspect, asset):
        if node not in graph.nodes:
            raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=node)
    if graph.nodes[asset].type not in ASSET_TYPES:
        raise NotFound("{id} is a {type}, not an asset.", id=asset, type=graph.nodes[asset].type)
    result = find_paths(
        case_links(session), suspect=suspect, asset=asset, allowed_kinds=PATH_KINDS, limit=limit, max_hops=8
    )
    return LinkReport(
        suspect=suspect,
        asset=asset,
        suspect_caption=caption(graph.nodes[suspect], session.veil()),
        asset_caption=caption(graph.nodes[asset], session.veil()),
        paths=tuple(tell_path(session, path, rank, words) for rank, path in enumerate(result.paths, 1)),
        complete=not result.incomplete,
        hubs=tuple(caption(graph.nodes[node], session.veil()) for node in result.hubs if node in graph.nodes),
    )


def own_companies(session: Session, person: str, *, day: date | None = None) -> OwnershipReport:
    """Which share of which company does this person or company have in the end, and which does it control?

    Capital only; control is more than half, alone or through companies controlled (certain shares).
    """
    session.read("read", "ownership", person)
    graph, veil = session.graph(), session.veil()
    if person not in graph.nodes:
        raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=person)
    asked = day or session.today()
    result, controlled = solve_ownership(graph, person, asked)
    companies = [
        OwnedCompany(name, caption(graph.nodes[name], veil), share_text(share.lower), share_text(share.upper), name in controlled)
        for name, share in _held_by(result, person)
    ]  # fmt: skip
    return OwnershipReport(
        person=person,
        caption=caption(graph.nodes[person], veil),
        day=asked,
        companies=tuple(companies),
        rings=tuple(tuple(caption(graph.nodes[m], veil) for m in ring.members) for ring in result.rings),
        ownerless_rings=tuple(tuple(caption(graph.nodes[m], veil) for m in f.members) for f in result.findings),
    )


def solve_ownership(
    graph: CaseGraph, person: str, day: date, *, bounded: bool = False
) -> tuple[OwnershipResult, frozenset[str]]:
    """The ownership of the whole case on a day, and the companies this person controls.

    Raises StakesExceedWhole for a company of which more than the whole is held; ``bounded``: its shares then count as
    at most what is stated.
    """
    stakes = collect_stakes(graph, day)
    if bounded:
        stakes, _ = bound_excess(stakes)
    result = integrate_ownership(stakes, persons=person_ids(graph))
    control = find_control(stakes, seeds=frozenset({person}), threshold=Fraction(1, 2), strict=True, reading="certain")
    return result, control.companies


def case_links(session: Session) -> tuple[EvidenceLink, ...]:
    """Every link a path may walk on, with the purchases that payments were matched to."""
    graph = session.graph()
    purchases = session.followings.follow(graph, METHODS[0]).purchases
    payments = [Payment(transfer, p.asset, p.evidence) for p in purchases for transfer in p.transfers]
    return collect_links(graph, payments)


def tell_path(session: Session, path: EvidencePath, rank: int, words: Language) -> ToldPath:
    """A path in the reader's words, under the veil."""
    graph, veil = session.graph(), session.veil()
    names = {node: caption(graph.nodes[node], veil) for node in path.nodes}
    sentences = tell(
        path,
        names,
        format_date=words.date,
        format_period=lambda begin, end: _period(begin, end, words),
        format_amount=words.money,
    )
    return ToldPath(
        rank=rank,
        nodes=path.nodes,
        captions=tuple(names[node] for node in path.nodes),
        sentences=tuple(
            PathSentence(
                sentence.template,
                dict(sentence.params),
                sentence.method,
                tell_evidence(session, (Evidence(source, locator) for source, locator in sentence.records)),
            )
            for sentence in sentences
        ),
    )


def _held_by(result: OwnershipResult, person: str) -> list[tuple[str, ShareRange]]:
    known = person in result.persons or person in result.network.place
    held = result.below(person).items() if known else ()
    return sorted(((c, s) for c, s in held if s.upper > 0), key=lambda pair: (-pair[1].lower, pair[0]))


def _period(begin: date | None, end: date | None, words: Language) -> str:
    if begin is None and end is None:
        return words.text(N_("period not stated"))
    if end is None:
        assert begin is not None
        return words.text(N_("since {begin}"), begin=words.date(begin))
    if begin is None:
        return words.text(N_("until {end}"), end=words.date(end))
    return words.text(N_("from {begin} to {end}"), begin=words.date(begin), end=words.date(end))
