"""Cells from their rows: sums by currency, what has no value, whom a sum rests on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import cash
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.figures.money_cells import MoneyCell
from tracer.recovery.tables.cell_rows import number_cell, persons_of, sum_cells

SUMS = st.none() | st.dictionaries(st.sampled_from(["EUR", "RON"]), st.integers(1, 99), min_size=1)


@given(st.lists(SUMS, max_size=8))
def test_every_row_stands_in_the_cells_of_its_currencies_or_in_that_without(rows: list[dict[str, int] | None]) -> None:
    money = MoneyCell()
    for place, sums in enumerate(rows):
        money.add(sums, str(place))
    cells = {cell.currency: cell for cell in sum_cells(RecoveryFacts(), "E3", "home", money)}
    for currency in ("EUR", "RON"):
        ids = tuple(str(place) for place, sums in enumerate(rows) if sums and currency in sums)
        assert (currency in cells) is bool(ids)
        if ids:
            assert (cells[currency].ids, cells[currency].unvalued) == (ids, ())
            assert cells[currency].value == sum(sums[currency] for sums in rows if sums and currency in sums)
    without = tuple(str(place) for place, sums in enumerate(rows) if sums is None)
    assert ("" in cells) is (bool(without) or not rows)
    if "" in cells:
        assert (cells[""].value, cells[""].ids, cells[""].unvalued) == (0, without, without)


def test_a_sum_rests_on_those_against_whom_its_items_are() -> None:
    facts = cash().facts
    assert persons_of(facts, ["A", "A"]) == {"ion"}
    assert persons_of(facts, ["A", "unknown", "unknown too"]) == {"ion", ""}
    assert persons_of(facts, []) == frozenset()


def test_a_number_is_that_of_its_records() -> None:
    cell = number_cell("E1", "", ["a", "b"], "g", is_published=False)
    assert (cell.measure, cell.value, cell.ids, cell.group, cell.is_published) == ("number", 2, ("a", "b"), "g", False)
