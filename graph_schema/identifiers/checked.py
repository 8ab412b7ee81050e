"""What a check of an identifier says: the normal form, whether it fits its rule, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass

from stdnum.util import clean


@dataclass(frozen=True, slots=True)
class Checked:
    """An identifier in normal form, with the verdict of its rule. A wrong one is kept and flagged, never
    dropped.

    ``value`` is what two records are compared by. ``valid`` says that the identifier is well formed, not that
    it was ever issued or belongs to the holder. ``reason`` is an English sentence (and the key of its
    translation), absent if and only if ``valid``. It never repeats the value: a reason may be logged, an
    identifier may not.
    """

    value: str
    valid: bool
    reason: str | None


def compact(text: str) -> str:
    """How does the identifier read without blanks, dots, dashes and strokes, in capitals?"""
    return clean("".join(text.split()), " .-/").upper()
