"""Finds the assets tied to a suspect: by title, use, companies, or marked proceeds that passed the suspect's accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph_schema.records.nodes import ASSET_TYPES
from tracer.analysis.links.below import Days, days_below, meets
from tracer.analysis.links.case_links import links_below
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.trails import passes
from tracer.casework.ties.case_ownership import solve_ownership
from tracer.casework.ties.tie_paths import TieSearch
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.graph.case_graph import CaseGraph

GROUNDS = ("title", "use", "company", "money")


@dataclass(frozen=True, slots=True)
class Tie:
    """An asset and the grounds that tie it to the suspect, each one of GROUNDS."""

    asset: str
    grounds: tuple[str, ...]


def find_ties(
    graph: CaseGraph, case_tracing: CaseTracing, suspect: str, day: date, *, search: TieSearch | None = None
) -> tuple[Tie, ...]:
    """Which assets belong in this suspect's schedule on that day, and on which grounds?

    title: the suspect is or was entered as owner or beneficiary. use: the suspect uses or used the asset. company: the
    asset is entered to a company that the suspect partly owns or controls on that day, and the suspect was linked to the
    company while it had the asset. money: marked proceeds went into the price of the asset from an account that the
    suspect or such a company held, controlled or benefited from on the day of the payment; this includes ties that exist
    only if open matches of payments are joined. Kinship alone ties no asset, and an asset of a protected person is tied
    only by title, use or money. Order: asset id.
    """
    search = search or TieSearch((case_tracing,), suspect)
    result, controlled = solve_ownership(graph, suspect, day, bounded=True)
    owned = {company for company, shares in result.shares.items() if suspect in shares and shares[suspect].upper > 0}
    companies = frozenset(owned | controlled)
    days = days_below(search.below, suspect, through=companies)
    grounds = _grounds(graph, search.below, suspect, companies, days)
    accounts = {node: periods for node, periods in days.items() if graph.nodes[node].type == "Account"}
    for run in search.runs:
        for asset in {purchase.asset for purchase in case_tracing.purchases}:
            if any(passes(chain, accounts) for _, chains in run.into(asset) for chain in chains):
                grounds.setdefault(asset, set()).add("money")
    return tuple(Tie(asset, tuple(g for g in GROUNDS if g in grounds[asset])) for asset in sorted(grounds))


def find_held(graph: CaseGraph, suspect: str, companies: frozenset[str]) -> tuple[str, ...]:
    """Which assets does ``find_ties`` tie to this suspect by title, use or company? No money is followed.

    ``companies``: those that the suspect partly owns or controls. Order: asset id. Cost: the links below the suspect.
    """
    below = links_below(graph, suspect)
    return tuple(sorted(_grounds(graph, below, suspect, companies, days_below(below, suspect, through=companies))))


def _grounds(
    graph: CaseGraph,
    below: Iterable[EvidenceLink],
    suspect: str,
    companies: frozenset[str],
    days: Mapping[str, Days],
) -> dict[str, set[str]]:
    grounds: dict[str, set[str]] = {}
    for link in below:
        ground = _ground(graph, link, suspect, companies, days)
        if ground:
            grounds.setdefault(link.head, set()).add(ground)
    return grounds


def _ground(
    graph: CaseGraph, link: EvidenceLink, suspect: str, companies: frozenset[str], days: Mapping[str, Days]
) -> str:
    if graph.nodes[link.head].type not in ASSET_TYPES or link.kind not in ("holds", "uses", "benefits_from"):
        return ""
    if link.tail == suspect:
        return "use" if link.kind == "uses" else "title"
    return "company" if link.tail in companies and meets(days.get(link.tail, ()), link) else ""
