"""What every part of the SVG picture uses: elements, text, the measures of letters, the colours of paper and ink."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from tracer.export.graph_forms.plain_parts import plain_text

SPACE: Final = "http://www.w3.org/2000/svg"
INK: Final = "#111827"
PAPER: Final = "#ffffff"
PRIMARY: Final = "#0f3d5e"
LINE: Final = "#7b8794"
MONEY: Final = "#16a34a"
FONT: Final = "'Source Sans', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif"
LONGEST: Final = 28
"""Letters of a name at its node, as on screen; the whole name is in its description."""
_DESCRIBED: Final = 400


def add(parent: etree._Element, tag: str, **values: str | int) -> etree._Element:
    """A new element; a low line in a name stands for a dash."""
    named = {name.rstrip("_").replace("_", "-"): str(value) for name, value in values.items()}
    return etree.SubElement(parent, f"{{{SPACE}}}{tag}", named)


def describe(parent: etree._Element, text: str) -> None:
    """What a browser shows under the pointer and a screen reader reads."""
    add(parent, "title").text = cut(plain_text(text), _DESCRIBED)


def write_text(parent: etree._Element, x: int, y: int, text: str, size: int, **values: str | int) -> etree._Element:
    """One line of text."""
    element = add(parent, "text", x=x, y=y, font_size=size, fill=INK, **values)
    element.text = plain_text(text)
    return element


def label(parent: etree._Element, x: int, y: int, text: str, size: int, **values: str | int) -> None:
    """One line of text, centred, on paper that keeps it apart from lines."""
    width = measure(text, size)
    add(
        parent, "rect", x=x - width // 2 - 2, y=y - size, width=width + 4, height=size + 3, fill=PAPER, fill_opacity="0.85"
    )  # fmt: skip
    write_text(parent, x, y, text, size, text_anchor="middle", **values)


def cut(text: str, longest: int) -> str:
    """The text, or its beginning with a sign that it goes on; line ends become blanks."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def measure(text: str, size: int) -> int:
    """About how wide is this text? No font is at hand; wide scripts take a whole square a sign."""
    units = sum(100 if unicodedata.east_asian_width(sign) in "WF" else 64 if sign.isupper() else 57 for sign in text)
    return units * size // 100


def wrap(words: Iterable[str], size: int, width: int) -> Iterator[str]:
    """Lines of at most this width, broken between words."""
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and measure(longer, size) > width:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
