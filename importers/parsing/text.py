"""Bytes to text in the declared encoding, strictly: a wrong encoding stops the import."""

from __future__ import annotations

import codecs
import re
from typing import Final

from importers.contract import UnreadableFile
from importers.source import SourceFile

# A byte 0x80-0x9F read as a character of ISO 8859 is a control sign nobody writes: the file is a Windows one.
_C1: Final = re.compile("[\u0080-\u009f]")


def decode_text(file: SourceFile, encoding: str) -> str:
    """What does the file say as text in this encoding?

    A byte order mark belongs to ``utf-8-sig`` and ``utf-16``.
    Raises: UnreadableFile with the first byte at fault.
    """
    try:
        text = file.data.decode(encoding)
    except UnicodeError as error:
        raise _undecodable(file, encoding, error) from None
    return _checked(file, encoding, text)


def decode_head(file: SourceFile, encoding: str) -> str:
    """The same for the first 64 KiB, where the last character may be cut."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(file.head)
    except UnicodeError as error:
        raise _undecodable(file, encoding, error) from None
    return _checked(file, encoding, text)


def _undecodable(file: SourceFile, encoding: str, error: UnicodeError) -> UnreadableFile:
    return UnreadableFile(
        "{file} is not {encoding} text: the byte at offset {offset} does not fit. Declare the encoding the "
        "sender uses in the mapping, or ask for the file again.",
        file=file.name,
        encoding=encoding,
        offset=error.start if isinstance(error, UnicodeDecodeError) else 0,
    )


def _checked(file: SourceFile, encoding: str, text: str) -> str:
    nul = text.find("\0")
    if nul >= 0:
        raise UnreadableFile(
            "{file} holds a NUL at character {offset}: it is no text file, or UTF-16 declared as something "
            "else. Correct the encoding in the mapping, or ask for the file again.",
            file=file.name,
            offset=nul,
        )
    control = _C1.search(text)
    if control is not None:
        raise UnreadableFile(
            "{file} read as {encoding} holds a control sign at character {offset}: the encoding is another "
            "one, often windows-1250 or utf-8. Declare the encoding the sender uses in the mapping.",
            file=file.name,
            encoding=encoding,
            offset=control.start(),
        )
    if text.startswith("\ufeff"):
        raise UnreadableFile(
            "{file} starts with a byte order mark. Declare the encoding utf-8-sig in the mapping.",
            file=file.name,
        )
    return text
