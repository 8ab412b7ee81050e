"""The conditions of steps."""

from __future__ import annotations

import pytest

from tests.tracer.recovery.stories import Story, confiscate, frozen, thing


def code(story: Story, day: str, to: str, source: str, **fields: object) -> str | None:
    return story.code("step", day, source, item="A", to=to, **fields)


def held_by(role: str, purposes: list[str], minor: bool = False, against: str = "ion") -> Story:
    story = Story()
    story.add("role", "2025-01-01", case="F", person="ion", role="accused")
    story.add("role", "2025-01-01", case="F", person="ana", role=role, minor=minor)
    story.add("asset", "2025-01-01", asset="x", asset_class="car")
    story.add(
        "item",
        "2025-01-01",
        item="A",
        case="F",
        against=against,
        purposes=purposes,
        asset="x",
        title_holder="ana",
        share="1/2",
    )
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator")
    return story


@pytest.mark.parametrize(
    ("role", "purpose", "minor", "expected"),
    [
        ("third_party", "special_confiscation", False, None),
        ("third_party", "fine", False, "WRONG_REACH"),
        ("civilly_liable", "damage", False, None),
        ("victim", "special_confiscation", False, "PROTECTED_PERSON"),
        ("third_party", "special_confiscation", True, "PROTECTED_PERSON"),
        ("suspect", "fine", True, None),
    ],
)
def test_whose_goods_are_frozen(role: str, purpose: str, minor: bool, expected: str | None) -> None:
    story = held_by(role, [purpose], minor)
    assert code(story, "2025-02-03", "FROZEN", "ordinance:prosecutor") == expected


def test_goods_of_a_victim_are_frozen_with_a_reason_and_never_against_the_victim() -> None:
    story = held_by("witness", ["special_confiscation"])
    assert story.step("2025-02-03", "FROZEN", "ordinance:prosecutor", reason="controlled") == ("VICTIM_HOLDER",)
    assert story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="DIRECT") == ()
    other = held_by("witness", ["special_confiscation"], against="ana")
    assert code(other, "2025-02-03", "FROZEN", "ordinance:prosecutor", reason="x") == "PROTECTED_PERSON"


def test_the_share_is_within_the_title() -> None:
    story = held_by("third_party", ["special_confiscation"])
    story.add("owner", "2025-01-01", asset="x", person="ana", share="1/3")
    assert code(story, "2025-02-03", "FROZEN", "ruling:court") == "OVER_SHARE"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "NO_BASIS"),
        ({"basis": "OTHER"}, "NO_BASIS"),
        ({"basis": "UWO"}, "NOT_IN_FORCE"),
        ({"basis": "NCB"}, "NO_REASON"),
        ({"basis": "NCB", "reason": "other"}, "NO_REASON"),
        ({"basis": "NCB", "reason": "death"}, None),
        ({"basis": "DIRECT", "share": "0"}, "BAD_SHARE"),
        ({"basis": "DIRECT", "share": "3/2"}, "OVER_SHARE"),
    ],
)
def test_a_confiscation_states_its_basis_and_share(fields: dict[str, str], expected: str | None) -> None:
    assert code(frozen(), "2025-05-02", "CONF_NONFINAL", "judgment:court", **fields) == expected


def test_flags_of_a_confiscation() -> None:
    story = frozen()
    assert story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="THIRD", share="1/2") == (
        "NO_THIRD_PARTY_FINDING",
    )
    flags = story.step("2025-05-02", "CONF_FINAL", "finality:court")
    assert flags == ("REMAINDER_UNDECIDED", "SAME_DAY_FINAL")


def test_a_freeze_for_damage_is_enforced_when_an_award_is_final() -> None:
    story = frozen(purposes=("damage",))
    assert code(story, "2025-06-02", "ENFORCING", "operative_part:bailiff") == "NOT_FINAL"
    claim = {"claim": "C", "case": "F", "person": "v", "claim_kind": "damage", "amount": 5, "currency": "RON"}
    story.add("claim", "2025-03-01", **claim)
    story.add("claim_decision", "2025-06-02", "judgment:appeal_court", claim="C", outcome="awarded_final")
    assert code(story, "2025-06-02", "ENFORCING", "operative_part:bailiff") is None
    assert code(frozen(), "2025-06-02", "ENFORCING", "operative_part:bailiff") == "WRONG_PURPOSE"


def test_nothing_is_realised_without_money() -> None:
    story = frozen()
    confiscate(story)
    assert code(story, "2025-06-10", "REALISED", "sale_record:anabi") == "NO_SOURCE"
    story.post("2025-06-10", "sale", 5, "sale_record:anabi")
    assert code(story, "2025-06-10", "REALISED", "sale_record:anabi") is None


def test_a_freeze_for_damage_lapses_without_a_civil_action() -> None:
    def unsolved() -> Story:
        story = frozen(purposes=("damage",))
        story.add("proceeding", "2026-09-25", case="F", fact="final")
        story.add("proceeding", "2026-09-25", case="F", fact="civil_unsolved")
        return story

    assert code(frozen(purposes=("damage",)), "2026-12-01", "LAPSED", ":system") == "NO_SUCH_STEP"
    assert code(unsolved(), "2026-10-26", "LAPSED", ":system") == "TERM_RUNS"
    assert code(unsolved(), "2026-10-27", "LAPSED", ":system") is None
    story = unsolved()
    story.add("proceeding", "2026-10-26", case="F", fact="civil_suit_filed")
    assert code(story, "2026-12-01", "LAPSED", ":system") == "SUIT_FILED"
    story = unsolved()
    story.add("proceeding", "2026-10-27", case="F", fact="civil_suit_filed")
    assert code(story, "2026-12-01", "LAPSED", ":system") is None


def test_a_thing_whose_title_is_claimed_is_not_returned() -> None:
    story = thing()
    claim = {"claim": "T", "case": "F", "person": "v", "claim_kind": "title", "amount": None, "currency": "RON"}
    story.add("claim", "2025-02-01", item="A", **claim)
    assert code(story, "2025-03-03", "RETURNED_VICTIM", "ordinance:prosecutor") == "CLAIM_OPEN"
    story.add("claim_decision", "2025-03-03", "ruling:court", claim="T", outcome="rejected")
    assert code(story, "2025-03-03", "RETURNED_VICTIM", "ordinance:prosecutor") is None
