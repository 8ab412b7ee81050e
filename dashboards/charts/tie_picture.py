"""By which chain of parties and payments is an asset tied to a person?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from dashboards.theme import DARK_INK, LIGHT_INK
from graph_schema.errors import WrongUse
from tracer.casework.ties.tie_chain import ArrowKind, ChainArrow, ChainBox, TieChain
from tracer.wording.language import Language
from tracer.wording.looks.node_looks import PROTECTED, TYPES, TypeLook
from tracer.wording.looks.stage_looks import look_of
from tracer.wording.terms import STATE_WORDS

_PER_ROW: Final = 7
_STEP: Final = 176
_ICON: Final = 36
_LINE: Final = 16
_LETTERS: Final = 24
_LABEL_LETTERS: Final = 20
_ARC: Final = 44
_ROW: Final = 112
_MOST_LINES: Final = 2
# Accent and second ink of the two grounds, each with 4.5:1 or more.
_LIGHT: Final = {"ink": LIGHT_INK, "soft": "#3d4a57", "money": "#0b4a6f"}
_DARK: Final = {"ink": DARK_INK, "soft": "#bcc8d3", "money": "#7cc4f0"}
_WIDTHS: Final[dict[ArrowKind, str]] = {"money": "4", "share": "1.75", "other": "1.75", "family": "1.5"}


@dataclass(frozen=True, slots=True)
class TiePicture:
    """The picture as SVG, and the same in words. ``width`` and ``height`` in pixels."""

    svg: str
    text: str
    width: int
    height: int


def draw_tie(chain: TieChain, language: Language) -> TiePicture:
    """The parties from left to right, in rows of seven, the asset last with the mark of its state.

    Thick arrow: money; thin: a share or another right; dotted, without a head: kinship. Dark or light follows the ground
    that the page paints below the picture. The same chain gives the same bytes.
    Raises: WrongUse for a chain without a box.
    """
    if not chain.boxes:
        raise WrongUse("A picture of a tie needs a party or an asset; this chain has none.")
    arcs = any(arrow.kind == "family" for arrow in chain.arrows)
    top = _ARC if arcs else _LINE
    rows = -(-len(chain.boxes) // _PER_ROW)
    width = _STEP * min(len(chain.boxes), _PER_ROW)
    height = rows * (_ROW + top)
    spots = [_spot(place, top) for place in range(len(chain.boxes))]
    parts = [
        *(_arrow(arrow, spots) for arrow in chain.arrows),
        *(part for box, spot in zip(chain.boxes, spots, strict=True) for part in _box(box, spot, language)),
    ]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="Source Sans, Source Sans 3, Noto Sans, sans-serif" font-size="13">'
        f"<style>{_style()}</style>{''.join(parts)}</svg>"
    )
    return TiePicture(svg, describe_chain(chain, language), width, height)


def describe_chain(chain: TieChain, language: Language) -> str:
    """The picture in words, for who does not see it: each arrow as one clause, then the state of the asset."""
    clauses = []
    for arrow in chain.arrows:
        tail, head = chain.boxes[arrow.tail].caption, chain.boxes[arrow.head].caption
        joint = "—" if arrow.kind == "family" else "→"
        clauses.append(f"{tail} {joint} {head}" + (f": {arrow.label}" if arrow.label else ""))
    states = [f"{box.caption}: {language.text(STATE_WORDS[box.state])}" for box in chain.boxes if box.state]
    return "; ".join([*clauses, *states])


def _style() -> str:
    def classes(colours: dict[str, str]) -> str:
        return "".join(
            f".{name}{{fill:{colour}}}.{name}-line{{stroke:{colour};fill:none}}" for name, colour in colours.items()
        )

    return f"{classes(_LIGHT)}@media (prefers-color-scheme: dark){{{classes(_DARK)}}}"


def _spot(place: int, top: int) -> tuple[int, int]:
    row, column = divmod(place, _PER_ROW)
    return _STEP // 2 + _STEP * column, row * (_ROW + top) + top + _ICON // 2


def _box(box: ChainBox, spot: tuple[int, int], language: Language) -> Iterator[str]:
    x, y = spot
    look: TypeLook = PROTECTED if box.is_protected else TYPES[box.type]
    left, half = x - _ICON // 2, _ICON // 2
    radius = half if box.type == "Person" or box.is_protected else 7
    yield (
        f'<rect x="{left}" y="{y - half}" width="{_ICON}" height="{_ICON}" rx="{radius}" fill="{look.colour}"/>'
        f'<path transform="translate({left + 8} {y - half + 8}) scale(0.834)" d="{look.icon}" fill="#ffffff" '
        'fill-rule="evenodd"/>'
    )
    lines = _wrap(box.caption, _LETTERS)
    for number, line in enumerate(lines):
        yield _text(x, y + half + _LINE * (number + 1), line, "ink", bold=True)
    if box.state:
        stage = look_of(box.state)
        yield (
            f'<path transform="translate({x + half - 4} {y - half - 8}) scale(0.667)" d="{stage.mark}" '
            f'fill="{stage.colour}" fill-rule="evenodd"/>'
        )
        word = language.text(STATE_WORDS[box.state])
        yield _text(x, y + half + _LINE * (len(lines) + 1), word, "soft")


def _arrow(arrow: ChainArrow, spots: Sequence[tuple[int, int]]) -> str:
    (x1, y1), (x2, y2) = spots[arrow.tail], spots[arrow.head]
    colour = "money" if arrow.kind == "money" else "soft"
    line = f'class="{colour}-line" stroke-width="{_WIDTHS[arrow.kind]}"'
    gap = _ICON // 2 + 6
    if arrow.kind == "family":
        above = min(y1, y2) - _ICON // 2 - _ARC + 12
        curve = f"M{x1} {y1 - _ICON // 2 - 3}Q{(x1 + x2) // 2} {above - 14} {x2} {y2 - _ICON // 2 - 3}"
        middle = (x1 + x2) // 2
        return f'<path {line} stroke-dasharray="2 4" d="{curve}"/>' + _text(middle, above - 2, arrow.label, "soft")
    if y1 == y2 and abs(arrow.head - arrow.tail) == 1:
        side = 1 if x2 > x1 else -1
        start, end = x1 + side * gap, x2 - side * gap
        way, label = f"M{start} {y1}H{end - side * 6}", _text((start + end) // 2, y1 - 9, arrow.label, "ink", cut=True)
        return f'<path {line} d="{way}"/>{_head(end, y2, side, colour)}{label}'
    # To the next row, or past a box: down and along between the rows.
    between = min(y1, y2) + _ROW - _ICON // 2 - 12 if y1 != y2 else y1 + _ICON // 2 + 3 * _LINE
    end = x2 - gap
    way = f"M{x1 + gap} {y1}H{x1 + _STEP // 2 - 3}V{between}H{x2 - _STEP // 2 + 3}V{y2}H{end - 6}"
    if y1 == y2:
        way = f"M{x1} {y1 + gap}V{between}H{x2}V{y2 + gap}"
        return f'<path {line} d="{way}"/>' + _text((x1 + x2) // 2, between - 4, arrow.label, "ink", cut=True)
    label = _text((x1 + end) // 2, between - 5, arrow.label, "ink", cut=True)
    return f'<path {line} d="{way}"/>{_head(end, y2, 1, colour)}{label}'


def _head(x: int, y: int, side: int, colour: str) -> str:
    return f'<path class="{colour}" d="M{x} {y}L{x - side * 9} {y - 5}V{y + 5}z"/>'


def _text(x: int, y: int, text: str, colour: str, *, bold: bool = False, cut: bool = False) -> str:
    shown = text if not cut or len(text) <= _LABEL_LETTERS else f"{text[: _LABEL_LETTERS - 1]}…"
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="middle" class="{colour}"{weight}>{escape(shown)}</text>'


def _wrap(text: str, letters: int) -> list[str]:
    """At most two lines of at most so many letters; what does not fit ends with an ellipsis."""
    lines = [""]
    for word in text.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= letters or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > _MOST_LINES:
        lines = [lines[0], f"{lines[1]}…"]
    return [line if len(line) <= letters else f"{line[: letters - 1]}…" for line in lines]
