"""Gives every account, side end and band of a flow of money its place, the same for every method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from dashboards.charts.frame import as_pixels
from tracer.actions.money.flow import FlowLine, FlowPoint, FlowReport
from tracer.casework.tracing.money_flow import BandKind

_INCOMING: Final = frozenset({"mark", "untraced", "credit", "others"})
_ORDER: Final[Mapping[str, int]] = {"untraced": 0, "credit": 0, "mark": 1, "account": 1, "asset": 1}  # others: last
KINDS: Final[tuple[BandKind, ...]] = ("reached", "unchosen", "beside", "untraced")
_LINE: Final = 14.0
"""Height of a line of a caption in pixels."""
_LEAST_BARS: Final = 200.0
"""Pixels that the bars of the fullest column share."""
_THINNEST: Final = 1.5
_STUB: Final = 0.4
"""Length of each part of a band that runs back, in columns."""

NodeKey = tuple[str, int]
"""("point", its place) for an account or an asset; (kind, column) for a side end: those of one column stand together."""


@dataclass(slots=True)
class PlacedNode:
    """A bar with its caption above. ``x`` in columns, ``top`` and ``height`` in pixels."""

    key: NodeKey
    kind: str
    column: int
    points: set[int] = field(default_factory=set)
    size: float = 0.0
    lines: int = 3
    top: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band from the right edge of one bar to the left edge of another. ``line``: its number in the method's flow.

    ``left`` and ``right``: upper and lower edge at its two ends, in pixels.
    """

    line: int
    kind: BandKind
    x: tuple[float, float]
    left: tuple[float, float]
    right: tuple[float, float]
    payer: NodeKey
    payee: NodeKey


@dataclass(frozen=True, slots=True)
class FlowLayout:
    """Where everything is. ``height`` in pixels; ``columns`` is their number; ``rates``: drawn length of a unit of money."""

    nodes: Mapping[NodeKey, PlacedNode]
    columns: int
    height: float
    scale: float
    rates: Mapping[str, float]
    back: frozenset[tuple[int, int]]


def lay_out(report: FlowReport, caption_lines: Mapping[int, int]) -> FlowLayout:
    """Place the ends of all methods' bands. ``caption_lines``: lines of the caption of each account and asset.

    A payment back to an account that stands further left is drawn in two parts, so that all bands run to the right.
    """
    lines = [line for flow in report.flows for line in flow.lines]
    points = {point.place: point for point in report.points}
    rates = _rates(report, lines)
    columns, back = _columns(points, lines)
    nodes: dict[NodeKey, PlacedNode] = {}
    for flow in report.flows:
        sums: defaultdict[tuple[NodeKey, bool], float] = defaultdict(float)
        for line in flow.lines:
            payer, payee = ends_of(line, points, columns, back)
            for place, (kind, column), coming, length in (
                (line.payer, payer[1:], False, length_of(line.left_minor, line.paid_in, rates)),
                (line.payee, payee[1:], True, length_of(line.came_minor, line.received_in, rates)),
            ):
                key = payee[0] if coming else payer[0]
                node = nodes.setdefault(key, PlacedNode(key, kind, column))
                node.points.add(place)
                node.lines = caption_lines.get(place, 3) if key[0] == "point" else 3
                sums[key, coming] += length
        for (key, _), size in sums.items():
            nodes[key].size = max(nodes[key].size, size)
    count = max((node.column for node in nodes.values()), default=0) + 1
    height, scale = _scale(nodes.values())
    _stack(nodes, lines, points, columns, back, height, scale)
    return FlowLayout(nodes, count, height, scale, rates, back)


def ends_of(
    line: FlowLine, points: Mapping[int, FlowPoint], columns: Mapping[int, int], back: frozenset[tuple[int, int]]
) -> tuple[tuple[NodeKey, str, int], tuple[NodeKey, str, int]]:
    """The bars at both ends of a band: key, kind and column of each."""

    def bar(place: int) -> tuple[NodeKey, str, int]:
        kind, column = points[place].kind, columns[place]
        return (("point", place) if kind in ("account", "asset") else (kind, column)), kind, column

    return bar(line.payer), bar(line.payee)


def place_bands(layout: FlowLayout, report: FlowReport, lines: Sequence[FlowLine]) -> list[PlacedBand]:
    """The bands of one method between the placed bars, each end stacked in the order of the bars that it leads to."""
    points = {point.place: point for point in report.points}
    columns = _columns(points, [line for flow in report.flows for line in flow.lines])[0]
    parts: list[tuple[int, FlowLine, NodeKey, NodeKey]] = []
    for number, line in enumerate(lines):
        payer, payee = ends_of(line, points, columns, layout.back)
        parts.append((number, line, payer[0], payee[0]))

    def order(end: NodeKey, line: FlowLine) -> tuple[float, int]:
        return layout.nodes[end].top, KINDS.index(line.kind)

    left: dict[int, tuple[float, float]] = {}
    right: dict[int, tuple[float, float]] = {}
    used: defaultdict[tuple[NodeKey, bool], float] = defaultdict(float)
    for number, line, payer_key, _ in sorted(parts, key=lambda part: order(part[3], part[1])):
        size = length_of(line.left_minor, line.paid_in, layout.rates) * layout.scale
        begin = layout.nodes[payer_key].top + used[payer_key, False]
        left[number] = (begin, begin + max(size, _THINNEST))
        used[payer_key, False] += size
    for number, line, _, payee_key in sorted(parts, key=lambda part: order(part[2], part[1])):
        size = length_of(line.came_minor, line.received_in, layout.rates) * layout.scale
        begin = layout.nodes[payee_key].top + used[payee_key, True]
        right[number] = (begin, begin + max(size, _THINNEST))
        used[payee_key, True] += size
    bands = []
    for number, line, payer_key, payee_key in parts:
        begin, end = (float(layout.nodes[key].column) for key in (payer_key, payee_key))
        if (line.payer, line.payee) in layout.back:
            bands.append(
                PlacedBand(number, line.kind, (begin, begin + _STUB), left[number], left[number], payer_key, payee_key)
            )
            bands.append(
                PlacedBand(number, line.kind, (end - _STUB, end), right[number], right[number], payer_key, payee_key)
            )
        else:
            bands.append(PlacedBand(number, line.kind, (begin, end), left[number], right[number], payer_key, payee_key))
    return bands


