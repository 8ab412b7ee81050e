"""What a month has open at its end, and what was corrected in it."""

from __future__ import annotations

from tests.tracer.recovery.controls.month_acts import OFFICE
from tests.tracer.recovery.controls.test_sale_closing import closing, sold
from tests.tracer.recovery.stories import cash, on
from tracer.recovery.acts.money import PostAct
from tracer.recovery.controls.month_report import (
    CORRECTION_KINDS,
    OPEN_KINDS,
    OpenEntry,
    corrections,
    held_at_bank,
    offices,
    open_entries,
)


def test_cash_is_open_until_it_is_deposited() -> None:
    story = cash(500)
    story.post("2025-02-10", "seize_cash", 70, "minutes:investigator")
    story.post("2025-03-03", "deposit", 70, "account_entry:bank")
    assert open_entries(story.facts, OFFICE, on("2025-02-17")) == (OpenEntry("cash", "A", "RON", 70),)
    assert open_entries(story.facts, OFFICE, on("2025-03-01")) == ()
    assert open_entries(story.facts, "another office", on("2025-02-01")) == ()
    assert held_at_bank(story.facts, OFFICE, "RON", on("2025-02-28")) == 500
    assert held_at_bank(story.facts, OFFICE, "RON", None) == 570


def test_an_advance_is_open_until_it_is_recovered() -> None:
    story = cash(500)
    story.post("2025-02-10", "cost_advance", 30, "invoice:custodian")
    story.post("2025-03-03", "recover_advance", 30, "payment_order:anabi")
    assert open_entries(story.facts, OFFICE, on("2025-02-01")) == (OpenEntry("advance", "A", "RON", 30),)
    assert open_entries(story.facts, OFFICE, on("2025-03-01")) == ()


def test_a_sale_is_open_until_it_is_closed() -> None:
    story = sold()
    open_ = (OpenEntry("sale", "A", "RON", 900),)
    assert open_entries(story.facts, OFFICE, on("2025-06-01")) == ()
    assert open_entries(story.facts, OFFICE, on("2025-07-01")) == open_
    closing(story)
    assert open_entries(story.facts, OFFICE, on("2025-07-01")) == ()


def test_corrections_are_those_recorded_in_the_month_with_author_and_reason() -> None:
    story = cash(500)
    deposit = story.facts.of(PostAct)[-1]
    story.add("value", "2025-02-05", asset="x", moment="freezing", amount=9, currency="RON")
    value = story.case.acts[-1]
    story.add("reverse", "2025-02-04", recorded="2025-05-02", posting=deposit.id, reason="wrong lot")
    story.add("revoke", "2025-02-05", recorded="2025-05-31", target=value.id, reason="wrong asset")
    found = corrections(story.facts, story.case.acts, OFFICE, on("2025-05-09"))
    assert [(row.kind, row.target, row.on, row.recorded, row.reason) for row in found] == [
        ("reversal", deposit.id, on("2025-02-04"), on("2025-05-02"), "wrong lot"),
        ("revocation", value.id, on("2025-02-05"), on("2025-05-31"), "wrong asset"),
    ]
    assert corrections(story.facts, story.case.acts, OFFICE, on("2025-02-01")) == ()
    assert corrections(story.facts, story.case.acts, "another office", on("2025-05-01")) == ()
    assert {row.kind for row in found} == set(CORRECTION_KINDS)


def test_offices_are_those_that_keep_a_file() -> None:
    story = cash()
    story.add("case", "2025-01-02", case="G", office="Office B")
    story.add("case", "2025-01-02", case="H", office="")
    assert offices(story.facts) == (OFFICE, "Office B")


def test_every_kind_has_its_words() -> None:
    assert set(OPEN_KINDS) == {"cash", "bank", "advance", "sale"}
