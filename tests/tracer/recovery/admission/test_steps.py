"""Steps against the table: order of the refusals, phase, validity."""

from __future__ import annotations

import pytest

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.stories import confiscate, frozen, row, thing
from tracer.recovery.orders.transitions import ITEM_TRANSITIONS


def code(story, day: str, to: str, source: str, **fields: object) -> str | None:
    return story.code("step", day, source, item=fields.pop("item", "A"), to=to, **fields)


def test_the_message_of_a_wrong_pair_lists_the_allowed_ones() -> None:
    story = thing()
    outcome = story.case.record(read_act(row(90, "step", "2025-02-03", "ruling:janitor", item="A", to="TRACED")))
    assert outcome.refusal is not None and outcome.refusal.code == "WRONG_PAIR"
    for pair in (
        "(bank_answer) from asset recovery office (aro)",
        "(register_extract) from investigator (investigator)",
    ):
        assert pair in outcome.refusal.message


@pytest.mark.parametrize(
    ("to", "source", "fields", "expected"),
    [
        ("FROZEN", "", {}, "NO_DOCUMENT"),
        ("FROZEN", "ordinance:", {}, "NO_AUTHORITY"),
        ("FROZEN", "referral:investigator", {}, "WRONG_PAIR"),
        ("FROZEN", "ordinance:prosecutor", {"item": "Z"}, "NO_SUCH_RECORD"),
        ("FROZEN", "ordinance:prosecutor", {"order": "Z"}, "NO_SUCH_RECORD"),
        ("REALISED", "sale_record:anabi", {}, "NO_SUCH_STEP"),
        ("LAPSED", ":system", {}, "NO_SUCH_STEP"),
        ("URGENT", "urgent_order:aro", {}, "NOT_IN_FORCE"),
        ("DROPPED", "note:prosecutor", {}, "NO_REASON"),
    ],
)
def test_a_step_from_identified(to: str, source: str, fields: dict[str, str], expected: str) -> None:
    assert code(thing(), "2025-02-03", to, source, **fields) == expected


def test_an_ordinance_is_enough_only_until_the_indictment() -> None:
    story = thing()
    story.add("proceeding", "2025-02-03", case="F", fact="indicted")
    assert code(story, "2025-02-03", "FROZEN", "ordinance:prosecutor") == "WRONG_PHASE"
    assert code(story, "2025-02-03", "FROZEN", "ruling:court") is None


def test_a_judgment_that_is_not_final_releases_nothing() -> None:
    story = frozen()
    assert code(story, "2025-05-02", "RELEASED", "judgment:court", reason="acquittal") == "NOT_FINAL"
    story.step("2025-05-02", "ACQ_NONFINAL", "judgment:court", reason="acquittal")
    assert code(story, "2025-05-02", "RELEASED", "judgment:court", reason="acquittal") == "NOT_FINAL"
    story.step("2025-06-02", "RELEASED", "finality:court", reason="acquittal")
    assert code(story, "2025-06-03", "FROZEN", "ruling:court") == "ITEM_ENDED"


def test_reuse_ends_an_item_save_for_a_retrial() -> None:
    story = frozen()
    confiscate(story)
    story.step("2025-06-10", "ENFORCING", "operative_part:court")
    story.step("2025-06-20", "REUSE", "decision:government")
    assert code(story, "2025-06-21", "DESTROYED", "minutes:delegated_judge") == "ITEM_ENDED"
    assert code(story, "2025-06-21", "FROZEN", "judgment:high_court") == "NO_REASON"
    assert code(story, "2025-06-21", "FROZEN", "judgment:high_court", reason="retrial") is None


def test_a_step_before_the_last_one_is_refused() -> None:
    assert code(frozen(), "2025-02-02", "RELEASED", "ordinance:prosecutor", reason="no need") == "BAD_DATE"


def test_an_urgent_measure_is_taken_from_its_day_on_and_lapses_after_its_term() -> None:
    story = thing(urgent_aro_valid_from="2026-11-24")
    assert code(story, "2026-11-23", "URGENT", "urgent_order:aro") == "NOT_IN_FORCE"
    story.step("2026-11-25", "URGENT", "urgent_order:aro")
    assert code(story, "2026-12-08", "LAPSED", ":system") == "TERM_RUNS"
    assert code(story, "2026-12-09", "LAPSED", ":system") is None


def test_every_condition_of_the_table_is_known() -> None:
    from tracer.recovery.admission.steps import _CONDITIONS

    named = {name for row_ in ITEM_TRANSITIONS for name in row_.conditions}
    assert named - {"final"} == set(_CONDITIONS)
