"""The picture as PNG, drawn from the SVG by the typesetter that sets the documents."""

from __future__ import annotations

import re
from typing import Final

import typst
from lxml import etree

from graph_schema.errors import TracerError
from tracer.casefile.picture import GraphPicture
from tracer.export.graph_forms.svg import write_svg
from tracer.export.typesetting import find_unsettable
from tracer.wording.language import Language
from tracer.wording.visible_signs import replace_signs

_PAGE: Final = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""
_MOST_PIXELS: Final = 20_000_000
_SHARP: Final = 144
_COARSE: Final = 36


class PictureRefused(TracerError):
    """The typesetter would not draw the picture."""


def write_png(picture: GraphPicture, language: Language) -> bytes:
    """The SVG as pixels, two for each point, fewer for a very large picture; at most about 20 million.

    With the fonts of the typesetter alone, so that every machine gives the same bytes; a sign that they lack stands as its code
    point. Raises PictureRefused. Cost: 0.2 s for 50 nodes.
    """
    drawn = write_svg(picture, language).decode()
    signs = sorted({sign for sign in drawn if not sign.isascii()})
    lacking = find_unsettable(signs, with_system=False)
    shown = replace_signs(drawn, lacking) if lacking else drawn
    width, height = _size(shown)
    # Of the inches of a page there are 72 points in one.
    density = min(_SHARP, int(72 * (_MOST_PIXELS / max(1, width * height)) ** 0.5))
    try:
        made = typst.compile(
            _PAGE,
            format="png",
            ppi=max(_COARSE, density),
            sys_inputs={"svg": shown},
            font_paths=typst.Fonts(include_system_fonts=False),
        )
    except RuntimeError as error:
        raise PictureRefused("The picture could not be drawn: {reason}.", reason=str(error)) from error
    if not isinstance(made, bytes):
        raise PictureRefused("The picture could not be drawn: {reason}.", reason="more than one file came out")
    return made


def _size(drawn: str) -> tuple[int, int]:
    """Width and height that the SVG states."""
    root = etree.fromstring(drawn.encode())
    width, height = (int(re.sub("[^0-9]", "", str(root.get(name, "1"))) or 1) for name in ("width", "height"))
    return width, height
