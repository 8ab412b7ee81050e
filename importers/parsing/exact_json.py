"""JSON read strictly: each key once, numbers exact, nothing that is not in the standard."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Final, NoReturn

from graph_schema.errors import WrongValue
from graph_schema.words import Sentence
from importers.contract import UnreadableFile
from importers.source import SourceFile

Json = dict[str, "Json"] | list["Json"] | str | int | bool | Decimal | None

_LONGEST_NUMBER: Final = 40
# Halves of a character that stand alone, and NUL, can be escaped in JSON but not be stored as text.
_UNSTORABLE: Final = re.compile("[\\ud800-\\udfff\\0]")


class _Unsound(ValueError):
    """JSON by the letter, and still not to be relied on."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def decode_json_text(file: SourceFile) -> str:
    """What does the file say as text? UTF-8, with or without a byte order mark. Raises UnreadableFile."""
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "{file} is not UTF-8 text: the byte at offset {offset} does not fit. JSON is UTF-8 (RFC 8259); "
            "ask the publisher for the file again.",
            file=file.name,
            offset=error.start,
        ) from None


def parse_json(text: str, place: str) -> Json:
    """Which value does this JSON text hold? A fraction becomes a Decimal, never a float.

    Raises: WrongValue for text that is not JSON, a key stated twice, NaN, or nesting beyond all measure.
    Source: RFC 8259.
    """
    try:
        value: Json = json.loads(
            text,
            parse_float=_parse_decimal,
            parse_int=_parse_integer,
            parse_constant=_refuse_constant,
            object_pairs_hook=_unique,
        )
        _check_texts(value)
    except (ValueError, RecursionError) as error:
        raise WrongValue(
            "{place} is not sound JSON: {reason}. Ask for the file again; do not mend it by hand.",
            place=place,
            reason=error.reason if isinstance(error, _Unsound) else str(error)[:200],
        ) from None
    return value


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise _Unsound(Sentence("the key {key!r} is stated twice", key=key[:40]))
        found[key] = value
    return found


def _check_texts(value: Json) -> None:
    if isinstance(value, str) and _UNSTORABLE.search(value):
        raise _Unsound(Sentence("a text holds NUL or half a character"))
    if isinstance(value, dict):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)


def _parse_decimal(text: str) -> Decimal:
    number = Decimal(text)
    # 1e999999 fits a Decimal but not a fraction: it would fill the memory.
    if len(text) > _LONGEST_NUMBER or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise _Unsound(Sentence("the number {text} is out of all measure", text=text[:40]))
    return number


def _parse_integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _Unsound(Sentence("the number {text} is out of all measure", text=text[:40]))
    return int(text)


def _refuse_constant(text: str) -> NoReturn:
    raise _Unsound(Sentence("{text} is no JSON number", text=text))
