"""Defines the result of a check of an identifier: the normal form, whether it is valid, and if not, why."""

from __future__ import annotations

from dataclasses import dataclass

from stdnum.util import clean


@dataclass(frozen=True, slots=True)
class Checked:
    """An identifier in normal form with the result of its check. An invalid identifier is kept and flagged.

    ``value``: for the comparison of two records. ``valid``: the identifier is well formed; this does not mean that it was
    issued or belongs to the holder. ``reason``: an English sentence (and the key of its translation), None if and only if
    ``valid``. The reason never contains the value, because a reason may be logged and an identifier may not.
    """

    value: str
    valid: bool
    reason: str | None


def compact(text: str) -> str:
    """The identifier in capitals, without blanks, dots, dashes and slashes."""
    return clean("".join(text.split()), " .-/").upper()
