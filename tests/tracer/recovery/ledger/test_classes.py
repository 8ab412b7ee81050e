"""The classes: each stands in one group."""

from __future__ import annotations

from tracer.recovery.ledger.classes import DESTINATIONS, HOLDINGS, LEDGER_CLASSES, SOURCES


def test_no_class_is_in_two_groups() -> None:
    assert len(set(LEDGER_CLASSES)) == len(LEDGER_CLASSES) == len(SOURCES) + len(HOLDINGS) + len(DESTINATIONS) + 1
