"""How far an early sale is."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, frozen, on
from tracer.recovery.orders.early_sales import early_sale


def ordered() -> Story:
    story = frozen()
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed", ground="storage_cost")
    story.add("sale", "2025-03-17", "ruling:rights_judge", sale="S", item="A", event="ordered")
    return story


def test_a_sale_may_close_after_the_last_day_of_the_challenge() -> None:
    story = ordered()
    assert not early_sale(story.facts, "A").may_close(on("2025-12-31"))
    story.add("sale", "2025-03-18", sale="S", item="A", event="communicated")
    sale = early_sale(story.facts, "A")
    assert sale.open_until() == on("2025-03-31")
    assert [sale.may_close(on(day)) for day in ("2025-03-31", "2025-04-01")] == [False, True]


def test_a_challenge_stops_the_sale_until_it_is_rejected() -> None:
    story = ordered()
    story.add("sale", "2025-03-18", sale="S", item="A", event="communicated")
    story.add("sale", "2025-03-20", "challenge:affected_person", sale="S", item="A", event="challenged")
    assert not early_sale(story.facts, "A").may_close(on("2025-05-01"))
    story.add("sale", "2025-05-02", "ruling:court", sale="S", item="A", event="rejected")
    assert early_sale(story.facts, "A").may_close(on("2025-05-03"))


def test_a_sale_is_closed_only_when_it_may_close() -> None:
    story = ordered()
    story.add("sale", "2025-03-18", sale="S", item="A", event="communicated")
    fields = {"sale": "S", "item": "A", "event": "sold"}
    assert story.code("sale", "2025-03-31", "sale_record:anabi", **fields) == "SALE_CHALLENGE_OPEN"
    assert story.code("sale", "2025-04-01", "sale_record:anabi", **fields) is None
    assert early_sale(story.facts, "A").is_ordered


def test_with_consent_no_term_runs() -> None:
    story = frozen("house")
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed")
    story.add("sale", "2025-03-04", "ordinance:prosecutor", sale="S", item="A", event="ordered", consent=True)
    sale = early_sale(story.facts, "A")
    assert sale.open_until() is None and sale.may_close(on("2025-03-05"))


def test_a_cancelled_sale_may_not_close_and_can_be_proposed_again() -> None:
    story = ordered()
    story.add("sale", "2025-03-19", "ruling:rights_judge", sale="S", item="A", event="cancelled")
    assert not early_sale(story.facts, "A").is_ordered
    story.add("sale", "2025-04-01", "ordinance:prosecutor", sale="S", item="A", event="proposed", ground="flammable")
    assert early_sale(story.facts, "A").ground == "flammable"
