"""Orders executed, with their days."""

from __future__ import annotations

from tests.tracer.recovery.stories import Story, frozen, on
from tracer.recovery.figures.executed_orders import home_orders, received_orders

DAY = on("2026-12-31")


def test_an_order_is_executed_by_its_first_item() -> None:
    story = frozen()
    story.add("order", "2025-05-02", "judgment:court", order="J", case="F", order_kind="confiscation")
    story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", basis="DIRECT", order="J")
    story.step("2025-06-02", "CONF_FINAL", "judgment:appeal_court", order="J")
    assert [row.name for row in home_orders(story.facts, DAY)] == ["O"]
    story.step("2025-06-12", "ENFORCING", "operative_part:court")
    assert [(row.name, row.form, row.days) for row in home_orders(story.facts, DAY)] == [
        ("O", "freezing", 0),
        ("J", "confiscation", 41),
    ]
    assert [row.name for row in home_orders(story.facts, on("2025-06-11"))] == ["O"]


def test_a_received_order_runs_from_receipt_to_execution() -> None:
    story = Story()
    story.add("recognition", "2026-04-09", recognition="R", form="freezing", from_state="DE", event="received")
    story.add("recognition", "2026-04-10", "recognition:court", recognition="R", event="decided", result="recognised")
    assert list(received_orders(story.facts, DAY)) == []
    story.add("recognition", "2026-04-12", "recognition:court", recognition="R", event="executed")
    assert [(row.name, row.form, row.days) for row in received_orders(story.facts, DAY)] == [("R", "freezing", 3)]
