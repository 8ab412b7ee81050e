"""The schedule as a workbook that can be checked by hand: amounts as numbers, totals as formulas, notes with rows."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph_schema.messages import N_
from graph_schema.values.money import format_plain
from tracer.casefile.schedule import Schedule, ScheduleLine, Traced
from tracer.export import annex_text, schedule_text
from tracer.wording.language import Language
from tracer.wording.locators import format_place
from tracer.wording.terms import CLASS_WORDS
from tracer.wording.visible_signs import show_signs

_LONGEST: Final = 32_767
"""Characters that a cell of a workbook holds."""
_WHOLE_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_YEAR: Final = 1900
"""Dates of a workbook begin here."""

_MOST_ROWS: Final = 1_000_000
"""A sheet has some more; above this the places of each file stand in one cell."""

Cell = str | Decimal | dt.date | None


def write_schedule_xlsx(schedule: Schedule, language: Language) -> bytes:
    """Which workbook holds the same rows, totals and notes as the PDF?

    Text never runs: every string is written as a string. The same schedule and language give the same bytes.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    created = dt.datetime(schedule.as_of.year, schedule.as_of.month, schedule.as_of.day)
    title = language.text(N_("Schedule of assets: {suspect}"), suspect=schedule.suspect)
    book.set_properties({"title": title, "author": schedule.author, "comments": schedule.digest, "created": created})
    sheets = _Sheets(book, language)
    sheets.write(N_("Assets"), _ASSET_COLUMNS, _asset_rows(schedule, language))
    _add_totals(sheets, schedule, language)
    sheets.write(N_("Ties"), _TIE_COLUMNS, _tie_rows(schedule, language))
    sheets.write(N_("Notes"), _NOTE_COLUMNS, _note_rows(schedule, language))
    sheets.write(
        N_("Sources"),
        _SOURCE_COLUMNS,
        [(s.file, s.importer, s.as_of, s.received, s.digest) for s in schedule.sources],
    )
    if schedule.annexes:
        sheets.write(N_("Annexes"), _ANNEX_COLUMNS, _annex_rows(schedule, language))
    sheets.write(N_("About"), (N_("What"), N_("Value")), _about_rows(schedule, language))
    book.close()
    return buffer.getvalue()


_ASSET_COLUMNS = (
    N_("No."),
    N_("Class"),
    N_("Asset"),
    N_("Identifiers"),
    N_("Owner on paper"),
    N_("Acquired"),
    N_("Price"),
    N_("Currency of price"),
    N_("Value"),
    N_("Currency"),
    N_("Valued on"),
    N_("Traced, at least"),
    N_("Traced, at most"),
    N_("Price not matched"),
    N_("Currency traced"),
    N_("State"),
    N_("Notes"),
)
_TIE_COLUMNS = (N_("No."), N_("Step"), N_("Sentence"), N_("Notes"))
_NOTE_COLUMNS = (N_("Note"), N_("File"), N_("Place"), N_("SHA-256"))
_SOURCE_COLUMNS = (N_("File"), N_("Read as"), N_("As of"), N_("Received"), N_("SHA-256"))

_ANNEX_COLUMNS = (
    N_("Annex"),
    N_("Title"),
    N_("Caption"),
    N_("Added by"),
    N_("State"),
    N_("Picture, SHA-256"),
    N_("File"),
    N_("Place"),
    N_("SHA-256"),
)


