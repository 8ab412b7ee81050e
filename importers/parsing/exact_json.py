"""Reads JSON strictly: each key once, exact numbers, only what the standard allows."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Final, NoReturn

from graph_schema.errors import WrongValue
from graph_schema.messages import Message
from importers.contract import UnreadableFile
from importers.source import SourceFile

Json = dict[str, "Json"] | list["Json"] | str | int | bool | Decimal | None

_LONGEST_NUMBER: Final = 40
# JSON can escape lone surrogates and NUL, but they cannot be stored as text.
_UNSTORABLE: Final = re.compile("[\\ud800-\\udfff\\0]")


class _Unsound(ValueError):
    """The text is JSON by its grammar, but ambiguous or unsafe."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason)
        self.reason = reason


def decode_json_text(file: SourceFile) -> str:
    """The text of the file: UTF-8, with or without a byte order mark. Raises UnreadableFile."""
    try:
        return file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "{file} is not UTF-8 text: the byte at offset {offset} is invalid. JSON is UTF-8 (RFC 8259); ask the "
            "publisher for the file again.",
            file=file.name,
            offset=error.start,
        ) from None


def parse_json(text: str, place: str) -> Json:
    """Which value is this JSON text? A number with decimals becomes a Decimal, never a float.

    Raises: WrongValue for text that is not JSON, a repeated key, NaN, or nesting that is too deep.
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
            "{place} is not valid JSON: {reason}. Ask for the file again; do not repair it by hand.",
            place=place,
            reason=error.reason if isinstance(error, _Unsound) else str(error)[:200],
        ) from None
    return value


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise _Unsound(Message("the key {key!r} is stated twice", key=key[:40]))
        found[key] = value
    return found


def _check_texts(value: Json) -> None:
    if isinstance(value, str) and _UNSTORABLE.search(value):
        raise _Unsound(Message("a text contains NUL or half of a character pair"))
    if isinstance(value, dict):
        for key, item in value.items():
            _check_texts(key)
            _check_texts(item)
    elif isinstance(value, list):
        for item in value:
            _check_texts(item)


def _parse_decimal(text: str) -> Decimal:
    number = Decimal(text)
    # 1e999999 is valid as a Decimal, but as a Fraction it would fill the memory.
    if len(text) > _LONGEST_NUMBER or abs(number.adjusted()) > _LONGEST_NUMBER:
        raise _Unsound(Message("the number {text} is too large or too long", text=text[:40]))
    return number


def _parse_integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise _Unsound(Message("the number {text} is too large or too long", text=text[:40]))
    return int(text)


def _refuse_constant(text: str) -> NoReturn:
    raise _Unsound(Message("{text} is not a JSON number", text=text))
