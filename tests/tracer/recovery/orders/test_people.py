"""Who is protected, prosecuted and reached."""

from __future__ import annotations

import pytest

from tests.tracer.recovery.stories import frozen, on
from tracer.recovery.orders.people import fact_day, is_in_trial, is_prosecuted, is_protected, is_reached, roles_on

DAY = on("2025-06-01")


def test_a_victim_who_is_accused_later_stays_protected() -> None:
    story = frozen()
    story.add("role", "2025-03-01", case="G", person="ion", role="injured_person")
    assert is_protected(story.facts, "ion") and is_prosecuted(story.facts, "ion", "F", DAY)
    assert not is_prosecuted(story.facts, "ion", "G", DAY)


def test_a_minor_is_protected_in_any_role() -> None:
    story = frozen()
    story.add("role", "2025-03-01", case="F", person="ana", role="third_party", minor=True)
    assert is_protected(story.facts, "ana") and not is_protected(story.facts, "ion")


@pytest.mark.parametrize(
    ("role", "purpose", "reached"),
    [
        ("third_party", "fine", False),
        ("third_party", "special_confiscation", True),
        ("civilly_liable", "damage", True),
        ("civilly_liable", "fine", False),
        ("accused", "fine", True),
        ("accused", "unknown", False),
    ],
)
def test_purposes_reach_roles(role: str, purpose: str, reached: bool) -> None:
    story = frozen()
    story.add("role", "2025-03-01", case="F", person="ana", role=role)
    assert is_reached(story.facts, [purpose], "ana", "F", DAY) is reached


def test_a_role_holds_from_its_day_to_its_last_day() -> None:
    story = frozen()
    story.add("role", "2025-03-01", case="F", person="ana", role="suspect", to="2025-03-31")
    days = ["2025-02-28", "2025-03-01", "2025-03-31", "2025-04-01"]
    assert [bool(roles_on(story.facts, "ana", "F", on(day))) for day in days] == [False, True, True, False]


def test_the_trial_begins_with_the_indictment() -> None:
    story = frozen()
    story.add("proceeding", "2025-04-01", case="F", fact="indicted")
    assert [is_in_trial(story.facts, "F", on(day)) for day in ("2025-03-31", "2025-04-01")] == [False, True]
    assert fact_day(story.facts, "F", "final") is None
