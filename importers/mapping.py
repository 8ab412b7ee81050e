"""A saved column mapping: what one sender's table means, declared by a person and kept with a version."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields
from typing import Final, Literal, cast, get_args

from graph_schema.dates import DatePattern
from graph_schema.errors import WrongUse
from graph_schema.words import N_, Sentence

TableFormat = Literal[
    "bank-ledger",
    "land-register",
    "vehicle-register",
    "measures-register",
    "accounts-register",
    "persons-register",
    "inventory-register",
]
ENCODINGS: Final = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "iso-8859-1",
    "iso-8859-2",
    "iso-8859-15",
    "iso-8859-16",
    "windows-1250",
    "windows-1252",
)
_DECIMAL_MARKS: Final = (",", ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnMapping:
    """How one sender's table is read: which column is which field, and how its figures and dates are written.

    ``delimiter`` None means a workbook (XLSX), and then ``sheet`` names the sheet (None: the only one).
    ``header_row`` counts from 1 as a spreadsheet shows rows; what stands above it is left aside. A row whose
    first cell starts with one of ``footers`` closes the table: only such rows and blank ones may follow it.
    ``quote`` None: quotation marks are ordinary characters. ``first_year`` goes with the pattern YYMMDD.
    ``columns``: field -> header. ``constants``: field -> value of every row. ``codes``: field -> what the
    cell says -> what it means; a cell that says anything else is rejected (the empty text may be listed).
    ``ignored``: headers deliberately left aside; a header in neither list stops the import.
    """

    name: str
    format: TableFormat
    version: int
    encoding: str
    header_row: int
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
        """Every field the mapping gives a value for."""
        return frozenset(self.columns) | frozenset(self.constants)


def check_fields(mapping: ColumnMapping, required: Collection[str], optional: Collection[str]) -> None:
    """Does the mapping name every field its format needs, and none the format does not know?

    Raises: WrongUse naming the fields.
    """
    missing = [name for name in required if name not in mapping.fields]
    unknown = sorted(mapping.fields - set(required) - set(optional))
    if missing:
        raise WrongUse(
            "The mapping {mapping!r} leaves out {missing}, which {format} needs. Map a column to it or state "
            "it as a constant.",
            mapping=mapping.name,
            missing=", ".join(missing),
            format=mapping.format,
        )
    if unknown:
        raise WrongUse(
            "The mapping {mapping!r} names {unknown}; the fields of {format} are {known}. Correct the name.",
            mapping=mapping.name,
            unknown=", ".join(unknown),
            format=mapping.format,
            known=", ".join([*required, *optional]),
        )


def read_mapping(text: str, place: str) -> ColumnMapping:
    """Which mapping was saved in this JSON text? ``place`` is the name a person knows it by.

    Raises: WrongUse for text that is not JSON, an unknown, missing or repeated key, or a value of the wrong
    kind.
    """
    try:
        found = json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, place))
    except (json.JSONDecodeError, RecursionError) as error:
        raise WrongUse(
            "The mapping {place} is not JSON: {reason}. Save it again from the mapping screen.",
            place=place,
            reason=str(error),
        ) from None
    if not isinstance(found, dict):
        raise WrongUse("The mapping {place} is not a JSON object with named keys.", place=place)
    known = {item.name for item in fields(ColumnMapping)}
    for key in found:
        if key not in known:
            raise WrongUse(
                "The mapping {place} holds an unknown key {key!r}; known are {known}. Remove or correct it.",
                place=place,
                key=key,
                known=", ".join(sorted(known)),
            )
    for key in (
        "name",
        "format",
        "version",
        "encoding",
        "header_row",
        "decimal_mark",
        "date_pattern",
        "columns",
    ):
        if key not in found:
            raise WrongUse("The mapping {place} lacks the key {key!r}. Add it.", place=place, key=key)
    for key, value in found.items():
        expected = _expected(key, value)
        if expected is not None:
            raise WrongUse(
                "The mapping {place}: the key {key!r} holds {value!r}; expected {expected}. Correct it.",
                place=place,
                key=key,
                value=value,
                expected=expected,
            )
    for key in ("ignored", "footers"):
        found[key] = tuple(found.get(key, ()))
    return ColumnMapping(**cast("dict[str, object]", found))  # type: ignore[arg-type]  # each value checked above


def write_mapping(mapping: ColumnMapping) -> str:
    """The JSON text that :func:`read_mapping` reads back as the same mapping; same mapping, same bytes."""
    values = {item.name: getattr(mapping, item.name) for item in fields(ColumnMapping)}
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return json.dumps(plain, ensure_ascii=False, indent=2, default=dict) + "\n"


def _unique(pairs: list[tuple[str, object]], place: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise WrongUse("The mapping {place} states the key {key!r} twice. Keep one.", place=place, key=key)
        found[key] = value
    return found


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _expected(key: str, value: object) -> Sentence | None:
    """What should stand there instead, or None when the value is of the right kind."""
    if key in ("version", "header_row", "first_year"):
        optional = key == "first_year" and value is None
        return None if optional or type(value) is int else Sentence("a whole number")
    if key in ("columns", "constants"):
        return None if _is_texts(value) else Sentence("an object of texts")
    if key == "codes":
        return (
            None
            if isinstance(value, dict) and all(map(_is_texts, value.values()))
            else Sentence("objects of texts by field")
        )
    if key in ("ignored", "footers"):
        texts = isinstance(value, list) and all(isinstance(text, str) for text in value)
        return None if texts else Sentence("a list of texts")
    optional = key in ("delimiter", "quote", "sheet", "group_mark") and value is None
    return None if optional or isinstance(value, str) else Sentence("a text")


def _problem(mapping: ColumnMapping) -> tuple[str, dict[str, str]] | None:
    """Why this mapping contradicts itself: the sentence and its parameters."""
    return _wrong_code(mapping) or _wrong_marks(mapping) or _wrong_columns(mapping)


def _wrong_code(mapping: ColumnMapping) -> tuple[str, dict[str, str]] | None:
    allowed: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("format", mapping.format, get_args(TableFormat)),
        ("encoding", mapping.encoding, ENCODINGS),
        ("decimal_mark", mapping.decimal_mark, _DECIMAL_MARKS),
        ("date_pattern", mapping.date_pattern, get_args(DatePattern)),
    )
    for key, value, codes in allowed:
        if value not in codes:
            sentence = N_("The mapping {mapping!r}: {key} is {value!r}; expected one of {codes}. Correct it.")
            return sentence, {"key": key, "value": value, "codes": ", ".join(codes)}
    if mapping.version < 1 or mapping.header_row < 1:
        return N_("The mapping {mapping!r}: version and header_row count from 1. Correct them."), {}
    if (mapping.date_pattern == "YYMMDD") is (mapping.first_year is None):
        return N_("The mapping {mapping!r}: the date pattern YYMMDD and first_year go together. Add or remove one."), {}
    return None


def _wrong_marks(mapping: ColumnMapping) -> tuple[str, dict[str, str]] | None:
    marks = {"delimiter": mapping.delimiter, "quote": mapping.quote, "group_mark": mapping.group_mark}
    for key, mark in marks.items():
        if mark is not None and (len(mark) != 1 or mark in "\r\n\0"):
            sentence = N_("The mapping {mapping!r}: {key} is {value!r}; expected one character. Correct it.")
            return sentence, {"key": key, "value": mark}
    if mapping.delimiter is not None and mapping.delimiter == mapping.quote:
        return N_("The mapping {mapping!r}: delimiter and quote are the same sign. Correct one."), {}
    if mapping.delimiter is not None and mapping.sheet is not None:
        return N_("The mapping {mapping!r}: a text table has no sheet. Leave out the sheet or the delimiter."), {}
    if mapping.group_mark == mapping.decimal_mark:
        return N_("The mapping {mapping!r}: group_mark and decimal_mark are the same sign. Correct one."), {}
    return None


def _wrong_columns(mapping: ColumnMapping) -> tuple[str, dict[str, str]] | None:
    if not mapping.name.strip() or not mapping.columns:
        return N_("The mapping {mapping!r} needs a name and at least one column. Add them."), {}
    if not all([*mapping.columns.values(), *mapping.ignored, *mapping.footers]):
        return N_("The mapping {mapping!r} names an empty header or closing line. Correct it."), {}
    doubled = ", ".join(sorted(set(mapping.columns) & set(mapping.constants)))
    if doubled:
        return N_("The mapping {mapping!r}: {fields} both from a column and constant. Keep one."), {"fields": doubled}
    aside = ", ".join(sorted(set(mapping.columns.values()) & set(mapping.ignored)))
    if aside:
        return N_("The mapping {mapping!r}: {headers} both mapped and ignored. Keep one."), {"headers": aside}
    adrift = ", ".join(sorted(set(mapping.codes) - set(mapping.columns)))
    if adrift:
        return N_("The mapping {mapping!r}: codes for {fields}, but no column. Map the column."), {"fields": adrift}
    return None
