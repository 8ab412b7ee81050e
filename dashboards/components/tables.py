"""Tables in the reader's language that sort by value; a screen reader reads the same text that is seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.elements.lib.column_types import ColumnConfig

from dashboards.theme import OVERDUE_GROUND, OVERDUE_INK
from tracer.wording.language import Language

_ROW, _TALLEST = 31, 560
_SIGN, _EDGES = 5.6, 20  # mean width of a letter of a sentence, and of the edges of a cell, in pixels
_FILL = " "  # sorts before every digit, by code and by the rules of languages
OVERDUE_CELL = f"background-color: {OVERDUE_GROUND}; color: {OVERDUE_INK}"
_DAYS = {"en": "D MMM YYYY", "ro": "DD.MM.YYYY"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A formatted number, such as an amount with its currency: aligned right, sorted by its size."""

    text: str


Cell = str | int | date | Figure | None


def money_cell(minor: int | None, currency: str, language: Language) -> Figure:
    """An amount, or the word for an unknown one: never a zero."""
    return Figure(language.text("unknown") if minor is None else language.money(minor, currency))


def show_table(
    rows: Sequence[Mapping[str, Cell]],
    language: Language,
    *,
    alt: str,
    key: str | None = None,
    tallest: int = _TALLEST,
    whole: str = "",
    red: Mapping[str, Sequence[bool]] = MappingProxyType({}),
    chosen: int | None = None,
) -> int | None:
    """Draw rows of equal columns. With a ``key`` a row can be chosen: its place in ``rows`` comes back, else None.

    ``alt``: what the table holds, read aloud. ``tallest`` in pixels: longer tables scroll. ``whole``: the column of words
    that is never cut short; others give way. ``red``: of a column, which rows are overdue; the words must say so too.
    ``chosen``: the row that is chosen when the table is first drawn.
    """
    height: Literal["content"] | int = "content" if _ROW * (len(rows) + 1) <= tallest else tallest
    names = list(rows[0]) if rows else []
    frame = pd.DataFrame({name: _column([row[name] for row in rows]) for name in names})
    wanted = {name: _config([row[name] for row in rows], language) for name in names}
    if whole in wanted:
        longest = max(len(str(row[whole])) for row in rows)
        wanted[whole] = st.column_config.TextColumn(width=round(_SIGN * longest) + _EDGES)
    config = {name: column for name, column in wanted.items() if column is not None}  # None would hide the column
    shown: pd.DataFrame | Styler = frame
    if red:
        shown = frame.style.apply(
            lambda cells: [OVERDUE_CELL if late else "" for late in red[cells.name]], subset=list(red)
        )
    if key is None:
        st.dataframe(shown, hide_index=True, height=height, alt=alt, column_config=config, placeholder="")
        return None
    picked = st.dataframe(
        shown,
        hide_index=True,
        height=height,
        alt=alt,
        column_config=config,
        on_select="rerun",
        selection_mode="single-row",
        selection_default=None if chosen is None else {"selection": {"rows": [chosen], "columns": []}},
        key=key,
        placeholder="",
    )
    places = picked["selection"]["rows"]
    return places[0] if places and places[0] < len(rows) else None


def choose_rows(
    rows: Sequence[Mapping[str, Cell]], language: Language, *, alt: str, key: str, tallest: int = _TALLEST
) -> list[int]:
    """Draw rows of equal columns of which many can be chosen: their places in ``rows``, in that order."""
    height: Literal["content"] | int = "content" if _ROW * (len(rows) + 1) <= tallest else tallest
    names = list(rows[0]) if rows else []
    frame = pd.DataFrame({name: _column([row[name] for row in rows]) for name in names})
    wanted = {name: _config([row[name] for row in rows], language) for name in names}
    picked = st.dataframe(
        frame,
        hide_index=True,
        height=height,
        alt=alt,
        column_config={name: column for name, column in wanted.items() if column is not None},
        on_select="rerun",
        selection_mode="multi-row",
        key=key,
        placeholder="",
    )
    return sorted(place for place in picked["selection"]["rows"] if place < len(rows))


def _column(cells: Sequence[Cell]) -> list[str | int | date | None]:
    # Figures are filled up to one length with spaces: so text sorts as the numbers would, and
    # what is read aloud is the figure as it is seen, never a bare count of cents.
    longest = max((len(cell.text) for cell in cells if isinstance(cell, Figure)), default=0)
    return [cell.text.rjust(longest, _FILL) if isinstance(cell, Figure) else cell for cell in cells]


def _config(cells: Sequence[Cell], language: Language) -> ColumnConfig | None:
    if any(isinstance(cell, Figure) for cell in cells):
        return st.column_config.TextColumn(alignment="right")
    if any(isinstance(cell, date) for cell in cells):
        return st.column_config.DateColumn(format=_DAYS[language.code], width="small")
    if any(isinstance(cell, int) for cell in cells):
        return st.column_config.NumberColumn(width="small")
    return None
