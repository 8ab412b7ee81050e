"""Writes statistics as CSV tables in UTF-8, and describes them as a Frictionless data package (version 1)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Final

from graph_schema.messages import N_
from tracer.recovery.tables.method_notes import MEASURE_TITLES, PART_TITLES, MethodNote
from tracer.recovery.tables.statistic_cell import StatisticCell
from tracer.wording.language import Language
from tracer.wording.recovery.statistic_parts import format_part
from tracer.wording.visible_signs import neutral_cell

Fields = tuple[tuple[str, str, str], ...]
_KEY: Final[Fields] = (
    ("year", "year", N_("Year in which the row takes effect.")),
    ("cell", "string", N_("Name of the cell; its definition is in the table method.")),
    ("part", "string", N_("Division of the cell, as a code.")),
    ("measure", "string", N_("What the value is: number, sum, days, or a middle value in days.")),
    ("currency", "string", N_("ISO 4217; empty for what is no money, and for rows without a value.")),
)
_CELLS: Final[Fields] = (
    *_KEY,
    ("value", "integer", N_("Unit: minor units of the currency for a sum, days, or a number. Empty: hidden.")),
    ("rows", "integer", N_("How many rows the value rests on. Empty: hidden.")),
    ("unvalued", "integer", N_("How many of them have no value on record and are not in it. Empty: hidden.")),
    ("as_of", "date", N_("What took effect up to this day is counted.")),
    ("known_on", "date", N_("What was recorded up to this day is counted.")),
    ("version", "integer", N_("Version of the definition.")),
)
_ROWS: Final[Fields] = (*_KEY, ("id", "string", N_("Id of an order, an item or an act in its case.")))
_METHOD: Final[Fields] = (
    ("cell", "string", N_("Name of the cell.")),
    ("title", "string", N_("Title of the cell.")),
    ("counted", "string", N_("What is counted.")),
    ("date_basis", "string", N_("The day that places a row in a year.")),
    ("statute", "string", N_("Source of the definition.")),
    ("version", "integer", N_("Version of the definition.")),
)
_CODES: Final[Fields] = (
    ("field", "string", N_("Column that the code stands in.")),
    ("code", "string", N_("Code as it is written in the table.")),
    ("meaning", "string", N_("What the code means.")),
)
_TABLES: Final = {"cells": _CELLS, "rows": _ROWS, "method": _METHOD, "codes": _CODES}


def write_tables(cells: Sequence[StatisticCell], notes: Sequence[MethodNote], language: Language) -> dict[str, bytes]:
    """The tables cells, rows, method and codes by file name; texts in this language."""
    keys = [(cell.year, cell.cell, cell.part, cell.measure, cell.currency) for cell in cells]
    rows: dict[str, Iterable[Sequence[object]]] = {
        "cells": (
            (*key, cell.value, cell.rows, cell.unvalued, cell.as_of, cell.known_on, cell.version)
            for key, cell in zip(keys, cells, strict=True)
        ),
        "rows": ((*key, row) for key, cell in zip(keys, cells, strict=True) for row in cell.ids),
        "method": (
            (
                note.cell,
                *(language.text(text) for text in (note.title, note.counted, note.date_basis, note.statute)),
                note.version,
            )
            for note in notes
        ),
        "codes": (
            *(
                ("part", part, format_part(part, language))
                for part in dict.fromkeys((*PART_TITLES, *(cell.part for cell in cells)))
                if part
            ),
            *(("measure", code, language.text(title)) for code, title in MEASURE_TITLES.items()),
        ),
    }
    return {f"{name}.csv": _write_csv([field for field, _, _ in _TABLES[name]], rows[name]) for name in _TABLES}


def write_package(cells: Sequence[StatisticCell], notes: Sequence[MethodNote], language: Language) -> dict[str, bytes]:
    """The tables and ``datapackage.json``, which names each field with its type and unit, by file name."""
    tables = write_tables(cells, notes, language)
    resources = [
        {
            "name": name,
            "path": f"{name}.csv",
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(tables[f"{name}.csv"]),
            "schema": {
                "fields": [
                    {"name": field, "type": kind, "description": language.text(text)} for field, kind, text in fields
                ],
                "missingValues": [""],
            },
        }
        for name, fields in _TABLES.items()
    ]
    package = {"profile": "tabular-data-package", "name": "recovery-statistics", "resources": resources}
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return {**tables, "datapackage.json": text.encode()}


def _write_csv(titles: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    written = io.StringIO(newline="")
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(titles)
    for row in rows:
        table.writerow(["" if value is None else neutral_cell(str(value)) for value in row])
    return written.getvalue().encode()
