"""The widest chain against trying every chain."""

from __future__ import annotations

from hypothesis import given

from tests.tracer.analysis.links.most_money.drawn_payments import S, T, drawn_payments
from tracer.analysis.links.most_money.max_flow import find_most_money
from tracer.analysis.links.most_money.time_expanded import expand_in_time
from tracer.analysis.links.most_money.widest import find_widest_chain


def try_all(payments, node=0, day=-1, passed=frozenset({0})):
    """The width of the widest chain from here, 0 if there is none."""
    widths = [0]
    for place, tail in enumerate(payments.tail.tolist()):
        head, amount = int(payments.head[place]), int(payments.amount[place])
        if tail == node and head not in passed and payments.departs[place] >= day:
            further = amount if head == 1 else try_all(payments, head, payments.arrives[place], passed | {head})
            widths.append(min(amount, further))
    return max(widths)


@given(drawn_payments())
def test_the_chain_is_the_widest_of_all(payments):
    graph = expand_in_time(payments, S, T)
    found, width = find_widest_chain(graph), try_all(payments)
    if found is None:
        assert width == 0
        return
    assert found.minor == width == min(int(payments.amount[place]) for place in found.payments)
    node, day = 0, -1
    for place in found.payments:
        assert payments.tail[place] == node
        assert payments.departs[place] >= day
        node, day = payments.head[place], payments.arrives[place]
    assert node == 1
    assert width <= find_most_money(graph).minor
