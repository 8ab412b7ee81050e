"""Recognises files whose format would be read, if they were whole or in another encoding."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from graph_schema.errors import TracerError
from importers.contract import UnreadableFile
from importers.source import SourceFile

_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_LEAST: Final = 8
"""How many bytes tell UTF-16 without a byte order mark."""


def find_damage(file: SourceFile) -> TracerError | None:
    """Is this a workbook that is cut off, or text in UTF-16? The error that says so; None: neither."""
    if file.head.startswith(b"PK\x03\x04") and not _is_archive(file.data):
        return UnreadableFile(
            "{file} is a workbook (XLSX) or an archive that is cut off or damaged. Ask the sender for the file again.",
            file=file.name,
        )
    if _is_utf_16(file.head):
        return UnreadableFile(
            "{file} is text in UTF-16. If it is a table, save it as CSV in UTF-8 and keep both files, or give a mapping "
            "with the encoding utf-16.",
            file=file.name,
        )
    return None


def _is_archive(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)):
            return True
    except zipfile.BadZipFile:
        return False


def _is_utf_16(head: bytes) -> bool:
    """Begins with a byte order mark, or every second byte of Latin text is zero."""
    if head.startswith(_ORDER_MARKS):
        return True
    start = head[:64]
    evens, odds = start[::2], start[1::2]
    return len(start) >= _LEAST and ((not any(evens) and all(odds)) or (all(evens) and not any(odds)))
