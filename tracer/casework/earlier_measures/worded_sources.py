"""Finds the kinds of document and of authority that the words of a record mean."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from typing import Final

from graph_schema.codes.documents import AUTHORITIES, AUTHORITY_CODES, DOCUMENT_CODES, DOCUMENT_KINDS
from graph_schema.records.fields import Value
from tracer.recovery.acts.act import ActAuthority, ActDocument
from tracer.recovery.orders.pairs import Pair

UNKNOWN: Final = ""
"""The kind of a document or an authority that the words do not state."""


def named_source(
    props: Mapping[str, Value], on: date, allowed: Iterable[Pair]
) -> tuple[ActDocument | None, ActAuthority | None]:
    """Which document of which authority does this record of the earlier design state?

    Arguments: ``props``: its fields, with kinds as codes or in words. ``on``: the day of the document if none is
    stated. ``allowed``: pairs that the step may rest on; of several meanings of the words, one of these is taken.
    Returns None where nothing is stated; the kind is UNKNOWN where the words match no kind.
    """
    named = str(props.get("document_kind") or props.get("document_type") or "").strip()
    by = str(props.get("authority") or "").strip()
    documents = (named,) if named in DOCUMENT_CODES else document_kinds(named)
    stated = str(props.get("authority_kind") or "")
    authorities = (stated,) if stated in AUTHORITY_CODES else authority_kinds(by)
    kept = frozenset(allowed)
    pair = next(((one, other) for one in documents for other in authorities if (one, other) in kept), None)
    document, authority = pair or (next(iter(documents), UNKNOWN), next(iter(authorities), UNKNOWN))
    number = str(props.get("document_number") or "").strip()
    day = date.fromisoformat(str(props["document_date"])) if props.get("document_date") else on
    return (
        ActDocument(document, number, day) if named or number else None,
        ActAuthority(authority, by) if by or stated else None,
    )


@lru_cache(maxsize=4096)
def document_kinds(words: str) -> tuple[str, ...]:
    """Which kinds of document may these words mean, the longest name first?"""
    return _named(words, ((kind.code, (kind.english, kind.romanian, *kind.spellings)) for kind in DOCUMENT_KINDS))


@lru_cache(maxsize=4096)
def authority_kinds(words: str) -> tuple[str, ...]:
    """Which kinds of authority may these words mean, the longest name first?"""
    return _named(words, ((kind.code, (kind.english, kind.romanian, *kind.spellings)) for kind in AUTHORITIES))


def _named(words: str, table: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[str, ...]:
    wording = _fold(words)
    found = [(max(lengths), code) for code, lengths in _lengths(wording, table)]
    return tuple(code for _, code in sorted(found, key=lambda row: -row[0]))


def _lengths(wording: str, table: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, list[int]]]:
    for code, names in table:
        lengths = [len(name) for name in names if _pattern(name).search(wording)]
        if lengths:
            yield code, lengths


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """The words of this name one after the other, each with any ending."""
    return re.compile(r"\b" + r"\w* ".join(map(re.escape, _fold(name).split())))


def _fold(words: str) -> str:
    spread = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(sign if sign.isalnum() else " " for sign in spread if not unicodedata.combining(sign))
    return " ".join(letters.split())
