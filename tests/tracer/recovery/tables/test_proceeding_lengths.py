"""Lengths of the proceedings, from moment to moment."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import Story, on
from tracer.recovery.tables.proceeding_lengths import LengthCell, StageOfFile, measure_lengths

DAY = on("2026-12-31")


def story_of(*moments: tuple[str, str, str]) -> Story:
    story = Story()
    for case in sorted({case for case, _, _ in moments}):
        story.add("case", "2024-01-01", case=case, office="Office A")
    for case, fact, day in moments:
        story.add("proceeding", day, "judgment:court", case=case, fact=fact)
    return story


def test_the_median_of_the_files_of_a_year() -> None:
    story = story_of(
        ("F", "opened", "2025-01-01"),
        ("G", "opened", "2025-01-01"),
        ("F", "indicted", "2026-01-01"),
        ("G", "indicted", "2026-01-04"),
        ("G", "judged", "2026-02-04"),
        ("G", "final", "2026-03-04"),
    )
    table = measure_lengths(story.facts, 2026, DAY)
    cell = table.cells["", "opened", "indicted"]
    assert [(row.case, row.days) for row in cell.rows] == [("F", 365), ("G", 368)]
    assert cell.median == Fraction(733, 2)
    assert table.cells["", "judged", "final"].median == 28
    assert table.open_files == {"": {"F": 729}}
    assert measure_lengths(story.facts, 2025, DAY).cells == {}


def test_a_stage_without_a_start_is_listed() -> None:
    table = measure_lengths(story_of(("F", "final", "2026-03-04")).facts, 2026, DAY)
    cell = table.cells["", "judged", "final"]
    assert (cell.rows, cell.unvalued, cell.median) == ([], ["F"], None)


def test_a_retrial_opens_the_file_again() -> None:
    story = story_of(("F", "opened", "2026-01-01"), ("F", "final", "2026-03-04"), ("F", "retrial", "2026-05-01"))
    assert measure_lengths(story.facts, 2026, DAY).open_files == {"": {"F": 364}}
    assert measure_lengths(story.facts, 2026, on("2026-04-01")).open_files == {}


def test_a_file_stays_under_its_first_article() -> None:
    story = story_of(("F", "opened", "2026-01-01"), ("F", "indicted", "2026-01-11"))
    story.add("charge", "2026-01-05", case="F", person="ion", article="213")
    story.add("charge", "2026-01-02", case="F", person="ion", article="210")
    assert list(measure_lengths(story.facts, 2026, DAY).cells) == [("210", "opened", "indicted")]


@given(st.lists(st.integers(0, 5000), min_size=1))
def test_the_median_equals_that_of_the_standard_library(days: list[int]) -> None:
    cell = LengthCell([StageOfFile(str(place), count, ("a", "b")) for place, count in enumerate(days)])
    assert cell.median == median(map(Fraction, days))
