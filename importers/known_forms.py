"""Recognises known formats that no importer reads, and says what to ask the sender for instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from graph_schema.messages import N_
from importers.source import SourceFile

_STATEMENT: Final = N_("Ask the bank for camt.053, or for the rows as CSV or XLSX.")
_ORDER: Final = N_("It contains payment orders, which prove no payment. Ask the bank for the statement (camt.053).")
_REPORT: Final = N_("Ask for the accounts and movements as camt.053, or as CSV or XLSX.")
_CONTENT: Final = N_("Unpack it and import the files one by one.")
_PRINT: Final = N_("Ask the sender for the data as camt.053, CSV or XLSX.")


@dataclass(frozen=True, slots=True)
class KnownForm:
    """``name``: the usual name of the format. ``remedy``: what to do instead, a gettext key."""

    name: str
    remedy: str


def name_form(file: SourceFile) -> KnownForm | None:
    """Which known format without an importer is this? Checks the first 64 KiB. None: none of them."""
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for matches, name, remedy in _BY_BYTES:
        if matches(head):
            return KnownForm(name, remedy)
    text = _text(file.head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return _name_xml(text)
    is_json = text[:1] in ("{", "[") and not text.startswith("{1:")
    for pattern, name, remedy in _JSON if is_json else _TEXT:
        if re.search(pattern, text):
            return KnownForm(name, remedy)
    return None


def is_schema(file: SourceFile) -> bool:
    """Is this an XML schema (XSD), which describes files and contains no data?"""
    text = _text(file.head[:4096]).lstrip("\ufeff \t\r\n")
    while text.startswith(("<?", "<!--")):
        text = text.partition("?>" if text.startswith("<?") else "-->")[2].lstrip()
    return text.startswith("<") and _SCHEMA.match(text, 1) is not None


def _text(head: bytes) -> str:
    """The head with each byte as one character; without the NULs of UTF-16."""
    return head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").decode("iso-8859-1").removeprefix("\xff\xfe")


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(signatures)


def _name_xml(text: str) -> KnownForm:
    for pattern, name, remedy in _XML:
        found = re.search(pattern, text)
        if found is not None:
            return KnownForm(name.format(*found.groups()), remedy)
    root = re.search(r"<([A-Za-z_][\w.:-]{0,60})[\s/>]", text)
    return KnownForm(f"XML <{root[1]}>" if root else "XML", _PRINT)


_BY_BYTES: Final[tuple[tuple[Callable[[bytes], bool], str, str], ...]] = (
    (_starts(b"%PDF-"), "PDF", _PRINT),
    (lambda head: b"opendocument.text" in head[:200], "ODT", _PRINT),
    (lambda head: head.startswith(b"PK\x03\x04") and b"word/" in head, "DOCX", _PRINT),
    (
        lambda head: (
            head.startswith(b"PK\x03\x04") and b"xl/" not in head and b"opendocument.spreadsheet" not in head[:200]
        ),
        "ZIP",
        _CONTENT,
    ),
    (
        _starts(b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ"),
        "ZIP / RAR / 7z / GZ / XZ",
        _CONTENT,
    ),
    (_starts(b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"GIF8"), "JPEG / PNG / TIFF", _PRINT),
)
_SCHEMA: Final = re.compile(r"(?:\w+:)?schema\b")
_XML: Final = (
    (r"""["':/.]((?:pain|pacs)\.\d{3}\.\d{3}\.\d{2})""", "ISO 20022 {}", _ORDER),
    (r"<(?:\w+:)?(?:CstmrCdtTrfInitn|CstmrDrctDbtInitn|CstmrPmtStsRpt)[\s>]", "ISO 20022 pain", _ORDER),
    (r"<(?:\w+:)?FIToFI\w+[\s>]", "ISO 20022 pacs", _ORDER),
    (r"urn:iso:std:iso:20022:tech:xsd:([a-z]{4}\.\d{3}\.\d{3}\.\d{2})", "ISO 20022 {}", _STATEMENT),
    (r"^(?=[\s\S]*<(?:rentity_id|submission_code|report_code)>)[\s\S]*?<report[\s>]", "goAML", _REPORT),
    (r"(?i)^(?:<!doctype html|<html)", "HTML", _PRINT),
)
_TEXT: Final = (
    (r"(?m)^[ \t]*:34F:|^[ \t]*:90[CD]:", "MT942", _STATEMENT),
    (r"^!(?:Type|Account|Option|Clear):?", "QIF", _STATEMENT),
    (r"^01,[^,\n]*,[^,\n]*,\d{6},\d{4},[^\n]*/\s*(?:\n|\r|$)", "BAI2", _STATEMENT),
    (r"^0[1457]\d{5}[ \w]{4}\d{5}[A-Z]{3}\d", "CFONB 120", _STATEMENT),
    (r"^11\d{8}\d{10}\d{6}\d{6}[12]\d{14}\d{3}", "Norma 43", _STATEMENT),
)
_JSON: Final = ((r'"rentity_id"\s*:', "goAML", _REPORT),)
