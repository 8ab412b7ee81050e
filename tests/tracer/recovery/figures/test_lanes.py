"""Slices that count once."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import Story, confiscate, frozen, on
from tracer.recovery.figures.lanes import final_slices, frozen_slices, lane_of, valid_final

SHARES = st.fractions(Fraction(1, 12), 1, max_denominator=12)


def item(story: Story, name: str, holder: str, share: Fraction, foreign: bool = False) -> None:
    story.add(
        "item",
        "2025-01-02",
        item=name,
        case="F",
        against="ion",
        purposes=["special_confiscation"],
        asset="x",
        title_holder=holder,
        share=str(share),
        foreign=foreign,
    )
    story.step("2025-01-02", "IDENTIFIED", "source_record:investigator", name)
    story.step("2025-01-03", "FROZEN", "ruling:court", name)


def owned(*owners: tuple[str, Fraction]) -> Story:
    story = Story()
    story.add("role", "2025-01-01", case="F", person="ion", role="accused")
    for person, share in owners:
        story.add("owner", "2025-01-01", asset="x", person=person, share=str(share))
    return story


@given(st.lists(SHARES, min_size=1, max_size=5))
def test_items_on_one_lane_cover_the_longest_of_them(shares: list[Fraction]) -> None:
    story = owned(("ion", Fraction(1)))
    for place, share in enumerate(shares):
        item(story, f"I{place}", "ion", share)
    assert sum(row.share for row in frozen_slices(story.facts)) == max(shares)


@given(SHARES.filter(lambda share: share < 1), st.integers(1, 3))
def test_slices_of_two_owners_cover_at_most_their_titles(share: Fraction, times: int) -> None:
    story = owned(("ion", share), ("ana", 1 - share))
    for place in range(times):
        item(story, f"I{place}", "ion", share)
        item(story, f"J{place}", "ana", 1 - share)
    assert sum(row.share for row in frozen_slices(story.facts)) == 1


def test_an_item_of_another_state_has_a_lane_of_its_own() -> None:
    story = owned(("ion", Fraction(1)))
    item(story, "A", "ion", Fraction(1))
    item(story, "B", "ion", Fraction(1), foreign=True)
    assert [row.share for row in frozen_slices(story.facts)] == [1, 1]
    assert lane_of(story.item("A")) != lane_of(story.item("B"))


def test_a_released_slice_that_is_frozen_again_is_new() -> None:
    story = owned(("ion", Fraction(1)))
    item(story, "A", "ion", Fraction(1))
    story.step("2025-01-03", "RELEASED", "ruling:court", reason="no need")
    item(story, "B", "ion", Fraction(1))
    assert [row.item.item for row in frozen_slices(story.facts)] == ["A", "B"]


def test_an_annulled_confiscation_is_left_out_from_its_day() -> None:
    story = frozen()
    confiscate(story)
    story.step("2026-03-02", "FROZEN", "judgment:high_court", reason="retrial")
    assert len(list(final_slices(story.facts, on("2026-03-01")))) == 1
    assert list(final_slices(story.facts, on("2026-03-02"))) == []
    assert valid_final(story.facts, story.item()) is None
    assert len(list(frozen_slices(story.facts))) == 1
