"""Imports the snapshot of persons with significant control of Companies House, as JSON lines or JSON.

The snapshot gives the company by its number only, so its name is the number until another source names it. Each record
is a person of its own: the register gives no identity over two companies, and a name is none. An ended control keeps its
last day. A record that names nobody (a protected person, a statement of the company, an exemption) is rejected with its
content. ``from_date`` is the day of ``notified_on``.

Source: Companies House, People with significant control snapshot; Companies Act 2006, part 21A.
"""

from __future__ import annotations

import re
from typing import Final

from graph_schema.errors import TracerError
from graph_schema.messages import Message
from graph_schema.records.provenance import SourceKind
from importers.building.batch_builder import BatchBuilder
from importers.contract import Batch, Recognition
from importers.mapping import ColumnMapping
from importers.ownership.capital import check_capital
from importers.ownership.json_records import begins_as_json, split_records
from importers.ownership.psc.owners import PscRecords, british_number
from importers.ownership.record_reading import Row, read_each
from importers.ownership.references import latest_day
from importers.parsing.json_object import as_object
from importers.source import SourceFile

_KIND: Final = re.compile(
    rb'"kind"\s*:\s*"(?:[a-z-]{0,40}with-significant-control[a-z-]{0,20}|[a-z-]{0,40}beneficial-owner|exemptions|'
    rb'totals#persons-of-significant-control-snapshot)"'
)


class PscImporter:
    """Reads the PSC snapshot of the United Kingdom."""

    name = "psc"
    version = "1"
    kind: SourceKind = "ownership"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this a PSC snapshot?"""
        if begins_as_json(file) and b'"data"' in file.head and _KIND.search(file.head):
            return Recognition(True, Message("JSON records of persons with significant control"))
        return Recognition(False, Message("JSON without records of persons with significant control"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Who controls which British company? Raises UnreadableFile for a file without any date."""
        rows = tuple(split_records(file))
        builder = BatchBuilder(file, self.name, self.version, self.kind)
        days = read_each(builder, rows, PscRecords(file, _names(rows)))
        for flag in check_capital(builder.nodes, builder.links):
            builder.flag(flag)
        return builder.finish(latest_day(file, days))


def _names(rows: tuple[Row, ...]) -> dict[str, str]:
    """The first name of each British company that holds another one in this file."""
    found: dict[str, str] = {}
    for locator, _, value in rows:
        try:
            data = None if isinstance(value, TracerError) else as_object(value, locator).child("data")
            number = british_number(data) if data else None
            if data and number:
                found.setdefault(number, data.required_text("name"))
        except TracerError:
            continue  # Reading the record refuses it with this reason.
    return found


IMPORTER = PscImporter()
