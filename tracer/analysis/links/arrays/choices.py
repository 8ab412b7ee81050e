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

from typing import NamedTuple

from tracer.analysis.links.arrays.columns import (
    FIRST_DAY,
    LAST_DAY,
    LEVEL,
    MONEY,
    PAYMENT,
    SAME,
    TITLE,
    TO_ACCOUNT,
    UNCONFIRMED,
    Ints,
    LinkColumns,
)
from tracer.analysis.tracing.kernels.machine_code.compiled import compiled


class Choices(NamedTuple):
    """Choices of links for partial paths, and the limits they set for the next link.

    ``since``: the day on which money last arrived on the path, ``FIRST_DAY`` before any payment. ``blocked``: 1 if after
    a payment the path has used an identity that nobody confirmed; no payment may follow. ``low``, ``high``: the days,
    inclusive, on which all links held by which the path came down to its last node. ``up``: 1 if the path has just gone up to
    the holder of an account. ``day``, ``link``: of the last step. ``before``: the choice that this one extends, -1 at first.
    """

    cost: Ints
    since: Ints
    blocked: Ints
    low: Ints
    high: Ints
    up: Ints
    day: Ints
    link: Ints
    before: Ints


@compiled
def is_up(k: LinkColumns, link: int, node: int) -> bool:
    """Does the link lead from a thing (``node``) up to the party that has it?"""
    return bool(k.head[link] == node and k.kind[link] & (LEVEL | MONEY) == 0)


@compiled
def extend(c: Choices, k: LinkColumns, choice: int, link: int, node: int, place: int) -> bool:
    """Does the choice, at ``node``, go on by this link? If so, the longer choice is written to ``place``."""
    since, blocked, low, high = c.since[choice], c.blocked[choice], c.low[choice], c.high[choice]
    kind, first, last = k.kind[link], k.first[link], k.last[link]
    day = FIRST_DAY
    up = 0
    if kind & MONEY:
        if k.tail[link] != node or blocked or first < since or first < low or first > high:
            return False
        since = last
        day = last
        low, high = FIRST_DAY, LAST_DAY
    elif kind & SAME:
        if kind & UNCONFIRMED and since > FIRST_DAY:
            blocked = 1
    elif kind & LEVEL:
        low, high = FIRST_DAY, LAST_DAY
    elif is_up(k, link, node):
        # Only to a holder of the account into which a payment just came, on a day within the holder's period.
        came = c.link[choice]
        if kind & TO_ACCOUNT == 0 or came < 0:
            return False
        if k.kind[came] & PAYMENT == 0 or k.head[came] != node or k.last[came] < first or k.last[came] > last:
            return False
        low, high = FIRST_DAY, LAST_DAY
        up = 1
    else:
        low, high = max(low, first), min(high, last)
        if low > high or (c.up[choice] and kind & TITLE and k.began[link] < since):
            return False
    c.cost[place] = c.cost[choice] + k.cost[link]
    c.since[place] = since
    c.blocked[place] = blocked
    c.low[place] = low
    c.high[place] = high
    c.up[place] = up
    c.day[place] = day
    c.link[place] = link
    c.before[place] = choice
    return True


@compiled
def comes_before(c: Choices, one: int, other: int) -> bool:
    """Is the one choice better: stronger, then with the earlier arrival, then by days and ids? Both have as many steps."""
    if c.cost[one] != c.cost[other]:
        return bool(c.cost[one] < c.cost[other])
    if c.since[one] != c.since[other]:
        return bool(c.since[one] < c.since[other])
    if c.blocked[one] != c.blocked[other]:
        return bool(c.blocked[one] < c.blocked[other])
    is_less = False
    # The earliest step at which they differ decides; it is met last on the way back.
    while one != other:
        if c.day[one] != c.day[other]:
            is_less = c.day[one] < c.day[other]
        elif c.link[one] != c.link[other]:
            is_less = c.link[one] < c.link[other]
        one, other = c.before[one], c.before[other]
    return is_less


@compiled
def leaves_free(c: Choices, one: int, other: int) -> bool:
    """Can every link that may follow ``other`` follow ``one`` too, if no rule needs the last link of either?"""
    return bool(
        c.since[one] <= c.since[other]
        and c.blocked[one] <= c.blocked[other]
        and c.low[one] <= c.low[other]
        and c.high[other] <= c.high[one]
        and c.up[one] <= c.up[other]
    )


@compiled
def keep_best(c: Choices, kept: Ints, first: int, after: int, place: int) -> int:
    """Put a choice among those of one group, from ``first`` up to ``after``, unless one of them is as good in everything.

    The choices that the new one beats in everything leave. Returns: the place behind the last one, -1 if the choice was not
    kept.
    """
    for number in range(first, after):
        if leaves_free(c, kept[number], place) and comes_before(c, kept[number], place):
            return -1
    end = first
    for number in range(first, after):
        one = kept[number]
        if not (leaves_free(c, place, one) and comes_before(c, place, one)):
            kept[end] = one
            end += 1
    kept[end] = place
    return end + 1


@compiled
def put_best_first(c: Choices, kept: Ints, first: int, after: int) -> None:
    """Exchange the best of these choices with the first of them."""
    for number in range(first + 1, after):
        if comes_before(c, kept[number], kept[first]):
            kept[first], kept[number] = kept[number], kept[first]
