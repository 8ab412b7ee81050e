"""Computes the ownership and control of the whole case on a day, and collects the links that paths may use."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from tracer.analysis.links.arrays.columns import LinkGraph, build_link_graph
from tracer.analysis.links.case_links import Payment, collect_links
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.ownership.case_stakes import (
    bound_excess,
    collect_chain_votes,
    collect_stakes,
    collect_votes,
    person_ids,
)
from tracer.analysis.ownership.control import ControlResult, find_control
from tracer.analysis.ownership.integrated import OwnershipResult, integrate_ownership
from tracer.analysis.ownership.stakes import Stake
from tracer.casework.sessions.session import Session
from tracer.casework.ties.tie_paths import LEAD_KINDS
from tracer.casework.tracing.case_tracing import TIE_METHODS
from tracer.graph.case_graph import CaseGraph


def solve_ownership(
    graph: CaseGraph, person: str, day: date, *, bounded: bool = False
) -> tuple[OwnershipResult, frozenset[str]]:
    """Who owns which companies on this day, and which companies does this person control by capital or votes?

    Raises: StakesExceedWhole if the stakes in a company exceed the whole. ``bounded``: no error; each such stake then
    counts as at most the stated share. Votes that exceed the whole give nobody control.
    """
    stakes = collect_stakes(graph, day)
    if bounded:
        stakes, _ = bound_excess(stakes)
    result = integrate_ownership(stakes, persons=person_ids(graph))
    return result, find_case_control(graph, stakes, person, day).companies


def case_links(session: Session) -> tuple[EvidenceLink, ...]:
    """All links that a path may use, with the payments that were matched to purchases."""
    graph = session.graph()
    purchases = session.tracing(TIE_METHODS[0]).purchases
    payments = [Payment(transfer, p.asset, p.evidence) for p in purchases for transfer in p.rows]
    return collect_links(graph, payments)


def lead_graph(session: Session) -> LinkGraph:
    """The links of the case by which untraced payments are searched for. Cost: one object a transfer."""
    return build_link_graph(case_links(session), LEAD_KINDS)


def find_case_control(graph: CaseGraph, stakes: tuple[Stake, ...], person: str, day: date) -> ControlResult:
    """Which companies does this person control on this day, by more than half of the capital or of the votes?"""
    votes, _ = bound_excess(collect_votes(graph, day))
    return find_control(
        stakes,
        seeds=frozenset({person}),
        threshold=Fraction(1, 2),
        strict=True,
        reading="certain",
        votes=votes,
        chain_votes=collect_chain_votes(graph, day),
    )


def stakes_below(stakes: Iterable[Stake], persons: Iterable[str]) -> tuple[Stake, ...]:
    """All stakes in the companies that these persons have, directly or through others.

    They alone decide the shares of these persons, so that a case with many other companies costs no more.
    """
    stakes = tuple(stakes)
    reached = _reach(persons, ((stake.holder, stake.company) for stake in stakes))
    return tuple(stake for stake in stakes if stake.company in reached)


def stakes_between(stakes: Iterable[Stake], person: str, company: str) -> tuple[Stake, ...]:
    """The stakes on every way from this person down to this company, those of rings included."""
    stakes = tuple(stakes)
    below = _reach([person], ((stake.holder, stake.company) for stake in stakes))
    above = _reach([company], ((stake.company, stake.holder) for stake in stakes))
    return tuple(stake for stake in stakes if stake.holder in below & above and stake.company in below & above)


def _reach(starts: Iterable[str], steps: Iterable[tuple[str, str]]) -> frozenset[str]:
    ends: defaultdict[str, list[str]] = defaultdict(list)
    for begin, end in steps:
        ends[begin].append(end)
    seen = set(starts)
    waiting = list(seen)
    while waiting:
        fresh = [end for end in ends.get(waiting.pop(), ()) if end not in seen]
        seen.update(fresh)
        waiting += fresh
    return frozenset(seen)
