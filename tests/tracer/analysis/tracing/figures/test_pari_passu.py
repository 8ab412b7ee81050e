from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.figures.pari_passu import divide_pari_passu


def test_units_left_over_go_to_the_largest_remainders() -> None:
    assert divide_pari_passu({"Paul": 1000, "Michael": 1000, "Karen": 1000}, 2000) == {
        "Paul": 667,
        "Michael": 667,
        "Karen": 666,
    }
    assert divide_pari_passu({"A": 1, "B": 2}, 2) == {"A": 1, "B": 1}


@given(st.lists(st.integers(1, 10**15), min_size=1, max_size=9), st.data())
def test_parts_add_up_and_none_is_a_unit_away(amounts: list[int], data: st.DataObject) -> None:
    paid = {f"victim {number}": amount for number, amount in enumerate(amounts)}
    total = sum(amounts)
    remaining = data.draw(st.integers(0, total))
    parts = divide_pari_passu(paid, remaining)
    assert sum(parts.values()) == remaining
    assert all(abs(part * total - remaining * paid[name]) < total for name, part in parts.items())


@pytest.mark.parametrize(("paid", "remaining"), [({}, 0), ({"A": 0}, 0), ({"A": -1, "B": 5}, 1), ({"A": 5}, 6)])
def test_what_cannot_be_divided(paid: dict[str, int], remaining: int) -> None:
    with pytest.raises(WrongUse, match="cannot be divided"):
        divide_pari_passu(paid, remaining)
