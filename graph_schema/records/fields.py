"""Defines the kinds of value of a field and checks the fields of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph_schema.errors import WrongRecord, WrongValue
from graph_schema.messages import N_, Message
from graph_schema.values.dates import PartialDate, parse_instant, parse_iso_date
from graph_schema.values.money import exponent

Value = str | int | bool
Props = Mapping[str, Value]

FieldKind = Literal[
    "text", "code", "codes", "integer", "minor", "currency", "day", "partial_date", "instant", "share", "flag"
]

_INT64 = 2**63
_EXPECTED: dict[FieldKind, str] = {
    "currency": N_("a currency code of ISO 4217 in upper case, such as RON"),
    "day": N_("a day such as 2021-05-17"),
    "partial_date": N_("a date such as 2021, 2021-05 or 2021-05-17"),
    "instant": N_("a time in UTC such as 2026-03-09T10:30Z"),
}
_SHARE = re.compile(r"([0-9]{1,1000})(?:/([0-9]{1,1000}))?")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a node, link or event type: its kind of value and its meaning in both languages.

    ``codes``: what a field of kind ``code`` holds one of, and one of kind ``codes`` one or more of, with commas between.
    """

    name: str
    kind: FieldKind
    meaning: str
    romanian: str
    required: bool = False
    codes: tuple[str, ...] = ()


def check_value(field: Field, value: Value, place: str) -> None:
    """Does its field allow this value? Raises WrongRecord naming place, field, value and what is allowed."""
    problem = _problem(field, value)
    if problem is not None:
        raise WrongRecord(
            "{place}: the field {field} is {value!r}; expected {expected}. Correct the value.",
            place=place,
            field=field.name,
            value=value,
            expected=problem,
        )


def check_props(fields: tuple[Field, ...], props: Props, place: str) -> None:
    """Does a record have every required field, only known fields, and allowed values? Raises WrongRecord."""
    known = {field.name: field for field in fields}
    for name in props:
        if name not in known:
            raise WrongRecord(
                "{place}: unknown field {field}; expected one of {known}. Correct the name.",
                place=place,
                field=name,
                known=", ".join(known),
            )
    for field in fields:
        value = props.get(field.name)
        if value is None:
            if field.required:
                raise WrongRecord(
                    "{place}: the required field {field} has no value. Add it.", place=place, field=field.name
                )
            continue
        check_value(field, value, place)


def currency_field(fields: tuple[Field, ...], amount: Field) -> Field | None:
    """Which field states the currency of this sum: ``price_currency`` of ``price_minor``, ``to_currency`` of
    ``to_amount_minor``, else ``currency``? None where the record states none.
    """
    own = (amount.name.replace("_minor", "_currency"), amount.name.replace("amount_minor", "currency"), "currency")
    found = {field.name: field for field in fields if field.kind == "currency"}
    return next((found[name] for name in own if name in found), None)


def check_currencies(fields: tuple[Field, ...], props: Props, place: str) -> None:
    """Does each sum of the record have its currency? Raises WrongRecord."""
    for field in fields:
        if field.kind == "minor" and props.get(field.name) is not None:
            currency = currency_field(fields, field)
            if currency is not None and props.get(currency.name) is None:
                raise WrongRecord(
                    "{place}: the sum {field} has no currency. Add {currency}.",
                    place=place,
                    field=field.name,
                    currency=currency.name,
                )


def whole_number(props: Props, name: str) -> int | None:
    """The whole number or sum in minor units under this name; None if it is absent or of another type."""
    value = props.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def read_codes(value: Value) -> tuple[str, ...]:
    """The codes that a field of kind ``codes`` lists, in its order, each once."""
    return tuple(dict.fromkeys(code.strip() for code in str(value).split(",")))


def _problem(field: Field, value: Value) -> Message | None:
    if field.kind == "flag":
        return None if isinstance(value, bool) else Message("true or false")
    if field.kind in ("integer", "minor"):
        if isinstance(value, bool) or not isinstance(value, int) or not -_INT64 <= value < _INT64:
            return Message("a whole number of at most 64 bits")
        return None
    if not isinstance(value, str) or not value.strip():
        return Message("a text that is not empty")
    if field.kind == "code":
        return None if value in field.codes else Message("one of {codes}", codes=", ".join(field.codes))
    if field.kind == "codes":
        if all(code in field.codes for code in read_codes(value)):
            return None
        return Message("one or more of {codes}, with commas between", codes=", ".join(field.codes))
    if field.kind == "text":
        return None
    try:
        if field.kind == "currency":
            exponent(value)
        elif field.kind == "day":
            parse_iso_date(value)
        elif field.kind == "partial_date":
            PartialDate(value)
        elif field.kind == "instant":
            parse_instant(value)
        else:
            return _share_problem(value)
    except WrongValue:
        return Message(_EXPECTED[field.kind])
    return None


def stated(**values: Value | None) -> dict[str, Value]:
    """The fields that have a value, in the order given."""
    return {name: value for name, value in values.items() if value is not None}


def _share_problem(value: str) -> Message | None:
    expected = Message("a share between 0 and 1 as a fraction such as 1/4")
    # Fraction would also accept 1e-999999999 and not return.
    found = _SHARE.fullmatch(value)
    if found is None:
        return expected
    part, whole = int(found[1]), int(found[2] or 1)
    return None if whole and part <= whole else expected
