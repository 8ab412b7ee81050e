"""Draws the nodes of the SVG picture as the screen draws them: shape and icon for the type, ring and mark for the state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lxml import etree

from graph_schema.records.nodes import NODE_TYPES
from tracer.casefile.picture import PictureNode
from tracer.export.graph_forms.svg_parts import INK, LONGEST, PAPER, PRIMARY, add, cut, describe, label, write_text
from tracer.wording.language import Language
from tracer.wording.looks.node_looks import PROTECTED, TYPES, TypeLook
from tracer.wording.looks.stage_looks import StageLook, look_of
from tracer.wording.terms import STATE_WORDS

HALF: Final = 15
"""Half the side of a node; the first node is a third larger."""
_OCTAGON: Final = "M-6-15h12l9 9v12l-9 9h-12l-9-9v-12z"
SHAPES: Final[Mapping[str, str]] = {
    "ellipse": "M-15 0a15 15 0 1 0 30 0a15 15 0 1 0-30 0z",
    "round-rectangle": "M-10-15h20a5 5 0 0 1 5 5v20a5 5 0 0 1-5 5h-20a5 5 0 0 1-5-5v-20a5 5 0 0 1 5-5z",
    "rectangle": "M-15-15h30v30h-30z",
    "tag": "M-15-15h19l11 15-11 15h-19z",
    "pentagon": "M0-15 15-4 9 15-9 15-15-4z",
    "barrel": "M-15-11q15-8 30 0v22q-15 8-30 0z",
    "octagon": _OCTAGON,
    "rhomboid": "M-15-15h20l10 30h-20z",
    "round-hexagon": "M-7-15h14l8 15-8 15h-14l-8-15z",
    "cut-rectangle": "M-10-15h20l5 5v20l-5 5h-20l-5-5v-20z",
    "bottom-round-rectangle": "M-15-15h30v22a8 8 0 0 1-8 8h-14a8 8 0 0 1-8-8z",
    "diamond": "M0-15 15 0 0 15-15 0z",
    "heptagon": "M0-15 12-9 15 3 7 14-7 14-15 3-12-9z",
    "round-tag": "M-11-15h15l11 15-11 15h-15a4 4 0 0 1-4-4v-22a4 4 0 0 1 4-4z",
    "round-diamond": "M-3-13q3-3 6 0l10 10q3 3 0 6l-10 10q-3 3-6 0l-10-10q-3-3 0-6z",
    "triangle": "M0-15 15 15-15 15z",
    "right-rhomboid": "M-5-15h20l-10 30h-20z",
    "hexagon": "M-7-15h14l8 15-8 15h-14l-8-15z",
    "round-pentagon": "M-3-14q3-2 6 0l10 8q3 2 2 5l-4 13q-1 3-4 3h-14q-3 0-4-3l-4-13q-1-3 2-5z",
    "concave-hexagon": "M-15-15h30l-5 15 5 15h-30l5-15z",
    "round-heptagon": "M-3-14q3-1 6 0l8 4q2 1 2 3l2 9q0 2-1 3l-6 8q-1 2-3 2h-10q-2 0-3-2l-6-8q-1-1-1-3l2-9q0-2 2-3z",
    "star": "M0-15 4-5 15-5 6 2 9 15 0 7-9 15-6 2-15-5-4-5z",
    "round-triangle": "M-3-13q3-4 6 0l12 24q1 4-3 4h-24q-4 0-3-4z",
    "vee": "M-15-15 0-5 15-15 0 15z",
    "round-octagon": _OCTAGON,
}
"""Each shape as a path around the middle of the node."""
_DASHES: Final = {"dashed": "6 4", "dotted": "1 4"}
_IBAN_CUT: Final = 14


def draw_node(parent: etree._Element, node: PictureNode, *, focus: bool, on_path: bool, language: Language) -> None:
    """The node with its caption under it; what it is in whole words for the pointer and the screen reader."""
    look = PROTECTED if node.hidden else TYPES[node.type]
    stage = look_of(node.state) if node.state and node.state != "IDENTIFIED" else None
    group = add(parent, "g", transform=f"translate({node.x} {node.y})")
    describe(group, _describe(node, language))
    body = add(group, "g", transform="scale(1.333)") if focus else group
    if on_path:
        add(body, "path", d=SHAPES[look.shape], fill="none", stroke=PRIMARY, stroke_width=12, stroke_linejoin="round")
        add(body, "path", d=SHAPES[look.shape], fill="none", stroke=PAPER, stroke_width=6, stroke_linejoin="round")
    _draw_shape(body, look, stage, hidden=node.hidden, focus=focus)
    draw_icon(body, look)
    if stage is not None:
        draw_mark(body, stage)
    if node.further:
        _draw_badge(body, node.further)
    for place, line in enumerate(_caption(node)):
        label(group, 0, (40 if focus else 34) + 14 * place, line, 12)


def draw_icon(parent: etree._Element, look: TypeLook) -> None:
    """The white icon in the middle."""
    add(parent, "path", transform="translate(-9 -9) scale(0.75)", d=look.icon, fill="#ffffff", fill_rule="evenodd")


def draw_mark(parent: etree._Element, stage: StageLook) -> None:
    """The mark of the state at the upper left."""
    group = add(parent, "g", transform="translate(-22 -22) scale(0.62)")
    add(group, "circle", cx=12, cy=12, r=15, fill=PAPER)
    add(group, "path", d=stage.mark, fill=stage.colour, fill_rule="evenodd")


def _draw_shape(parent: etree._Element, look: TypeLook, stage: StageLook | None, *, hidden: bool, focus: bool) -> None:
    shape = SHAPES[look.shape]
    add(parent, "path", d=shape, fill=look.colour, stroke=look.colour, stroke_linejoin="round")
    border = "double" if hidden else stage.border if stage else "solid"
    width = 4 if hidden or stage else 2 if focus else 0
    if not width:
        return
    colour = stage.colour if stage and not hidden else INK
    ring = add(parent, "path", d=shape, fill="none", stroke=colour, stroke_width=width, stroke_linejoin="round")
    if border in _DASHES:
        ring.set("stroke-dasharray", _DASHES[border])
        ring.set("stroke-linecap", "round" if border == "dotted" else "butt")
    if border == "double":
        add(parent, "path", d=shape, fill="none", stroke=PAPER, stroke_width="1.4", stroke_linejoin="round")


def _draw_badge(parent: etree._Element, further: int) -> None:
    text = f"+{further}" if further <= 99999 else "99999+"
    width = 7 + 5 * len(text)
    middle = min(16, 29 - width // 2)
    add(parent, "rect", x=middle - width // 2, y=8, width=width, height=12, rx=6, fill=INK)
    write_text(parent, middle, 17, text, 9, font_weight="bold", text_anchor="middle").set("fill", PAPER)


def _caption(node: PictureNode) -> list[str]:
    if node.type == "Account" and not node.hidden and node.caption.isalnum():
        grouped = " ".join(node.caption[place : place + 4] for place in range(0, min(len(node.caption), 40), 4))
        return [part for part in (grouped[:_IBAN_CUT], grouped[_IBAN_CUT + 1 :]) if part]
    return [cut(node.caption, LONGEST)]


def _describe(node: PictureNode, language: Language) -> str:
    kind = language.text("protected person") if node.hidden else language.text(NODE_TYPES[node.type].meaning)
    state = language.text(STATE_WORDS[node.state]) if node.state else ""
    return ", ".join(filter(None, (node.caption, kind, state)))
