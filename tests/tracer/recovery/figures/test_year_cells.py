"""The cells of one year."""

from __future__ import annotations

from tests.tracer.recovery.stories import cash, confiscate, frozen, on
from tracer.recovery.figures.year_cells import count_year

DAY = on("2026-12-31")


def test_cash_from_freeze_to_budget() -> None:
    story = cash(500)
    confiscate(story, "2026-06-02")
    story.post("2026-06-10", "pay_budget", 500, "payment_order:anabi")
    first, second = count_year(story.facts, 2025, DAY), count_year(story.facts, 2026, DAY)
    assert (first.frozen.sums, first.confiscated.sums) == ({"RON": 500}, {})
    assert (second.frozen.sums, second.confiscated.sums) == ({}, {"RON": 500})
    assert second.by_basis["DIRECT"].sums == {"RON": 500} and second.paid["budget"] == {"RON": 500}
    assert [row.name for row in first.executed["home_freezing"]] == ["O"]
    assert (first.unvalued, first.realised, first.early_sales) == ([], {}, [])


def test_what_has_no_value_is_listed() -> None:
    story = frozen()
    confiscate(story)
    cells = count_year(story.facts, 2025, DAY)
    assert (cells.unvalued, cells.by_basis["DIRECT"].items, cells.by_basis["DIRECT"].sums) == (["A"], ["A"], {})


def test_an_annulment_takes_the_value_out_and_an_earlier_day_brings_it_back() -> None:
    story = cash(500)
    confiscate(story)
    story.step("2026-03-02", "FROZEN", "judgment:high_court", reason="retrial")
    assert count_year(story.facts, 2025, DAY).confiscated.sums == {}
    assert count_year(story.facts, 2025, on("2026-03-01")).confiscated.sums == {"RON": 500}
    assert count_year(story.facts, 2026, DAY).frozen.sums == {}
