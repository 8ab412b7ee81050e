"""Which of the parallel records between neighbours fit together in time along a way.

The rules:

* money leaves a node of the way only on or after the day on which money last arrived on it, also if other
  links lie between the two payments (a nominee paid on the 10th did not pay out *that* on the 5th);
* a payment into or out of an account that the way reaches by its holder falls into the holder's period;
* money is never followed over a ``same_as`` that is only inferred.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.kinds import ACCOUNT_KINDS, MONEY_KINDS, SAME_AS, TRANSFER


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of records along a way so far, and what it leaves free.

    ``since``: the day on which money last arrived on the way, ``date.min`` before any money moved.
    ``blocked``: the way has crossed an identity nobody confirmed after money moved; no money may follow.
    ``order``: day and link id of each step, to settle ties.
    """

    cost: int
    since: date
    blocked: bool
    order: tuple[tuple[date, str], ...]
    links: tuple[EvidenceLink, ...]

    @property
    def key(self) -> tuple[int, date, bool, tuple[tuple[date, str], ...]]:
        """In which order are choices preferred: strength, then earliest arrival, then days and ids?"""
        return (self.cost, self.since, self.blocked, self.order)


START: Final = (Choice(0, date.min, False, (), ()),)


def extend_choices(
    choices: Sequence[Choice], offered: Sequence[EvidenceLink], *, tail: str, head: str, account: bool
) -> tuple[Choice, ...]:
    """Which choices remain if the way goes on from ``tail`` to ``head`` by one of the records offered?

    None at all: no record fits in time. A choice that another beats or equals in cost, day and freedom is
    dropped, so the first of the result is the strongest, and among equals the one whose money arrives
    earliest. ``account``: does some dated link say who holds ``head``? Then the next step may ask for the day
    of this payment, and choices are compared only with those of the same last record.
    Cost: records times choices; choices are one or two, except before an account with a dated holder.
    """
    # Only a holder's link looks at the record before it, and only if that is a payment; every other link
    # needs but the best of what came before.
    best = _front(choices, lambda choice: choice.links[-1].id if _holds(choice.links[-1], tail) else "")
    extended = [
        longer
        for link in offered
        for choice in (choices if _holds(link, tail) else best)
        if (longer := _extend(choice, link, shared=tail)) is not None
    ]
    return _front(extended, lambda choice: choice.links[-1].id if account else "")


def _front(choices: Sequence[Choice], group: Callable[[Choice], str]) -> tuple[Choice, ...]:
    """Without the choices that another of the same group beats or equals in everything, best first."""
    groups: dict[str, list[Choice]] = {}
    front: list[Choice] = []
    for choice in sorted(choices, key=lambda choice: choice.key):
        kept = groups.setdefault(group(choice) if choice.links else "", [])
        if not any(other.since <= choice.since and other.blocked <= choice.blocked for other in kept):
            kept.append(choice)
            front.append(choice)
    return tuple(front)


def _holds(link: EvidenceLink, node: str) -> bool:
    return link.kind in ACCOUNT_KINDS and link.head == node


def _extend(choice: Choice, link: EvidenceLink, *, shared: str) -> Choice | None:
    if choice.links and not _fits_account(choice.links[-1], link, shared):
        return None
    forward = link.tail == shared
    since, blocked, day = choice.since, choice.blocked, date.min
    if link.kind in MONEY_KINDS and forward:
        if blocked or link.departs < since:
            return None
        since = day = link.arrives
    elif link.kind == SAME_AS and link.method == "inferred" and since > date.min:
        blocked = True
    return Choice(
        choice.cost + link_cost(link.strength_ppm),
        since,
        blocked,
        (*choice.order, (day, link.id)),
        (*choice.links, link),
    )


def _fits_account(first: EvidenceLink, second: EvidenceLink, shared: str) -> bool:
    """Does a payment through an account (``shared``) fall in the period of the link to its holder?"""
    for holding, payment in ((first, second), (second, first)):
        if _holds(holding, shared) and payment.kind in MONEY_KINDS:
            if payment.tail == shared and not holding.covers(payment.departs):
                return False
            # A thing may be paid for before it is handed over; money on an account may not arrive before.
            if payment.kind == TRANSFER and payment.head == shared and not holding.covers(payment.arrives):
                return False
    return True
