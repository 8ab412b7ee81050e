"""Rows behind the cells of a year."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on
from tracer.recovery.acts.measures import OrderAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.figures.year_rows import (
    add_up,
    certificates_of_year,
    is_early_sale,
    is_foreign,
    judgments_by_content,
    paid_out,
    recognitions_of_year,
    rows_of_year,
    sums_ordered,
    value_reused,
)

DAY = on("2026-12-31")


def test_a_judgment_stands_under_all_that_it_orders() -> None:
    story = frozen()
    for place, (kind, fine, damages) in enumerate(
        [("confiscation", True, True), ("judgment", True, False), ("judgment", False, False)]
    ):
        fields = {"order": f"J{place}", "case": "F", "order_kind": kind, "fine": fine, "damages": damages}
        story.add("order", "2025-05-02", "judgment:court", **fields)
    found = judgments_by_content(rows_of_year(story.facts.of(OrderAct), 2025))
    assert found == {"fine": ["J0", "J1"], "confiscation": ["J0"], "damages": ["J0"]}
    assert not any(judgments_by_content(rows_of_year(story.facts.of(OrderAct), 2026)).values())


def test_two_orders_of_one_judgment_are_one_judgment() -> None:
    story = frozen()
    source = {
        "document": {"kind": "judgment", "number": "9", "date": "2025-05-02"},
        "authority": {"kind": "court", "name": "a court"},
    }
    for name, kind in (("J", "confiscation"), ("K", "confiscation"), ("L", "judgment")):
        story.add("order", "2025-05-02", order=name, case="F", order_kind=kind, fine=kind == "judgment", **source)
    assert judgments_by_content(story.facts.of(OrderAct)) == {"fine": ["J"], "confiscation": ["J"], "damages": []}


def test_refunds_are_taken_off_in_their_own_year() -> None:
    story = cash(500)
    confiscate(story)
    story.post("2025-06-10", "pay_budget", 300, "payment_order:anabi")
    story.post("2026-06-10", "refund_budget", 300, "account_entry:treasury")
    paid = [paid_out(story.facts, year, DAY)["budget"] for year in (2024, 2025, 2026)]
    assert paid == [{}, {"RON": 300}, {"RON": -300}]


def test_a_thing_given_to_reuse_has_its_value_at_disposal() -> None:
    story = frozen()
    confiscate(story)
    story.add("value", "2025-06-05", asset="x", moment="disposal", amount=70, currency="RON")
    story.step("2025-06-10", "ENFORCING", "operative_part:court")
    story.step("2025-06-20", "REUSE", "decision:government")
    assert value_reused(story.facts, 2025, DAY).sums == {"RON": 70}
    assert value_reused(story.facts, 2025, on("2025-06-19")).items == []


def test_a_sale_is_early_before_the_decision_is_final() -> None:
    story = frozen("house")
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed")
    story.add("sale", "2025-03-04", "ordinance:prosecutor", sale="S", item="A", event="ordered", consent=True)
    story.post("2025-03-05", "sale", 600, "sale_record:anabi", share="1/4")
    confiscate(story)
    story.post("2025-06-05", "sale", 600, "sale_record:anabi")
    assert [is_early_sale(story.facts, post) for post in story.facts.of(PostAct)] == [True, False]
    assert not is_foreign(story.facts, story.facts.of(PostAct)[0])


def test_a_sum_counts_in_the_year_in_which_it_became_final() -> None:
    story = Story()
    story.add("role", "2025-01-01", case="F", person="ion", role="accused")
    item = {"item": "A", "case": "F", "against": "ion", "purposes": ["special_confiscation"], "amount": 9}
    story.add("item", "2025-01-01", currency="RON", **item)
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator")
    confiscate(story, "2026-06-02")
    assert [sums_ordered(story.facts, year, DAY).sums for year in (2025, 2026)] == [{}, {"RON": 9}]
    assert add_up([("RON", 1), ("EUR", 2), ("RON", 3)]) == {"RON": 4, "EUR": 2}


def test_recognitions_count_in_the_year_of_the_decision() -> None:
    story = Story()
    for name in ("R", "S", "T"):
        story.add("recognition", "2026-04-09", recognition=name, form="freezing", from_state="DE", event="received")
    story.add("recognition", "2026-04-10", "recognition:court", recognition="R", event="decided", result="recognised")
    story.add("recognition", "2026-04-10", "recognition:court", recognition="S", event="decided", result="recognised")
    fields = {"event": "decided", "result": "refused", "ground": "ne_bis_in_idem"}
    story.add("recognition", "2026-04-10", "recognition:court", recognition="T", **fields)
    story.add("recognition", "2027-01-04", "recognition:court", recognition="R", event="executed")
    assert recognitions_of_year(story.facts, 2026, DAY) == {"executed": [], "refused": ["T"]}
    assert recognitions_of_year(story.facts, 2026, on("2027-01-04")) == {"executed": ["R"], "refused": ["T"]}


def test_a_postponed_decision_is_none_yet() -> None:
    story = Story()
    story.add("recognition", "2025-04-09", recognition="R", form="freezing", from_state="DE", event="received")
    for day, result in (("2025-04-10", "postponed"), ("2026-04-10", "recognised")):
        story.add("recognition", day, "recognition:court", recognition="R", event="decided", result=result)
    story.add("recognition", "2026-04-11", "recognition:court", recognition="R", event="executed")
    found = [recognitions_of_year(story.facts, year, DAY)["executed"] for year in (2025, 2026)]
    assert found == [[], ["R"]]


def test_certificates_count_by_form_in_the_year_in_which_they_were_sent() -> None:
    story = frozen()
    fields = {"order": "O", "to_state": "DE", "amount_here": 5, "total": 9, "currency": "RON"}
    for name, form, day in (("C", "freezing", "2025-03-01"), ("D", "freezing", "2026-03-01")):
        story.add("certificate", day, certificate=name, form=form, **fields)
    found = [certificates_of_year(story.facts, year, on("2026-02-28")) for year in (2025, 2026)]
    assert found == [{"freezing": ["C"]}, {}]