def length_of(minor: int, currency: str, rates: Mapping[str, float]) -> float:
    """How long is this amount drawn, before the scale?"""
    return as_pixels(minor, currency) * rates.get(currency, 1.0)


def _rates(report: FlowReport, lines: Iterable[FlowLine]) -> dict[str, float]:
    """Length of a unit of each currency, by the exchanges in the picture; a currency without one is drawn like the first."""
    sums: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for line in lines:
        if line.paid_in != line.received_in:
            sums[line.paid_in, line.received_in][0] += as_pixels(line.left_minor, line.paid_in)
            sums[line.paid_in, line.received_in][1] += as_pixels(line.came_minor, line.received_in)
    first = report.points[report.target].currency if report.target is not None else ""
    rates = {first: 1.0}
    grown = True
    while grown:
        grown = False
        for (paid, received), (out, into) in sorted(sums.items()):
            for known, new, factor in ((received, paid, into / out), (paid, received, out / into)):
                if known in rates and new not in rates:
                    rates[new] = rates[known] * factor
                    grown = True
    return rates


def _columns(
    points: Mapping[int, FlowPoint], lines: Sequence[FlowLine]
) -> tuple[dict[int, int], frozenset[tuple[int, int]]]:
    """Point -> column, and the pairs whose payments run back to a column further left."""
    main = {place for place, point in points.items() if point.kind in ("account", "asset")}
    pairs: dict[tuple[int, int], date] = {}
    for line in lines:
        if line.payer in main and line.payee in main:
            day = line.first or date.max
            pairs[line.payer, line.payee] = min(day, pairs.get((line.payer, line.payee), day))
    after: defaultdict[int, set[int]] = defaultdict(set)
    back: set[tuple[int, int]] = set()
    for payer, payee in sorted(pairs, key=lambda pair: (points[pair[1]].kind != "asset", pairs[pair], pair)):
        if _leads(after, payee, payer):
            back.add((payer, payee))
        else:
            after[payer].add(payee)
    columns = dict.fromkeys(main, 1)
    for _ in main:
        for payer in sorted(main):
            for payee in after[payer]:
                columns[payee] = max(columns[payee], columns[payer] + 1)
    for place, point in points.items():
        if place not in main:
            own = columns.get(point.beside, 1) if point.beside is not None else 1
            columns[place] = own - 1 if point.kind in _INCOMING else own + 1
    return columns, frozenset(back)


def _leads(after: Mapping[int, set[int]], start: int, goal: int) -> bool:
    seen, todo = set(), [start]
    while todo:
        here = todo.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            todo += after.get(here, ())
    return False


def _scale(nodes: Iterable[PlacedNode]) -> tuple[float, float]:
    """The height of the picture, and pixels for a unit of length, so that bars and captions of each column fit."""
    captions: defaultdict[int, float] = defaultdict(float)
    sizes: defaultdict[int, float] = defaultdict(float)
    for node in nodes:
        captions[node.column] += node.lines * _LINE + 8
        sizes[node.column] += node.size
    height = max((room + _LEAST_BARS for room in captions.values()), default=_LEAST_BARS)
    height = min(height, max(370.0, *(room + 120.0 for room in captions.values()))) if captions else height
    scale = min(((height - captions[column]) / size for column, size in sizes.items() if size), default=1.0)
    return height, scale


def _stack(
    nodes: Mapping[NodeKey, PlacedNode],
    lines: Sequence[FlowLine],
    points: Mapping[int, FlowPoint],
    columns: Mapping[int, int],
    back: frozenset[tuple[int, int]],
    height: float,
    scale: float,
) -> None:
    """Column by column: each bar near the middle of those it is paid from, side ends above or below, none over another."""
    sources: defaultdict[NodeKey, set[NodeKey]] = defaultdict(set)
    for line in lines:
        payer, payee = ends_of(line, points, columns, back)
        sources[payee[0]].add(payer[0])
    for column in sorted({node.column for node in nodes.values()}):
        own = [node for node in nodes.values() if node.column == column]
        for node in own:
            node.height = max(node.size * scale, 3.0)
        wanted: dict[NodeKey, float] = {}
        for node in own:
            placed = [
                nodes[key] for key in sources[node.key] if nodes[key].column < column and nodes[key].key[0] == "point"
            ]
            middle = sum(one.top + one.height / 2 for one in placed) / len(placed) if placed else height / 2
            wanted[node.key] = middle - node.height / 2
        own.sort(key=lambda node: (_ORDER.get(node.kind, 2), wanted[node.key], node.key))
        cursor = 0.0
        for node in own:
            room = node.lines * _LINE + 8
            node.top = max(cursor + room, wanted[node.key])
            cursor = node.top + node.height
        floor = height
        for node in reversed(own):
            node.top = min(node.top, floor - node.height)
            floor = node.top - node.lines * _LINE - 8
