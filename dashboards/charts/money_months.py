"""How is the money of a picture spread over time?"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import Final

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.charts.frame import as_pixels, new_figure
from tracer.wording.language import Language

_HEIGHT: Final = 96
_MONEY, _PALE = "#16a34a", "rgba(22,163,74,0.28)"
_DAY_MS: Final = 86_400_000


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The money of one month (``month``: its first day) in minor units: all of it, and what a filter leaves.

    ``hover``: ready to read.
    """

    month: date
    all_minor: int
    shown_minor: int
    hover: str


def draw_months(bars: Sequence[MonthBar], currency: str, language: Language, *, first: date, last: date) -> go.Figure:
    """How much was moved in each month, and how much of it does the filter leave?

    The height of a bar is the square root of the sum, so that small months stay visible beside large ones. Pale: all; full:
    what is left. ``first`` and ``last``: the days from which to which the axis runs. A drag sideways selects days.
    """
    figure = new_figure(language, height=_HEIGHT)
    days = [bar.month.isoformat() for bar in bars]
    widths = [monthrange(bar.month.year, bar.month.month)[1] * _DAY_MS * 0.86 for bar in bars]
    for name, colour, sums in (
        (language.text("all"), _PALE, [bar.all_minor for bar in bars]),
        (language.text("shown"), _MONEY, [bar.shown_minor for bar in bars]),
    ):
        figure.add_bar(
            name=name,
            x=days,
            y=[sqrt(as_pixels(minor, currency)) for minor in sums],
            width=widths,
            offset=0,
            marker={"color": colour, "line": {"width": 0}},
            customdata=[bar.hover for bar in bars],
            hovertemplate="%{customdata}<extra></extra>",
        )
    largest = max((bar.all_minor for bar in bars), default=0)
    figure.update_layout(
        barmode="overlay",
        showlegend=False,
        margin={"l": 4, "r": 4, "t": 6, "b": 4},
        dragmode="select",
        selectdirection="h",
    )
    figure.update_xaxes(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        fixedrange=True,
        tickformat="%m.%Y" if language.code == "ro" else "%m/%Y",
    )
    figure.update_yaxes(fixedrange=True, rangemode="tozero", showticklabels=False, nticks=2)
    if largest:
        figure.add_annotation(
            x=0,
            y=1,
            xref="paper",
            yref="paper",
            xanchor="left",
            yanchor="top",
            showarrow=False,
            text=language.text("highest: {amount}", amount=language.money(largest, currency)),
        )
    return figure
