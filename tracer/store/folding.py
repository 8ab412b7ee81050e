"""Text as it is compared when rows are searched: words in capitals, without accents and punctuation."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import Final

from graph_schema.names import fold_words

# The plain alphabet needs no tables of Unicode: this is what fold_words does to it, many times faster.
_ASCII: Final = str.maketrans(
    {sign: " " for sign in map(chr, range(128)) if sign not in string.ascii_letters + string.digits}
    | dict.fromkeys("'`", "")
)


def fold_text(text: str | None) -> str | None:
    """Under which words in their order is this text found?"""
    if text is None:
        return None
    if text.isascii():
        return " ".join(text.translate(_ASCII).upper().split())
    return _fold_other(text)


@lru_cache(maxsize=1 << 14)
def _fold_other(text: str) -> str:
    """A ledger names the same counterparties again and again."""
    return " ".join(fold_words(text))
