"""The values of a picture as every form for programs writes them: exact, in ISO form, without signs that no file can hold."""

from __future__ import annotations

import json
import re
from typing import Final

from lxml import etree

from graph_schema.values.money import format_plain
from tracer.casefile.picture import PictureLink, PictureNode
from tracer.wording.visible_signs import neutral_cell, replace_signs, show_signs

_NO_XML: Final = re.compile("[\ufffe\uffff]")
_LONGEST_CELL: Final = 32_767
"""Signs in a cell of a spreadsheet."""


def plain_text(text: str) -> str:
    """The text with what XML 1.0 forbids, and what steers a screen, as code points."""
    shown = show_signs(text)
    return replace_signs(shown, set(_NO_XML.findall(shown))) if _NO_XML.search(shown) else shown


def plain_cell(text: str) -> str:
    """The text for a cell of a spreadsheet: it does not run as a formula. A longer one than a cell takes is cut with a mark."""
    cell = neutral_cell(plain_text(text))
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"


def plain_sum(link: PictureLink) -> str:
    """The sum as a decimal number with a point, exact; empty where the link has none."""
    return "" if link.amount is None else format_plain(link.amount.minor, link.amount.currency)


def plain_currency(link: PictureLink) -> str:
    """The currency of the sum, ISO 4217; empty where the link has none."""
    return "" if link.amount is None else link.amount.currency


def plain_share(link: PictureLink) -> str:
    """The share as an exact fraction ``1/4``, or a range ``1/4..<1/2``; empty where the link has none."""
    return "" if link.share is None else str(link.share)


def plain_rows(part: PictureNode | PictureLink) -> str:
    """The rows behind a node or link as JSON: pairs of the file's SHA-256 and the place in it."""
    pairs = [[row.source, plain_text(row.locator)] for row in part.rows]
    return json.dumps(pairs, ensure_ascii=False, separators=(",", ":"))


def write_xml(root: etree._Element) -> bytes:
    """The document as UTF-8 with declaration; it has no document type, so no entity."""
    etree.indent(root, "  ")
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"
