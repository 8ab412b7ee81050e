"""The kinds of value a field may hold, and the check that a record keeps to its type's fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph_schema.dates import PartialDate, parse_iso_date
from graph_schema.errors import WrongRecord, WrongValue
from graph_schema.money import exponent
from graph_schema.words import Sentence

Value = str | int | bool
Props = Mapping[str, Value]

FieldKind = Literal["text", "code", "integer", "minor", "currency", "day", "partial_date", "share", "flag"]

_INT64 = 2**63
_SHARE = re.compile(r"([0-9]{1,1000})(?:/([0-9]{1,1000}))?")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a node, link or event type: what it holds and what it is called in both languages."""

    name: str
    kind: FieldKind
    meaning: str
    romanian: str
    required: bool = False
    codes: tuple[str, ...] = ()


def check_value(field: Field, value: Value, place: str) -> None:
    """Is this value what its field allows? Raises WrongRecord naming place, field, value and what is allowed."""
    problem = _problem(field, value)
    if problem is not None:
        raise WrongRecord(
            "{place}: field {field} holds {value!r}; expected {expected}.",
            place=place,
            field=field.name,
            value=value,
            expected=problem,
        )


def check_props(fields: tuple[Field, ...], props: Props, place: str) -> None:
    """Does a record hold every required field, only known fields, and values its fields allow?"""
    known = {field.name: field for field in fields}
    for name in props:
        if name not in known:
            raise WrongRecord(
                "{place}: there is no field {field}; known are {known}.",
                place=place,
                field=name,
                known=", ".join(known),
            )
    for field in fields:
        value = props.get(field.name)
        if value is None:
            if field.required:
                raise WrongRecord("{place}: the field {field} is required.", place=place, field=field.name)
            continue
        check_value(field, value, place)


def _problem(field: Field, value: Value) -> Sentence | None:
    if field.kind == "flag":
        return None if isinstance(value, bool) else Sentence("true or false")
    if field.kind in ("integer", "minor"):
        if isinstance(value, bool) or not isinstance(value, int) or not -_INT64 <= value < _INT64:
            return Sentence("a whole number that fits 64 bits")
        return None
    if not isinstance(value, str) or not value.strip():
        return Sentence("a text that is not empty")
    if field.kind == "code":
        return None if value in field.codes else Sentence("one of {codes}", codes=", ".join(field.codes))
    if field.kind == "text":
        return None
    try:
        if field.kind == "currency":
            exponent(value)
        elif field.kind == "day":
            parse_iso_date(value)
        elif field.kind == "partial_date":
            PartialDate(value)
        else:
            return _share_problem(value)
    except WrongValue as error:
        return error.sentence
    return None


def _share_problem(value: str) -> Sentence | None:
    expected = Sentence("a share between 0 and 1 as a fraction such as 1/4")
    # Fraction would also read 1e-999999999, and never come back.
    found = _SHARE.fullmatch(value)
    if found is None:
        return expected
    part, whole = int(found[1]), int(found[2] or 1)
    return None if whole and part <= whole else expected
