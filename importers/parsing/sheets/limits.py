"""Refuses workbooks that unpack to too much, that declare entities, or whose cells lie beyond the limits of a sheet."""

from __future__ import annotations

import zipfile

from importers.contract import UnreadableFile
from importers.mapping_parts.addresses import position_of
from importers.parsing.limits import (
    CELL_SIGNS,
    CELLS,
    EXPANDED_BYTES,
    EXPANSION,
    HARMLESS_BYTES,
    SHEET_COLUMNS,
    SHEET_ROWS,
)
from importers.source import SourceFile


def check_expansion(file: SourceFile, archive: zipfile.ZipFile) -> None:
    """Raises UnreadableFile for an archive that unpacks to far more than rows of a sheet need."""
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > EXPANDED_BYTES or unpacked > max(HARMLESS_BYTES, EXPANSION * len(file.data)):
        raise UnreadableFile(
            "{file} has {packed} KiB and unpacks to {size} MiB, far more than rows of a sheet need. Do not open"
            " it; ask the sender for smaller files.",
            file=file.name,
            size=unpacked >> 20,
            packed=len(file.data) >> 10,
        )


def declares_entities(file: SourceFile, part: str) -> UnreadableFile:
    """The error for a part with a document type, which can load or insert other text."""
    return UnreadableFile(
        "{file} contains a document type declaration in {part}, which a workbook never has. Do not open it;"
        " ask the sender.",
        file=file.name,
        part=part,
    )


def beyond_limits(file: SourceFile) -> UnreadableFile:
    """The error for cells beyond the limits of a sheet."""
    return UnreadableFile(
        "{file} has cells beyond the limits of a sheet ({rows} rows, {columns} columns, {signs} characters in a "
        "cell, {cells} cells in total). Do not open it; ask the sender.",
        file=file.name,
        rows=SHEET_ROWS,
        columns=SHEET_COLUMNS,
        signs=CELL_SIGNS,
        cells=CELLS,
    )


def choose_sheet(file: SourceFile, names: list[str], wanted: str | None) -> str:
    """Which sheet does the mapping mean, by name or by position (``#2``)? None: the only one.

    Raises: UnreadableFile if there is no such sheet.
    """
    position = None if wanted is None or wanted in names else position_of(wanted)
    if position is not None and position <= len(names):
        return names[position - 1]
    if wanted is None and len(names) != 1:
        raise UnreadableFile(
            "{file} has the sheets {names}, and the mapping names none. Name the right sheet in the mapping.",
            file=file.name,
            names=", ".join(names),
        )
    if wanted is not None and wanted not in names:
        raise UnreadableFile(
            "{file} has no sheet {sheet!r}; its sheets are {names}. Correct the mapping.",
            file=file.name,
            sheet=wanted,
            names=", ".join(names),
        )
    return wanted or names[0]
