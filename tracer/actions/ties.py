"""Which assets are tied to a suspect, and by what: title, use, companies, or marked proceeds that passed his accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from graph_schema.nodes import ASSET_TYPES
from graph_schema.views import LinkView
from tracer.actions.following import Following
from tracer.actions.link import solve_ownership
from tracer.analysis.links.case_links import Payment, collect_links
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.tracing.chains import explain
from tracer.analysis.tracing.labels import is_tainted
from tracer.analysis.tracing.purchases import Purchase
from tracer.graph import CaseGraph

GROUNDS = ("title", "use", "company", "money")


@dataclass(frozen=True, slots=True)
class Tie:
    """An asset and the grounds that tie it to the suspect, each one of GROUNDS; ``transfers``: the money's way."""

    asset: str
    grounds: tuple[str, ...]
    transfers: frozenset[str]


def find_ties(graph: CaseGraph, following: Following, suspect: str, day: date) -> tuple[Tie, ...]:
    """Which assets belong in this suspect's schedule on that day, and on which ground each?

    title: entered as owner or beneficiary, now or before; use: uses it; company: entered to a company that the suspect
    owns a part of or controls; money: marked proceeds that passed through an account the suspect or such a company
    holds, controls or benefits from went into its price. An asset of a relative is tied by none of these on kinship
    alone, and an asset of a protected person only by title, use or money. Order: asset id.
    """
    result, controlled = solve_ownership(graph, suspect, day, bounded=True)
    owned = {company for company, shares in result.shares.items() if suspect in shares and shares[suspect].upper > 0}
    companies = owned | controlled
    accounts = _accounts_of(graph, {suspect, *companies})
    grounds: dict[str, set[str]] = {}
    for link in graph.links_of_type("Holds", "Uses", "BenefitsFrom"):
        ground = _ground(graph, link, suspect, companies)
        if ground:
            grounds.setdefault(link.head, set()).add(ground)
    ways: dict[str, frozenset[str]] = {}
    for purchase in following.purchases:
        way = _money_way(following, purchase, accounts)
        if way:
            grounds.setdefault(purchase.asset, set()).add("money")
            ways[purchase.asset] = ways.get(purchase.asset, frozenset()) | way
    return tuple(
        Tie(asset, tuple(g for g in GROUNDS if g in grounds[asset]), ways.get(asset, frozenset()))
        for asset in sorted(grounds)
    )


def explained_links(graph: CaseGraph, following: Following, tie: Tie) -> tuple[EvidenceLink, ...]:
    """The part of the case that explains one tie: all register links, and of the transfers only the money's way."""
    payments = [
        Payment(transfer, purchase.asset, purchase.evidence)
        for purchase in following.purchases
        if purchase.asset == tie.asset
        for transfer in purchase.transfers
    ]
    wanted = tie.transfers | {payment.transfer for payment in payments}
    return collect_links(graph, payments, only=wanted)


def _ground(graph: CaseGraph, link: LinkView, suspect: str, companies: set[str] | frozenset[str]) -> str:
    if graph.nodes[link.head].type not in ASSET_TYPES:
        return ""
    if link.tail == suspect:
        return "use" if link.type == "Uses" else "title"
    return "company" if link.tail in companies else ""


def _accounts_of(graph: CaseGraph, parties: Iterable[str]) -> frozenset[str]:
    held = set(parties)
    links = graph.links_of_type("HoldsAccount", "ControlsAccount", "BenefitsFrom")
    return frozenset(link.head for link in links if link.tail in held and graph.nodes[link.head].type == "Account")


def _money_way(following: Following, purchase: Purchase, accounts: frozenset[str]) -> frozenset[str]:
    """The transfers on chains of marked proceeds into this purchase that passed one of the accounts."""
    run = following.interval.lower
    way: set[str] = set()
    for transfer in purchase.transfers:
        for label in run.carried(transfer):
            if not is_tainted(label):
                continue
            for chain in explain(run, transfer, label):
                entries = [run.ledger.entries[run.positions[name]] for name in chain.entries]
                ends = {key[0] for entry in entries for key in (entry.debit, entry.credit) if key is not None}
                if ends & accounts:
                    way.update(chain.entries)
    return frozenset(way)
