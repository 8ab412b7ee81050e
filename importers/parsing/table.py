"""Reads a table from a text file or a workbook through a mapping; each row is read as a whole or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from graph_schema.errors import TracerError
from graph_schema.messages import N_, Message
from importers.contract import Recognition, Rejection, UnreadableFile
from importers.mapping import ColumnMapping, TableFormat
from importers.mapping_parts.addresses import find_difference
from importers.parsing.grid import GridRow
from importers.parsing.limits import TEXT_SIGNS
from importers.parsing.lines import read_lines
from importers.parsing.sheets.workbook import read_sheet, refuse_locked
from importers.parsing.table_top import file_values, find_unlike_row, place_fields, read_top
from importers.source import SourceFile

_SHOWN_SIGNS: Final = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``cells``: field -> value, with constants and translated codes, without empty fields.

    Typed cells of a workbook are texts in the date pattern and with the decimal sign of the mapping.
    """

    locator: str
    cells: Mapping[str, str] = field(hash=False)
    raw: str


@dataclass(frozen=True, slots=True)
class Table:
    """All rows below the header: rows that fit the header, and rejections of the other rows.

    ``refused``: for each rejection the cells of its row that could be read, if any.
    """

    rows: tuple[Row, ...]
    rejections: tuple[Rejection, ...]
    refused: tuple[Row, ...] = ()


def read_table(file: SourceFile, mapping: ColumnMapping) -> Table:
    """Which fields do the rows of this table have?

    Blank rows are skipped. A row is rejected if it has more or fewer cells than the header, an unreadable cell, or a code
    that the mapping does not list. Does not interpret amounts, dates or identifiers.

    Raises: UnreadableFile if the header is not exactly that of the mapping, a value above the header is not there, or the
    file is not such a table. Cost: linear; 11,000 rows of text in about 0.1 s.
    """
    grid = _grid(file, mapping, head_only=False)
    top = read_top(grid, mapping, file.name)
    header = top.titles
    reason = find_difference(header, mapping.addresses)
    if reason is not None:
        raise UnreadableFile("{file}, row {row}: {reason}", file=file.name, row=mapping.header_row, reason=reason)
    fields = place_fields(header, mapping)
    stated = {**mapping.constants, **file_values(top, mapping, file.name)}
    rows: list[Row] = []
    rejections: list[Rejection] = []
    refused: list[Row] = []
    closed, signs = False, 0
    for line in chain(top.below, grid):
        if line.blank:
            continue
        signs += len(line.raw)
        if signs > TEXT_SIGNS:
            raise UnreadableFile(
                "{file} has more than {limit} characters in its rows. Split it into several files.",
                file=file.name,
                limit=TEXT_SIGNS,
            )
        if mapping.footers and line.cells[0].startswith(mapping.footers):
            closed = True
            continue
        reason, value = _misfit(line, len(header), closed)
        cells: dict[str, str] = dict(stated)
        if reason is None:
            for field in fields:
                text = field.text(line.cells)
                if field.codes is not None and (text or "" in field.codes):
                    if text in field.codes:
                        text = field.codes[text]
                    elif text and field.other is not None:
                        text = field.other
                    elif text:
                        if reason is None:
                            reason, value = _unknown_code(field.title, text, field.codes), text
                        continue
                if text or field.default:
                    cells[field.name] = text or field.default
        if reason is None:
            rows.append(Row(line.locator, cells, line.raw))
        else:
            rejections.append(Rejection(line.locator, value, reason, line.raw))
            refused.append(Row(line.locator, cells, line.raw))
    return Table(tuple(rows), tuple(rejections), tuple(refused))


def matches_header(file: SourceFile, mapping: ColumnMapping) -> Recognition:
    """Does the file have exactly the header of this mapping?"""
    if file.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _no(mapping, Message("the file is XML, not a table"))
    try:
        top = read_top(_grid(file, mapping, head_only=True), mapping, file.name)
        reason = find_difference(top.titles, mapping.addresses) or find_unlike_row(top, mapping)
    except TracerError as error:
        return _no(mapping, error.sentence)
    if reason is not None:
        return _no(mapping, reason)
    return Recognition(True, Message("the header of the mapping {name}", name=mapping.name))


