"""The table of steps: its states, and what it must not allow."""

from __future__ import annotations

import pytest

from tracer.recovery.orders.pairs import ORD, SYSTEM
from tracer.recovery.orders.transitions import ITEM_TRANSITIONS, LIVE_STATES, find_transitions

ENDS = {"LAPSED", "RELEASED", "RETURNED_VICTIM", "REUSE", "DESTROYED", "NOT_FOUND", "DROPPED"}


def test_an_ended_item_never_moves_save_from_reuse() -> None:
    assert {row.from_state for row in ITEM_TRANSITIONS} - {None} - set(LIVE_STATES) == {"REUSE"}
    assert {row.to_state for row in ITEM_TRANSITIONS} - set(LIVE_STATES) == ENDS


def test_every_row_has_pairs_and_statute() -> None:
    assert [row for row in ITEM_TRANSITIONS if not row.pairs or not row.statute] == []


def test_the_prosecutor_confiscates_nothing() -> None:
    assert {row.to_state for row in ITEM_TRANSITIONS if row.pairs & ORD} == {"FROZEN", "RELEASED", "RETURNED_VICTIM"}


def test_only_a_passed_term_needs_no_document() -> None:
    assert {row.to_state for row in ITEM_TRANSITIONS if SYSTEM in row.pairs} == {"LAPSED"}


@pytest.mark.parametrize(
    ("before", "after", "rows"),
    [(None, "IDENTIFIED", 1), ("FROZEN", "ENFORCING", 2), ("FROZEN", "REALISED", 0), ("RELEASED", "FROZEN", 0)],
)
def test_rows_are_found(before: str | None, after: str, rows: int) -> None:
    assert len(find_transitions(before, after)) == rows
