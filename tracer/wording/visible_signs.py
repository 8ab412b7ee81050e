"""Shows signs that are invisible, or that steer a screen or the direction of writing, by their code points."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

# Control signs except tabulator and line ends, marks of direction and of zero width, line separators, surrogates, tags.
# Joiners stay as they are: Persian, Indian scripts and composed emoji need them.
_STEERING: Final = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff"
    "\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]+|\\r(?!\\n)"
)
_SHOWN: Final = re.compile(r"\[U\+[0-9A-F]{4,6}(?: U\+[0-9A-F]{4,6})*\]")


def show_signs(text: str) -> str:
    """The text with every steering sign as ``[U+202E]``: what is hidden in a name becomes visible and has no effect."""
    return text if text.isprintable() and text.isascii() else _STEERING.sub(lambda found: write_signs(found[0]), text)


def escape_signs(text: str) -> str:
    """JSON text in which steering signs stand as ``\\\\u202e``: the same value, without effect on the screen."""
    return _STEERING.sub(lambda found: "".join(_escape(sign) for sign in found[0]), text)


def replace_signs(text: str, signs: Collection[str]) -> str:
    """The text with these signs replaced by their code points; used for signs that no font has."""
    pattern = f"[{''.join(re.escape(sign) for sign in sorted(signs))}]+"
    return re.sub(pattern, lambda found: write_signs(found[0]), text) if signs else text


def write_signs(signs: str) -> str:
    """The code points of these signs: ``[U+6C7D U+8F66]``."""
    return f"[{' '.join(f'U+{ord(sign):04X}' for sign in signs)}]"


def has_written_signs(text: str) -> bool:
    """Does this text hold a sign that was replaced by its code point?"""
    return _SHOWN.search(text) is not None


def neutral_cell(text: str) -> str:
    """The text for a cell of a spreadsheet; text that would run as a formula is made plain text."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[place] << 8 | units[place + 1]:04x}" for place in range(0, len(units), 2))
