"""Between which sums does each method put the proceeds, method under method?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.charts.frame import as_pixels, new_figure, plain
from graph_schema.errors import WrongUse
from tracer.wording.language import Language

_ROW_PIXELS = 38
_COLOUR: Final = "#0b6bcb"
_WHOLE: Final = "rgba(128,140,152,0.45)"
_LINE: Final = "#a16207"
_LEAST_WIDTH = 0.012
"""Of the axis: a sum that is known to the cent is still a bar."""


@dataclass(frozen=True, slots=True)
class MethodSum:
    """The ends of one method in minor units, and how they are written. ``is_open``: no upper end is known.

    ``is_chosen``: the method on record for the asset.
    """

    label: str
    lower_minor: int
    upper_minor: int
    text: str
    is_open: bool = False
    is_chosen: bool = False


def draw_method_sums(
    sums: Sequence[MethodSum], language: Language, *, currency: str, whole_minor: int, whole_text: str, ink: str
) -> go.Figure:
    """A bar from the lower to the upper end for each method, all on one scale up to ``whole_minor``, a dotted line there.

    ``whole_text``: what that line is, such as the price; ``ink``: the colour of text on the page. A bar without a known
    upper end is hatched.
    Raises: WrongUse for ends that are negative or in the wrong order.
    """
    for one in sums:
        if not 0 <= one.lower_minor <= one.upper_minor:
            raise WrongUse(
                "The ends of {method} are {lower} and {upper}: the lower end is at least zero and at most the upper one.",
                method=one.label,
                lower=one.lower_minor,
                upper=one.upper_minor,
            )
    most = as_pixels(max([whole_minor, 1, *(one.upper_minor for one in sums)]), currency)
    rows = list(range(len(sums)))
    figure = new_figure(language, height=46 + _ROW_PIXELS * max(1, len(sums)))
    for row in rows:
        figure.add_shape(
            type="line",
            layer="below",
            x0=0,
            x1=as_pixels(whole_minor, currency),
            y0=row,
            y1=row,
            line={"color": _WHOLE, "width": 2},
        )
    ends = [(as_pixels(one.lower_minor, currency), as_pixels(one.upper_minor, currency)) for one in sums]
    figure.add_bar(
        orientation="h",
        y=rows,
        base=[min(low, most * (1 - _LEAST_WIDTH)) if high > 0 else low for low, high in ends],
        x=[max(high - low, most * _LEAST_WIDTH) if high > 0 else 0.0 for low, high in ends],
        width=0.3,
        marker={
            "color": _COLOUR,
            "pattern": {"shape": ["/" if one.is_open else "" for one in sums], "fgcolor": "#ffffff", "size": 6},
        },
        customdata=[[plain(one.label), plain(one.text)] for one in sums],
        hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
        showlegend=False,
    )
    for row, one in zip(rows, sums, strict=True):
        for text, side, place in ((one.label, "left", 0), (one.text, "right", 1)):
            figure.add_annotation(
                x=place,
                xref="paper",
                xanchor=side,
                y=row - 0.34,
                text=plain(text),
                showarrow=False,
                font={"size": 13, "color": ink, "weight": "bold" if one.is_chosen else "normal"},
            )
    if whole_minor:
        figure.add_vline(x=as_pixels(whole_minor, currency), line_dash="dot", line_width=1.5, line_color=_LINE)
        figure.add_annotation(
            x=1,
            xref="paper",
            y=1,
            yref="paper",
            xanchor="right",
            yanchor="bottom",
            text=plain(whole_text),
            showarrow=False,
            font={"color": ink},
        )
    figure.update_xaxes(range=[0, most * 1.005], showgrid=False, showticklabels=False, fixedrange=True)
    figure.update_yaxes(range=[len(sums) - 0.5, -0.75], showgrid=False, showticklabels=False, fixedrange=True)
    return figure
