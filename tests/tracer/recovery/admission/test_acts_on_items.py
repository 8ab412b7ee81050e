"""Part releases, checks, custody, challenges, early sales."""

from __future__ import annotations

import pytest

from tests.tracer.recovery.stories import Story, confiscate, frozen, thing


def release(story: Story, day: str, share: str, source: str) -> str | None:
    return story.code("part_release", day, source, item="A", share=share)


@pytest.mark.parametrize(("share", "expected"), [("0", "BAD_SHARE"), ("1", "BAD_SHARE"), ("1/2", None)])
def test_a_part_is_more_than_nothing_and_less_than_all(share: str, expected: str | None) -> None:
    assert release(frozen(), "2025-03-03", share, "ordinance:prosecutor") == expected


def test_after_the_final_decision_only_the_remainder_is_released() -> None:
    story = frozen()
    story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="DIRECT", share="2/3")
    assert release(story, "2025-05-03", "1/3", "ruling:court") == "WRONG_PAIR"
    story.step("2025-06-02", "CONF_FINAL", "judgment:appeal_court")
    assert release(story, "2025-06-03", "1/2", "ruling:court") == "BAD_SHARE"
    assert release(story, "2025-06-03", "1/3", "ruling:court") is None


def test_a_part_release_needs_a_tied_item_and_a_day_after_the_last_step() -> None:
    assert release(thing(), "2025-03-03", "1/2", "ordinance:prosecutor") == "NO_SUCH_STEP"
    assert release(frozen(), "2025-02-02", "1/2", "ordinance:prosecutor") == "BAD_DATE"


def test_a_check_is_late_after_six_months_in_investigation_and_twelve_in_trial() -> None:
    story = frozen()
    assert story.add("check", "2025-08-04", "ordinance:prosecutor", item="A") == ()
    assert story.add("check", "2026-02-05", "ordinance:prosecutor", item="A") == ("CHECK_LATE",)
    story.add("proceeding", "2026-03-01", case="F", fact="indicted")
    assert story.code("check", "2027-02-05", "ordinance:prosecutor", item="A") == "WRONG_PHASE"
    assert story.add("check", "2027-02-05", "ruling:court", item="A") == ()
    assert thing().code("check", "2025-03-03", "ruling:court", item="A") == "NO_SUCH_STEP"


def test_custody_ends_with_the_item() -> None:
    story = frozen()
    story.add("custody", "2025-02-10", "minutes:anabi", item="A", custodian="depot")
    story.step("2025-03-03", "RELEASED", "ordinance:prosecutor", reason="no need")
    assert story.code("custody", "2025-03-04", "minutes:anabi", item="A", custodian="depot") == "ITEM_ENDED"


CHALLENGE = {"order": "O", "item": "A", "by": "ion"}


def test_a_challenge_is_late_after_three_free_days() -> None:
    story = frozen()
    assert story.add("appeal", "2025-02-20", "challenge:affected_person", appeal="P0", **CHALLENGE) == (
        "NO_COMMUNICATION_ON_RECORD",
    )
    story.add("communication", "2025-02-03", order="O", person="ion")
    assert story.add("appeal", "2025-02-07", "challenge:affected_person", appeal="P1", **CHALLENGE) == ()
    assert story.add("appeal", "2025-02-10", "challenge:affected_person", appeal="P2", **CHALLENGE) == (
        "LATE_CHALLENGE",
    )


def test_an_appeal_is_decided_once_and_not_before_it_is_filed() -> None:
    story = frozen()
    story.add("appeal", "2025-02-07", "challenge:affected_person", appeal="P", **CHALLENGE)
    decision = {"appeal": "P", "outcome": "upheld"}
    assert story.code("appeal_decision", "2025-02-06", "ruling:rights_judge", **decision) == "BAD_DATE"
    assert story.code("appeal_decision", "2025-02-10", "ruling:rights_judge", appeal="P", outcome="x") == "NO_SUCH_STEP"
    assert story.code("appeal_decision", "2025-02-10", "ruling:rights_judge", **decision) is None
    assert story.code("appeal_decision", "2025-02-11", "ruling:rights_judge", **decision) == "NO_SUCH_STEP"
    assert story.code("appeal_decision", "2025-02-11", "ruling:court", appeal="Q", outcome="upheld") == "NO_SUCH_RECORD"


def sale(story: Story, day: str, event: str, source: str, **fields: object) -> str | None:
    return story.code("sale", day, source, sale="S", item="A", event=event, **fields)


@pytest.mark.parametrize(
    ("asset_class", "ground", "consent", "source", "expected"),
    [
        ("car", "storage_cost", False, "ruling:rights_judge", None),
        ("car", "storage_cost", False, "ordinance:prosecutor", "WRONG_PAIR"),
        ("car", None, False, "ruling:rights_judge", "SALE_NO_GROUND"),
        ("car", None, True, "ordinance:prosecutor", None),
        ("house", "storage_cost", False, "ruling:rights_judge", "SALE_NEEDS_CONSENT"),
        ("house", None, True, "ruling:court", None),
        ("house", None, True, "ruling:rights_judge", "WRONG_PAIR"),
    ],
)
def test_who_orders_an_early_sale(asset_class, ground, consent, source, expected) -> None:
    story = frozen(asset_class)
    assert sale(story, "2025-03-03", "proposed", "ordinance:prosecutor", ground=ground) is None
    assert sale(story, "2025-03-17", "ordered", source, consent=consent) == expected


def test_a_sale_is_ordered_after_its_proposal_and_flags_what_is_too_early_or_too_little() -> None:
    story = frozen()
    assert sale(story, "2025-03-17", "ordered", "ruling:court") == "NO_SUCH_STEP"
    story.add("value", "2025-01-01", asset="x", moment="freezing", amount=100, currency="RON")
    story.add("value", "2025-03-01", asset="x", moment="other", amount=61, currency="RON")
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed", ground="value_drop")
    flags = story.add("sale", "2025-03-12", "ruling:rights_judge", sale="S", item="A", event="ordered")
    assert flags == ("FALL_BELOW_40", "HEARING_TOO_EARLY")


def test_no_sale_is_proposed_for_a_final_item() -> None:
    story = frozen()
    confiscate(story)
    assert sale(story, "2025-06-10", "proposed", "ordinance:prosecutor") == "NO_SUCH_STEP"
