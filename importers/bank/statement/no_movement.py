"""Reasons of rejected rows that moved no money; every other rejected row of a bank file is missing money."""

from __future__ import annotations

from typing import Final

from graph_schema.messages import N_, Message

ROW_NOT_BOOKED: Final = N_("The row is {status}, not booked: no money has moved yet.")
AMOUNT_ZERO: Final = N_("The amount is zero: no money has moved.")
ENTRY_NOT_BOOKED: Final = N_("The entry is {status}, not booked (BOOK): no money has moved yet.")
AT_EDGE: Final = N_(
    "This row is rejected and comes before the first or after the last kept row: no printed balance shows its amount. "
    "State the balances with --opening and --closing, or ask the sender for the row."
)
"""The flag on a rejected row that no balance of its file encloses."""
_NONE: Final = frozenset({ROW_NOT_BOOKED, AMOUNT_ZERO, ENTRY_NOT_BOOKED})


def moved_money(reason: str) -> bool:
    """Can the row that was rejected for this reason have moved money?"""
    return not (isinstance(reason, Message) and reason.template in _NONE)
