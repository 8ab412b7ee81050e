"""Reads the records of a register one by one: each is kept or rejected as a whole, and all are counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from graph_schema.errors import TracerError
from importers.building.batch_builder import BatchBuilder, Records
from importers.parsing.exact_json import Json
from importers.parsing.json_object import JsonObject, as_object

Row = tuple[str, str, Json | TracerError]
"""Locator, text of the row (empty if the locator opens it), value or its error."""


class RecordReader(Protocol):
    """Reads the records of one file. There is one instance per file, so it may keep data of earlier records."""

    def read_dates(self, body: JsonObject) -> Iterable[str | None]:
        """Which dates does the record contain, also if it is not kept? Raises TracerError."""
        ...

    def read_record(self, body: JsonObject, records: Records) -> None:
        """Adds what the record states. Raises TracerError for a record that is not kept."""
        ...


def read_each(builder: BatchBuilder, rows: Iterable[Row], reader: RecordReader) -> list[str]:
    """Keep or reject each record. Returns the dates of all records that could be read. Cost: linear."""
    days: list[str] = []
    for locator, text, value in rows:
        records = Records(locator)
        try:
            if isinstance(value, TracerError):
                raise value
            body = as_object(value, locator)
            days += [day for day in reader.read_dates(body) if day]
            reader.read_record(body, records)
            builder.keep(records)
        except TracerError as error:
            builder.reject(locator, error, text)
    return days
