"""What is published of the cells: no small count, no sum of few persons, nothing that reveals one."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import on
from tracer.recovery.tables.european_cells import RECEIVED
from tracer.recovery.tables.statistic_cell import CountedCell, StatisticCell, publish

DAY = on("2026-12-31")
COUNTS = st.integers(0, 9)


def number(name: str, part: str, count: int, group: str = "", *, is_published: bool = True) -> CountedCell:
    ids = tuple(f"{part}{place}" for place in range(count))
    return CountedCell(name, part, "number", "", count, ids, group=group, is_published=is_published)


def published(*cells: CountedCell, complete: bool = False) -> list[StatisticCell]:
    return list(publish(cells, 2026, DAY, DAY, 1, complete=complete))


@given(COUNTS, COUNTS)
def test_no_hidden_count_follows_from_those_shown(freezing: int, confiscation: int) -> None:
    """Every order was decided and executed in one year, so the two parts add up to the recognitions executed."""
    counts = (freezing + confiscation, freezing, confiscation)
    places = (("E8", "executed"), ("E10", "received_freezing"), ("E10", "received_confiscation"))
    shown = [
        cell.value
        for cell in published(*(number(*place, n, RECEIVED) for place, n in zip(places, counts, strict=True)))
    ]
    possible = [
        (a + b, a, b)
        for a, b in product(range(20), repeat=2)
        if all(value in (None, n) for value, n in zip(shown, (a + b, a, b), strict=True))
    ]
    for place, value in enumerate(shown):
        if value is None:
            assert len({row[place] for row in possible}) > 1


@given(COUNTS, st.integers(0, 5), st.integers(0, 3))
def test_what_is_shown_rests_on_enough(rows: int, people: int, unvalued: int) -> None:
    ids = tuple(f"i{place}" for place in range(rows))
    persons = frozenset(f"p{place % max(people, 1)}" for place in range(rows))
    cell = CountedCell("E3", "home", "sum", "RON", 77, ids, ids[:unvalued], persons)
    (found,) = published(cell)
    assert (found.value is None) is (rows > 0 and len(persons) < 3)
    if found.rows is None:
        assert (found.ids, found.unvalued) == ((), None)
    else:
        assert found.rows not in (1, 2, 3, 4) and found.unvalued not in (1, 2, 3, 4) and found.value is not None
    (whole,) = published(cell, complete=True)
    assert (whole.value, whole.rows, whole.ids) == (77, rows, ids)


def test_days_are_hidden_with_their_number() -> None:
    ids = ("a", "b")
    cells = [CountedCell("E10", "home_freezing", measure, "", 9, ids) for measure in ("number", "days", "median_low")]
    assert [cell.value for cell in published(*cells)] == [None, None, None]


@given(COUNTS, COUNTS, COUNTS)
def test_a_number_that_is_not_published_hides_its_group_alone(guard: int, same: int, other: int) -> None:
    guarding = number("E11", "z", guard, "g", is_published=False)
    found = published(guarding, number("E11", "a", same, "g"), number("E11", "b", other))
    is_small = [0 < count < 5 for count in (guard, same, other)]
    assert [(cell.part, cell.value is None) for cell in found] == [
        ("a", is_small[0] or is_small[1]),
        ("b", is_small[2]),
    ]
    assert [cell.value for cell in published(guarding, number("E11", "a", same, "g"), complete=True)] == [same]
