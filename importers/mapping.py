"""Defines, reads and checks column mappings: which column of a sender's table is which field."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from graph_schema.errors import WrongUse
from graph_schema.messages import N_, Message
from graph_schema.values.dates import DatePattern

# Most commands read no mapping: pydantic, which takes long to load, is imported with the first text of one.
if TYPE_CHECKING:
    from pydantic import TypeAdapter, ValidationError

TableFormat = Literal[
    "bank-ledger",
    "land-register",
    "vehicle-register",
    "measures-register",
    "accounts-register",
    "persons-register",
    "inventory-register",
]
Encoding = Literal[
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-15",
    "iso-8859-16",
    "windows-1250",
    "windows-1252",
]
_FIRST_FAULTS: Final = ("unexpected_keyword_argument", "missing")
"""Reported in this order, because a missing key is often the misspelt unknown key."""


@dataclass(frozen=True, slots=True)
class _AtLeast:
    """The least value that pydantic accepts."""

    least: int

    def __get_pydantic_core_schema__(self, source: object, handler: Callable[[object], dict[str, Any]]) -> object:
        return {**handler(source), "ge": self.least}


_FromOne = Annotated[int, _AtLeast(1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How the tables of one sender are read: which column is which field, and how numbers and dates are written.

    ``delimiter`` None means a workbook (XLSX); then ``sheet`` is the name of the sheet (None: the only sheet).
    ``header_row`` counts from 1 as in a spreadsheet; rows above it are ignored. A row whose first cell starts with one of
    ``footers`` ends the table: only such rows and blank rows may follow it. ``quote`` None: quotation marks are ordinary
    characters. ``first_year`` is required with the pattern YYMMDD only.
    ``columns``: field -> header. ``constants``: field -> value for every row. ``codes``: field -> text of the cell -> its
    meaning; a row with any other text is rejected (the empty text may be listed). ``ignored``: headers of columns that
    are not read; a header in neither list stops the import.
    """

    __pydantic_config__ = {"strict": True, "extra": "forbid"}  # noqa: RUF012

    name: str
    format: TableFormat
    version: _FromOne
    encoding: Encoding
    header_row: _FromOne
    decimal_mark: Literal[",", "."]
    date_pattern: DatePattern
    columns: Mapping[str, str] = field(hash=False)
    delimiter: str | None = None
    quote: str | None = '"'
    sheet: str | None = None
    group_mark: str | None = None
    first_year: int | None = None
    constants: Mapping[str, str] = field(default_factory=dict, hash=False)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    ignored: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        problem = _problem(self)
        if problem is not None:
            template, params = problem
            raise WrongUse(template, mapping=self.name, **params)

    @property
    def fields(self) -> frozenset[str]:
        """All fields that the mapping gives a value."""
        return frozenset(self.columns) | frozenset(self.constants)


def check_fields(mapping: ColumnMapping, required: Collection[str], optional: Collection[str]) -> None:
    """Does the mapping have every required field of its format, and no unknown field?

    Raises: WrongUse naming the fields.
    """
    missing = [name for name in required if name not in mapping.fields]
    unknown = sorted(mapping.fields - set(required) - set(optional))
    if missing:
        raise WrongUse(
            "The mapping {mapping!r} lacks {missing}, required for {format}. Map a column to it or state it as a "
            "constant.",
            mapping=mapping.name,
            missing=", ".join(missing),
            format=mapping.format,
        )
    if unknown:
        raise WrongUse(
            "The mapping {mapping!r} has the unknown field {unknown}; the fields of {format} are {known}. Correct "
            "the name.",
            mapping=mapping.name,
            unknown=", ".join(unknown),
            format=mapping.format,
            known=", ".join([*required, *optional]),
        )


