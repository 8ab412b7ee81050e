"""A register that comes as a table: found by its mapping, read row by row, dated by its extract."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from graph_schema.dates import PartialDate
from graph_schema.errors import TracerError, WrongUse
from graph_schema.provenance import SourceKind
from graph_schema.words import Sentence
from importers.contract import Batch, Recognition, UnreadableFile
from importers.mapping import ColumnMapping, TableFormat, check_fields
from importers.parsing.cells import Cells
from importers.parsing.draft import Draft, Records
from importers.parsing.table import matches_header, read_table
from importers.source import SourceFile

EXTRACT_DATE: Final = "extract_date"


class Reader(Protocol):
    """Turns the rows of one register into records: one instance a file, so it may remember earlier rows."""

    def read_row(self, cells: Cells, records: Records) -> None:
        """Which records does this row make? Raises TracerError for a row that cannot be kept."""
        ...

    def note_kept(self, cells: Cells, records: Records) -> None:
        """The row is kept: remember what later rows must fit."""
        ...

    def conclude(self) -> Iterable[Records]:
        """What do the kept rows say together that no row says alone?"""
        ...


class RowReader:
    """A reader whose rows do not depend on one another."""

    def __init__(self, file: SourceFile) -> None:
        self.scope = file.digest

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Nothing to remember."""

    def conclude(self) -> Iterable[Records]:
        """Nothing beyond the rows."""
        return ()


@dataclass(frozen=True, slots=True)
class RegisterImporter:
    """Reads every table whose header fits a saved mapping of ``format``.

    ``extract_date`` (column or constant) is the day the register speaks of. Where a mapping leaves it out,
    the latest day in the rows stands for it.
    """

    name: str
    version: str
    kind: SourceKind
    format: TableFormat
    required: tuple[str, ...]
    optional: tuple[str, ...]
    reader: Callable[[SourceFile], Reader]

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does the file carry the header of a mapping for this register?"""
        reasons = []
        for mapping in mappings:
            if mapping.format == self.format:
                found = matches_header(file, mapping)
                if found.claims:
                    return found
                reasons.append(found.reason)
        if reasons:
            return Recognition(False, Sentence.listed(reasons))
        return Recognition(False, Sentence("no mapping for {format}", format=self.format))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """What does the register say? Raises UnreadableFile; WrongUse unless one mapping fits."""
        mapping = self._choose(file, mappings)
        check_fields(
            mapping,
            self.required,
            tuple(name for name in (*self.optional, EXTRACT_DATE) if name not in self.required),
        )
        table = read_table(file, mapping)
        draft = Draft(file, self.name, self.version, self.kind)
        draft.add_rejections(table.rejections)
        reader = self.reader(file)
        stated: set[date | None] = set()
        told: list[date] = []
        for row in table.rows:
            cells, records = Cells(row, mapping), Records(row.locator)
            try:
                stated.add(cells.day(EXTRACT_DATE))
                reader.read_row(cells, records)
                draft.keep(records)
            except TracerError as error:
                draft.reject(row.locator, error, row.raw)
            else:
                reader.note_kept(cells, records)
                told += _days(records)
        for records in reader.conclude():
            draft.add(records)
        days = [day for day in stated if day is not None] or told
        if not days:
            raise UnreadableFile(
                "{file}: none of {rows} rows states a day, so the day the register speaks of is unknown "
                "({reason}). "
                "State extract_date as a constant of the mapping.",
                file=file.name,
                rows=len(table.rows) + len(table.rejections),
                reason=draft.first_reason or Sentence("no row was rejected"),
            )
        return draft.finish(max(days).isoformat())

    def _choose(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> ColumnMapping:
        fitting = [item for item in mappings if item.format == self.format and matches_header(file, item).claims]
        if len(fitting) != 1:
            raise WrongUse(
                "{file}: {count} mappings for {format} fit its header ({names}); expected one. Correct "
                "or remove "
                "mappings until one fits.",
                file=file.name,
                count=len(fitting),
                format=self.format,
                names=", ".join(item.name for item in fitting) or Sentence("none"),
            )
        return fitting[0]


def _days(records: Records) -> list[date]:
    days = [event.recorded for event in records.events]
    for link in records.links:
        days += [PartialDate(str(link.props[name])).earliest for name in ("from_date", "to_date") if name in link.props]
    return days
