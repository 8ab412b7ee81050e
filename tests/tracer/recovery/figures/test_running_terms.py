"""Terms that run on a day."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on, thing
from tracer.recovery.figures.running_terms import is_overdue, running_terms


def terms(story: Story, day: str) -> list[tuple[str, str, str, bool]]:
    found = running_terms(story.facts, on(day))
    return [(term.rule.id, term.subject, str(term.due_day), is_overdue(term, on(day))) for term in found]


def test_the_check_runs_anew_and_its_length_follows_the_phase() -> None:
    story = frozen()
    assert terms(story, "2025-03-01") == [("check_investigation", "A", "2025-08-04", False)]
    assert terms(story, "2025-08-05") == [("check_investigation", "A", "2025-08-04", True)]
    story.add("proceeding", "2025-03-01", case="F", fact="indicted")
    assert terms(story, "2025-08-05") == [("check_trial", "A", "2026-02-03", False)]
    story.add("check", "2025-08-05", "ruling:court", item="A")
    assert terms(story, "2025-08-06") == [("check_trial", "A", "2026-08-05", False)]


def test_a_right_is_listed_until_its_last_day_or_until_it_is_used() -> None:
    story = frozen()
    story.add("communication", "2025-02-03", order="O", person="ion")
    assert [row[0] for row in terms(story, "2025-02-07")] == ["challenge_prosecutor", "check_investigation"]
    assert [row[0] for row in terms(story, "2025-02-08")] == ["check_investigation"]
    story.add("appeal", "2025-02-05", "challenge:affected_person", appeal="P", order="O", by="ion")
    assert [row[0] for row in terms(story, "2025-02-06")] == ["check_investigation"]


def test_a_notice_is_due_for_each_victim_until_it_is_given() -> None:
    story = thing()
    for person, role in (("v", "injured_person"), ("w", "civil_party"), ("x", "witness")):
        story.add("role", "2025-01-02", case="F", person=person, role=role)
    story.add("proceeding", "2025-03-01", case="F", fact="indicted")
    story.add("notice", "2025-03-04", case="F", person="v", about="indicted")
    assert [row[1] for row in terms(story, "2025-03-03")] == ["F:v:indicted", "F:w:indicted"]
    assert terms(story, "2025-03-07") == [("victim_notice", "F:w:indicted", "2025-03-06", True)]
    story.add("deadline_done", "2025-03-07", rule="victim_notice", subject="F:w:indicted")
    assert terms(story, "2025-03-07") == []


def test_cash_is_listed_until_all_of_it_is_deposited() -> None:
    story = frozen("cash")
    story.post("2025-02-03", "seize_cash", 500, "minutes:investigator")
    story.post("2025-02-03", "seize_cash", 5, "minutes:investigator", currency="EUR")
    assert [row[:3] for row in terms(story, "2025-02-04")][:2] == [
        ("valuables_handover", "A", "2025-02-05"),
        ("cash_deposit", "A", "2025-02-07"),
    ]
    story.post("2025-02-05", "deposit", 499, "account_entry:bank")
    assert len(terms(story, "2025-02-06")) == 3
    story.post("2025-02-06", "deposit", 1, "account_entry:bank")
    assert [row[0] for row in terms(story, "2025-02-06")] == ["valuables_handover", "check_investigation"]


def test_a_custodian_ends_the_handover() -> None:
    story = frozen("jewellery")
    assert [row[0] for row in terms(story, "2025-02-04")] == ["valuables_handover", "check_investigation"]
    story.add("custody", "2025-02-04", "minutes:bank", item="A", custodian="Treasury")
    assert [row[0] for row in terms(story, "2025-02-04")] == ["check_investigation"]


def test_money_is_returned_and_a_confiscation_is_enforced() -> None:
    story = cash(500)
    story.step("2025-03-03", "RELEASED", "ordinance:prosecutor", reason="no need")
    assert terms(story, "2025-03-04") == [("return_money", "A", "2025-03-08", False)]
    story.post("2025-03-04", "pay_owner", 500, "payment_order:anabi")
    assert terms(story, "2025-03-04") == []
    story = frozen()
    confiscate(story)
    assert terms(story, "2025-06-03") == [("enforcement_step", "A", "2025-07-02", False)]
    story.step("2025-06-10", "ENFORCING", "operative_part:court")
    assert terms(story, "2025-06-11") == []


def test_a_sale_without_consent_can_be_challenged() -> None:
    story = frozen()
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed", ground="storage_cost")
    story.add("sale", "2025-03-17", "ruling:rights_judge", sale="S", item="A", event="ordered")
    story.add("sale", "2025-03-18", sale="S", item="A", event="communicated")
    assert terms(story, "2025-03-31")[0] == ("sale_challenge", "A", "2025-03-31", False)
    assert [row[0] for row in terms(story, "2025-04-01")] == ["check_investigation"]


def test_a_civil_action_and_an_urgent_measure() -> None:
    story = frozen(purposes=("damage",))
    story.add("proceeding", "2026-09-25", case="F", fact="final")
    story.add("proceeding", "2026-09-25", case="F", fact="civil_unsolved")
    assert ("civil_suit", "A", "2026-10-26", True) in terms(story, "2026-10-27")
    story.add("proceeding", "2026-10-20", case="F", fact="civil_suit_filed")
    assert [row[0] for row in terms(story, "2026-10-27")] == ["check_investigation"]
    story = thing(urgent_aro_valid_from="2025-01-01")
    story.step("2026-11-25", "URGENT", "urgent_order:aro")
    assert terms(story, "2026-12-09") == [("urgent_aro", "A", "2026-12-08", True)]


def test_the_clocks_of_a_foreign_order() -> None:
    story = Story()
    received = {"form": "freezing", "from_state": "DE", "urgent": True, "event": "received"}
    story.add("recognition", "2026-04-09", recognition="R", at="2026-04-09T16:00Z", **received)
    story.add("recognition", "2026-04-09", recognition="S", form="confiscation", from_state="DE", event="received")
    assert [row[:3] for row in terms(story, "2026-04-10")] == [
        ("reg1805_freeze_decision", "R", "2026-04-11"),
        ("reg1805_confiscation_decision", "S", "2026-05-25"),
    ]
    fields = {"recognition": "R", "event": "decided", "result": "recognised", "at": "2026-04-11T10:00Z"}
    story.add("recognition", "2026-04-11", "recognition:court", **fields)
    assert terms(story, "2026-04-12")[0] == ("reg1805_freeze_execution", "R", "2026-04-13", False)
    story.add("recognition", "2026-04-12", "recognition:court", recognition="R", event="executed")
    assert [row[1] for row in terms(story, "2026-04-12")] == ["S"]


def test_a_rule_that_begins_later_does_not_apply_to_an_earlier_start() -> None:
    story = cash(500)
    story.step("2025-03-03", "RELEASED", "ordinance:prosecutor", reason="no need")
    assert len(terms(story, "2025-03-04")) == 1
    story.case.facts().settings.valid_from["return_money"] = on("2025-03-04")
    assert terms(story, "2025-03-04") == []
