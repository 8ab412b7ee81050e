"""Where is value lost between identifying and realising it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.charts.frame import as_pixels, fills, new_figure, plain
from dashboards.theme import GAIN_COLOUR, LOSS_COLOUR
from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import STAGES

_ROW_PIXELS = 26
_ROOM_FOR_TEXT = 1.16  # of the longest bar: the sum is written beside it


StepKind = Literal["total", "stands", "recovered", "loss", "gain"]
"""All but "total" and "gain" lower the running total: "stands" is value that has not moved on yet, "recovered" reached a
victim or the public as a thing. Only "loss" is red."""

_PATTERNS: Final[Mapping[StepKind, str]] = {"total": "", "stands": ".", "recovered": "x", "loss": "/", "gain": "+"}
_WORDS: Final[Mapping[StepKind, str]] = {
    "stands": N_("is still here, not lost"),
    "recovered": N_("went to victims or the public as a thing"),
    "loss": N_("lost on the way"),
    "gain": N_("added on the way"),
}


@dataclass(frozen=True, slots=True)
class WaterfallBar:
    """One bar. ``minor``: a total's amount, or by how much a step lowers or raises it, never negative.

    ``text`` stands beside the bar and ``hover`` beside the pointer, both ready to read. ``stage``: key of
    ``tracer.wording.looks.stage_looks.STAGES`` whose colour the bar has; None for the neutral first one. A loss and a
    gain have their own.
    """

    label: str
    minor: int
    kind: StepKind
    text: str
    hover: str
    stage: str | None = None


def draw_waterfall(steps: Sequence[WaterfallBar], language: Language, *, currency: str) -> go.Figure:
    """Where is value lost on the way from identified to realised, step by step?

    Steps stand below one another, so that long names and sums to the cent have room.
    Does not add anything up: the steps arrive counted, and a total that does not follow from its steps is refused.
    Raises: WrongUse if the first step is not a total, an amount is negative, or a total does not follow.
    """
    spans = _spans(steps)
    figure = new_figure(language, height=70 + _ROW_PIXELS * max(1, len(steps)))
    figure.add_bar(
        orientation="h",
        y=list(range(len(steps))),
        x=[as_pixels(upper - lower, currency) for lower, upper in spans],
        base=[as_pixels(lower, currency) for lower, _ in spans],
        text=[plain(step.text) for step in steps],
        customdata=[plain(step.hover) for step in steps],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{customdata}<extra></extra>",
        marker=fills([_colour(step) for step in steps], [_PATTERNS[step.kind] for step in steps]),
        showlegend=False,
    )
    for kind, label in _WORDS.items():
        drawn = next((step for step in steps if step.kind == kind), None)
        if drawn is not None:
            # The key alone: a bar without a length.
            figure.add_bar(
                orientation="h",
                y=[None],
                x=[None],
                name=language.text(label),
                marker=fills(_colour(drawn), _PATTERNS[kind]),
                hoverinfo="skip",
            )
    figure.update_layout(barmode="overlay")
    levels = _levels(steps)
    for place, (level, _) in enumerate(pairwise(levels)):
        height = as_pixels(level, currency)
        figure.add_shape(
            type="line",
            x0=height,
            x1=height,
            y0=place + 0.4,
            y1=place + 0.6,
            line={"color": "#7b8794", "width": 1},
        )
    figure.update_yaxes(
        tickvals=list(range(len(steps))),
        ticktext=[plain(step.label) for step in steps],
        autorange="reversed",
        showgrid=False,
        fixedrange=True,
    )
    longest = max((as_pixels(upper, currency) for _, upper in spans), default=0.0)
    figure.update_xaxes(
        title_text=currency, tickformat=",.0f", fixedrange=True, range=[0, longest * _ROOM_FOR_TEXT or 1]
    )
    return figure


def _levels(steps: Sequence[WaterfallBar]) -> list[int]:
    """The running total after each step, in minor units."""
    levels: list[int] = []
    for step in steps:
        if step.minor < 0:
            raise WrongUse(
                "The step {label} has the amount {minor}: expected zero or more; its kind tells the direction.",
                label=step.label,
                minor=step.minor,
            )
        if step.kind == "total":
            if levels and levels[-1] != step.minor:
                raise WrongUse(
                    "The total {label} is {stated} minor units, but the steps before it lead to {reached}. "
                    "Name the difference as a loss or a gain.",
                    label=step.label,
                    stated=step.minor,
                    reached=levels[-1],
                )
            levels.append(step.minor)
        elif not levels:
            raise WrongUse("The first step {label} must be a total.", label=step.label)
        else:
            levels.append(levels[-1] + (step.minor if step.kind == "gain" else -step.minor))
    return levels


def _spans(steps: Sequence[WaterfallBar]) -> list[tuple[int, int]]:
    """Between which two amounts each bar stands."""
    spans = []
    before = 0
    for step, level in zip(steps, _levels(steps), strict=True):
        spans.append((0, level) if step.kind == "total" else (min(before, level), max(before, level)))
        before = level
    return spans


def _colour(step: WaterfallBar) -> str:
    if step.kind == "loss":
        return LOSS_COLOUR
    if step.kind == "gain":
        return GAIN_COLOUR
    return STAGES["identified" if step.stage is None else step.stage].colour
