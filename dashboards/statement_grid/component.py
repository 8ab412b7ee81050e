"""Mounts the grid of statements and returns the cell that was opened in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from dashboards.component_mount import mount_component
from tracer.actions.overview.statement_grid import MonthRow
from tracer.casework.overview.statement_months import StatementMonth
from tracer.wording.language import Language

_KEY: Final = "start_grid"
_PACKAGE: Final = Path(__file__).parent
_ASSETS: Final = "frontend"
_NAME: Final = "tracer-statements"
_HTML: Final = '<div class="grid"></div><div class="said" role="status"></div>'
_LETTERS: Final = {"adds_up": "a", "unknown": "u", "differs": "d", "missing": "m"}
_LINE, _HEAD, _FOOT = 14, 16, 24
MOST_MONTHS: Final = 72
"""Earlier months are not drawn."""


def show_grid(rows: Sequence[MonthRow], language: Language, key: str = _KEY) -> StatementMonth | None:
    """Draw one line for each account. Returns the month whose cell was opened at this click, else None."""
    first, last = span_of(rows)
    state = mount_component(_NAME, _PACKAGE, _ASSETS, html=_HTML, css="grid.css", js="grid.js")(
        key=key,
        height=_HEAD + _LINE * len(rows) + _FOOT,
        data={
            "first": [first.year, first.month],
            "months": _number(last) - _number(first) + 1,
            "rows": [_row(row, first, language) for row in rows],
            "texts": _texts(language),
            "names": [language.month(date(2000, month, 1)).rpartition(" ")[0] for month in range(1, 13)],
        },
        on_opened_change=_nothing,
    )
    return month_at(rows, first, state.get("opened"))


def span_of(rows: Sequence[MonthRow]) -> tuple[date, date]:
    """The first and the last month that is drawn. ``rows``: one at least, each with a month."""
    last = max(row.line.months[-1].month for row in rows)
    first = min(row.line.months[0].month for row in rows)
    earliest = _number(last) - MOST_MONTHS + 1
    return max(first, date(earliest // 12, earliest % 12 + 1, 1)), last


def month_at(rows: Sequence[MonthRow], first: date, opened: object) -> StatementMonth | None:
    """The month that the browser names by line and place. What is no cell opens nothing."""
    if not isinstance(opened, dict):
        return None
    line, place = opened.get("line"), opened.get("month")
    if not isinstance(line, int) or not isinstance(place, int) or not 0 <= line < len(rows):
        return None
    wanted = _number(first) + place
    return next((month for month in rows[line].line.months if _number(month.month) == wanted), None)


def _row(row: MonthRow, first: date, language: Language) -> dict[str, object]:
    shown = [month for month in row.line.months if month.month >= first]
    return {
        "number": row.number,
        "holder": row.holder,
        "currency": row.line.currency,
        "begin": _number(shown[0].month) - _number(first) if shown else 0,
        "lights": "".join(_LETTERS[month.light] for month in shown),
        "count": f"{language.number(row.good)} / {language.number(len(row.line.months))}",
    }


def _texts(language: Language) -> dict[str, str]:
    return {
        "label": language.text(
            "Statements by account and month. Arrow keys move from month to month, Enter opens the statement."
        ),
        "a": language.text("adds up"),
        "u": language.text("not checked: no balance, or shared days"),
        "d": language.text("does not add up"),
        "m": language.text("statement missing"),
    }


def _number(month: date) -> int:
    return month.year * 12 + month.month - 1


def _nothing() -> None:
    """Does nothing: Streamlit returns a value to Python only if a callback is given."""
