"""Which kind of document the free wording of a record means."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from graph_schema.codes.documents import DOCUMENTS_BY_CODE


def names_document(text: str, codes: Iterable[str]) -> bool:
    """May this free wording of a record mean one of these kinds of document?

    Reads code, English, Romanian and other spellings inside the wording, without regard to case and
    diacritics. Proves nothing about the document itself; a "no" is a reason to look, not to refuse.
    """
    wording = _fold(text)
    return any(
        _fold(name) in wording
        for code in codes
        for kind in (DOCUMENTS_BY_CODE[code],)
        for name in (kind.code, kind.english, kind.romanian, *kind.spellings)
    )


def _fold(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return " ".join("".join(sign for sign in spread if not unicodedata.combining(sign)).split())
