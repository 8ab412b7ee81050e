"""Chooses the parallel links between neighbours of a path that fit together in direction and time.

The rules:

* From a party the path goes down to what the party has. It goes up only from an account into which a payment on the
  path just arrived to a holder of this account, never from a thing that it came down to.
* Links by which a party has a thing through others (a share of the company that owns the house) have a day in common.
* Money leaves a node only on or after the day on which money last arrived on the path, even if other links are
  between the two payments (a nominee who was paid on the 10th did not pay out *that* money on the 5th).
* If the path reaches an account from its holder, a payment out of it is on a day on which all links down to the
  account held. If the path goes up from an account to its holder, the payment into it is within the holder's period,
  and the path does not go on to anything that the holder certainly had before the payment arrived.
* Money is never followed over a ``same_as`` that is only inferred.

A day or an end that is not stated can be any day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.kinds import ACCOUNT_KINDS, LEVEL_KINDS, MONEY_KINDS, SAME_AS, TITLE_KINDS, TRANSFER


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of links for a partial path, and the limits it sets for the next link.

    ``since``: the day on which money last arrived on the path, ``date.min`` before any payment.
    ``blocked``: after a payment the path has used an identity that nobody confirmed; no payment may follow.
    ``low``, ``high``: the days, inclusive, on which all links held by which the path came down to its last node.
    ``up``: the path has just gone up to the holder of an account. ``order``: day and link id of each step, to break ties.
    """

    cost: int
    since: date
    blocked: bool
    low: date
    high: date
    up: bool
    order: tuple[tuple[date, str], ...]
    links: tuple[EvidenceLink, ...]

    @property
    def key(self) -> tuple[int, date, bool, tuple[tuple[date, str], ...]]:
        """The sort key, best first: strength, then earliest arrival, then days and ids."""
        return (self.cost, self.since, self.blocked, self.order)

    def leaves_free(self, other: Choice) -> bool:
        """Can every link that may follow ``other`` follow this choice too, if no rule needs the last link of either?"""
        return (
            self.since <= other.since
            and self.blocked <= other.blocked
            and self.low <= other.low
            and other.high <= self.high
            and self.up <= other.up
        )


START: Final = (Choice(0, date.min, False, date.min, date.max, False, (), ()),)


def extend_choices(
    choices: Sequence[Choice], offered: Sequence[EvidenceLink], *, tail: str, head: str, account: bool
) -> tuple[Choice, ...]:
    """Which choices remain if the path goes on from ``tail`` to ``head`` by one of the links offered?

    Empty: no link fits in direction and time. A choice is dropped if another one is at least as good in cost, days and
    limits. So the first choice is the strongest, and among equally strong ones the one whose money arrives
    earliest. ``account``: does some link state who holds ``head``? Then the next step may need to know whether this step
    was a payment, and on which day; choices are then compared only with choices of the same last link.
    Cost: links times choices; choices are one or two, except before an account with a holder.
    """
    # Only a link up to a holder depends on the link before it; for every other link the best choices are enough.
    best = _front(choices, lambda _: "")
    extended = [
        longer
        for link in offered
        for choice in (choices if is_up(link, tail) else best)
        if (longer := _extend(choice, link, shared=tail)) is not None
    ]
    return _front(extended, lambda choice: choice.links[-1].id if account else "")


def is_up(link: EvidenceLink, node: str) -> bool:
    """Does the link lead from a thing (``node``) up to the party that has it?"""
    return link.head == node and link.kind not in LEVEL_KINDS | MONEY_KINDS


def _front(choices: Sequence[Choice], group: Callable[[Choice], str]) -> tuple[Choice, ...]:
    """The choices that no other choice of the same group equals or beats in everything, best first."""
    groups: dict[str, list[Choice]] = {}
    front: list[Choice] = []
    for choice in sorted(choices, key=lambda choice: choice.key):
        kept = groups.setdefault(group(choice) if choice.links else "", [])
        if not any(other.leaves_free(choice) for other in kept):
            kept.append(choice)
            front.append(choice)
    return tuple(front)


def _extend(choice: Choice, link: EvidenceLink, *, shared: str) -> Choice | None:
    since, blocked, day, low, high = choice.since, choice.blocked, date.min, choice.low, choice.high
    if link.kind in MONEY_KINDS:
        if link.tail != shared or blocked or link.departs < since or not low <= link.departs <= high:
            return None
        since = day = link.arrives
        low, high = date.min, date.max
    elif link.kind == SAME_AS:
        blocked = blocked or (link.method == "inferred" and since > date.min)
    elif link.kind in LEVEL_KINDS:
        low, high = date.min, date.max
    elif is_up(link, shared):
        if not _leads_to_payee(choice, link):
            return None
        low, high = date.min, date.max
    else:
        low, high = max(low, link.from_date or date.min), min(high, link.to_date or date.max)
        if low > high or (choice.up and link.kind in TITLE_KINDS and (link.began_by or date.max) < since):
            return None
    return Choice(
        choice.cost + link_cost(link.strength_ppm),
        since,
        blocked,
        low,
        high,
        is_up(link, shared),
        (*choice.order, (day, link.id)),
        (*choice.links, link),
    )


def _leads_to_payee(choice: Choice, link: EvidenceLink) -> bool:
    """Did the path reach the account by a payment, on a day on which this link to its holder held?"""
    if link.kind not in ACCOUNT_KINDS or not choice.links:
        return False
    payment = choice.links[-1]
    return payment.kind == TRANSFER and payment.head == link.head and link.covers(payment.arrives)
