"""Finds the paths between one suspect and the assets of the case, each with its kind of tie, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from tracer.analysis.links.arrays.columns import LinkGraph, build_link_graph
from tracer.analysis.links.below import Days, days_below
from tracer.analysis.links.case_links import links_below, register_links
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.kinds import DOWN_KINDS, LINK_KINDS, MONEY_KINDS, PAID_FOR, SAME_AS, TRANSFER
from tracer.analysis.links.paths import EvidencePath, PathFinder, PathStep, begin_with
from tracer.analysis.links.ranks import TieRank, rank_path
from tracer.analysis.links.trails import FAR_HOPS, PriceChain, find_trails, passes
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.casework.ties.money_chains import MoneyChains
from tracer.casework.tracing.case_tracing import CaseTracing

Origin = str | tuple[str, str]
LEAD_KINDS: Final = LINK_KINDS - {SAME_AS, "related_to"}
_OWN_KINDS: Final = DOWN_KINDS | {PAID_FOR}
_MAX_HOPS: Final = 8
_DOWN_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class TiePath:
    """A path with its kind of tie. ``sums``: (method, minor units of the price that came this way as marked proceeds).

    ``all_sums``: the same for all ways from accounts of the suspect together. ``purchase``: the purchase whose price was
    paid on the path. ``origins``: (method, ``PriceChain.origin``) of the ways in the sums. ``kin``: links of kinship
    between the suspect and parties of the path. ``further``: payments of the price that are not on the path. ``open``:
    the path exists only if open matches of payments are joined, or only if they are not.
    """

    rank: TieRank
    path: EvidencePath
    sums: tuple[tuple[str, int], ...] = ()
    all_sums: tuple[tuple[str, int], ...] = ()
    purchase: Purchase | None = None
    origins: tuple[tuple[str, Origin], ...] = ()
    kin: tuple[EvidenceLink, ...] = ()
    further: tuple[EvidenceLink, ...] = ()
    open: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """The sort key: kind of tie; periods that overlap first; for money the larger sum; then strength, steps and ids."""
        path = self.path
        money = max((minor for _, minor in self.sums), default=0) if self.rank is TieRank.MONEY else 0
        steps = len(path.steps) if self.rank is TieRank.MONEY else 0
        unsure = self.open + self.is_undecided + len(path.never_together)
        return (self.rank, unsure, -money, steps, path.cost, len(path.steps), path.nodes)

    @property
    def is_undecided(self) -> bool:
        """Is it not decided which rows paid the price? Then no sum of the price came this way for sure."""
        return self.purchase is not None and bool(self.purchase.undecided)


@dataclass(frozen=True, slots=True)
class FoundPaths:
    """The best paths. ``complete``: nothing was left out; ``hubs``: nodes that the search did not go through."""

    paths: tuple[TiePath, ...]
    complete: bool = True
    hubs: tuple[str, ...] = ()


class TieSearch:
    """The search for paths from one suspect; the links from the suspect downwards are read once for all assets.

    ``chains``: the money of the case as it is; ``joined_chains``: with the open matches of payments joined, None if no match
    is open.
    """

    def __init__(self, tracings: Sequence[CaseTracing], suspect: str) -> None:
        self.graph, self.suspect = tracings[0].graph, suspect
        self.chains = MoneyChains(tracings)
        joined = [one.with_open_joined for one in tracings if one.with_open_joined is not None]
        self.joined_chains = MoneyChains(joined) if joined else None
        self.below = links_below(self.graph, suspect)
        self._finders: dict[int, PathFinder] = {}

    def find(self, asset: str, *, limit: int, leads: Callable[[], LinkGraph] | None = None) -> FoundPaths:
        """By which paths is the suspect tied to the asset? At most ``limit``, best first.

        ``leads``: returns all links of the case of ``LEAD_KINDS``. They are searched for untraced payments if no better path
        is found, or if a relative may have received such payments. Without ``leads`` the search covers traced money,
        title, control, use and companies. Cost: with ``leads`` also that of ``PathFinder`` on them.
        """
        found = self._money(asset)
        down, complete = self._down(asset)
        found += down
        if leads is None:
            return self._cut(found, limit, FoundPaths((), complete))
        found += self._relatives(asset)
        if len(found) >= limit or (found and not self._kin):
            return self._cut(found, limit, FoundPaths((), complete))
        finder = PathFinder(leads(), self.suspect, allowed_kinds=LEAD_KINDS, max_hops=_MAX_HOPS)
        result = finder.find(asset, limit=3 * limit)
        links_on_path = {link.id for tie in found for step in tie.path.steps for link in (step.link, *step.others)}
        ranked = [self._ranked(path) for path in result.paths if not set(_transfers(path)) <= links_on_path]
        found += [tie for tie in ranked if not found or tie.rank is TieRank.FAMILY]
        return self._cut(found, limit, FoundPaths((), complete and not result.incomplete, result.hubs))

    def _cut(self, found: Iterable[TiePath], limit: int, about: FoundPaths) -> FoundPaths:
        certain = (replace(tie, sums=(), all_sums=()) if tie.is_undecided else tie for tie in found)
        best = sorted(certain, key=lambda tie: tie.key)[:limit]
        return replace(about, paths=tuple(self._with_all_said(tie) for tie in best))

    @property
    def runs(self) -> tuple[MoneyChains, ...]:
        """The money of the case as it is, then with the open matches joined."""
        return (self.chains,) if self.joined_chains is None else (self.chains, self.joined_chains)

    def _money(self, asset: str) -> list[TiePath]:
        """The paths of traced money. Those that depend on open matches come last, without sums."""
        found = self._money_of(self.chains, asset)
        if self.joined_chains is None:
            return list(found.values())
        other = self._money_of(self.joined_chains, asset)
        both = [
            replace(tie, sums=_least(tie.sums, other[key].sums), all_sums=_least(tie.all_sums, other[key].all_sums))
            for key, tie in found.items()
            if key in other
        ]
        only_one = [tie for key, tie in (found | other).items() if not (key in found and key in other)]
        return both + [replace(tie, sums=(), all_sums=(), open=True) for tie in only_one]

    def _money_of(self, chains: MoneyChains, asset: str) -> dict[tuple[str, ...], TiePath]:
        found = {}
        for purchase, ways in chains.into(asset):
            passing = [chain for chain in ways if passes(chain, self._days)]
            for trail in find_trails(self.below, ways, self._days, self.suspect):
                links = (step.link.id for step in trail.path.steps if step.link.kind not in MONEY_KINDS)
                key = (purchase.reference, purchase.currency, *trail.path.nodes, *links)
                found[key] = TiePath(
                    TieRank.MONEY, trail.path, trail.sums, _sums(passing), purchase, origins=_origins(passing)
                )
        return found

    def _down(self, asset: str) -> tuple[list[TiePath], bool]:
        """The paths from the suspect down to the asset, or to the account that paid for it; and are they complete?"""
        other_prices = self._prices - self._prices_of.get(asset, frozenset())
        for hops in (_MAX_HOPS, FAR_HOPS):
            if hops not in self._finders:
                self._finders[hops] = PathFinder(
                    self._own,
                    self.suspect,
                    allowed_kinds=_OWN_KINDS,
                    max_hops=hops,
                    degree_cap=len(self._own.links) + 1,
                )
            result = self._finders[hops].find(asset, limit=_DOWN_LIMIT, without=other_prices)
            if result.paths:
                break
        return [self._ranked(path) for path in result.paths], not result.incomplete

    def _relatives(self, asset: str) -> list[TiePath]:
        """The paths through relatives who have an asset bought with marked proceeds, or whose accounts the proceeds passed."""
        found = []
        for kin in self._kin:
            relative = kin.head if kin.tail == self.suspect else kin.tail
            step = PathStep(kin, kin.tail == self.suspect, (), ())
            below = links_below(self.graph, relative)
            days = days_below(below, relative)
            ties = [
                TiePath(TieRank.FAMILY, trail.path, trail.sums, purchase=purchase, origins=_origins(chains))
                for purchase, chains in self.chains.into(asset)
                for trail in find_trails(below, chains, days, relative, from_the_first=False)
            ]
            titles = [link for link in below if link.tail == relative and link.head == asset and link.kind != "uses"]
            for purchase, chains in self.chains.into(asset):
                for title in titles if chains else ():
                    path = EvidencePath((relative, asset), (PathStep(title, True, (), ()),), 0, ())
                    ties.append(
                        TiePath(TieRank.FAMILY, path, _sums(chains), purchase=purchase, origins=_origins(chains))
                    )
            found += [
                replace(tie, path=begin_with(step, tie.path)) for tie in ties if self.suspect not in tie.path.nodes
            ]
        return found

    def _ranked(self, path: EvidencePath) -> TiePath:
        return TiePath(rank_path(path, self._relations, self._holders), path)

    def _with_all_said(self, tie: TiePath) -> TiePath:
        """The path with the kinship and the payments of the price that belong to it but are not its steps."""
        last = tie.path.steps[-1]
        purchase = tie.purchase
        asset = tie.path.nodes[-1]
        further: tuple[EvidenceLink, ...] = ()
        if last.link.kind == PAID_FOR:
            links_on_path = {last.link.id, *(other.id for other in last.others)}
            paid = (self.joined_chains.prices(asset) if self.joined_chains else {}) | self.chains.prices(asset)
            purchase = purchase or paid[last.link.id][1]
            further = tuple(
                link
                for link, one in (paid[name] for name in sorted(paid))
                if link.id not in links_on_path and one == purchase and not purchase.undecided
            )
        parties = {party for node in tie.path.nodes for party in self._holders.get(node, frozenset())} | set(
            tie.path.nodes
        )
        steps = {step.link.id for step in tie.path.steps}
        kin = tuple(link for link in self._kin if {link.tail, link.head} <= parties and link.id not in steps)
        return replace(tie, purchase=purchase, further=further, kin=kin)

    @cached_property
    def _own(self) -> LinkGraph:
        """What the suspect has, directly and through others, and all payments of prices."""
        return build_link_graph([*self.below, *self.chains.all_prices()], _OWN_KINDS)

    @cached_property
    def _prices_of(self) -> Mapping[str, frozenset[int]]:
        """Asset -> the places of the payments of its price."""
        found: defaultdict[str, set[int]] = defaultdict(set)
        for place, link in enumerate(self._own.links):
            if link.kind == PAID_FOR:
                found[link.head].add(place)
        return {asset: frozenset(places) for asset, places in found.items()}

    @cached_property
    def _prices(self) -> frozenset[int]:
        return frozenset(place for places in self._prices_of.values() for place in places)

    @cached_property
    def _days(self) -> Mapping[str, Days]:
        return days_below(self.below, self.suspect)

    @cached_property
    def _kin(self) -> tuple[EvidenceLink, ...]:
        links = self.graph.links_at(self.suspect)
        return register_links(link for link in links if link.type == "RelatedTo" and link.tail != link.head)

    @cached_property
    def _relations(self) -> frozenset[str]:
        return frozenset(end for link in self._kin for end in (link.tail, link.head)) - {self.suspect}

    @cached_property
    def _holders(self) -> Mapping[str, frozenset[str]]:
        """Node id -> the parties that hold, control or benefit from this account or asset."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for link in self.graph.links_of_type("Holds", "HoldsAccount", "ControlsAccount", "BenefitsFrom"):
            found[link.head].add(link.tail)
        return {node: frozenset(parties) for node, parties in found.items()}


def _transfers(path: EvidencePath) -> Iterator[str]:
    return (step.link.id for step in path.steps if step.link.kind == TRANSFER)


def _least(one: tuple[tuple[str, int], ...], other: tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
    sums = dict(other)
    return tuple((method, min(minor, sums[method])) for method, minor in one if method in sums)


def _sums(chains: Iterable[PriceChain]) -> tuple[tuple[str, int], ...]:
    sums: defaultdict[str, int] = defaultdict(int)
    for chain in chains:
        sums[chain.method] += chain.amount_minor
    return tuple(sorted(sums.items()))


def _origins(chains: Iterable[PriceChain]) -> tuple[tuple[str, Origin], ...]:
    return tuple(dict.fromkeys((chain.method, chain.origin) for chain in chains if chain.origin is not None))
