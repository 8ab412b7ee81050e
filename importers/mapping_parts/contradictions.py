"""Finds what contradicts itself in a column mapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from graph_schema.messages import N_
from importers.mapping_parts.addresses import position_of
from importers.mapping_parts.records import FileCell, JoinedColumns

Problem = tuple[str, dict[str, str]]
"""A template with the parameter ``mapping``, and its other parameters."""


def find_wrong_mark(
    delimiter: str | None, quote: str | None, group_mark: str | None, decimal_mark: str
) -> Problem | None:
    """Is a mark more than one character, or one character for two purposes? The first such fault."""
    for key, mark in {"delimiter": delimiter, "quote": quote, "group_mark": group_mark}.items():
        if mark is not None and (len(mark) != 1 or mark in "\r\n\0"):
            sentence = N_("The mapping {mapping!r}: {key} is {value!r}; expected one character. Correct it.")
            return sentence, {"key": key, "value": mark}
    if delimiter is not None and delimiter == quote:
        return N_("The mapping {mapping!r}: delimiter and quote are the same character. Correct one of them."), {}
    if group_mark == decimal_mark:
        return N_(
            "The mapping {mapping!r}: group_mark and decimal_mark are the same character. Correct one of them."
        ), {}
    return None


def find_wrong_form(
    delimiter: str | None, sheet: str | None, date_pattern: str, first_year: int | None
) -> Problem | None:
    """Is the table both a text and a workbook, or its dates without the century that they need? The first such fault."""
    if delimiter is not None and sheet is not None:
        return N_(
            "The mapping {mapping!r} has both a delimiter (text table) and a sheet (workbook); expected one "
            "of them. Remove the other."
        ), {}
    two_digits = "YY" in date_pattern.replace("YYYY", "")
    if two_digits is (first_year is None):
        return N_(
            "The mapping {mapping!r}: a date pattern with YY, a year of two digits, requires first_year, and no other pattern "
            "has it. Add or remove first_year."
        ), {}
    return None


def find_wrong_field(
    columns: Collection[str],
    joined: Mapping[str, JoinedColumns],
    file_values: Collection[str],
    constants: Collection[str],
    codes: Collection[str],
    code_defaults: Collection[str],
    defaults: Collection[str],
) -> Problem | None:
    """Is a field stated twice, joined of one column, or given codes or a default without a column? The first such fault."""
    if repeated := _listed(set(columns) & set(constants)):
        return N_("The mapping {mapping!r} states {fields} both as a column and as a constant. Remove one of them."), {
            "fields": repeated
        }
    counts = Counter(field for kind in (columns, joined, file_values, constants) for field in kind)
    if repeated := _listed(field for field, count in counts.items() if count > 1):
        return N_(
            "The mapping {mapping!r} states {fields} in more than one of columns, joined, file_values and constants. Keep "
            "one of them."
        ), {"fields": repeated}
    if short := _listed(field for field, parts in joined.items() if len(parts.columns) < 2):
        return N_("The mapping {mapping!r} joins fewer than two columns for {fields}. Put it under columns."), {
            "fields": short
        }
    read = {*columns, *joined}
    if adrift := _listed(set(codes) - read):
        return N_("The mapping {mapping!r} has codes for {fields}, but no column. Map a column to it."), {
            "fields": adrift
        }
    if adrift := _listed(set(code_defaults) - set(codes)):
        return N_("The mapping {mapping!r} has code_defaults for {fields}, but no codes. Add them."), {"fields": adrift}
    if adrift := _listed(set(defaults) - read):
        return N_(
            "The mapping {mapping!r} has defaults for {fields}, but no column. Map a column to it, or state a constant."
        ), {"fields": adrift}
    return None


def find_wrong_header(
    addresses: Collection[str], header_row: int, header_rows: int, file_values: Mapping[str, FileCell]
) -> Problem | None:
    """Do the addresses of the columns and the cells above the header fit the header? The first fault."""
    if header_rows == 0:
        positions = sorted(position_of(address) or 0 for address in addresses)
        if positions != list(range(1, len(addresses) + 1)) or any(" " in address for address in addresses):
            return N_(
                "The mapping {mapping!r} has no header row (header_rows 0); expected every column once by its position alone, "
                "from #1 to the last one, under columns, joined or ignored."
            ), {}
    if below := _listed(field for field, cell in file_values.items() if cell.row >= header_row):
        return N_(
            "The mapping {mapping!r} reads {fields} from a cell that is not above the header row. Correct its row."
        ), {"fields": below}
    return None


def _listed(fields: Iterable[str]) -> str:
    return ", ".join(sorted(fields))
