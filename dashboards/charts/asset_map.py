"""Where do the assets lie?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import Final

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.charts.country_outline import BORDER
from dashboards.charts.frame import new_figure, plain
from tracer.wording.language import Language

_HEIGHT: Final = 460
_MIDDLE: Final = 46.0  # degrees north; a degree east is shorter there than a degree north
_SMALLEST, _LARGEST = 12.0, 40.0  # pixels
_COLOUR: Final = "#0f766e"
_LINE: Final = "rgba(128,140,152,0.8)"
_GROUND: Final = "rgba(128,140,152,0.12)"


@dataclass(frozen=True, slots=True)
class MapMark:
    """One place with its assets. ``label`` and ``hover`` are ready to read. ``is_exact``: the locality itself is known."""

    label: str
    hover: str
    latitude: float
    longitude: float
    count: int
    is_exact: bool


def draw_map(marks: Sequence[MapMark], language: Language) -> go.Figure:
    """At which places are assets, and how many at each?

    A full circle: the centre of the locality; an open square: the seat of a county of which alone the place is known. The
    area grows with the count. ``customdata`` of a mark is its place in ``marks``. Does not say where in the place an asset is.
    """
    figure = new_figure(language, height=_HEIGHT)
    figure.add_scatter(
        x=[east for east, _ in BORDER],
        y=[north for _, north in BORDER],
        mode="lines",
        fill="toself",
        fillcolor=_GROUND,
        line={"color": _LINE, "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )
    for is_exact, symbol, name in (
        (True, "circle", language.text("centre of the locality")),
        (False, "square-open", language.text("seat of the county: the locality is not in the table of places")),
    ):
        drawn = [(place, mark) for place, mark in enumerate(marks) if mark.is_exact == is_exact]
        if drawn:
            # A locality and the seat of its county may be one place: their labels stand on two sides of it.
            _add_marks(figure, drawn, symbol, name, "top center" if is_exact else "bottom center")
    figure.update_xaxes(visible=False, range=[20.0, 30.0])
    figure.update_yaxes(
        visible=False, range=[43.4, 48.5], scaleanchor="x", scaleratio=1 / cos(radians(_MIDDLE)), constrain="domain"
    )
    figure.update_layout(dragmode=False)
    return figure


def mark_size(count: int) -> float:
    """The width of a mark in pixels for so many assets."""
    return min(_LARGEST, _SMALLEST * sqrt(max(1, count)))


def _add_marks(figure: go.Figure, drawn: Sequence[tuple[int, MapMark]], symbol: str, name: str, side: str) -> None:
    figure.add_scatter(
        x=[mark.longitude for _, mark in drawn],
        y=[mark.latitude for _, mark in drawn],
        mode="markers+text",
        name=name,
        text=[plain(mark.label) for _, mark in drawn],
        textposition=side,
        customdata=[place for place, _ in drawn],
        hovertext=[plain(mark.hover) for _, mark in drawn],
        hoverinfo="text",
        marker={
            "symbol": symbol,
            "size": [mark_size(mark.count) for _, mark in drawn],
            "color": _COLOUR,
            "line": {"width": 2, "color": _COLOUR},
            "opacity": 0.9,
        },
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 0.5}},
    )
