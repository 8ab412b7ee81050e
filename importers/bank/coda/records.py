"""Divides a CODA file into statements and movements by the columns of its records.

Source: Febelfin, Coded statement of account (CODA), version 2.6: lines of 128 characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from importers.contract import UnreadableFile
from importers.parsing.limits import ROWS
from importers.source import SourceFile

WIDTH: Final = 128


@dataclass(frozen=True, slots=True)
class CodaLine:
    """One record: its line number from 1, its text filled up to 128 characters."""

    number: int
    text: str

    @property
    def kind(self) -> str:
        """0, 1, 8, 9 alone; of a movement or information both digits, such as 21 or 32; 4."""
        return self.text[:2] if self.text[0] in "23" else self.text[0]

    def part(self, begin: int, end: int) -> str:
        """The characters of these positions, counted from 1 as in the standard, both included."""
        return self.text[begin - 1 : end].strip()


@dataclass(slots=True)
class CodaMovement:
    """A record 21 with its records 22 to 33. ``details``: movements of a collective one, which is their sum."""

    lines: list[CodaLine]
    details: list[CodaMovement] = field(default_factory=list)

    @property
    def all_lines(self) -> list[CodaLine]:
        """Its own lines and those of its details, in order."""
        lines = [*self.lines, *(line for detail in self.details for line in detail.lines)]
        return sorted(lines, key=lambda line: line.number)

    def line(self, kind: str) -> CodaLine | None:
        """Its first record of this kind."""
        return next((line for line in self.lines if line.kind == kind), None)


@dataclass(slots=True)
class CodaStatement:
    """One statement, from its header (0) to its trailer (9). ``notes``: free communications (4). ``strange``: other lines."""

    header: CodaLine
    old: CodaLine | None = None
    new: CodaLine | None = None
    trailer: CodaLine | None = None
    movements: list[CodaMovement] = field(default_factory=list)
    notes: list[CodaLine] = field(default_factory=list)
    strange: list[CodaLine] = field(default_factory=list)
    count: int = 0


def split_coda(file: SourceFile) -> list[CodaStatement]:
    """Which statements does the file contain? Cost: one pass.

    Raises: UnreadableFile for another encoding than UTF-8, for too many lines, and for lines before the first header.
    """
    statements: list[CodaStatement] = []
    for line in _lines(file):
        if line.kind == "0":
            statements.append(CodaStatement(line))
            continue
        if not statements:
            raise UnreadableFile(
                "{file}, line {line}: a record of CODA comes before the header (record 0). Ask the bank for the file again.",
                file=file.name,
                line=line.number,
            )
        _add(statements[-1], line)
    return statements


def _lines(file: SourceFile) -> Iterator[CodaLine]:
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "{file} is not UTF-8 text (position {offset}), and a CODA file does not state its encoding. Save it as UTF-8 from "
            "the encoding that the bank states, and keep both files.",
            file=file.name,
            offset=error.start,
        ) from None
    lines = text.split("\n")
    if len(lines) > ROWS or max(map(len, lines)) > 4 * WIDTH:
        raise UnreadableFile(
            "{file} has more than {limit} lines, or a line that is too long for CODA. Ask the bank for the file again.",
            file=file.name,
            limit=ROWS,
        )
    for number, line in enumerate(lines, start=1):
        plain = line.rstrip()
        if plain:
            yield CodaLine(number, plain.ljust(WIDTH))


def _add(statement: CodaStatement, line: CodaLine) -> None:
    if line.kind not in ("4", "9"):
        statement.count += 1
    match line.kind:
        case "1":
            statement.old = line
        case "8":
            statement.new = line
        case "9":
            statement.trailer = line
        case "4":
            statement.notes.append(line)
        case "21":
            _add_movement(statement, line)
        case "22" | "23" | "31" | "32" | "33" if statement.movements:
            last = statement.movements[-1]
            (last.details[-1] if last.details and line.kind[0] == "2" else last).lines.append(line)
        case _:
            statement.strange.append(line)


def _add_movement(statement: CodaStatement, line: CodaLine) -> None:
    """A record 21 with a detail number is part of the movement with its sequence number, which is their sum."""
    found = CodaMovement([line])
    last = statement.movements[-1] if statement.movements else None
    same = last is not None and last.lines[0].part(3, 6) == line.part(3, 6)
    if last is not None and same and line.part(7, 10) != "0000":
        last.details.append(found)
    else:
        statement.movements.append(found)
