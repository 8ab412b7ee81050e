"""The picture as SVG: the marks of the screen, a title, a legend and the files it rests on; no script, no style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from graph_schema.codes.states import STATE_TABLE
from graph_schema.messages import N_
from graph_schema.records.nodes import NODE_TYPES
from tracer.casefile.picture import GraphPicture
from tracer.export.graph_forms.plain_parts import plain_text, write_xml
from tracer.export.graph_forms.svg_links import draw_links
from tracer.export.graph_forms.svg_nodes import SHAPES, draw_icon, draw_node
from tracer.export.graph_forms.svg_parts import FONT, PAPER, SPACE, add, cut, describe, measure, wrap, write_text
from tracer.wording.language import Language
from tracer.wording.looks.node_looks import PROTECTED, TYPES, TypeLook
from tracer.wording.looks.stage_looks import StageLook, look_of

_MARGIN: Final = 24
_NARROWEST: Final = 760
_BESIDE: Final = 100
"""Room beside a node for its caption."""
_MOST_FILES: Final = 40
_LONGEST: Final = 300
"""Signs of the title and of each sentence of the small print."""
_SMALL: Final = 11
_ROW: Final = 16


def write_svg(picture: GraphPicture, language: Language, *, bare: bool = False) -> bytes:
    """The picture on white paper, in points of the screen; the same picture and language give the same bytes.

    ``bare``: without title, day, fingerprint and files, for a page that states them. Names are cut as on screen and whole
    in the description of their node. Source: SVG 1.1, without scripts, styles, animation, links or anything from elsewhere.
    """
    left, top, width, height = _box(picture)
    head = [] if bare else list(wrap(cut(picture.title, _LONGEST).split(), 18, width - 2 * _MARGIN)) or [""]
    notes = [
        line
        for text in (*_left_out(picture, language), *(() if bare else _sources(picture, language)))
        for line in wrap(cut(text, _LONGEST).split(), _SMALL, width - 2 * _MARGIN)
    ]
    begin = _MARGIN + 24 * len(head) + 8
    root = etree.Element(f"{{{SPACE}}}svg", nsmap={None: SPACE})  # type: ignore[dict-item]  # lxml: None is the default space
    describe(root, picture.title)
    add(root, "desc").text = plain_text("\n".join(notes))
    ground = add(root, "rect", width=width, fill=PAPER)
    page = add(root, "g", font_family=FONT)
    for place, line in enumerate(head):
        write_text(page, _MARGIN, _MARGIN + 12 + 24 * place, line, 18, font_weight="bold")
    drawing = add(page, "g", transform=f"translate({-left} {begin - top})")
    nodes = {node.id: node for node in picture.nodes}
    draw_links(drawing, picture.links, nodes, language)
    on_path = {end for link in picture.links if link.on_path for end in (link.tail, link.head)}
    for node in picture.nodes:
        draw_node(drawing, node, focus=node.id == picture.focus, on_path=node.id in on_path, language=language)
    below = _draw_legend(page, picture, begin + height + 12, width, language)
    for place, line in enumerate(notes):
        write_text(page, _MARGIN, below + _ROW * (place + 1), line, _SMALL)
    tall = below + _ROW * (len(notes) + 1) + 8
    ground.set("height", str(tall))
    for name, value in (
        ("width", str(width)),
        ("height", str(tall)),
        ("viewBox", f"0 0 {width} {tall}"),
        ("role", "img"),
    ):
        root.set(name, value)
    return write_xml(root)


def _box(picture: GraphPicture) -> tuple[int, int, int, int]:
    """Left, top, width and height of the drawing, with room for captions; at least as wide as a legend needs."""
    across = [node.x for node in picture.nodes] or [0]
    down = [node.y for node in picture.nodes] or [0]
    width = max(across) - min(across) + 2 * _BESIDE
    more = max(0, _NARROWEST - width)
    return min(across) - _BESIDE - more // 2, min(down) - 60, width + more, max(down) - min(down) + 130


def _draw_legend(parent: etree._Element, picture: GraphPicture, top: int, width: int, language: Language) -> int:
    """The kinds of node, then the states, each with its mark and its words. Returns where it ends."""
    x, y = _MARGIN, top
    for look, words in _legend(picture, language):
        wide = 26 + measure(words, 12) + 18
        if x > _MARGIN and x + wide > width - _MARGIN:
            x, y = _MARGIN, y + 24
        group = add(parent, "g", transform=f"translate({x + 9} {y + 6}) scale(0.6)")
        if isinstance(look, TypeLook):
            add(group, "path", d=SHAPES[look.shape], fill=look.colour)
            draw_icon(group, look)
        else:
            add(
                group,
                "path",
                transform="translate(-15 -15) scale(1.25)",
                d=look.mark,
                fill=look.colour,
                fill_rule="evenodd",
            )
        write_text(parent, x + 24, y + 10, words, 12)
        x += wide
    return y + 26


def _legend(picture: GraphPicture, language: Language) -> Iterator[tuple[TypeLook | StageLook, str]]:
    types = {node.type for node in picture.nodes if not node.hidden}
    states = {node.state for node in picture.nodes if node.state not in ("", "IDENTIFIED")}
    for name, kind in NODE_TYPES.items():
        if name in types:
            yield TYPES[name], language.text(kind.meaning)
    if any(node.hidden for node in picture.nodes):
        yield PROTECTED, language.text("protected person")
    for state in STATE_TABLE:
        if state.code in states:
            yield look_of(state.code), language.text(state.words)


def _left_out(picture: GraphPicture, language: Language) -> Iterator[str]:
    """The small print: what is left out."""
    yield from picture.remarks
    further = sum(1 for node in picture.nodes if node.further)
    if further:
        yield language.plural(
            "{n} node has neighbours that are not in this picture; the number stands at the node.",
            "{n} nodes have neighbours that are not in this picture; the numbers stand at the nodes.",
            further,
        )


def _sources(picture: GraphPicture, language: Language) -> Iterator[str]:
    """The small print: on which day, on which rows of which files."""
    rows = len(picture.rows)
    fingerprint = language.text(N_("Case fingerprint {digest}"), digest=picture.digest[:32])
    yield f"{language.text(N_('As of'))} {language.long_date(picture.as_of)} · {fingerprint}"
    yield language.plural("Rests on {n} row of these files:", "Rests on {n} rows of these files:", rows)
    for file in picture.files[:_MOST_FILES]:
        yield f"{cut(file.name, 80)} · SHA-256 {file.digest[:32]}…"
    if len(picture.files) > _MOST_FILES:
        more = len(picture.files) - _MOST_FILES
        yield language.plural("{n} more file", "{n} more files", more)
