"""Folds text for the search of rows: words in capitals, without accents and punctuation."""

from __future__ import annotations

import string
from functools import lru_cache
from typing import Final

from graph_schema.values.names import fold_words

# For ASCII text, this table gives the same result as fold_words and is many times faster.
_ASCII: Final = str.maketrans(
    {sign: " " for sign in map(chr, range(128)) if sign not in string.ascii_letters + string.digits}
    | dict.fromkeys("'`", "")
)


def fold_text(text: str | None) -> str | None:
    """Which words of this text, in their order, are searched?"""
    if text is None:
        return None
    if text.isascii():
        return " ".join(text.translate(_ASCII).upper().split())
    return _fold_other(text)


@lru_cache(maxsize=1 << 14)
def _fold_other(text: str) -> str:
    """Cached, because a ledger repeats the same counterparties."""
    return " ".join(fold_words(text))
