"""XML read without entities, document types or network; a forbidden or broken file stops the import."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from lxml import etree

from importers.contract import UnreadableFile
from importers.source import SourceFile

_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(file: SourceFile) -> etree._Element:
    """Which document is this? Returns its root element, comments and processing instructions taken out.

    Raises: UnreadableFile for a document type or entity (a way to make a reader fetch or invent text), and
    for XML that is not well formed, with the line.
    """
    # Without the NULs the search also sees UTF-16.
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
    """What does the first of these paths say that says anything? Without namespace: ``Acct/Id/IBAN``."""
    for path in paths:
        found = find(element, path)
        if found is not None and found.text is not None and found.text.strip():
            return " ".join(found.text.split())
    return None


def find(element: etree._Element, path: str) -> etree._Element | None:
    """The first element on this path, in whatever namespace."""
    return element.find(_anywhere(path))


def find_all(element: etree._Element, path: str) -> list[etree._Element]:
    """All elements on this path, in document order, in whatever namespace."""
    return element.findall(_anywhere(path))


@cache
def _anywhere(path: str) -> str:
    return "/".join(f"{{*}}{step}" for step in path.split("/"))


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def _declares(file: SourceFile) -> UnreadableFile:
    return UnreadableFile(
        "{file} declares a document type or entities, which can make a reader fetch or invent text. It is "
        "not read; ask the sender for plain XML.",
        file=file.name,
    )