def _no(mapping: ColumnMapping, reason: Message) -> Recognition:
    return Recognition(False, Message("mapping {name}: {reason}", name=mapping.name, reason=reason))


def find_obstacle(file: SourceFile, mappings: Iterable[ColumnMapping]) -> TracerError | None:
    """Why can no mapping read the file as a table, if the reason is the same for all mappings?"""
    found: list[TracerError] = []
    for mapping in mappings:
        try:
            read_top(_grid(file, mapping, head_only=True), mapping, file.name)
            return None
        except TracerError as error:
            found.append(error)
    return found[0] if found and len({str(error) for error in found}) == 1 else None


def nearest_mapping(file: SourceFile, mappings: Iterable[ColumnMapping]) -> Message | None:
    """Which mapping is closest to the file, and how does the file differ? None without mappings or without common titles.

    The closest mapping has the most column titles in common with the file. If there is only one mapping, it is the closest.
    """
    compared: list[tuple[int, ColumnMapping]] = []
    for mapping in mappings:
        try:
            header = read_top(_grid(file, mapping, head_only=True), mapping, file.name).titles
        except TracerError:
            header = ()
        compared.append((len(set(header) & mapping.addresses), mapping))
    common, nearest = max(compared, key=lambda item: item[0], default=(0, None))
    if nearest is None or (not common and len(compared) > 1):
        return None
    return matches_header(file, nearest).reason


def recognise_table(file: SourceFile, mappings: Iterable[ColumnMapping], format: TableFormat) -> Recognition:
    """Does one of the saved mappings of this format match the header of the file?"""
    answers = [matches_header(file, mapping) for mapping in mappings if mapping.format == format]
    claims = [answer for answer in answers if answer.claims]
    if claims:
        return Recognition(True, Message.listed(answer.reason for answer in claims))
    if answers:
        return Recognition(False, Message.listed(answer.reason for answer in answers))
    return Recognition(False, Message("there is no saved mapping for {format}", format=format))


def choose_mapping(file: SourceFile, mappings: Iterable[ColumnMapping], format: TableFormat) -> ColumnMapping:
    """Which saved mapping of this format matches the file?

    Raises: UnreadableFile if none or several match.
    """
    wanted = [mapping for mapping in mappings if mapping.format == format]
    found = [mapping for mapping in wanted if matches_header(file, mapping).claims]
    if not found:
        raise UnreadableFile(
            "No saved mapping for {format} matches {file}: {reasons}. Map its columns and save the mapping.",
            file=file.name,
            format=format,
            reasons=recognise_table(file, wanted, format).reason,
        )
    if len(found) > 1:
        raise UnreadableFile(
            "Several mappings match {file}: {names}. Name the right mapping with --mapping.",
            file=file.name,
            names=Message.listed(
                (Message("{name} (version {version})", name=item.name, version=item.version) for item in found), ", "
            ),
        )
    return found[0]


def _grid(file: SourceFile, mapping: ColumnMapping, *, head_only: bool) -> Iterator[GridRow]:
    refuse_locked(file)
    if mapping.delimiter is None:
        return read_sheet(file, mapping, head_only=head_only)
    return read_lines(file, mapping, head_only=head_only)


def _misfit(line: GridRow, width: int, closed: bool) -> tuple[Message | None, str]:
    if closed:
        return (
            Message("the row is below the footer of the table: state the footer exactly in the mapping"),
            line.cells[0],
        )
    if line.problem is not None:
        return line.problem, ""
    if len(line.cells) != width:
        found = str(len(line.cells))
        template = N_("the row has {found} cells, the header {width}: correct the shifted or broken row")
        return Message(template, found=found, width=width), found
    return None, ""


def _unknown_code(title: str, text: str, codes: Mapping[str, str]) -> Message:
    template = N_("the column {title!r} is {text!r}; expected one of {known}. Add the code to the mapping")
    return Message(template, title=title, text=text[:_SHOWN_SIGNS], known=", ".join(map(repr, codes)))
