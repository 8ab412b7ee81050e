"""Length of proceedings: exact medians, open files apart."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import on
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.parties import ProceedingAct
from tracer.recovery.tables.proceeding_lengths import proceeding_lengths

START, DAY = on("2020-01-01"), on("2026-12-31")


def facts_of(days: list[int | None]) -> RecoveryFacts:
    facts = RecoveryFacts()
    for place, length in enumerate(days):
        for fact, day in (("opened", START), ("final", None if length is None else START + timedelta(length))):
            if day is not None:
                facts.add(ProceedingAct(id=f"{place}{fact}", effective=day, recorded=day, case=f"F{place}", fact=fact))
    return facts


@given(st.lists(st.none() | st.integers(0, 2000), max_size=9))
def test_each_file_is_counted_once_and_half_lie_on_each_side(days: list[int | None]) -> None:
    final = proceeding_lengths(facts_of(days), DAY)[2]
    assert len(final.days) + len(final.open_files) == len(days)
    if final.median is None:
        assert not final.days
    else:
        assert 2 * sum(day <= final.median for day in final.days) >= len(final.days)
        assert 2 * sum(day >= final.median for day in final.days) >= len(final.days)


def test_an_even_number_has_an_exact_median() -> None:
    assert proceeding_lengths(facts_of([1, 4]), DAY)[2].median == Fraction(5, 2)


def test_a_dismissed_file_is_not_open() -> None:
    facts = facts_of([None])
    facts.add(ProceedingAct(id="d", effective=DAY, recorded=DAY, case="F0", fact="dismissed"))
    assert proceeding_lengths(facts, DAY)[2].open_files == ()
