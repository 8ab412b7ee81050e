"""Which segments each method lets go, in figures."""

from __future__ import annotations

import pytest

from tracer.analysis.tracing.policies.holdings import Holdings, Segment
from tracer.analysis.tracing.policies.methods import Method, holdings_for

SEGMENTS: list[Segment] = [(0, "CLEAN", 30), (1, "T", 50), (2, "UNKNOWN", 20)]


def filled(method: Method) -> Holdings:
    holdings = holdings_for(method)()
    for segment in SEGMENTS:
        holdings.put(segment)
    return holdings


TAKEN: dict[Method, list[Segment]] = {
    Method.FIFO: [(0, "CLEAN", 30), (1, "T", 30)],
    Method.LIFO: [(1, "T", 40), (2, "UNKNOWN", 20)],
    Method.LIBR: [(0, "CLEAN", 30), (2, "UNKNOWN", 20), (1, "T", 10)],
    Method.TAINT_FIRST: [(1, "T", 50), (0, "CLEAN", 10)],
    Method.PRO_RATA: [(-2, "CLEAN", 18), (-2, "T", 30), (-2, "UNKNOWN", 12)],
}


@pytest.mark.parametrize("method", list(Method))
def test_taken_and_kept(method: Method) -> None:
    holdings = filled(method)
    assert holdings.take(60) == TAKEN[method]
    assert holdings.balance == 40 == sum(amount for _, _, amount in holdings.segments())


@pytest.mark.parametrize("method", list(Method))
def test_put_back_undoes_take(method: Method) -> None:
    holdings, untouched = filled(method), filled(method)
    holdings.put_back(holdings.take(60))
    assert holdings.balance == untouched.balance
    # Cut segments lie side by side again: money leaves in the same order as before.
    labels = [(label, amount) for _, label, amount in holdings.take(100)]
    merged: list[tuple[str, int]] = []
    for label, amount in labels:
        if merged and merged[-1][0] == label:
            amount += merged.pop()[1]
        merged.append((label, amount))
    assert merged == [(label, amount) for _, label, amount in untouched.take(100)]


@pytest.mark.parametrize("method", list(Method))
def test_a_copy_goes_its_own_way(method: Method) -> None:
    holdings = filled(method)
    twin = holdings.copy()
    holdings.take(100)
    assert twin.balance == 100
    assert twin.take(60) == TAKEN[method]


@pytest.mark.parametrize(
    ("method", "taken", "left"),
    [
        (Method.FIFO, [(1, "T", 50), (2, "UNKNOWN", 5)], [(0, "CLEAN", 30), (2, "UNKNOWN", 15)]),
        (Method.LIFO, [(1, "T", 50), (2, "UNKNOWN", 5)], [(0, "CLEAN", 30), (2, "UNKNOWN", 15)]),
        (Method.LIBR, [(2, "UNKNOWN", 20), (1, "T", 35)], [(0, "CLEAN", 30), (1, "T", 15)]),
        (Method.TAINT_FIRST, [(1, "T", 50), (2, "UNKNOWN", 5)], [(0, "CLEAN", 30), (2, "UNKNOWN", 15)]),
    ],
)
def test_pieces_of_one_transfer_can_be_picked_out(method: Method, taken: list[Segment], left: list[Segment]) -> None:
    holdings = filled(method)
    assert holdings.take_pieces(range(1, 3), 55) == taken
    assert holdings.segments() == left
    assert holdings.balance == 45


def test_blended_pieces_cannot() -> None:
    holdings = filled(Method.PRO_RATA)
    assert holdings.take_pieces(range(1, 3), 55) == []
    assert holdings.balance == 100
