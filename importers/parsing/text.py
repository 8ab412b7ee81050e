"""Decodes bytes in the encoding of the mapping; a wrong encoding stops the import."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Final

from importers.contract import UnreadableFile
from importers.source import SourceFile

# A byte 0x80-0x9F is an unused control character in ISO 8859: the file has a Windows encoding.
_C1: Final = re.compile("[\u0080-\u009f]")


def decode_text(file: SourceFile, encoding: str) -> str:
    """The text of the file in this encoding.

    A byte order mark is allowed in ``utf-8-sig`` and ``utf-16`` only.
    Raises: UnreadableFile with the position of the first wrong byte or character.
    """
    try:
        text = file.data.decode(encoding)
    except UnicodeError as error:
        raise _undecodable(file, encoding, error) from None
    return _checked(file, encoding, text)


def read_text_lines(file: SourceFile, encoding: str, longest: int) -> Iterator[str]:
    """The lines of the file with their ends, without the whole text in memory; a line longer than ``longest`` is split.

    Raises: UnreadableFile like :func:`decode_text`, when the wrong position is reached.
    """
    stream = io.TextIOWrapper(io.BytesIO(file.data), encoding, newline="")
    first = True
    while True:
        try:
            line = stream.readline(longest + 1)
        except UnicodeError:
            # Decodes the whole text again, to find the position in the file.
            decode_text(file, encoding)
            raise
        if not line:
            return
        if "\0" in line or _C1.search(line) is not None or (first and line.startswith("\ufeff")):
            decode_text(file, encoding)
        first = False
        yield line


def decode_head(file: SourceFile, encoding: str) -> str:
    """The text of the first 64 KiB, where the last character may be incomplete. Raises UnreadableFile."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(file.head)
    except UnicodeError as error:
        raise _undecodable(file, encoding, error) from None
    return _checked(file, encoding, text)


def text_lines(text: str) -> list[str]:
    """The lines of a text whose lines end with LF, CR LF or only CR. A CR before LF remains at the end of its line."""
    return text.split("\n" if "\n" in text else "\r")


def _undecodable(file: SourceFile, encoding: str, error: UnicodeError) -> UnreadableFile:
    return UnreadableFile(
        "{file} is not {encoding} text: the byte at offset {offset} is invalid. State the encoding of the sender in"
        " the mapping, or ask for the file again.",
        file=file.name,
        encoding=encoding,
        offset=error.start if isinstance(error, UnicodeDecodeError) else 0,
    )


def _checked(file: SourceFile, encoding: str, text: str) -> str:
    nul = text.find("\0")
    if nul >= 0:
        raise UnreadableFile(
            "{file} contains NUL at character {offset}: it is not a text file, or it is UTF-16 and the mapping "
            "states another encoding. Correct the encoding in the mapping, or ask for the file again.",
            file=file.name,
            offset=nul,
        )
    control = _C1.search(text)
    if control is not None:
        raise UnreadableFile(
            "{file}, read as {encoding}, contains a control character at position {offset}: the encoding is a "
            "different one, often windows-1250 or utf-8. State the encoding of the sender in the mapping.",
            file=file.name,
            encoding=encoding,
            offset=control.start(),
        )
    if text.startswith("\ufeff"):
        raise UnreadableFile(
            "{file} starts with a byte order mark. State the encoding utf-8-sig in the mapping.",
            file=file.name,
        )
    return text
