"""How long has each asset stood in each state?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.charts.frame import fills, new_figure, plain
from graph_schema.codes.states import STATE_TABLE
from graph_schema.errors import WrongUse
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import StageLook, look_of

_ROW_PIXELS = 30


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """One asset in one state. ``start`` is the first day of it, ``end`` the first day of the next state.

    ``end`` None: the state still holds. ``state``: a state of graph_schema.codes.states.STATES. Labels and
    ``hover`` are ready to read.
    """

    asset: str
    state: str
    state_label: str
    start: date
    end: date | None
    hover: str


def draw_timeline(bars: Sequence[TimelineBar], language: Language, *, today: date) -> go.Figure:
    """In which state is the measure on each asset, and since when?

    Rows keep the order in which assets first occur: sort by what matters (days in the present state) first.
    Bars differ by colour, pattern and mark of their state; open bars end at the line of ``today``.
    Raises: WrongUse for a bar that ends before it starts, or an unknown state.
    """
    rows = list(dict.fromkeys(bar.asset for bar in bars))
    figure = new_figure(language, height=90 + _ROW_PIXELS * max(1, len(rows)))
    looks = {bar.state: look_of(bar.state) for bar in bars}
    for state in STATE_TABLE:
        drawn = [bar for bar in bars if bar.state == state.code]
        if drawn:
            _add_state(
                figure, drawn, f"{looks[state.code].symbol} {language.text(state.words)}", looks[state.code], today
            )
    figure.add_vline(x=today.isoformat(), line_dash="dot", line_width=1.5, line_color="#7b8794")
    figure.add_annotation(
        x=today.isoformat(),
        y=1,
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        text=language.date(today),
        showarrow=False,
    )
    figure.update_layout(barmode="overlay", bargap=0.35)
    figure.update_xaxes(type="date", fixedrange=False, tickformat="%m.%Y" if language.code == "ro" else "%m/%Y")
    figure.update_yaxes(
        type="category",  # the numbers of measures are names
        categoryorder="array",
        categoryarray=[plain(row) for row in rows],
        autorange="reversed",
        showgrid=False,
    )
    return figure


def _add_state(figure: go.Figure, bars: Sequence[TimelineBar], name: str, look: StageLook, today: date) -> None:
    lengths = []
    for bar in bars:
        length = (today if bar.end is None else bar.end) - bar.start
        if length < timedelta(0):
            raise WrongUse(
                "The state {state} of {asset} starts on {start}, after its end. Correct the order of its events.",
                state=bar.state,
                asset=bar.asset,
                start=bar.start.isoformat(),
            )
        lengths.append(max(length, timedelta(days=1)).days * 86_400_000)  # milliseconds; a day is always visible
    figure.add_bar(
        orientation="h",
        x=lengths,
        y=[plain(bar.asset) for bar in bars],
        base=[bar.start.isoformat() for bar in bars],
        name=name,
        customdata=[[plain(bar.state_label), plain(bar.hover)] for bar in bars],
        text=[look.symbol] * len(bars),
        textposition="inside",
        insidetextanchor="start",
        textfont={"color": "#ffffff"},
        hovertemplate="%{y}<br>%{customdata[0]}<br>%{customdata[1]}<extra></extra>",
        marker=fills(look.colour, look.pattern),
    )
