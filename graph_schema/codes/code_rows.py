"""Defines one row of a table of codes: the code, its words in both languages, where the law has it, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One code of a concept. ``words``: a gettext key. ``romanian``: the Romanian term. ``statute``: empty for a word of ours.

    ``valid_from``: first day on which it may be used, inclusive; None: no act in force has it. ``valid_to``: last day,
    inclusive; None: no end is known. Bare article numbers in ``statute`` are of the Romanian Code of Criminal Procedure,
    CP is the Criminal Code, Dir is Directive (EU) 2024/1260, Reg is Regulation (EU) 2018/1805.
    """

    code: str
    words: str
    romanian: str
    statute: str = ""
    valid_from: date | None = date.min
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """May the code be used on this day?"""
        return (
            self.valid_from is not None and self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
        )


def list_codes(rows: Iterable[CodeRow]) -> tuple[str, ...]:
    """The codes of a table, in its order: what a field may hold."""
    return tuple(row.code for row in rows)
