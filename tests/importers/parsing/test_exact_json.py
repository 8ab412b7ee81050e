"""JSON read strictly: exact numbers, each key once, nothing that cannot be stored as text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from graph_schema.errors import WrongValue
from importers.contract import UnreadableFile
from importers.parsing.exact_json import decode_json_text, parse_json
from importers.parsing.json_object import as_object
from importers.source import from_bytes


def test_numbers_are_exact() -> None:
    assert parse_json("[0.1, 33.30, 12, -0.5e2]", "x") == [
        Decimal("0.1"),
        Decimal("33.30"),
        12,
        Decimal("-0.5e2"),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('{"a": 1, "a": 1}', "twice"),
        ('{"a": [{"b": {"c": 1, "c": 2}}]}', "twice"),
        ("[NaN]", "NaN"),
        ("[-Infinity]", "Infinity"),
        ("[1e999999999]", "too large or too long"),
        ("[1e-999999999]", "too large or too long"),
        ("[" + "9" * 50 + "]", "too large or too long"),
        ('["\\ud800"]', "half of a character pair"),
        ('{"\\udc00": 1}', "half of a character pair"),
        ('["\\u0000"]', "NUL"),
        ("[" * 100_000 + "]" * 100_000, "recursion"),
        ("[1,]", "not valid JSON"),
        ("", "not valid JSON"),
    ],
)
def test_what_the_standard_or_the_store_does_not_allow_is_refused(text: str, word: str) -> None:
    with pytest.raises(WrongValue, match=word):
        parse_json(text, "exemplu")


def test_escaped_pairs_are_one_character() -> None:
    assert parse_json('["\\ud83d\\ude00"]', "x") == ["\U0001f600"]


def test_a_byte_order_mark_is_taken_off_and_another_encoding_is_refused() -> None:
    assert decode_json_text(from_bytes("x", b"\xef\xbb\xbf[1]")) == "[1]"
    with pytest.raises(UnreadableFile, match="offset 2"):
        decode_json_text(from_bytes("x", b'["\xe3"]'))


@pytest.mark.parametrize(
    ("method", "argument", "word"),
    [
        ("stated", "number", "a text"),
        ("required_text", "blank", "not empty"),
        ("required_text", "absent", "not empty"),
        ("truth", "number", "true or false"),
        ("number", "yes", "a number"),
        ("number", "blank", "a number"),
        ("child", "list", "JSON object"),
        ("children", "list", "JSON object"),
        ("children", "number", "a list"),
        ("texts", "list", "a list of texts"),
    ],
)
def test_members_of_another_kind_are_refused_with_their_place(method: str, argument: str, word: str) -> None:
    body = as_object({"number": 1, "blank": " ", "yes": True, "list": [1]}, "path:/0")
    with pytest.raises(WrongValue, match=f"^path:/0/{argument}.*{word}"):
        getattr(body, method)(argument)
