"""Writes a CSV file for neo4j-admin. Its columns have types, and the server reads each value back exactly."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

TEXTS: Final = "string[]"
_SAFE: Final = (0x1F, 0x1E, 0x1D, *range(0xE000, 0xF900))
"""Characters that can separate the texts of a list: separators of ASCII, then the private use area of Unicode."""


class SignTaken(Exception):
    """A text of a list contains the separator. All files must be written again with another separator."""


@dataclass(slots=True)
class Form:
    """The format of all files of one import.

    ``sign``: the separator of the texts of a list. ``longest``: the characters of the longest row. ``breaks``: whether
    a text contains a line break.
    """

    sign: str
    longest: int = 0
    breaks: bool = False


def forms() -> Iterable[Form]:
    """The formats to try, one after the other, until no text of a list contains the separator."""
    return (Form(chr(code)) for code in _SAFE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header for neo4j-admin, and the type of its values."""

    head: str
    kind: str


def open_own(path: Path) -> TextIO:
    """Make a file that only its owner can read, whatever the umask is, because the file contains real names."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="")


class ImportFile(AbstractContextManager["ImportFile"]):
    """A CSV file with a header. Texts are in quotes; an absent value is empty."""

    def __init__(self, path: Path, columns: Sequence[Column], form: Form) -> None:
        self.rows = 0
        self._form = form
        self._encoders = [_ENCODERS[column.kind] for column in columns]
        self._file: TextIO = open_own(path)
        self._file.write(",".join(column.head for column in columns) + "\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, values: Sequence[Any]) -> None:
        """Write one row with its values in the order of the columns."""
        form = self._form
        row = ",".join(
            ["" if value is None else encode(value, form) for encode, value in zip(self._encoders, values, strict=True)]
        )
        if len(row) > form.longest:
            form.longest = len(row)
        if not form.breaks and ("\n" in row or "\r" in row):
            form.breaks = True
        self._file.write(row + "\n")
        self.rows += 1


def _text(value: str, form: Form) -> str:
    return '"' + value.replace('"', '""') + '"' if '"' in value else f'"{value}"'


def _texts(values: Sequence[str], form: Form) -> str:
    if not values:
        # neo4j-admin cannot read an empty list. A source without accounts therefore has no value here.
        return ""
    for value in values:
        if form.sign in value:
            raise SignTaken
    return _text(form.sign.join(values), form)


def _number(value: int, form: Form) -> str:
    return str(value)


def _flag(value: bool, form: Form) -> str:
    return "true" if value else "false"


def _day(value: date, form: Form) -> str:
    return value.isoformat()


_ENCODERS: Final[dict[str, Callable[[Any, Form], str]]] = {
    "string": _text,
    "long": _number,
    "boolean": _flag,
    "date": _day,
    TEXTS: _texts,
}
