"""Computes what a set of holders has of each company below them, directly and through others: at least and at most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from heapq import heappop, heappush

from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.elimination import invert_complement
from tracer.analysis.ownership.network import Network

_NOTHING = Fraction(0)
Policy = dict[str, Fraction]
"""One choice of shares for a company's holders: holder -> share, each within its range, together at most the whole."""


def walk_down(network: Network, holders: frozenset[str]) -> Iterator[int]:
    """Which components are below these holders, owners before owned? The components of the holders are left out."""
    own = {network.place[holder] for holder in holders if holder in network.place}
    queue: list[int] = []
    seen: set[int] = set(own)

    def push(holder: str) -> None:
        for company in network.held.get(holder, ()):
            index = network.place[company]
            if index not in seen:
                seen.add(index)
                heappush(queue, index)

    for holder in sorted(holders):
        push(holder)
    while queue:
        index = heappop(queue)
        yield index
        for member in network.components[index].members:
            push(member)


def lowest_shares(network: Network, start: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """How much of each company belongs, at least, to those who directly hold ``start`` (company -> share)?

    All walks are counted, also those round rings. Exactly the certain shares are used. That gives the least share to
    every holder at once, because more direct shares can never lead to a smaller share.
    """
    flow = dict(start)
    queue = sorted({network.place[company] for company in start})
    queued = set(queue)
    shares: dict[str, Fraction] = {}
    while queue:
        component = network.components[heappop(queue)]
        members = component.members
        if component.walks is None:  # nobody outside the ring holds a share of it
            continue
        inflow = [flow.get(member, _NOTHING) for member in members]
        for column, member in enumerate(members):
            share = sum((part * component.walks[row][column] for row, part in enumerate(inflow) if part), _NOTHING)
            if not share:
                continue
            shares[member] = share
            for company in network.held.get(member, ()):
                lower = network.holdings[company][member].lower
                if lower and company not in members:
                    flow[company] = flow.get(company, _NOTHING) + share * lower
                    index = network.place[company]
                    if index not in queued:
                        queued.add(index)
                        heappush(queue, index)
    return shares


def highest_shares(network: Network, holders: frozenset[str]) -> dict[str, Fraction]:
    """How much of each company can belong, at most, to these holders together, for any values within the ranges?

    A reading gives each stake a value within its range, and the stakes in a company at most the whole. For each
    company the free part goes to the holder of whom these holders own most; in a ring this is repeated until no change
    gives more (policy iteration). So one reading reaches the bound; it is not only an estimate. Unknown
    holders count as other persons.
    Holders that are companies count with all they have, whoever owns them.
    Cost: linear in stakes outside rings; in a ring a few exact eliminations.
    Source: R. A. Howard, Dynamic Programming and Markov Processes (1960), for the iteration.
    """
    values: dict[str, Fraction] = dict.fromkeys(sorted(holders), Fraction(1))
    for index in walk_down(network, holders):
        component = network.components[index]
        if not component.ring:
            (company,) = component.members
            values[company] = best_share(network.holdings[company], values)
            continue
        values.update(_highest_in_ring(network, component.members, values))
    return {company: value for company, value in values.items() if value and company not in holders}


def best_share(column: Mapping[str, ShareRange], values: Mapping[str, Fraction]) -> Fraction:
    """How much of a company can these holders have at most, if they have ``values`` of each direct holder?"""
    return _worth(best_policy(column, values), values)


def best_policy(column: Mapping[str, ShareRange], values: Mapping[str, Fraction]) -> Policy:
    """Which reading gives the largest shares to the direct holders with the largest ``values``? Ties by holder id."""
    policy = {holder: share.lower for holder, share in column.items()}
    free = 1 - sum(policy.values(), _NOTHING)
    for holder in sorted(column, key=lambda holder: (-values.get(holder, _NOTHING), holder)):
        if not values.get(holder):
            break
        extra = min(free, column[holder].upper - column[holder].lower)
        policy[holder] += extra
        free -= extra
    return policy


def _worth(policy: Policy, values: Mapping[str, Fraction]) -> Fraction:
    return sum((share * values[holder] for holder, share in policy.items() if values.get(holder)), _NOTHING)


def _highest_in_ring(
    network: Network, members: tuple[str, ...], outside: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    policies = {
        member: {holder: share.lower for holder, share in network.holdings[member].items()} for member in members
    }
    while True:
        inside = _policy_values(members, policies, outside)
        values = {**outside, **inside}
        better = {
            member: policy
            for member in members
            if _worth(policy := best_policy(network.holdings[member], values), values) > inside[member]
        }
        # Only a strict gain changes a reading: shares that a ring holds in itself are no gain.
        if not better:
            return inside
        policies |= better


def _policy_values(
    members: tuple[str, ...], policies: Mapping[str, Policy], outside: Mapping[str, Fraction]
) -> dict[str, Fraction]:
    """How much of each ring member do the holders have under one reading?"""
    inflow = [_worth(policies[member], outside) for member in members]
    # The matrix is never singular: in the first reading (the lower ends) some part of the ring is unknown or held outside,
    # and no later reading removes it, because shares that members hold in one another alone are no strict gain.
    walks = invert_complement([[policies[company].get(holder, _NOTHING) for company in members] for holder in members])
    return {
        company: sum((part * walks[row][column] for row, part in enumerate(inflow) if part), _NOTHING)
        for column, company in enumerate(members)
    }
