"""Writes the roll-forward as CSV, a row for each cell, and as a workbook, a row for each class with its columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import xlsxwriter

from graph_schema.messages import N_
from graph_schema.values.money import format_plain
from tracer.casefile.roll_forward_sheet import MoneyRoll, RollForwardSheet
from tracer.export.graph_forms.plain_parts import plain_cell
from tracer.wording.language import Language
from tracer.wording.recovery.control_words import ROLL_COLUMN_WORDS
from tracer.wording.recovery.ledger_terms import LEDGER_CLASS_WORDS
from tracer.wording.terms import CLASS_WORDS

_MARK: Final = b"\xef\xbb\xbf"
"""Without it a spreadsheet reads ș as two signs."""
_COLUMNS: Final = ("office", "kind", "class", "currency", "column", "number", "value", "assets")
Cell = str | int | Decimal


def write_roll_forward_csv(sheet: RollForwardSheet, _language: Language) -> bytes:
    """RFC 4180, UTF-8 with its mark; columns and codes in English in any language.

    ``kind``: asset or money. Values are exact decimal numbers with a point; a row of assets without a value has none.
    A text that would run as a formula begins with an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in _csv_rows(sheet):
        writer.writerow([plain_cell(text) for text in row[:5]] + list(row[5:]))
    return _MARK + buffer.getvalue().encode()


def _csv_rows(sheet: RollForwardSheet) -> Iterator[tuple[str, ...]]:
    for line in sheet.assets:
        for cell in line.cells:
            value = format_plain(cell.minor, line.currency) if line.currency else ""
            yield (
                line.office, "asset", line.asset_class, line.currency, cell.column, str(cell.number), value,
                " ".join(cell.assets),
            )  # fmt: skip
    for row in sheet.money:
        for column, minor in zip(("opening", "in", "out", "closing"), _sums(row), strict=True):
            value = format_plain(minor, row.currency)
            yield row.office, "money", row.ledger_class, row.currency, column, "", value, ""


def write_roll_forward_xlsx(sheet: RollForwardSheet, language: Language) -> bytes:
    """Which workbook holds the assets in number, the assets in value and the money, each on a sheet of its own?

    The closing is a formula over its row, so that a reader can check it. The same sheet and language give the same bytes.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    last = sheet.last
    book.set_properties({"created": dt.datetime(last.year, last.month, last.day)})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    amount = book.add_format({"num_format": "#,##0.00"})
    names = tuple(ROLL_COLUMN_WORDS)
    keys = (N_("Office"), N_("Class"), N_("Currency"))
    for title, is_value in ((N_("Assets in number"), False), (N_("Assets in value"), True)):
        rows: list[tuple[Cell, ...]] = [
            (
                line.office,
                language.text(CLASS_WORDS.get(line.asset_class, line.asset_class)),
                line.currency,
                *(_decimal(cell.minor, line.currency) if is_value else cell.number for cell in line.cells),
            )
            for line in sheet.assets
            if line.currency or not is_value
        ]
        titles = [*keys, *(ROLL_COLUMN_WORDS[name] for name in names)]
        _write(book, language.text(title), [language.text(text) for text in titles], rows, head, amount, "SUM")
    money: list[tuple[Cell, ...]] = [
        (
            row.office,
            language.text(LEDGER_CLASS_WORDS[row.ledger_class]),
            row.currency,
            *(_decimal(minor, row.currency) for minor in _sums(row)),
        )
        for row in sheet.money
    ]
    titles = [*keys, N_("opening"), N_("came in"), N_("went out"), N_("closing")]
    _write(book, language.text(N_("Money")), [language.text(text) for text in titles], money, head, amount, "FLOW")
    book.close()
    return buffer.getvalue()


def _write(
    book: xlsxwriter.Workbook,
    name: str,
    titles: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    head: xlsxwriter.format.Format,
    amount: xlsxwriter.format.Format,
    closing: str,
) -> None:
    sheet = book.add_worksheet(name)
    for place, title in enumerate(titles):
        sheet.write_string(0, place, title, head)
        longest = max((len(str(row[place])) for row in rows), default=8)
        sheet.set_column(place, place, min(60, max(10, longest + 2, len(title) + 2)))
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            shown = amount if isinstance(cell, Decimal) else None
            if place == len(row) - 1 and not isinstance(cell, str):
                end = chr(ord("D") + len(row) - 5)
                own = (
                    f"=SUM(D{line + 1}:{end}{line + 1})"
                    if closing == "SUM"
                    else f"=D{line + 1}+E{line + 1}-F{line + 1}"
                )
                sheet.write_formula(line, place, own, shown, cell)
            elif isinstance(cell, str):
                sheet.write_string(line, place, cell)
            else:
                sheet.write_number(line, place, cell, shown)
    sheet.freeze_panes(1, 0)


def _sums(row: MoneyRoll) -> tuple[int, int, int, int]:
    return row.opening_minor, row.in_minor, row.out_minor, row.closing_minor


def _decimal(minor: int, currency: str) -> Decimal:
    return Decimal(format_plain(minor, currency))
