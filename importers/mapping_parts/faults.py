"""Words the faults that pydantic finds in a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from graph_schema.errors import WrongUse
from graph_schema.messages import Message
from importers.mapping_parts.plain_text import not_json

if TYPE_CHECKING:
    from pydantic import ValidationError

_FIRST_FAULTS: Final = ("unexpected_keyword_argument", "missing")
"""Reported in this order, because a missing key is often the misspelt unknown key."""


def word_fault(error: ValidationError, place: str, known: Iterable[str]) -> WrongUse:
    """The error for the first fault that pydantic found. ``known``: the keys of a mapping."""
    ranks = {kind: rank for rank, kind in enumerate(_FIRST_FAULTS)}
    first = min(error.errors(include_url=False), key=lambda fault: ranks.get(fault["type"], len(ranks)))
    key = "/".join(map(str, first["loc"]))
    match first["type"]:
        case "json_invalid":
            return not_json(place, str(first["ctx"]["error"]))
        case "dataclass_type" if not key:
            return WrongUse(
                "The mapping {place} is not a JSON object with named keys, as docs/investigator.md shows one. Correct it, then "
                "type: tracer import FILE --mapping {place}",
                place=place,
            )
        case "unexpected_keyword_argument":
            inner = first["loc"][:1] if len(first["loc"]) > 1 else ()
            return WrongUse(
                "The mapping {place} has the unknown key {key!r}; expected one of {known}. Remove or correct it.",
                place=place,
                key=key,
                known=", ".join(sorted(_INNER_KEYS.get(str(*inner), ()) if inner else known)),
            )
        case "missing":
            return WrongUse("The mapping {place} lacks the key {key!r}. Add it.", place=place, key=key)
    return WrongUse(
        "The mapping {place}: the key {key!r} is {value!r}; expected {expected}. Correct it.",
        place=place,
        key=key,
        value=first["input"],
        expected=_expected(first["type"], first.get("ctx", {})),
    )


_INNER_KEYS: Final = {"joined": ("columns", "by"), "file_values": ("row", "column", "after", "until")}


def _expected(fault: str, context: Mapping[str, object]) -> Message:
    """What is expected instead of the wrong value."""
    match fault:
        case "int_type":
            return Message("a whole number")
        case "bool_type":
            return Message("true or false")
        case "greater_than_equal":
            return Message("a whole number of {least} or more", least=context["ge"])
        case "literal_error":
            return Message("one of {codes}", codes=str(context["expected"]).replace(" or ", ", "))
        case "dict_type":
            return Message("an object of texts")
        case "dataclass_type":
            return Message("an object with named keys")
        case "tuple_type":
            return Message("a list of texts")
    return Message("a text")
