"""One file for the importer of a Neo4j server: typed columns, each value as the server reads it back, exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, TextIO

TEXTS: Final = "string[]"
_SAFE: Final = (0x1F, 0x1E, 0x1D, *range(0xE000, 0xF900))
"""Signs that may part the texts of a list: separators of ASCII, then those that Unicode leaves to private use."""


class SignTaken(Exception):
    """A text of a list holds the sign that parts texts: all is to be written again with another one."""


@dataclass(slots=True)
class Form:
    """How all files of one import are written, and what must be known to read them.

    ``longest``: signs of the longest row; ``breaks``: whether some text holds a line break.
    """

    sign: str
    longest: int = 0
    breaks: bool = False


def forms() -> Iterable[Form]:
    """The forms to be tried, one after the other: what parts the texts of a list must be in none of them."""
    return (Form(chr(code)) for code in _SAFE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head as the importer wants it, and how a value is written."""

    head: str
    kind: str


class ImportFile(AbstractContextManager["ImportFile"]):
    """A file of rows, its head in the first line. Texts in quotes, what is absent as nothing."""

    def __init__(self, path: Path, columns: Sequence[Column], form: Form) -> None:
        self.rows = 0
        self._form = form
        self._encoders = [_ENCODERS[column.kind] for column in columns]
        self._file: TextIO = path.open("x", encoding="utf-8", newline="")
        self._file.write(",".join(column.head for column in columns) + "\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, values: Sequence[Any]) -> None:
        """One row, its values in the order of the columns."""
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
        # The importer knows no list without texts: a source that tells of no account has none.
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
