"""All cells of a year, each at one place."""

from __future__ import annotations

from itertools import groupby

from tests.tracer.recovery.stories import Story, cash, confiscate, on
from tracer.recovery.tables.statistic_cell import publish
from tracer.recovery.tables.year_table import year_table

DAY = on("2026-12-31")
NAMES = ["E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "TSN1654"]


def test_the_cells_stand_in_their_order_and_at_one_place_each() -> None:
    story = cash(500)
    confiscate(story)
    for facts in (Story().facts, story.facts):
        cells = [cell for cell in year_table(facts, 2025, DAY) if cell.is_published]
        assert [name for name, _ in groupby(cell.cell for cell in cells)] == NAMES
        places = [(cell.cell, cell.part, cell.measure, cell.currency) for cell in cells]
        assert len(set(places)) == len(places)


def test_a_year_without_an_act_hides_nothing() -> None:
    assert {cell.value for cell in publish(year_table(Story().facts, 2025, DAY), 2025, DAY, DAY, 1)} == {0}


def test_what_takes_effect_after_the_day_asked_about_is_not_counted() -> None:
    story = cash(500)
    confiscate(story)
    for day, sums in (("2025-02-02", {}), ("2025-06-01", {"E3"}), ("2025-06-02", {"E3", "E4", "E11"})):
        assert {cell.cell for cell in year_table(story.facts, 2025, on(day)) if cell.currency == "RON"} == set(sums)
