"""Reads XML without entities, document types or network; a forbidden or broken file stops the import."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lxml import etree

from importers.contract import UnreadableFile
from importers.source import SourceFile

_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(file: SourceFile) -> etree._Element:
    """Returns the root element of the document, without comments and processing instructions.

    Raises: UnreadableFile for a document type or entity (which can load or insert other text), and for XML that is not
    well formed, with the line.
    """
    # Without the NULs the search also works for UTF-16.
    if _DECLARATION.search(file.data.replace(b"\0", b"")):
        raise _declares(file)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=False,
    )
    try:
        root = etree.fromstring(file.data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = error.lineno if isinstance(error, etree.XMLSyntaxError) else 1
        raise UnreadableFile(
            "{file}, line {line}: the XML is broken or cut off ({reason}). Ask for the file again.",
            file=file.name,
            line=line,
            reason=str(error)[:200],
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares(file)
    return root


def find_text(element: etree._Element, *paths: str) -> str | None:
    """The first text that is not empty on one of these paths, in any namespace. A path: ``Acct/Id/IBAN``."""
    for path in paths:
        found = find(element, path)
        if found is not None and found.text is not None and found.text.strip():
            return " ".join(found.text.split())
    return None


def find(element: etree._Element, path: str) -> etree._Element | None:
    """The first element on this path, in any namespace."""
    return _first(element, _steps(path))


def find_all(element: etree._Element, path: str) -> list[etree._Element]:
    """All elements on this path, in document order, in any namespace."""
    return element.findall("/".join(_steps(path)))


def _first(element: etree._Element, steps: tuple[str, ...]) -> etree._Element | None:
    """As ``element.find``, in half the time: an entry of a statement is asked for dozens of paths."""
    children = element.iterchildren(steps[0])
    rest = steps[1:]
    if not rest:
        return next(children, None)
    for child in children:
        found = _first(child, rest)
        if found is not None:
            return found
    return None


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(f"{{*}}{step}" for step in path.split("/"))


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def _declares(file: SourceFile) -> UnreadableFile:
    return UnreadableFile(
        "{file} contains a document type or entities, which can load or insert other text. It is not read. Ask the "
        "sender for XML without them.",
        file=file.name,
    )
