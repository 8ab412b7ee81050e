"""Splits the text of a SWIFT statement file into messages and fields, each with its line numbers.

A file has messages in SWIFT blocks (``{1:..}{2:..}{4:`` to ``-}``) or bare messages that end with a line ``-``. A line
without a known tag continues the field before it. Source: SWIFT Standards MT, category 9, MT940.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from importers.contract import UnreadableFile
from importers.parsing.limits import LINE_SIGNS, ROWS
from importers.parsing.text import text_lines
from importers.source import SourceFile

TAG: Final = re.compile(r"[ \t]*:(20|21|25P?|28C?|13D?|34F|60[FM]|61|62[FM]|64|65|86|90[CD]|NS):(.*)")
_TIME: Final = re.compile(r":(?:[01][0-9]|2[0-3]):[0-5][0-9](?![0-9])")
_FULL_LINE: Final = 60
"""A line of this length or longer was broken by the bank: SWIFT allows 65 characters."""
_BLOCK: Final = re.compile(r"[ \t]*\{[1-5]:")
_TYPE: Final = re.compile(r"\{2:[IO]([0-9]{3})")
_END: Final = re.compile(r"[ \t]*-(?:\}.*|XXX|[^A-Za-z0-9]?)[ \t]*")
_CONTROLS: Final = {code: " " for code in range(32) if chr(code) not in "\t\n\r"}


@dataclass(frozen=True, slots=True)
class SwiftField:
    """One field. ``lines``: its text without the tag; ``first`` and ``last``: its line numbers in the file, from 1."""

    tag: str
    lines: tuple[str, ...]
    first: int
    last: int

    @property
    def value(self) -> str:
        """The first line without blanks around it: the whole value of every field except 61, 86 and NS."""
        return self.lines[0].strip()

    @property
    def text(self) -> str:
        """The field as it is in the file."""
        return f":{self.tag}:" + "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class SwiftMessage:
    """One message. ``type``: what the second block states, such as 940; empty if the message has no blocks."""

    type: str
    fields: tuple[SwiftField, ...]


def decode_swift(file: SourceFile) -> str:
    """The text of the file. SWIFT uses a subset of ASCII; the letters of other alphabets are read as UTF-8 only.

    Raises: UnreadableFile for any other encoding, because the form does not state it.
    """
    try:
        text = file.data.decode("utf-8-sig")
        wrong = text.find("\0")
    except UnicodeDecodeError as error:
        text, wrong = "", error.start
    if wrong >= 0:
        raise UnreadableFile(
            "{file} is not UTF-8 text (position {offset}), and an MT940 file does not state its encoding. Save it as UTF-8 "
            "from the encoding that the bank states, often windows-1250, iso-8859-1 or cp852, and keep both files.",
            file=file.name,
            offset=wrong,
        )
    return text.translate(_CONTROLS)


def split_messages(file: SourceFile) -> list[SwiftMessage]:
    """Which messages does the file contain? Text before the first tag of a message and after its end is left out.

    Raises: UnreadableFile for another encoding, a longer line or more lines than the limits allow. Cost: one pass.
    """
    lines = text_lines(decode_swift(file))
    if len(lines) > ROWS or max(map(len, lines)) > LINE_SIGNS:
        raise UnreadableFile(
            "{file} has more than {rows} lines, or a line of more than {signs} characters. Split the file, or ask the bank "
            "for it again.",
            file=file.name,
            rows=ROWS,
            signs=LINE_SIGNS,
        )
    splitter = _Splitter()
    for number, line in enumerate(lines, start=1):
        splitter.add(number, line.rstrip("\r"))
    return splitter.finish()


class _Splitter:
    def __init__(self) -> None:
        self._messages: list[SwiftMessage] = []
        self._type = ""
        self._fields: list[SwiftField] = []
        self._tag = ""
        self._lines: list[str] = []
        self._first = 0
        self._after_end: list[str] | None = None
        self._closing = False

    def add(self, number: int, line: str) -> None:
        if _BLOCK.match(line):
            self._start_blocks(line)
            line = line.partition("{4:")[2]
            if not line.strip():
                return
        tag = TAG.match(line)
        if tag is not None and not self._is_time(line):
            self._start_field(number, tag[1], tag[2])
        elif _END.fullmatch(line):
            self._after_end = []
        elif self._after_end is not None:
            self._after_end.append(line)
        elif self._lines:
            self._lines.append(line)

    def finish(self) -> list[SwiftMessage]:
        self._close_message()
        return self._messages

    def _is_time(self, line: str) -> bool:
        """A time such as ``10:20:44`` that the bank broke before ``:20:`` continues the text of the field."""
        return self._tag == "86" and len(self._lines[-1]) >= _FULL_LINE and _TIME.match(line) is not None

    def _start_blocks(self, line: str) -> None:
        if self._fields or self._lines:
            self._close_message()
        found = _TYPE.search(line)
        self._type = self._type if found is None else found[1]
        self._after_end = None

    def _start_field(self, number: int, tag: str, text: str) -> None:
        begins = tag == "20" or (self._closing and tag in ("25", "25P", "28", "28C", "60F", "60M"))
        if self._after_end and not begins:
            # A line "-" inside a text: the message goes on after it.
            self._lines += ["-", *self._after_end]
        self._after_end = None
        if begins and (self._lines or self._fields):
            self._close_message()
        self._close_field()
        self._tag, self._lines, self._first = tag, [text], number
        self._closing = self._closing or tag in ("62F", "62M")

    def _close_field(self) -> None:
        if self._lines:
            last = self._first + len(self._lines) - 1
            while len(self._lines) > 1 and not self._lines[-1].strip():
                self._lines.pop()
                last -= 1
            self._fields.append(SwiftField(self._tag, tuple(self._lines), self._first, last))
        self._tag, self._lines = "", []

    def _close_message(self) -> None:
        self._close_field()
        if self._fields:
            self._messages.append(SwiftMessage(self._type, tuple(self._fields)))
        self._fields, self._type, self._after_end, self._closing = [], "", None, False
