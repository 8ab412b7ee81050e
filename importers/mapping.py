"""Defines, reads and checks column mappings: which column of a sender's table is which field."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.messages import N_
from graph_schema.values.amount_forms import AmountForm, NegativeForm
from graph_schema.values.date_forms import DateForm
from graph_schema.values.dates import parse_iso_date
from graph_schema.values.shares import ShareUnit
from importers.mapping_parts.contradictions import (
    Problem,
    find_wrong_field,
    find_wrong_form,
    find_wrong_header,
    find_wrong_mark,
)
from importers.mapping_parts.faults import word_fault
from importers.mapping_parts.plain_text import read_plain
from importers.mapping_parts.questions import open_questions
from importers.mapping_parts.records import FileCell, FromOne, FromZero, JoinedColumns

# Most commands read no mapping: pydantic, which takes long to load, is imported with the first text of one.
if TYPE_CHECKING:
    from pydantic import TypeAdapter

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
    "iso-8859-5",
    "iso-8859-15",
    "iso-8859-16",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "koi8-u",
    "cp852",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How the tables of one sender are read: which column is which field, and how numbers and dates are written.

    ``delimiter`` None means a workbook (XLSX); then ``sheet`` is the name of the sheet or its position such as ``#2`` (None:
    the only sheet). ``header_row`` counts from 1 as in a spreadsheet; rows above it are ignored. ``header_rows``: how many
    rows the header has, read as one title each column; 0: the table begins at ``header_row`` without a header, and its columns
    are named by position. A row whose first cell starts with one of ``footers`` ends the table: only such rows and blank rows
    may follow it. ``quote`` None: quotation marks are ordinary characters. ``date_pattern``, ``first_year``, ``step_zero``
    (a day such as 2017-01-01), ``step_hours``: as in ``DateForm``. ``decimal_mark``, ``group_mark``, ``negative_forms``,
    ``exponents``, ``amount_units``: as in ``AmountForm``. ``share_unit``: as in ``parse_share``. ``nulls``: texts that mean an
    empty cell.

    ``columns``: field -> title of its column, or its position as ``#3`` or ``#3 Title``. ``joined``: field -> its columns.
    ``file_values``: field -> cell above the header. ``constants``: field -> value for every row. ``codes``: field -> text of
    the cell -> its meaning; a row with any other text is rejected (the empty text may be listed). ``code_defaults``: field ->
    meaning of every text that is not listed. ``defaults``: field -> value of an empty cell. ``ignored``: columns that are not
    read; a column in no list stops the import.
    """

    __pydantic_config__ = {"strict": True, "extra": "forbid"}  # noqa: RUF012

    name: str
    format: TableFormat
    version: FromOne
    encoding: Encoding
    header_row: FromOne
    decimal_mark: Literal[",", "."]
    date_pattern: str
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
    header_rows: FromZero = 1
    step_zero: str | None = None
    step_hours: FromOne = 24
    negative_forms: tuple[NegativeForm, ...] = ()
    exponents: bool = False
    amount_units: tuple[str, ...] = ()
    share_unit: ShareUnit | None = None
    nulls: tuple[str, ...] = ()
    joined: Mapping[str, JoinedColumns] = field(default_factory=dict, hash=False)
    file_values: Mapping[str, FileCell] = field(default_factory=dict, hash=False)
    code_defaults: Mapping[str, str] = field(default_factory=dict, hash=False)
    defaults: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        problem = (
            find_wrong_mark(self.delimiter, self.quote, self.group_mark, self.decimal_mark)
            or find_wrong_form(self.delimiter, self.sheet, self.date_pattern, self.first_year)
            or _wrong_columns(self)
            or find_wrong_field(
                self.columns,
                self.joined,
                self.file_values,
                self.constants,
                self.codes,
                self.code_defaults,
                self.defaults,
            )
            or find_wrong_header(self.addresses, self.header_row, self.header_rows, self.file_values)
        )
        if problem is not None:
            template, params = problem
            raise WrongUse(template, mapping=self.name, **params)
        # Checks the pattern.
        _ = self.date_form

    @property
    def fields(self) -> frozenset[str]:
        """All fields that the mapping gives a value."""
        return self.stated_fields | frozenset(self.constants)

    @property
    def column_fields(self) -> frozenset[str]:
        """The fields that each row states in its cells."""
        return frozenset(self.columns) | frozenset(self.joined)

    @property
    def stated_fields(self) -> frozenset[str]:
        """The fields that the file states itself, in its rows or above them."""
        return self.column_fields | frozenset(self.file_values)

    @property
    def addresses(self) -> frozenset[str]:
        """How the mapping names the columns of the table, all of them."""
        joined = (title for parts in self.joined.values() for title in parts.columns)
        return frozenset((*self.columns.values(), *joined, *self.ignored))

    @property
    def last_header_row(self) -> int:
        """The last row of the header, or the row above the table if it has none."""
        return self.header_row + self.header_rows - 1

    @property
    def date_form(self) -> DateForm:
        """How the days of this sender are written."""
        return _date_form(self.date_pattern, self.first_year, self.step_zero, self.step_hours)

    @property
    def amount_form(self) -> AmountForm:
        """How the amounts of this sender are written."""
        return _amount_form(self.decimal_mark, self.group_mark, self.negative_forms, self.exponents, self.amount_units)

    def title_of(self, name: str) -> str:
        """Where the file states this field, for a message: the columns, or the row above the header."""
        if name in self.columns:
            return self.columns[name]
        if name in self.joined:
            return ", ".join(self.joined[name].columns)
        cell = self.file_values[name]
        return f"row:{cell.row} #{cell.column}"


