"""Checks a kept picture before a document takes it up: it draws alone what the program draws, and names nobody protected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from importers.contract import UnreadableFile
from importers.parsing.xml import parse_xml
from importers.source import from_bytes
from tracer.access.pseudonyms import Veil

_SPACE: Final = "{http://www.w3.org/2000/svg}"
_PARTS: Final = frozenset(
    f"{_SPACE}{name}" for name in ("svg", "title", "desc", "rect", "g", "text", "defs", "marker", "path", "circle")
)
_ATTRIBUTES: Final = frozenset(
    (
        *(
            "cx",
            "cy",
            "d",
            "height",
            "id",
            "orient",
            "r",
            "refX",
            "refY",
            "role",
            "rx",
            "transform",
            "viewBox",
            "width",
        ),
        *("fill", "fill-opacity", "fill-rule", "font-family", "font-size", "font-weight", "text-anchor", "x", "y"),
        *("marker-end", "markerHeight", "markerUnits", "markerWidth"),
        *("stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width"),
    )
)
_OWN: Final = re.compile(r"url\(#[\w-]+\)")


def read_texts(svg: str) -> tuple[str, ...] | None:
    """Every text of the picture, shown or described; None if it holds anything that the program does not draw.

    A decision can be imported by hand, so a kept picture is a text from a file.
    """
    try:
        root = parse_xml(from_bytes("picture.svg", svg.encode()))
    except UnreadableFile:
        return None
    if root.tag != f"{_SPACE}svg" or not all(map(_is_plain, root.iter())):
        return None
    return tuple(_texts(root))


def names_protected(texts: tuple[str, ...], veil: Veil) -> bool:
    """Would the veil of today change a text of the picture?"""
    return any(veil.text(text) != text for text in texts)


def _is_plain(element: etree._Element) -> bool:
    named = all(str(name) in _ATTRIBUTES for name in element.attrib)
    tail = element.tail is None or not element.tail.strip()
    return element.tag in _PARTS and named and tail and all(_is_own(str(value)) for value in element.attrib.values())


def _is_own(value: str) -> bool:
    """Does this value name nothing outside the picture?"""
    return "(" not in value or "url" not in value.lower() or _OWN.fullmatch(value) is not None


def _texts(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        if element.text and element.text.strip():
            yield element.text
