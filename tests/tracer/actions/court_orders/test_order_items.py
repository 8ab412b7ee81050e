"""The items that an order can be about are those of the measures, with their values and states."""

from __future__ import annotations

from tracer.actions.court_orders.order_items import list_order_items
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.supervise import show_totals


def test_they_are_the_measures_of_the_case_with_their_states(sample_case, session_of):
    with session_of(sample_case) as session:
        items = list_order_items(session, currency="EUR")
        measures = {line.id: line for line in list_measures(session).measures}
    assert {item.id for item in items} == set(measures)
    for item in items:
        line = measures[item.id]
        assert (item.state, item.share, item.case, item.caption) == (
            line.state,
            line.share,
            line.case,
            line.asset_caption,
        )


def test_each_value_is_that_of_the_share_in_the_totals(sample_case, session_of):
    with session_of(sample_case) as session:
        items = list_order_items(session, currency="EUR")
        totals = show_totals(session, currency="EUR")
    half = next(item for item in items if item.share == "1/2")
    assert half.minor == 2_500_000
    covered = {row.items for bucket in totals.buckets for row in bucket.contributions if row.items}
    alone = [item for item in items if (item.id,) in covered]
    assert len(alone) > 20
