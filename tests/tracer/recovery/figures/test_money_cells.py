"""Sums of cells."""

from __future__ import annotations

from tests.tracer.recovery.stories import cash, frozen, on
from tracer.recovery.acts.money import PostAct
from tracer.recovery.figures.lanes import frozen_slices
from tracer.recovery.figures.money_cells import MoneyCell, add_sums_enforced, slice_cells

DAY = on("2026-12-31")


def test_slices_of_the_year_are_added_and_those_without_value_are_listed() -> None:
    facts = cash(500).facts
    home, others = slice_cells(facts, frozen_slices(facts), "freezing", 2025, DAY)
    assert (home.sums, home.items, home.unvalued, others.items) == ({"RON": 500}, ["A"], [], [])
    facts = frozen().facts
    assert slice_cells(facts, frozen_slices(facts), "freezing", 2025, DAY)[0].unvalued == ["A"]
    assert slice_cells(facts, frozen_slices(facts), "freezing", 2024, DAY)[0].items == []


def test_currencies_stay_apart_and_a_deposit_is_no_sum_enforced() -> None:
    cell, others = MoneyCell(), MoneyCell()
    cell.add({"RON": 5, "EUR": 1}, "A")
    cell.add({"RON": 2}, "B")
    cell.add(None, "C")
    facts = cash(500).facts
    add_sums_enforced(facts, facts.of(PostAct), cell, others)
    assert (cell.sums, others.sums) == ({"RON": 7, "EUR": 1}, {})
    assert (cell.items, cell.unvalued) == (["A", "B", "C"], ["C"])
    assert cell.rows == [("A", {"RON": 5, "EUR": 1}), ("B", {"RON": 2})]
