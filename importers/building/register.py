"""Imports a register in table form: recognises its mapping, reads it row by row, and dates it by its extract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from graph_schema.errors import TracerError, WrongRecord, WrongUse
from graph_schema.messages import Message
from graph_schema.records.provenance import SourceKind
from graph_schema.values.dates import PartialDate
from importers.building.batch_builder import BatchBuilder, Records
from importers.contract import Batch, Flag, Recognition, UnreadableFile
from importers.mapping import ColumnMapping, TableFormat, check_fields
from importers.parsing.cells import Cells
from importers.parsing.table import matches_header, read_table
from importers.source import SourceFile

EXTRACT_DATE: Final = "extract_date"


class RegisterReader(Protocol):
    """Reads the rows of one register as records. There is one instance per file, so it may keep data of earlier rows."""

    def read_row(self, cells: Cells, records: Records) -> None:
        """Which records does this row contain? Raises TracerError for a row that cannot be kept."""
        ...

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Store data of a kept row, for comparison with later rows."""
        ...

    def conclude(self) -> Iterable[Records]:
        """Which records and flags follow from several kept rows together?"""
        ...


class RowReader:
    """A reader whose rows do not depend on one another."""

    def __init__(self, file: SourceFile) -> None:
        self.scope = file.digest

    def note_kept(self, cells: Cells, records: Records) -> None:
        """Do nothing."""

    def conclude(self) -> Iterable[Records]:
        """Return no records."""
        return ()


def no_flag(cells: Cells) -> None:
    """Nothing needs to be said of a rejected row beyond its rejection."""


@dataclass(frozen=True, slots=True)
class RegisterImporter:
    """Reads every table whose header matches a saved mapping of ``format``.

    ``extract_date`` (column or constant) is the date of the extract. If the mapping does not have it, the latest day in
    the rows is used instead.
    """

    name: str
    version: str
    kind: SourceKind
    format: TableFormat
    required: tuple[str, ...]
    optional: tuple[str, ...]
    reader: Callable[[SourceFile], RegisterReader]
    many_extracts: bool = False
    """Whether each row has its own extract_date; otherwise all rows of a file must state the same date."""
    flag_rejected: Callable[[Cells], Flag | None] = no_flag
    """What a person must know of a row although it is not kept, from the cells that could be read."""

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does the header of the file match a mapping for this register?"""
        reasons = []
        for mapping in mappings:
            if mapping.format == self.format:
                found = matches_header(file, mapping)
                if found.claims:
                    return found
                reasons.append(found.reason)
        if reasons:
            return Recognition(False, Message.listed(reasons))
        return Recognition(False, Message("no mapping for {format}", format=self.format))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which records does the register contain? Raises UnreadableFile, and WrongUse unless exactly one mapping matches."""
        mapping = self._choose(file, mappings)
        check_fields(
            mapping,
            self.required,
            tuple(name for name in (*self.optional, EXTRACT_DATE) if name not in self.required),
        )
        table = read_table(file, mapping)
        builder = BatchBuilder(file, self.name, self.version, self.kind)
        builder.add_rejections(table.rejections)
        reader = self.reader(file)
        for refused in table.refused:
            self._flag(builder, Cells(refused, mapping))
        stated: set[date | None] = set()
        kept_on: dict[date | None, str] = {}
        stated_days: list[date] = []
        for row in table.rows:
            cells, records = Cells(row, mapping), Records(row.locator)
            try:
                day = cells.day(EXTRACT_DATE)
                stated.add(day)
                self._check_extract(day, kept_on, cells)
                reader.read_row(cells, records)
                cells.require_all_asked()
                builder.keep(records)
            except TracerError as error:
                builder.reject(row.locator, error, row.raw)
                self._flag(builder, cells)
            else:
                kept_on.setdefault(day, row.locator)
                reader.note_kept(cells, records)
                stated_days += _days(records)
        for records in reader.conclude():
            builder.add(records)
        days = [day for day in kept_on or stated if day is not None] or stated_days
        if not days:
            raise UnreadableFile(
                "{file}: none of {rows} rows states a day, so the date of the extract is unknown ({reason}). State "
                "extract_date as a constant of the mapping.",
                file=file.name,
                rows=len(table.rows) + len(table.rejections),
                reason=builder.first_reason or Message("no row was rejected"),
            )
        return builder.finish(max(days).isoformat())

    def _flag(self, builder: BatchBuilder, cells: Cells) -> None:
        flag = self.flag_rejected(cells)
        if flag is not None:
            builder.flag(flag)

    def _check_extract(self, day: date | None, kept_on: Mapping[date | None, str], cells: Cells) -> None:
        other = next((known for known in kept_on if known != day), None)
        if kept_on and day not in kept_on and not self.many_extracts:
            raise WrongRecord(
                "{place}: extract_date is {value!r}, but {other!r} at {first}; expected one date in a file. Split "
                "the file by extract.",
                place=cells.locator,
                value="" if day is None else day.isoformat(),
                other="" if other is None else other.isoformat(),
                first=kept_on[other],
            )

    def _choose(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> ColumnMapping:
        fitting = [item for item in mappings if item.format == self.format and matches_header(file, item).claims]
        if len(fitting) != 1:
            raise WrongUse(
                "{file}: {count} mappings for {format} match its header ({names}); expected one. Name the right "
                "mapping with --mapping.",
                file=file.name,
                count=len(fitting),
                format=self.format,
                names=", ".join(item.name for item in fitting) or Message("none"),
            )
        return fitting[0]


def _days(records: Records) -> list[date]:
    days = [event.recorded for event in records.events]
    for link in records.links:
        days += [PartialDate(str(link.props[name])).earliest for name in ("from_date", "to_date") if name in link.props]
    return days
