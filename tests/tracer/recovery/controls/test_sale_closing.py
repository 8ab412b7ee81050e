"""A sale is closed only when it is complete, agrees with the ledger, and others bought and approved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.stories import Story, confiscate, frozen, on, row
from tracer.recovery.acts.act import ActAuthority, ActDocument
from tracer.recovery.acts.money import PostAct, SaleAct
from tracer.recovery.acts.refusals import ActOutcome
from tracer.recovery.controls.sale_closing import (
    CLOSING_CONDITIONS,
    appraised_value,
    booked_sale,
    closing_of,
    missing_conditions,
)

COMPLETE: dict[str, Any] = {
    "method": "auction",
    "notice": "e-licitații 7/2025",
    "offers": 3,
    "buyer": "Bogdan Cumpărător",
    "price": 900,
    "cost": 40,
    "currency": "RON",
}


def closing(story: Story, **fields: Any) -> ActOutcome:
    story.number += 1
    day = on("2025-07-20")
    act = SaleAct(
        id=f"a{story.number}",
        effective=day,
        recorded=day,
        author="Ana Proba",
        sale="S",
        item="A",
        event="closed",
        document=ActDocument("sale_record", "9", day),
        authority=ActAuthority("anabi", "ANABI"),
        **{**COMPLETE, **fields},
    )
    return story.case.record(act)


def code(story: Story, **fields: Any) -> str | None:
    refusal = closing(story, **fields).refusal
    return refusal.code if refusal else None


def confiscated(worth: int | None = 1000) -> Story:
    story = frozen("car")
    if worth is not None:
        story.add("value", "2025-02-04", asset="x", moment="freezing", amount=worth, currency="RON")
    confiscate(story)
    return story


def sold(worth: int | None = 1000) -> Story:
    story = confiscated(worth)
    story.number += 1
    fields = {"item": "A", "template": "sale", "amount": 900, "currency": "RON", "cost": 40}
    post = read_act(row(story.number, "post", "2025-07-01", "sale_record:anabi", **fields))
    assert story.case.record(replace(post, author="Sorin Vânzător")).refusal is None
    return story


def test_a_complete_sale_is_closed_once() -> None:
    story = sold()
    assert booked_sale(story.facts, story.item()) == {"RON": (900, 40)}
    assert closing(story) == ActOutcome()
    found = closing_of(story.facts, "A")
    assert found is not None
    assert (found.method, found.buyer, found.offers) == ("auction", "Bogdan Cumpărător", 3)
    assert code(story) == "NO_SUCH_STEP"


@pytest.mark.parametrize("name", ["method", "notice", "offers", "buyer", "price", "cost", "currency"])
def test_what_the_sale_does_not_state_is_named(name: str) -> None:
    refusal = closing(sold(), **{name: None}).refusal
    assert refusal is not None
    assert refusal.code == "SALE_INCOMPLETE"
    named = {row.name: row.words for row in CLOSING_CONDITIONS}
    assert refusal.message == f"The sale does not state: {named.get(name, 'the price')}. State it, then close the sale."


def test_a_direct_sale_needs_no_count_of_offers() -> None:
    assert code(sold(), method="direct_sale", offers=None) is None


def test_every_condition_can_fail_and_can_hold() -> None:
    story = sold()
    closing(story)
    whole = closing_of(story.facts, "A")
    assert whole is not None
    assert missing_conditions(whole) == []
    bare = replace(whole, method=None, notice=None, offers=None, buyer=None, price=None, cost=None, currency=None)
    assert missing_conditions(bare) == list(CLOSING_CONDITIONS)


def test_without_a_posting_there_is_nothing_to_close() -> None:
    assert code(confiscated()) == "NO_SOURCE"


@pytest.mark.parametrize("fields", [{"price": 901}, {"cost": 39}, {"currency": "EUR"}])
def test_the_ledger_has_the_same_price_and_cost(fields: dict[str, Any]) -> None:
    assert code(sold(), **fields) == "SALE_DIFFERS"


def test_the_seller_and_who_closes_do_not_buy() -> None:
    story = sold()
    assert code(story, buyer="sorin vânzător") == "SAME_PERSON"
    assert code(story, buyer="Ana Proba") == "SAME_PERSON"


def test_the_appraiser_does_not_buy() -> None:
    story = sold(None)
    story.number += 1
    value = read_act(
        row(story.number, "value", "2025-02-04", asset="x", moment="freezing", amount=1000, currency="RON")
    )
    assert story.case.record(replace(value, author="Eva Evaluare")).refusal is None
    assert code(story, buyer="Eva Evaluare") == "SAME_PERSON"


@pytest.mark.parametrize(("worth", "low"), [(1200, False), (1201, True), (1000, False)])
def test_below_three_quarters_of_the_value_another_person_approves_with_a_reason(worth: int, low: bool) -> None:
    story = sold(worth)
    assert appraised_value(story.facts, story.item(), "RON") == worth
    if not low:
        assert code(story) is None
        return
    assert code(story) == "LOW_PRICE"
    assert code(story, second_person="Dan Proba") == "LOW_PRICE"
    assert code(story, reason="no other offer") == "LOW_PRICE"
    assert code(story, second_person="Sorin Vânzător", reason="no other offer") == "SAME_PERSON"
    assert code(story, second_person="Ana Proba", reason="no other offer") == "SAME_PERSON"
    assert code(story, second_person="Bogdan Cumpărător", reason="no other offer") == "SAME_PERSON"
    assert code(story, second_person="Dan Proba", reason="no other offer") is None


def test_a_sale_without_a_value_is_flagged() -> None:
    assert closing(sold(None)).flags == ("NO_APPRAISAL",)


def test_a_value_in_another_currency_without_a_rate_is_no_value() -> None:
    story = confiscated(None)
    story.add("value", "2025-02-04", asset="x", moment="freezing", amount=300, currency="EUR")
    story.post("2025-07-01", "sale", 900, "sale_record:anabi", cost=40)
    assert closing(story).flags == ("NO_APPRAISAL",)


def test_the_postings_of_a_closed_sale_stay() -> None:
    story = sold()
    sale = story.facts.of(PostAct)[-1]
    closing(story)
    assert story.code("reverse", "2025-07-01", recorded="2025-07-21", posting=sale.id, reason="wrong") == "BREAKS_LATER"
    assert story.post_code("2025-07-21", "sale", 5, "sale_record:anabi", share="1/2") == "BREAKS_LATER"
