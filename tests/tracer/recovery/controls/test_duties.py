"""Who valued, kept or approved an asset neither sells it, nor buys it, nor pays from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.stories import Story, confiscate, frozen, row
from tracer.recovery.acts.refusals import ActOutcome
from tracer.recovery.controls.duties import (
    DUTY_OF_TEMPLATE,
    SEPARATE_DUTIES,
    excluding_duty,
    same_name,
)
from tracer.recovery.ledger.templates import TEMPLATES

SALE = ("post", "2025-07-01", "sale_record:anabi")


def by(story: Story, author: str, kind: str, day: str, source: str = "", **fields: object) -> ActOutcome:
    """Record an act as this person."""
    story.number += 1
    act = read_act(row(story.number, kind, day, source, **fields))
    more: dict[str, Any] = {name: fields[name] for name in ("appraiser", "method") if name in fields}
    return story.case.record(replace(act, author=author, **more))


def sold_by(story: Story, author: str) -> str | None:
    outcome = by(story, author, *SALE, item="A", template="sale", amount=900, currency="RON")
    return outcome.refusal.code if outcome.refusal else None


@pytest.fixture
def story() -> Story:
    found = frozen("car")
    confiscate(found)
    return found


def value(story: Story, author: str, **fields: object) -> None:
    kept = by(story, author, "value", "2025-02-04", asset="x", moment="freezing", amount=900, currency="RON", **fields)
    assert kept.refusal is None


def test_who_determined_the_value_does_not_sell(story: Story) -> None:
    value(story, "Ana Proba")
    assert sold_by(story, "ana  PROBA") == "SAME_PERSON"
    assert sold_by(story, "Dan Proba") is None


def test_a_named_appraiser_determined_the_value_not_who_recorded_it(story: Story) -> None:
    value(story, "Ana Proba", appraiser="Eva Evaluare")
    assert sold_by(story, "Eva Evaluare") == "SAME_PERSON"
    assert sold_by(story, "Ana Proba") is None


def test_a_price_is_a_fact_and_excludes_nobody(story: Story) -> None:
    value(story, "Ana Proba", method="acquisition")
    assert sold_by(story, "Ana Proba") is None


def test_who_keeps_the_asset_neither_sells_nor_pays(story: Story) -> None:
    kept = by(story, "Dan Proba", "custody", "2025-02-05", "minutes:anabi", item="A", custodian="Ion Custode")
    assert kept.refusal is None
    assert sold_by(story, "Ion Custode") == "SAME_PERSON"
    assert sold_by(story, "Dan Proba") is None
    pay = {"item": "A", "template": "pay_budget", "amount": 10, "currency": "RON"}
    paid = by(story, "Ion Custode", "post", "2025-07-02", "payment_order:anabi", **pay)
    assert paid.refusal is not None
    assert paid.refusal.code == "SAME_PERSON"
    assert by(story, "Dan Proba", "post", "2025-07-02", "payment_order:anabi", **pay).refusal is None


def test_an_unknown_author_is_no_person(story: Story) -> None:
    value(story, "")
    assert sold_by(story, "") is None
    assert excluding_duty(story.facts, story.item(), "", "sells") is None


def test_every_payment_and_the_sale_have_a_duty_that_others_exclude() -> None:
    assert set(DUTY_OF_TEMPLATE) == {"sale"} | {name for name in TEMPLATES if name.startswith("pay_")}
    assert set(DUTY_OF_TEMPLATE.values()) < set(SEPARATE_DUTIES)


@pytest.mark.parametrize(
    ("one", "other", "same"), [("Ana Proba", "ana  proba", True), ("Ana Proba", "Ana Probă", False), ("", "", False)]
)
def test_case_and_spaces_do_not_make_another_person(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


def test_the_duty_is_checked_on_the_day_of_recording_whatever_day_it_takes_effect(story: Story) -> None:
    value(story, "Ana Proba")
    assert story.case.acts[-1].effective == date(2025, 2, 4)
    assert sold_by(story, "Ana Proba") == "SAME_PERSON"