def read_mapping(text: str, place: str) -> ColumnMapping:
    """Which mapping does this JSON text contain? ``place`` is its name in messages.

    Raises: WrongUse for text that is not JSON, an unknown, missing or repeated key, or a value of the wrong kind.
    """
    from pydantic import ValidationError

    try:
        # Pydantic would silently use the last value of a repeated key.
        json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, place))
        return _model().validate_json(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _not_json(place, str(error)) from None
    except ValidationError as error:
        raise _wrong_mapping(error, place) from None


@cache
def _model() -> TypeAdapter[ColumnMapping]:
    from pydantic import TypeAdapter

    return TypeAdapter(ColumnMapping)


def write_mapping(mapping: ColumnMapping) -> str:
    """The JSON text of a mapping, for :func:`read_mapping`. Equal mappings have equal bytes."""
    values = {item.name: getattr(mapping, item.name) for item in fields(ColumnMapping)}
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return json.dumps(plain, ensure_ascii=False, indent=2, default=dict) + "\n"


def _unique(pairs: list[tuple[str, object]], place: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise WrongUse("The mapping {place} has the key {key!r} twice. Remove one of them.", place=place, key=key)
        found[key] = value
    return found


def _not_json(place: str, reason: str) -> WrongUse:
    return WrongUse(
        "The mapping {place} is not JSON: {reason}. Correct it there, then type: tracer import FILE --mapping {place}",
        place=place,
        reason=reason,
    )


def _wrong_mapping(error: ValidationError, place: str) -> WrongUse:
    """The error for the first fault that pydantic found."""
    ranks = {kind: rank for rank, kind in enumerate(_FIRST_FAULTS)}
    first = min(error.errors(include_url=False), key=lambda fault: ranks.get(fault["type"], len(ranks)))
    key = "/".join(map(str, first["loc"]))
    match first["type"]:
        case "json_invalid":
            return _not_json(place, str(first["ctx"]["error"]))
        case "dataclass_type":
            return WrongUse(
                "The mapping {place} is not a JSON object with named keys, as docs/investigator.md shows one. Correct it, then "
                "type: tracer import FILE --mapping {place}",
                place=place,
            )
        case "unexpected_keyword_argument":
            return WrongUse(
                "The mapping {place} has the unknown key {key!r}; expected one of {known}. Remove or correct it.",
                place=place,
                key=key,
                known=", ".join(sorted(item.name for item in fields(ColumnMapping))),
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


def _expected(fault: str, context: Mapping[str, object]) -> Message:
    """What is expected instead of the wrong value."""
    match fault:
        case "int_type":
            return Message("a whole number")
        case "greater_than_equal":
            return Message("a whole number of {least} or more", least=context["ge"])
        case "literal_error":
            return Message("one of {codes}", codes=str(context["expected"]).replace(" or ", ", "))
        case "dict_type":
            return Message("an object of texts")
        case "tuple_type":
            return Message("a list of texts")
    return Message("a text")


def _problem(mapping: ColumnMapping) -> tuple[str, dict[str, str]] | None:
    """The contradiction in this mapping, if any: the template and its parameters."""
    return _wrong_marks(mapping) or _wrong_columns(mapping)


def _wrong_marks(mapping: ColumnMapping) -> tuple[str, dict[str, str]] | None:
    marks = {"delimiter": mapping.delimiter, "quote": mapping.quote, "group_mark": mapping.group_mark}
    for key, mark in marks.items():
        if mark is not None and (len(mark) != 1 or mark in "\r\n\0"):
            sentence = N_("The mapping {mapping!r}: {key} is {value!r}; expected one character. Correct it.")
            return sentence, {"key": key, "value": mark}
    if mapping.delimiter is not None and mapping.delimiter == mapping.quote:
        return N_("The mapping {mapping!r}: delimiter and quote are the same character. Correct one of them."), {}
    if mapping.delimiter is not None and mapping.sheet is not None:
        return N_(
            "The mapping {mapping!r} has both a delimiter (text table) and a sheet (workbook); expected one "
            "of them. Remove the other."
        ), {}
    if (mapping.date_pattern == "YYMMDD") is (mapping.first_year is None):
        return N_(
            "The mapping {mapping!r}: the date pattern YYMMDD requires first_year, and no other pattern has "
            "it. Add or remove first_year."
        ), {}
    if mapping.group_mark == mapping.decimal_mark:
        return N_(
            "The mapping {mapping!r}: group_mark and decimal_mark are the same character. Correct one of them."
        ), {}
    return None


def _wrong_columns(mapping: ColumnMapping) -> tuple[str, dict[str, str]] | None:
    if not mapping.name.strip() or not mapping.columns:
        return N_("The mapping {mapping!r} needs a name and at least one column. Add them."), {}
    if not all([*mapping.columns.values(), *mapping.ignored, *mapping.footers]):
        return N_("The mapping {mapping!r} has an empty column header or an empty footer. Correct it."), {}
    repeated = ", ".join(sorted(set(mapping.columns) & set(mapping.constants)))
    if repeated:
        return N_("The mapping {mapping!r} states {fields} both as a column and as a constant. Remove one of them."), {
            "fields": repeated
        }
    aside = ", ".join(sorted(set(mapping.columns.values()) & set(mapping.ignored)))
    if aside:
        return N_(
            "The mapping {mapping!r} lists {headers} both under columns and under ignored. Remove one of them."
        ), {"headers": aside}
    adrift = ", ".join(sorted(set(mapping.codes) - set(mapping.columns)))
    if adrift:
        return N_("The mapping {mapping!r} has codes for {fields}, but no column. Map a column to it."), {
            "fields": adrift
        }
    return None
