"""The frame of all charts: pale grid, transparent background for both themes, numbers in the reader's language."""

from __future__ import annotations

from decimal import Decimal
from html import escape

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.theme import FONTS
from graph_schema.values.money import exponent
from tracer.wording.language import Language

_GRID = "rgba(128,140,152,0.28)"


def new_figure(language: Language, *, height: int) -> go.Figure:
    """An empty figure in Tracer's frame. ``height`` in pixels.

    Colours of text are left to the page's theme, so that the figure is readable on a light and a dark background.
    """
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 24, "b": 8},
        font={"family": FONTS, "size": 13},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        separators=language.separators,
        hoverlabel={"align": "left"},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
    )
    figure.update_xaxes(gridcolor=_GRID, zeroline=False, automargin=True)
    figure.update_yaxes(gridcolor=_GRID, zeroline=False, automargin=True)
    return figure


def as_pixels(minor: int, currency: str) -> float:
    """How long is the bar of this amount, in whole units of its currency?

    The only place where money becomes a float; the figure that a reader sees is the text beside the bar.
    """
    return float(Decimal(minor).scaleb(-exponent(currency)))


def fills(colours: str | list[str], patterns: str | list[str]) -> dict[str, object]:
    """The fill of bars: a full colour with a pattern over it, so that either alone identifies the series."""
    pattern = {"shape": patterns, "fillmode": "overlay", "fgcolor": "#ffffff", "fgopacity": 0.6, "size": 7}
    return {"color": colours, "pattern": pattern}


def plain(text: str) -> str:
    """Escape the text of a record: Plotly would read markup in its labels."""
    return escape(text, quote=False)
