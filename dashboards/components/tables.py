"""Tables that read in the reader's language, sort by what the words mean, and are read aloud as they are seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from tracer.language import Language

_ROW, _TALLEST = 33, 560
_SIGN, _EDGES = 7, 24  # width of a letter and of the edges of a cell, in pixels
_FILL = " "  # sorts before every digit, by code and by the rules of languages
_DAYS = {"en": "D MMM YYYY", "ro": "DD.MM.YYYY"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in words, such as an amount with its currency: stands right, sorts by its size."""

    text: str


Cell = str | int | date | Figure | None


def money_cell(minor: int | None, currency: str, words: Language) -> Figure:
    """An amount, or the word that it is not known: never a zero in its place."""
    return Figure(words.text("unknown") if minor is None else words.money(minor, currency))


def show_table(
    rows: Sequence[Mapping[str, Cell]],
    words: Language,
    *,
    alt: str,
    key: str | None = None,
    tallest: int = _TALLEST,
    whole: str = "",
) -> int | None:
    """Draw rows of equal columns. With a ``key`` a row can be chosen: its place in ``rows`` comes back, else None.

    ``alt``: what the table holds, read aloud. ``tallest`` in pixels: longer tables scroll. ``whole``: the column of words
    that is never cut short; others give way.
    """
    height: Literal["content"] | int = "content" if _ROW * (len(rows) + 1) <= tallest else tallest
    names = list(rows[0]) if rows else []
    frame = pd.DataFrame({name: _column([row[name] for row in rows]) for name in names})
    wanted = {name: _config([row[name] for row in rows], words) for name in names}
    if whole in wanted:
        longest = max(len(str(row[whole])) for row in rows)
        wanted[whole] = st.column_config.TextColumn(width=_SIGN * longest + _EDGES)
    config = {name: column for name, column in wanted.items() if column is not None}  # None would hide the column
    if key is None:
        st.dataframe(frame, hide_index=True, height=height, alt=alt, column_config=config, placeholder="")
        return None
    picked = st.dataframe(
        frame, hide_index=True, height=height, alt=alt, column_config=config,
        on_select="rerun", selection_mode="single-row", key=key, placeholder="",
    )  # fmt: skip
    chosen = picked["selection"]["rows"]
    return chosen[0] if chosen and chosen[0] < len(rows) else None


def _column(cells: Sequence[Cell]) -> list[str | int | date | None]:
    # Figures are filled up to one length with spaces: so text sorts as the numbers would, and
    # what is read aloud is the figure as it is seen, never a bare count of cents.
    longest = max((len(cell.text) for cell in cells if isinstance(cell, Figure)), default=0)
    return [cell.text.rjust(longest, _FILL) if isinstance(cell, Figure) else cell for cell in cells]


def _config(cells: Sequence[Cell], words: Language) -> ColumnConfig | None:
    if any(isinstance(cell, Figure) for cell in cells):
        return st.column_config.TextColumn(alignment="right")
    if any(isinstance(cell, date) for cell in cells):
        return st.column_config.DateColumn(format=_DAYS[words.code], width="small")
    if any(isinstance(cell, int) for cell in cells):
        return st.column_config.NumberColumn(width="small")
    return None