class _Sheets:
    def __init__(self, book: xlsxwriter.Workbook, language: Language) -> None:
        self.book, self.language = book, language
        self.head: Format = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        self.wrap: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.amount: Format = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})

    def write(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Worksheet:
        sheet = self.book.add_worksheet(self.language.text(name))
        for place, column in enumerate(columns):
            sheet.write_string(0, place, self.language.text(column), self.head)
            longest = max((len(_shown(row[place])) for row in rows), default=8)
            sheet.set_column(place, place, min(60, max(10, longest + 2)))
        for line, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                self._cell(sheet, line, place, cell)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _cell(self, sheet: Worksheet, line: int, place: int, cell: Cell) -> None:
        if isinstance(cell, Decimal):
            sheet.write_number(line, place, cell, self.amount)
        elif isinstance(cell, dt.date):
            sheet.write_datetime(line, place, dt.datetime(cell.year, cell.month, cell.day), self.day)
        elif cell is not None:
            cell = show_signs(cell)
            # A longer text would be left out without a word.
            sheet.write_string(line, place, cell if len(cell) <= _LONGEST else f"{cell[: _LONGEST - 1]}…", self.wrap)


def _shown(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _decimal(minor: int | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(format_plain(minor, currency))


def _asset_rows(schedule: Schedule, language: Language) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for line in schedule.lines:
        notes = [*line.value_notes, *line.price_notes, *(n for o in line.owners for n in o.notes)]
        notes += [n for m in line.measures for n in m.notes] + [n for t in line.traced for n in t.notes]
        rows.append(
            (
                str(line.number),
                language.text(CLASS_WORDS[line.asset_class]),
                line.caption,
                line.identifiers,
                schedule_text.join_owners(line, language),
                _day(line.acquired),
                *_price_cells(line, language),
                _decimal(line.value.minor, line.value.currency) if line.value else None,
                line.value.currency if line.value else None,
                line.value_date,
                *_traced_cells(line, language),
                schedule_text.format_state(line, language),
                _marks(notes),
            )
        )
    return rows


def _day(text: str) -> Cell:
    """A whole day as a date; a month, a year, and a day that a workbook has no date for, as text."""
    if not _WHOLE_DAY.fullmatch(text):
        return text
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return text
    return day if day.year >= _FIRST_YEAR else text


def _price_cells(line: ScheduleLine, language: Language) -> tuple[Cell, Cell]:
    """One price as a number. Prices in several currencies as text, because they are no one sum."""
    if not line.prices:
        return None, None
    if len(line.prices) > 1:
        return schedule_text.format_prices(line, language), ", ".join(price.currency for price in line.prices)
    (price,) = line.prices
    return _decimal(price.minor, price.currency), price.currency


def _traced_cells(line: ScheduleLine, language: Language) -> tuple[Cell, Cell, Cell, Cell]:
    """One purchase as numbers. Several purchases as text, because their sums do not add up to one figure."""
    if not line.traced:
        return None, None, None, None
    if len(line.traced) > 1:
        texts = zip(*(_traced_texts(traced, language) for traced in line.traced), strict=True)
        low, high, rest, currency = ("; ".join(column) for column in texts)
        return low, high, rest, currency
    (traced,) = line.traced
    return (
        _decimal(traced.lower_minor, traced.currency),
        _decimal(traced.upper_minor, traced.currency),
        _decimal(traced.unmatched_minor, traced.currency),
        traced.currency,
    )


def _traced_texts(traced: Traced, language: Language) -> tuple[str, str, str, str]:
    low, high, rest = (
        language.money(minor, traced.currency)
        for minor in (traced.lower_minor, traced.upper_minor, traced.unmatched_minor)
    )
    return low, high, rest, traced.currency


def _add_totals(sheets: _Sheets, schedule: Schedule, language: Language) -> None:
    """Totals as SUMIFS over the rows above, so that a reader can check them; the known sum is the cached result."""
    sheet = sheets.book.get_worksheet_by_name(language.text(N_("Assets")))
    last = len(schedule.lines) + 1
    for place, total in enumerate(schedule.totals):
        line = last + 1 + place
        sheet.write_string(line, 7, language.text(N_("Total")), sheets.head)
        formula = f'=SUMIFS(I2:I{last},J2:J{last},"{total.currency}")'
        # As a number: a viewer that does not calculate shows this, and text would not add up.
        sheet.write_formula(line, 8, formula, sheets.amount, _decimal(total.minor, total.currency))
        sheet.write_string(line, 9, total.currency, sheets.wrap)


def _tie_rows(schedule: Schedule, language: Language) -> list[tuple[Cell, ...]]:
    return [
        (str(line.number), str(step), cited.text, _marks(cited.notes))
        for line in schedule.lines
        for step, cited in enumerate((schedule_text.format_sentence(sentence, language) for sentence in line.tie), 1)
    ]


def _note_rows(schedule: Schedule, language: Language) -> list[tuple[Cell, ...]]:
    return [(str(n.number), n.file, format_place(n.locator, language), n.source) for n in schedule.notes]


def _annex_rows(schedule: Schedule, language: Language) -> list[tuple[Cell, ...]]:
    """One row for each source row of each picture; a picture without any has one row."""
    many = sum(annex.rows for annex in schedule.annexes) > _MOST_ROWS
    rows: list[tuple[Cell, ...]] = []
    for annex in schedule.annexes:
        state = annex_text.format_withheld(annex.withheld, language) or annex_text.format_state(
            annex.at, annex.withheld, changed=annex.changed, language=language
        )
        head = (str(annex.number), annex.title, annex.caption, annex.author, state, annex.digest)
        for file in annex.files:
            places = [format_place(place, language) for place in file.places]
            rows += [
                (*head, file.file, place, file.digest)
                for place in ([annex_text.join_places(file.places, language)] if many else places)
            ]
        if not annex.files:
            rows.append((*head, None, None, None))
    return rows


def _about_rows(schedule: Schedule, language: Language) -> list[tuple[Cell, ...]]:
    limits = [schedule_text.format_sentence(sentence, language).text for sentence in schedule.limits]
    return [
        (language.text(N_("Criminal file")), f"{schedule.case_number} {schedule.case_title}".strip()),
        (language.text(N_("Suspect")), schedule.suspect),
        (language.text(N_("As of")), schedule.as_of),
        (language.text(N_("Prepared by")), schedule.author),
        (language.text(N_("Case fingerprint")), schedule.digest),
        (language.text(N_("Summary")), schedule_text.format_summary(schedule, language)),
        *((language.text(N_("What this schedule does not show")), text) for text in limits),
    ]


def _marks(notes: Sequence[int]) -> str:
    return ", ".join(str(note) for note in dict.fromkeys(notes))