@lru_cache(maxsize=256)
def _date_form(pattern: str, first_year: int | None, step_zero: str | None, step_hours: int) -> DateForm:
    try:
        zero: date | None = None if step_zero is None else parse_iso_date(step_zero)
    except WrongValue as error:
        raise WrongUse(error.template, **error.params) from None
    return DateForm(pattern, first_year, zero, step_hours)


@lru_cache(maxsize=256)
def _amount_form(
    decimal_mark: Literal[",", "."],
    group_mark: str | None,
    negatives: tuple[NegativeForm, ...],
    exponents: bool,
    units: tuple[str, ...],
) -> AmountForm:
    return AmountForm(decimal_mark, group_mark, negatives, exponents, units)


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
    """Which mapping does this text, JSON or YAML, contain? ``place`` is its name in messages.

    Raises: WrongUse for another text, an unknown, missing or repeated key, a value of the wrong kind, or a question that
    nobody has answered yet.
    """
    from pydantic import ValidationError

    plain = read_plain(text, place)
    for key, question in open_questions(plain):
        raise WrongUse(
            "The mapping {place} is not finished: the key {key!r} still asks: {question} Write the answer in its place.",
            place=place,
            key=key,
            question=question,
        )
    try:
        return mapping_model().validate_json(json.dumps(plain))
    except ValidationError as error:
        raise word_fault(error, place, (item.name for item in fields(ColumnMapping))) from None


@cache
def mapping_model() -> TypeAdapter[ColumnMapping]:
    """The model by which pydantic checks a mapping."""
    from pydantic import TypeAdapter

    return TypeAdapter(ColumnMapping)


_ALWAYS_WRITTEN: Final = 17
"""So many fields every mapping has had from the first version on; the mark of a kept mapping depends on them."""


def plain_mapping(mapping: ColumnMapping) -> dict[str, object]:
    """The mapping in the values of JSON: the fields of the first version, and the others where they are stated."""
    found: dict[str, object] = {}
    for place, item in enumerate(fields(ColumnMapping)):
        value = getattr(mapping, item.name)
        default = item.default if item.default_factory is MISSING else item.default_factory()
        if place < _ALWAYS_WRITTEN or value != default:
            found[item.name] = _plain(value)
    return found


def write_mapping(mapping: ColumnMapping) -> str:
    """The JSON text of a mapping, for :func:`read_mapping`. Equal mappings have equal bytes."""
    return json.dumps(plain_mapping(mapping), ensure_ascii=False, indent=2) + "\n"


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _wrong_columns(mapping: ColumnMapping) -> Problem | None:
    if not mapping.name.strip() or not mapping.column_fields:
        return N_("The mapping {mapping!r} needs a name and at least one column. Add them."), {}
    if not all([*mapping.addresses, *mapping.footers, *mapping.amount_units]):
        return N_("The mapping {mapping!r} has an empty column header or an empty footer. Correct it."), {}
    read = {*mapping.columns.values(), *(title for parts in mapping.joined.values() for title in parts.columns)}
    aside = ", ".join(sorted(read & set(mapping.ignored)))
    if aside:
        return N_(
            "The mapping {mapping!r} lists {headers} both under columns and under ignored. Remove one of them."
        ), {"headers": aside}
    return None
