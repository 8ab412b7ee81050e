"""Labels of money: the holder's own, unknown, the bank's, or from a named source."""

from __future__ import annotations

from typing import Final, Literal

CLEAN: Final = "CLEAN"
"""Proved to be the holder's own."""

UNKNOWN: Final = "UNKNOWN"
"""Not evidenced: opening balances, payers whose statements are missing."""

CREDIT: Final = "CREDIT"
"""The bank's money, paid out while the account was overdrawn."""

PRESUMED_TAINTED: Final = "UNKNOWN:PRESUMED-TAINTED"
"""Unknown money in the run that gives the upper end of an interval."""

UnknownAs = Literal["unknown", "clean", "tainted"]

_NOT_TAINTED: Final = frozenset({CLEAN, UNKNOWN, CREDIT})
RESERVED: Final = frozenset({CREDIT, PRESUMED_TAINTED, ""})
_UNKNOWN_IN_RUN: Final[dict[UnknownAs, str]] = {
    "unknown": UNKNOWN,
    "clean": CLEAN,
    "tainted": PRESUMED_TAINTED,
}


def is_tainted(label: str) -> bool:
    """Does this label count as traced money, proved or presumed for the upper end?"""
    return label not in _NOT_TAINTED


def is_proved_tainted(label: str) -> bool:
    """Does this label name a source of traced money that somebody has marked?"""
    return label not in _NOT_TAINTED and label != PRESUMED_TAINTED


def label_in_run(label: str, unknown_as: UnknownAs) -> str:
    """Under which label does money enter a run that reads UNKNOWN as ``unknown_as``?"""
    return _UNKNOWN_IN_RUN[unknown_as] if label == UNKNOWN else label
