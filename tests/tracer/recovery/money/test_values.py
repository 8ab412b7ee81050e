from __future__ import annotations

from datetime import date

from graph_schema.values.money import Money
from tracer.recovery.counting import counted_events
from tracer.recovery.money.values import newest_value

LATER = date(2025, 1, 1)


def value(events, as_of=LATER, known_on=LATER):
    counted = counted_events(events, as_of=as_of, known_on=known_on)
    found = newest_value(event for event in counted if event.subject == "ast-1")
    return None if found is None else (found.money, found.method)


def test_the_newest_valuation_counts(valuation):
    events = [
        valuation("ast-1", 900, "2024-03-01"),
        valuation("ast-1", 1000, "2024-01-01"),
        valuation("ast-2", 5, "2024-06-01"),
    ]
    assert value(events) == (Money(900, "EUR"), "appraisal")
    assert value(events, as_of=date(2024, 2, 1)) == (Money(1000, "EUR"), "appraisal")
    assert value(events, as_of=date(2023, 12, 31)) is None


def test_of_one_day_an_appraisal_goes_before_an_estimate_and_that_before_a_price(valuation):
    events = [
        valuation("ast-1", 1, "2024-03-01", method="acquisition"),
        valuation("ast-1", 3, "2024-03-01", method="appraisal"),
        valuation("ast-1", 2, "2024-03-01", method="estimate"),
    ]
    assert value(events) == (Money(3, "EUR"), "appraisal")
    assert value(events[:1] + events[2:]) == (Money(2, "EUR"), "estimate")


def test_of_equal_valuations_the_one_with_the_smaller_id_counts_in_any_order(valuation):
    events = [valuation("ast-1", minor, "2024-03-01") for minor in (900, 950, 1000)]
    first = min(events, key=lambda event: event.id)
    for rows in (events, events[::-1]):
        assert value(rows) == (Money(first.props["amount_minor"], "EUR"), "appraisal")


def test_a_sale_is_no_value_before_the_sale(valuation):
    sale = valuation("ast-1", 600, "2024-09-01", method="sale")
    assert value([valuation("ast-1", 900, "2024-03-01"), sale]) == (Money(900, "EUR"), "appraisal")
    assert value([sale]) == (Money(600, "EUR"), "sale")
    assert value([sale], as_of=date(2024, 8, 31)) is None


def test_a_valuation_recorded_later_was_not_known_then(valuation):
    events = [
        valuation("ast-1", 1000, "2024-01-01"),
        valuation("ast-1", 900, "2024-03-01", recorded="2024-06-01"),
    ]
    assert value(events, known_on=date(2024, 5, 31)) == (Money(1000, "EUR"), "appraisal")
    assert value(events, known_on=date(2024, 6, 1)) == (Money(900, "EUR"), "appraisal")
