"""Draws the links of the SVG picture: a line by family, bent where two nodes have several, with its figures along it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from tracer.casefile.picture import PictureLink, PictureNode
from tracer.export.graph_forms.svg_nodes import HALF
from tracer.export.graph_forms.svg_parts import LINE, MONEY, PRIMARY, add, cut, describe, label
from tracer.wording.field_words import format_range
from tracer.wording.language import Language
from tracer.wording.looks.link_looks import INDIRECT_LINKS, SHORT_LINKS

_BEND: Final = 44
"""How far the middles of two links between the same two nodes are apart."""
_LONGEST: Final = 60
_WIDTHS: Final = {"money": "2.2", "measure": "2.6", "record": "1"}
_HEADS: Final = {"control": "vee", "measure": "tee", "family": "", "record": ""}
_ARROWS: Final = {"triangle": "M0 0 10 5 0 10z", "vee": "M0 0 10 5 0 10 3 5z", "tee": "M7 0h3v10h-3z"}
_WITHOUT_FIGURES: Final = frozenset({"InCase", "RoleIn", "Covers", "Against"})


def draw_links(
    parent: etree._Element, links: Sequence[PictureLink], nodes: Mapping[str, PictureNode], language: Language
) -> None:
    """Every link from border to border, then its figures, so that no line runs over them."""
    beside: dict[tuple[str, str], list[PictureLink]] = defaultdict(list)
    for link in links:
        beside[min(link.tail, link.head), max(link.tail, link.head)].append(link)
    _define_arrows(parent, links)
    lines, labels = add(parent, "g", fill="none"), add(parent, "g")
    bends = {
        link.id: round((2 * place - len(group) + 1) * _BEND / 2)
        for group in beside.values()
        for place, link in enumerate(group)
    }
    # What is on the path lies above the rest.
    for link in sorted(links, key=lambda link: link.on_path):
        first, second = sorted((link.tail, link.head))
        middle = _middle(nodes[first], nodes[second], bends[link.id])
        _draw_line(lines, link, nodes, middle, bends[link.id])
        _draw_label(labels, link, nodes[first], nodes[second], middle, language)


def format_label(link: PictureLink, language: Language) -> str:
    """What is written at a link, as on screen."""
    if link.amount is not None:
        count = language.plural("{n} transfer", "{n} transfers", link.count)
        return f"{language.money(link.amount.minor, link.amount.currency)} · {count}"
    if link.type in _WITHOUT_FIGURES:
        return ""
    words = language.text(INDIRECT_LINKS[link.indirect] if link.indirect else SHORT_LINKS[link.type])
    share = format_range(link.share, language) if link.share is not None else ""
    ended = language.text("until {day}", day=language.partial_date(link.last)) if link.last else ""
    return " ".join(filter(None, (words, share, ended)))


def _define_arrows(parent: etree._Element, links: Sequence[PictureLink]) -> None:
    used = sorted({(head, _colour(link)) for link in links if (head := _head(link))})
    if not used:
        return
    defined = add(parent, "defs")
    for head, colour in used:
        marker = add(
            defined, "marker", id=_arrow_id(head, colour), viewBox="0 0 10 10", refX=10, refY=5, markerWidth=10,
            markerHeight=10, markerUnits="userSpaceOnUse", orient="auto",
        )  # fmt: skip
        add(marker, "path", d=_ARROWS[head], fill=colour)


def _middle(first: PictureNode, second: PictureNode, bend: int) -> tuple[int, int]:
    """The middle of the line; for a node linked with itself a point above it."""
    across, down = second.x - first.x, second.y - first.y
    length = math.hypot(across, down)
    if not length:
        return first.x + bend, first.y - 70
    x, y = (first.x + second.x) / 2 - down / length * bend, (first.y + second.y) / 2 + across / length * bend
    return round(x), round(y)


def _draw_line(
    parent: etree._Element, link: PictureLink, nodes: Mapping[str, PictureNode], middle: tuple[int, int], bend: int
) -> None:
    tail, head = nodes[link.tail], nodes[link.head]
    if link.tail == link.head:
        side, top = (middle[0] - 40, middle[0] + 40), tail.y - 14
        path = f"M{tail.x - 12} {top}C{side[0]} {middle[1]} {side[1]} {middle[1]} {tail.x + 12} {top}"
    else:
        # The control point lies twice as far out as the middle of the curve.
        turn = (2 * middle[0] - (tail.x + head.x) // 2, 2 * middle[1] - (tail.y + head.y) // 2)
        start, end = _border(tail, turn), _border(head, turn)
        curve = f"Q{turn[0]} {turn[1]} " if bend else "L"
        path = f"M{start[0]} {start[1]}{curve}{end[0]} {end[1]}"
    width = "5" if link.on_path else _WIDTHS.get(link.family, "1.4")
    drawn = add(parent, "path", d=path, stroke=_colour(link), stroke_width=width)
    if link.family == "record":
        drawn.set("stroke-opacity", "0.6")
    if link.type == "PaidFor":
        drawn.set("stroke-dasharray", "7 4")
    if head_ := _head(link):
        drawn.set("marker-end", f"url(#{_arrow_id(head_, _colour(link))})")


def _border(node: PictureNode, towards: tuple[int, int]) -> tuple[int, int]:
    """Where a line that comes from there meets the node's ring."""
    across, down = towards[0] - node.x, towards[1] - node.y
    length = math.hypot(across, down) or 1
    return round(node.x + across / length * (HALF + 7)), round(node.y + down / length * (HALF + 7))


def _draw_label(
    parent: etree._Element,
    link: PictureLink,
    first: PictureNode,
    second: PictureNode,
    middle: tuple[int, int],
    language: Language,
) -> None:
    text = cut(format_label(link, language), _LONGEST)
    if not text:
        return
    angle = round(math.degrees(math.atan2(second.y - first.y, second.x - first.x)))
    if angle > 90 or angle <= -90:
        angle += 180 if angle <= -90 else -180
    group = add(parent, "g", transform=f"translate({middle[0]} {middle[1]}) rotate({angle})")
    describe(group, text)
    label(group, 0, 4, text, 10, **({"font_weight": "bold"} if link.on_path else {}))


def _colour(link: PictureLink) -> str:
    return PRIMARY if link.on_path else MONEY if link.family == "money" else LINE


def _head(link: PictureLink) -> str:
    return _HEADS.get(link.family, "triangle")


def _arrow_id(head: str, colour: str) -> str:
    return f"{head}-{colour.removeprefix('#')}"
