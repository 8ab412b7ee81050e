"""What is hidden of a divided figure: no small part is left, and none follows."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tracer.recovery.national.hidden_parts import PartRow, find_hidden, is_small_part


def rows(count: int, name: str) -> list[PartRow]:
    return [PartRow(("RON",), f"{name}{place}") for place in range(count)]


def test_the_smallest_other_part_is_hidden_with_a_small_one() -> None:
    parts = {name: rows(count, name) for name, count in (("a", 2), ("b", 9), ("c", 6))}
    assert find_hidden(parts) == {"a", "c"}
    assert find_hidden({"a": rows(2, "a")}) is None
    assert find_hidden({"a": rows(7, "a"), "b": rows(8, "b")}) == frozenset()
    assert find_hidden({"a": rows(7, "a"), "b": rows(8, "b")}, {"a"}) == {"a", "b"}


def test_a_sum_of_two_persons_is_small_however_many_rows_it_has() -> None:
    assert is_small_part([PartRow(("RON",), f"p{place % 2}") for place in range(9)])
    assert not is_small_part([PartRow((), "") for _ in range(9)])


@given(st.lists(st.integers(0, 8), min_size=1, max_size=4))
def test_no_hidden_number_follows_from_the_whole_and_the_others(counts: list[int]) -> None:
    hidden = find_hidden({str(place): rows(count, str(place)) for place, count in enumerate(counts)})
    if hidden is None:
        return
    assert all(count == 0 or count >= 5 or str(place) in hidden for place, count in enumerate(counts))
    free = [place for place in range(len(counts)) if str(place) in hidden]
    total = sum(counts[place] for place in free)
    possible = [found for found in product(range(1, total + 1), repeat=len(free)) if sum(found) == total]
    for place in range(len(free)):
        assert len({found[place] for found in possible}) > 1
