"""Reads an OFX file as a tree of elements: SGML of the versions 1 (values without a closing tag) and XML of the versions 2.

Source: Open Financial Exchange 1.6 and 2.3, chapters 1 and 2.
"""

from __future__ import annotations

import codecs
import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from importers.contract import UnreadableFile
from importers.parsing.limits import CELL_SIGNS
from importers.source import SourceFile

_TOKEN: Final = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z0-9_.:-]{1,64})(?P<rest>[^<>]{0,200})>(?P<text>[^<]*)")
_BODY: Final = re.compile(r"<(?:\w{1,20}:)?OFX\b", re.IGNORECASE)
_HEADER: Final = re.compile(
    r"\b(ENCODING|CHARSET)\s*[:=]\s*[\"']?([\w-]{1,30}?)(?=COMPRESSION|CHARSET|[^\w-]|$)", re.IGNORECASE
)
_XML: Final = re.compile(r"<\?xml[^>]{0,200}\bencoding\s*=\s*[\"']([\w-]{1,30})", re.IGNORECASE)
_CHARSETS: Final = {
    "1252": "windows-1252",
    "8859-1": "iso-8859-1",
    "iso-8859-1": "iso-8859-1",
    "8859-2": "iso-8859-2",
    "iso-8859-2": "iso-8859-2",
    "1250": "windows-1250",
    "1251": "windows-1251",
}
_DEPTH: Final = 40
_ELEMENTS: Final = 5_000_000


@dataclass(slots=True)
class OfxElement:
    """One element. ``text``: its value, empty for an aggregate. ``first`` and ``last``: its lines, from 1."""

    name: str
    text: str
    first: int
    last: int
    children: list[OfxElement] = field(default_factory=list)

    def value(self, *path: str) -> str:
        """The value of the first element on this path; empty if there is none."""
        found = self.child(*path)
        return "" if found is None else found.text

    def child(self, *path: str) -> OfxElement | None:
        """The first element on this path."""
        found: OfxElement | None = self
        for name in path:
            found = next((one for one in found.children if one.name == name), None) if found is not None else None
        return found

    def each(self, name: str) -> Iterator[OfxElement]:
        """The children of this name, in order."""
        return (one for one in self.children if one.name == name)

    def walk(self) -> Iterator[OfxElement]:
        """The element and all below it, in document order."""
        waiting = [self]
        while waiting:
            found = waiting.pop()
            yield found
            waiting += reversed(found.children)


def decode_ofx(file: SourceFile) -> str:
    """The text of the file in the encoding that its header states.

    Raises: UnreadableFile for letters that the stated encoding does not have, and for an unknown encoding.
    """
    data = file.data
    if data.startswith(codecs.BOM_UTF8):
        encoding = "utf-8-sig"
    else:
        encoding = _stated_encoding(data[:2000].decode("ascii", errors="replace"))
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "{file} states the encoding {encoding}, and the byte at position {offset} is no letter of it. Ask the bank for the "
            "file in its right encoding.",
            file=file.name,
            encoding=encoding,
            offset=error.start,
        ) from None


def _stated_encoding(head: str) -> str:
    xml = _XML.search(head)
    if xml is not None and xml[1].casefold() not in ("utf-8", "usascii", "us-ascii"):
        return _CHARSETS.get(xml[1].casefold().removeprefix("windows-"), "ascii")
    stated = {name.upper(): value.casefold() for name, value in _HEADER.findall(head.partition("<OFX")[0])}
    if xml is not None or stated.get("ENCODING") in ("utf-8", "unicode") or stated.get("CHARSET") == "utf-8":
        return "utf-8"
    return _CHARSETS.get(stated.get("CHARSET", "").removeprefix("windows-"), "ascii")


def parse_ofx(file: SourceFile) -> OfxElement:
    """The root of the file. An element without a closing tag is a value, or empty; its followers are not within it.

    Raises: UnreadableFile for a file without an element OFX, too deep or too large. Cost: one pass.
    """
    text = decode_ofx(file)
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise UnreadableFile(
            "{file} contains a document type or entities, which can load or insert other text. It is not read. Ask the "
            "sender for a file without them.",
            file=file.name,
        )
    begin = _BODY.search(text)
    if begin is None:
        raise UnreadableFile("{file} has no element OFX. Ask the bank for the file again.", file=file.name)
    breaks = [found.start() for found in re.finditer("\n", text)]
    root = OfxElement("", "", 1, 1)
    stack = [root]
    count = 0
    for token in _TOKEN.finditer(text, begin.start()):
        line = bisect_right(breaks, token.start() - 1) + 1
        name = token["name"].rpartition(":")[2].upper()
        if token["close"]:
            _close(stack, name, line)
            continue
        count += 1
        value = html.unescape(token["text"]).strip()
        if count > _ELEMENTS or len(stack) > _DEPTH or len(value) > CELL_SIGNS:
            raise UnreadableFile(
                "{file} is too deep or too large for a statement. Ask the bank for smaller files.", file=file.name
            )
        element = OfxElement(name, value, line, line)
        stack[-1].children.append(element)
        if not value and not token["rest"].endswith("/"):
            stack.append(element)
    while len(stack) > 1:
        _close(stack, stack[-1].name, len(breaks) + 1)
    return root


def _close(stack: list[OfxElement], name: str, line: int) -> None:
    """Closes the aggregate; elements that were opened in it and never closed are empty values before what follows them."""
    place = next((index for index in range(len(stack) - 1, 0, -1) if stack[index].name == name), None)
    if place is None:
        if stack[-1].children and stack[-1].children[-1].name == name:
            stack[-1].children[-1].last = line
        return
    while len(stack) - 1 > place:
        empty = stack.pop()
        within = empty.children
        empty.children = []
        stack[-1].children += within
    stack.pop().last = line
