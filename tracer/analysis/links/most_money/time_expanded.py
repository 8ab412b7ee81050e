"""The payments between two ends as a graph of accounts on days, on which money goes forward in time alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph_schema.errors import WrongUse
from tracer.analysis.links.arrays.columns import Flags, Ints
from tracer.analysis.tracing.kernels.machine_code.exact import LARGEST

SOURCE = 0
SINK = 1


class Payments(NamedTuple):
    """One place a payment: accounts as numbers, days as whole numbers, amounts in minor units of one currency."""

    tail: Ints
    head: Ints
    departs: Ints
    arrives: Ints
    amount: Ints


class DayGraph(NamedTuple):
    """Arcs from ``start`` to ``end``, of at most ``room`` minor units. ``payment``: the place of the payment, -1 if it waits.

    Node ``SOURCE`` stands for all accounts of the payer, ``SINK`` for those of the payee; every other node is an account on
    a day. Money that waits from one day to the next is not limited.
    """

    start: Ints
    end: Ints
    room: Ints
    payment: Ints
    nodes: int


def expand_in_time(payments: Payments, sources: NDArray[np.int64], sinks: NDArray[np.int64]) -> DayGraph:
    """The graph of all payments that can lie on a way from a source account to a sink account, forward in time.

    Money may leave on the day on which it arrived. Payments into the sources, out of the sinks and of nothing are left out.
    Raises: WrongUse if an account is on both sides or the amounts exceed what can be counted.
    Cost: the payments for each step of the longest of the shortest ways; sorting those kept.
    Source: L. R. Ford, D. R. Fulkerson, Operations Research 6 (1958) 419-433 (flows over time).
    """
    if set(sources.tolist()) & set(sinks.tolist()):
        raise WrongUse("An account cannot be on both sides of the question.")
    from_source, into_sink = np.isin(payments.tail, sources), np.isin(payments.head, sinks)
    kept = (payments.amount > 0) & ~np.isin(payments.head, sources) & ~np.isin(payments.tail, sinks)
    kept &= _can_reach(payments, kept, from_source, into_sink)
    places = np.flatnonzero(kept)
    if sum(payments.amount[places].tolist()) > LARGEST:
        raise WrongUse("The payments between the two add up to more than can be counted.")
    tails, heads = payments.tail[places], payments.head[places]
    departs, arrives = payments.departs[places], payments.arrives[places]
    # One row an account and day, in order.
    rows = np.unique(
        np.concatenate((np.column_stack((tails, departs)), np.column_stack((heads, arrives)))).reshape(-1, 2), axis=0
    )
    number = {(int(account), int(day)): 2 + place for place, (account, day) in enumerate(rows.tolist())}
    start = [
        SOURCE if is_source else number[key]
        for is_source, key in zip(from_source[places].tolist(), _keys(tails, departs), strict=True)
    ]
    end = [
        SINK if is_sink else number[key]
        for is_sink, key in zip(into_sink[places].tolist(), _keys(heads, arrives), strict=True)
    ]
    amounts = payments.amount[places]
    waits = np.flatnonzero(rows[1:, 0] == rows[:-1, 0]) + 2
    return DayGraph(
        start=np.concatenate((np.array(start, np.int64), waits)),
        end=np.concatenate((np.array(end, np.int64), waits + 1)),
        room=np.concatenate((amounts, np.full(len(waits), amounts.sum(), np.int64))),
        payment=np.concatenate((places, np.full(len(waits), -1, np.int64))),
        nodes=len(rows) + 2,
    )


def _keys(accounts: Ints, days: Ints) -> list[tuple[int, int]]:
    return list(zip(accounts.tolist(), days.tolist(), strict=True))


def _can_reach(payments: Payments, kept: Flags, from_source: Flags, into_sink: Flags) -> Flags:
    """Can money that left a source be in this payment, and can money in it still come to a sink?"""
    accounts = int(max(payments.tail.max(initial=0), payments.head.max(initial=0))) + 1
    never, ever = np.iinfo(np.int64).max, np.iinfo(np.int64).min
    earliest, latest = np.full(accounts, never), np.full(accounts, ever)
    while True:
        fed = kept & (from_source | (payments.departs >= earliest[payments.tail]))
        before = earliest.copy()
        np.minimum.at(earliest, payments.head[fed], payments.arrives[fed])
        if (before == earliest).all():
            break
    while True:
        led = kept & (into_sink | (payments.arrives <= latest[payments.head]))
        before = latest.copy()
        np.maximum.at(latest, payments.tail[led], payments.departs[led])
        if (before == latest).all():
            break
    return fed & led
