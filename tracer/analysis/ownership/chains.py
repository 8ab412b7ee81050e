"""Explains a share chain by chain: the companies it runs through, and how the chains add up to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import pairwise

from graph_schema.errors import NotFound, WrongUse
from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.elimination import complement_determinant
from tracer.analysis.ownership.network import Network, build_network, inner_shares
from tracer.analysis.ownership.rows import lowest_shares
from tracer.analysis.ownership.stakes import Stake, direct_holdings, stake_links


@dataclass(frozen=True, slots=True)
class OwnershipChain:
    """One chain from owner to company without repetition: ``share`` = ``product`` of its stakes * ``ring_factor``.

    ``ring_factor``: counts the parts that go round rings on the way; 1 if there is no ring."""

    nodes: tuple[str, ...]
    link_ids: tuple[tuple[str, ...], ...]
    product: Fraction
    ring_factor: Fraction

    @property
    def share(self) -> Fraction:
        """What does this chain add to the reported share?"""
        return self.product * self.ring_factor


@dataclass(frozen=True, slots=True)
class ChainList:
    """The largest chains by product. The shares of the listed chains + ``remainder`` = ``share``, exactly."""

    owner: str
    company: str
    limit: int
    share: Fraction
    chains: tuple[OwnershipChain, ...]
    remainder: Fraction


def list_chains(stakes: Iterable[Stake], owner: str, company: str, limit: int) -> ChainList:
    """Through which chains does the owner have the share of the company?

    Explains the certain (lower) end of a range. If the owner is in a ring, the explained share is the effective
    share, without what comes back to the owner.
    ``limit``: how many chains to list, 1 or more; all others together are the remainder.
    Raises: WrongUse; NotFound if one of the two is in no stake.
    Cost: best-first over simple chains; a ring costs an elimination for each different way through it. Keep the
    limit small if rings are large and dense.
    Source: the ring factor is the loop-erased decomposition of walks (G. F. Lawler, Intersections of Random
    Walks, 1991): det(I - A without the chain) / det(I - A), ring by ring.
    """
    if limit < 1 or owner == company:
        raise WrongUse(
            "Chains from {owner} to {company}, at most {limit}: expected two different ends and a limit of 1 or more.",
            owner=owner,
            company=company,
            limit=limit,
        )
    stakes = tuple(stakes)
    known = {stake.holder for stake in stakes} | {stake.company for stake in stakes}
    for name in (owner, company):
        if name not in known:
            raise NotFound("{name} is in no stake of this ownership network.", name=name)
    holdings = {name: column for name, column in direct_holdings(stakes).items() if name != owner}
    network = build_network(holdings, frozenset(known - {owner}))
    direct = {held: network.holdings[held][owner].lower for held in network.held.get(owner, ())}
    share = lowest_shares(network, {held: part for held, part in direct.items() if part}).get(company)
    links = stake_links(stakes)
    factors: dict[frozenset[str], Fraction] = {}
    chains: list[OwnershipChain] = []
    for product, nodes in _largest_first(network, owner, company, limit) if share else ():
        steps = tuple(links[pair] for pair in pairwise(nodes))
        chains.append(OwnershipChain(nodes, steps, product, _ring_factor(network, nodes[1:], factors)))
    listed = sum((chain.share for chain in chains), Fraction(0))
    total = share or Fraction(0)
    return ChainList(owner, company, limit, total, tuple(chains), total - listed)


def _largest_first(network: Network, owner: str, company: str, limit: int) -> list[tuple[Fraction, tuple[str, ...]]]:
    """Simple chains by product, largest first, ties by ids. The largest product of the remaining way is known."""
    best = _best_products(network, company)
    queue: list[tuple[Fraction, tuple[str, ...], Fraction]] = []
    found: list[tuple[Fraction, tuple[str, ...]]] = []
    if owner in best:
        queue.append((-best[owner], (owner,), Fraction(1)))
    while queue and len(found) < limit:
        _, nodes, product = heappop(queue)
        if nodes[-1] == company:
            found.append((product, nodes))
            continue
        for held in network.held.get(nodes[-1], ()):
            lower = network.holdings[held][nodes[-1]].lower
            if lower and held in best and held not in nodes:
                heappush(queue, (-product * lower * best[held], (*nodes, held), product * lower))
    return found


def _best_products(network: Network, company: str) -> dict[str, Fraction]:
    best: dict[str, Fraction] = {}
    queue = [(Fraction(-1), company)]
    while queue:
        negative, name = heappop(queue)
        if name in best:
            continue
        best[name] = -negative
        for holder, share in network.holdings.get(name, {}).items():
            if share.lower and holder not in best:
                heappush(queue, (negative * share.lower, holder))
    return best


def _ring_factor(network: Network, companies: tuple[str, ...], known: dict[frozenset[str], Fraction]) -> Fraction:
    factor = Fraction(1)
    passed: dict[int, set[str]] = {}
    for company in companies:
        if network.component(company).ring:
            passed.setdefault(network.place[company], set()).add(company)
    for index, names in passed.items():
        key = frozenset(names)
        if key not in known:
            known[key] = _factor(network.components[index].members, key, network.holdings)
        factor *= known[key]
    return factor


def _factor(
    members: tuple[str, ...], passed: frozenset[str], holdings: Mapping[str, Mapping[str, ShareRange]]
) -> Fraction:
    rest = tuple(member for member in members if member not in passed)
    return complement_determinant(inner_shares(rest, holdings)) / complement_determinant(
        inner_shares(members, holdings)
    )
