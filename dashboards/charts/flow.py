"""On which ways did the money come, from the marks over the accounts to the asset?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

import plotly.graph_objects as go  # type: ignore[import-untyped]  # plotly ships no types

from dashboards.charts.flow_layout import KINDS, NodeKey, PlacedBand, PlacedNode, lay_out, place_bands
from dashboards.charts.frame import new_figure, plain
from tracer.actions.money.flow import BAND_WORDS, END_WORDS, FlowLine, FlowReport, MethodFlow
from tracer.casework.tracing.money_flow import BandKind
from tracer.wording.language import Language

_FILLS: Final[Mapping[BandKind, str]] = {
    "reached": "rgba(37,99,235,0.50)",
    "unchosen": "rgba(13,148,136,0.45)",
    "beside": "rgba(37,99,235,0.22)",
    "untraced": "rgba(120,113,108,0.30)",
}
_BARS: Final[Mapping[str, str]] = {"account": "#4f6b8f", "asset": "#a16207"}
_SIDE_BAR: Final = "#7b8794"
_BAR: Final = 0.055  # half the width of a bar, in columns
_WIDTH: Final = 1180
_LETTER: Final = 6.3
_TEXT: Final = 11  # size of the captions, in pixels
_LINE: Final = 1.3  # height of their lines, in sizes
_STEPS: Final = 16
_LEAST_FOR_TEXT: Final = 15.0


@dataclass(frozen=True, slots=True)
class DrawnFlow:
    """The figure, and the bands in the order of their middles: the number of a chosen point -> the number of the line."""

    figure: go.Figure
    lines: tuple[int, ...]


def draw_flow(report: FlowReport, method: str, language: Language, *, ink: str) -> DrawnFlow:
    """Draw the flow of one method. Bars and captions stand where they stand for every other method of the report.

    Wide is much; the exact amounts are in captions, beside the pointer and in the table. Amounts of another currency are
    drawn by the exchanges in the picture. ``ink``: colour of the captions. Does not compute any sum that a reader sees.
    """
    flow = next(one for one in report.flows if one.method == method)
    signs = _signs(report)
    captions = {point.place: _wrap(point.caption, signs) for point in report.points}
    layout = lay_out(report, {place: len(lines) + 1 for place, lines in captions.items()})
    bands = place_bands(layout, report, flow.lines)
    figure = new_figure(language, height=round(layout.height) + 56)
    shown: set[BandKind] = set()
    for band in bands:
        _add_band(
            figure, band, _hover(report, flow.lines[band.line], language), language, is_first=band.kind not in shown
        )
        shown.add(band.kind)
    ends: dict[NodeKey, float] = {}
    for band in bands:
        ends[band.payer] = max(band.left[1], ends.get(band.payer, 0.0))
        ends[band.payee] = max(band.right[1], ends.get(band.payee, 0.0))
    for node in layout.nodes.values():
        title, amounts = _node_lines(node, report, flow, captions, language)
        _add_node(figure, node, ends.get(node.key), title, amounts, ink)
    _add_middles(figure, bands, report, flow, language, ink)
    figure.update_layout(showlegend=True, margin={"l": 8, "r": 8, "t": 36, "b": 4}, hovermode="closest")
    figure.update_xaxes(visible=False, range=[-0.5, layout.columns - 0.5], fixedrange=True)
    figure.update_yaxes(visible=False, range=[layout.height + 4, 0], fixedrange=True)
    return DrawnFlow(figure, tuple(band.line for band in bands))


def drawing_rates(report: FlowReport) -> dict[str, float]:
    """Currency -> by how much a unit of it is drawn, the currency of the asset or account asked about being 1."""
    return dict(lay_out(report, {}).rates)


def _signs(report: FlowReport) -> int:
    """How many letters stand on a line of a caption?"""
    columns = lay_out(report, {}).columns
    return max(9, int(_WIDTH / max(columns, 1) / _LETTER) - 1)


def _wrap(text: str, signs: int) -> list[str]:
    return wrap(text, signs, break_long_words=True) or [""]


def _add_band(figure: go.Figure, band: PlacedBand, hover: str, language: Language, *, is_first: bool) -> None:
    begin, end = band.x[0] + _BAR, band.x[1] - _BAR
    across = [step / _STEPS for step in range(_STEPS + 1)]
    ease = [3 * t * t - 2 * t * t * t for t in across]
    xs = [begin + (end - begin) * t for t in across]
    upper = [band.left[0] + (band.right[0] - band.left[0]) * t for t in ease]
    lower = [band.left[1] + (band.right[1] - band.left[1]) * t for t in ease]
    fill: dict[str, object] = {"fillcolor": _FILLS[band.kind]}
    if band.kind == "untraced":
        fill["fillpattern"] = {"shape": "/", "fgcolor": "#78716c", "fgopacity": 0.7, "size": 6, "fillmode": "overlay"}
    figure.add_scatter(
        x=[*xs, *reversed(xs)],
        y=[*upper, *reversed(lower)],
        mode="lines",
        line={"width": 0},
        fill="toself",
        hoveron="fills",
        hoverinfo="text",
        text=hover,
        name=plain(language.text(BAND_WORDS[band.kind])),
        legendgroup=band.kind,
        legendrank=KINDS.index(band.kind),
        showlegend=is_first,
        **fill,
    )


def _add_node(
    figure: go.Figure, node: PlacedNode, end: float | None, title: Sequence[str], amounts: Sequence[str], ink: str
) -> None:
    """A bar as long as its bands; faint, and without length, where this method brings no money there."""
    figure.add_shape(
        type="rect",
        x0=node.column - _BAR,
        x1=node.column + _BAR,
        y0=node.top,
        y1=max(node.top + 2, end or 0.0),
        opacity=0.35 if end is None else 1,
        line={"width": 0},
        fillcolor=_BARS.get(node.kind, _SIDE_BAR),
    )
    # Bold and italic type as properties of the font: as tags in the text they would be style attributes, which the policy
    # of the page refuses.
    named: dict[str, object] = {"weight": 700} if node.key[0] == "point" else {"style": "italic"}
    above = _TEXT * _LINE * len(amounts)
    for lines, font, shift in ((title, named, above), (amounts, {}, 0.0)):
        figure.add_annotation(
            x=node.column,
            y=node.top,
            yshift=shift,
            text="<br>".join(lines),
            showarrow=False,
            yanchor="bottom",
            xanchor="center",
            align="center",
            font={"size": _TEXT, "color": ink, **font},
            opacity=0.55 if end is None else 1,
        )


def _node_lines(
    node: PlacedNode, report: FlowReport, flow: MethodFlow, captions: Mapping[int, Sequence[str]], language: Language
) -> tuple[list[str], list[str]]:
    """The lines of its title, and those of its amounts."""
    sums: dict[str, int] = defaultdict(int)
    for place in sorted(node.points):
        came = sum(line.came_minor for line in flow.lines if line.payee == place)
        left = sum(line.left_minor for line in flow.lines if line.payer == place)
        sums[report.points[place].currency] += max(came, left)
    amounts = [language.money(minor, currency) for currency, minor in sorted(sums.items()) if minor] or ["–"]
    if node.key[0] == "point":
        title: Sequence[str] = captions[next(iter(node.points))]
    else:
        title = _wrap(language.text(END_WORDS[report.points[min(node.points)].kind]), 16)
    return [plain(line) for line in title], [plain(amount) for amount in amounts]


def _hover(report: FlowReport, line: FlowLine, language: Language) -> str:
    names = [_name(report, place, language) for place in (line.payer, line.payee)]
    return "<br>".join(
        plain(text) for text in (" → ".join(names), language.text(BAND_WORDS[line.kind]), amount_of(line, language))
    )


def _name(report: FlowReport, place: int, language: Language) -> str:
    point = report.points[place]
    return point.caption if point.kind in ("account", "asset") else language.text(END_WORDS[point.kind])


def amount_of(line: FlowLine, language: Language) -> str:
    """The amount of a band; both amounts where it was exchanged."""
    came = language.money(line.came_minor, line.received_in)
    return came if line.paid_in == line.received_in else f"{language.money(line.left_minor, line.paid_in)} → {came}"


def _add_middles(
    figure: go.Figure, bands: Sequence[PlacedBand], report: FlowReport, flow: MethodFlow, language: Language, ink: str
) -> None:
    """A point in the middle of each band that can be chosen; the amount is written on the wide ones into the asset."""
    texts = []
    for band in bands:
        line = flow.lines[band.line]
        wide = band.right[1] - band.right[0] >= _LEAST_FOR_TEXT
        texts.append(
            plain(language.money(line.came_minor, line.received_in)) if wide and line.payee == report.target else ""
        )
    figure.add_scatter(
        x=[(band.x[0] + band.x[1]) / 2 for band in bands],
        y=[(sum(band.left) + sum(band.right)) / 4 for band in bands],
        mode="markers+text",
        text=texts,
        textfont={"size": 12, "color": ink},
        hovertext=[_hover(report, flow.lines[band.line], language) for band in bands],
        hoverinfo="text",
        marker={"size": 16, "opacity": 0},
        selected={"marker": {"opacity": 0.35}},
        unselected={"marker": {"opacity": 0}},
        showlegend=False,
    )
