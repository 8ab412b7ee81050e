"""A request to a bank: the account, the days without a statement, the statements that do not add up, what to send."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class RequestedDays:
    """Days that are asked for, both included. ``why``: no statement is there, or the one there does not add up.

    ``currency``: of the account.
    """

    first: date
    last: date
    currency: str
    why: Literal["missing", "differs"]


@dataclass(frozen=True, slots=True)
class BankRequest:
    """The whole, without a word of any language. ``bank``, ``holder``, ``case_number``, ``authority``: empty if not on record.

    ``digest``: fingerprint of the case. ``days``: by first day.
    """

    account: str
    bank: str
    holder: str
    case_number: str
    authority: str
    as_of: date
    author: str
    digest: str
    days: tuple[RequestedDays, ...]
