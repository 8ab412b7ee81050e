"""The kinds of movement of money that a statement row can state."""

from __future__ import annotations

TRANSFER_KINDS: tuple[str, ...] = (
    "transfer",
    "cash_deposit",
    "cash_withdrawal",
    "card",
    "fee",
    "interest",
    "exchange",
    "reversal",
    "unknown",
)
