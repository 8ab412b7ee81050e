"""The classes of the ledger."""

from __future__ import annotations

from typing import Final

SOURCES: Final = (
    "FOUND",
    "SALE_PRICE",
    "COLLECTED",
    "INTEREST",
    "STATE_INTEREST",
    "RECEIVED_STATE",
    "ADVANCE",
    "INCOME",
    "SURPLUS",
)
"""Where money comes from: credit."""
UNIQUE_ACCOUNT: Final = "UNIQUE_ACCOUNT"
HOLDINGS: Final = ("SEIZED_CASH", "BANK_FROZEN", UNIQUE_ACCOUNT)
"""Where money lies: debit, never below 0."""
DESTINATIONS: Final = ("PAID_VICTIM", "PAID_BUDGET", "PAID_STATE", "PAID_OWNER", "PAID_CREDITOR", "COST", "LOSS")
"""Where money went: debit."""
BRIDGE: Final = "FX"
"""Joins the two currencies of a conversion."""
LEDGER_CLASSES: Final = (*SOURCES, *HOLDINGS, *DESTINATIONS, BRIDGE)


def group_of(ledger_class: str) -> str:
    """Which group does this class belong to: Sources, Holdings, Destinations or Bridge? Raises: KeyError."""
    return _GROUPS[ledger_class]


_GROUPS: Final = {
    **dict.fromkeys(SOURCES, "Sources"),
    **dict.fromkeys(HOLDINGS, "Holdings"),
    **dict.fromkeys(DESTINATIONS, "Destinations"),
    BRIDGE: "Bridge",
}
