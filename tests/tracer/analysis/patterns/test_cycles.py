from __future__ import annotations

import pytest

from graph_schema.errors import WrongUse
from tracer.analysis.patterns.cycles import count_cycles

# IBM, parallel-cycle-enumeration: README
PUBLISHED = [(1, 2), (1, 5), (2, 3), (3, 1), (3, 2), (3, 4), (3, 6), (4, 5), (5, 2), (6, 4), (4, 7)]


def test_published_graph() -> None:
    assert count_cycles(PUBLISHED) == {2: 1, 3: 1, 4: 2, 5: 1}
    assert count_cycles(PUBLISHED, longest=3) == {2: 1, 3: 1}


def test_parallel_payments_are_one_and_a_self_payment_is_a_ring_of_one() -> None:
    assert count_cycles([("a", "b"), ("a", "b"), ("b", "a"), ("c", "c")]) == {1: 1, 2: 1}


def test_too_many_rings_are_refused() -> None:
    everyone = [(one, other) for one in range(7) for other in range(7) if one != other]
    with pytest.raises(WrongUse, match="more than 50 rings"):
        count_cycles(everyone, most=50)
