"""Finds the ways of traced money from an account of a suspect to the price of an asset, with all payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from tracer.analysis.links.below import Days, covers
from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.kinds import DOWN_KINDS, MONEY_KINDS
from tracer.analysis.links.paths import EvidencePath, PathStep, find_paths

MOST_TRAILS: Final = 50
"""The most trails over different accounts that are returned; the sum of all ways includes the others."""
FAR_HOPS: Final = 30
"""The most steps down to an account or an asset: a long chain of companies is a tie too."""


@dataclass(frozen=True, slots=True)
class PriceChain:
    """One way of traced money into a price by one method.

    ``payments``: in order, the last one pays the price. ``amount_minor``: the part of the price that came this way.
    ``origin``: where the way begins, a marked transfer or an account (id, currency) with a marked opening balance.
    """

    payments: tuple[EvidenceLink, ...]
    amount_minor: int
    method: str
    origin: str | tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Trail:
    """A path along which traced money went. ``sums``: (method, minor units of the price), sorted by method."""

    path: EvidencePath
    sums: tuple[tuple[str, int], ...]


def passes(chain: PriceChain, days: Mapping[str, Days]) -> tuple[int, ...]:
    """Which payments of the chain left an account of the party on a day on which the party had it?

    ``days``: the result of ``days_below``. Payments before the last unknown account of the chain are not checked.
    Returns: indices in ``chain.payments``.
    """
    indices = range(_first_known(chain.payments), len(chain.payments))
    return tuple(
        index for index in indices if covers(days.get(chain.payments[index].tail, ()), chain.payments[index].departs)
    )


def find_trails(
    below: Sequence[EvidenceLink],
    chains: Iterable[PriceChain],
    days: Mapping[str, Days],
    party: str,
    *,
    from_the_first: bool = True,
) -> tuple[Trail, ...]:
    """By which payments did traced money go from an account that the party had into the price?

    ``below``: the links to what the party has. Of each chain, a trail uses the part from the last account of the party;
    with ``from_the_first``, another trail uses the part from the first. Chains over the same accounts are one trail with
    all their payments, and its sums count only these chains. Fewest steps first. If there are more than ``MOST_TRAILS``,
    the ones with the largest sums are returned.
    Cost: one search for each trail, on the links below the party, and one pass over the remaining chains after each.
    """
    groups: defaultdict[tuple[str, ...], list[PriceChain]] = defaultdict(list)
    for chain in chains:
        indices = passes(chain, days)
        for index in dict.fromkeys((indices[-1], indices[0]) if from_the_first else indices[-1:]) if indices else ():
            part = chain.payments[index:]
            groups[(*(payment.tail for payment in part), part[-1].head)].append(
                PriceChain(part, chain.amount_minor, chain.method)
            )
    largest = sorted(groups, key=lambda nodes: (-sum(chain.amount_minor for chain in groups[nodes]), nodes))
    found = [trail for nodes in largest[:MOST_TRAILS] for trail in _trails(below, nodes, groups[nodes], party)]
    return tuple(sorted(found, key=lambda trail: (len(trail.path.steps), trail.path.nodes)))


def _first_known(payments: Sequence[EvidenceLink]) -> int:
    breaks = [index for index, (before, after) in enumerate(pairwise(payments), 1) if before.head != after.tail]
    return breaks[-1] if breaks else 0


def _trails(
    below: Sequence[EvidenceLink], nodes: tuple[str, ...], chains: Sequence[PriceChain], party: str
) -> Iterator[Trail]:
    """One trail for each way from the party down to the first account.

    The strongest way takes the chains of the days on which it held; the next way takes from the remaining chains.
    """
    accounts = set(nodes)
    down = [link for link in below if link.head not in accounts - {nodes[0]} and link.tail not in accounts]
    while chains:
        steps: tuple[PathStep, ...] = ()
        if nodes[0] != party:
            # An artificial payment at the end makes the search check the days of the whole way down.
            ends = [_end(payment, place) for place, payment in enumerate(_firsts(chains))]
            ways = find_paths(
                [*down, *ends],
                suspect=party,
                asset=_END,
                allowed_kinds=DOWN_KINDS | MONEY_KINDS,
                limit=1,
                max_hops=FAR_HOPS,
                degree_cap=len(down) + len(ends) + 1,
            )
            if not ways.paths:
                return
            steps = ways.paths[0].steps[:-1]
        yield _trail(steps, nodes, [chain for chain in chains if _held(steps, chain)])
        chains = [chain for chain in chains if not _held(steps, chain)]


def _trail(steps: tuple[PathStep, ...], nodes: tuple[str, ...], chains: Sequence[PriceChain]) -> Trail:
    sums: defaultdict[str, int] = defaultdict(int)
    for chain in chains:
        sums[chain.method] += chain.amount_minor
    money = tuple(
        _together({payment.id: payment for chain in chains for payment in [chain.payments[place]]}.values())
        for place in range(len(nodes) - 1)
    )
    way = (*(step.link.tail for step in steps), *nodes)
    cost = sum(link_cost(step.link.strength_ppm) for step in steps)
    return Trail(EvidencePath(way, (*steps, *money), cost, ()), tuple(sorted(sums.items())))


_END = "\x00the end of the way down"


def _firsts(chains: Iterable[PriceChain]) -> list[EvidenceLink]:
    return list({chain.payments[0].id: chain.payments[0] for chain in chains}.values())


def _end(payment: EvidenceLink, place: int) -> EvidenceLink:
    return EvidenceLink(
        id=f"{_END} {place:06}",
        kind="paid_for",
        tail=payment.tail,
        head=_END,
        from_date=payment.departs,
        to_date=None,
        strength_ppm=payment.strength_ppm,
        amount_minor=None,
        currency=None,
        records=payment.records,
        method=payment.method,
    )


def _held(steps: Sequence[PathStep], chain: PriceChain) -> bool:
    return all(step.link.covers(chain.payments[0].departs) for step in steps)


def _together(payments: Iterable[EvidenceLink]) -> PathStep:
    first, *others = sorted(payments, key=lambda payment: (payment.departs, payment.id))
    return PathStep(first, True, tuple(others), (), includes_others=True)
