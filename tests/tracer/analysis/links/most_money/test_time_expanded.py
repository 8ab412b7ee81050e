"""Only payments that money from the source can reach, and that lead to the sink in time, are in the graph."""

from __future__ import annotations

from hypothesis import given

from tests.tracer.analysis.links.most_money.drawn_payments import S, T, drawn_payments
from tracer.analysis.links.most_money.time_expanded import expand_in_time


def follow(payments, start, *, back=False):
    """The payments on some way from the start, forward in time, or into it backward."""
    tail, head = (payments.head, payments.tail) if back else (payments.tail, payments.head)
    used, waiting = set(), [(start, None)]
    while waiting:
        node, day = waiting.pop()
        for place in range(len(payments.tail)):
            ends = {int(payments.tail[place]), int(payments.head[place])}
            if tail[place] != node or place in used or payments.amount[place] == 0:
                continue
            if payments.head[place] == 0 or payments.tail[place] == 1 or (len(ends) == 1 and node in (0, 1)):
                continue
            fits = day is None or (payments.arrives[place] <= day if back else payments.departs[place] >= day)
            if fits:
                used.add(place)
                waiting.append((int(head[place]), payments.departs[place] if back else payments.arrives[place]))
    return used


@given(drawn_payments())
def test_the_payments_are_those_between_the_two_in_time(payments):
    graph = expand_in_time(payments, S, T)
    kept = set(graph.payment[graph.payment >= 0].tolist())
    assert kept == follow(payments, 0) & follow(payments, 1, back=True)
