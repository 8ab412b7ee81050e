"""Imports GLEIF level 1 (entities), level 2 (relationships) and reporting exceptions, as XML, JSON or CSV.

Level 2 and the exceptions give companies by their LEI only; the LEI stands for the name until level 1 is imported too.
If the header states another number of records than the file has, a flag reports it: the file is a part or is cut off.

Source: GLEIF, LEI-CDF 3.1, RR-CDF 2.1, Reporting Exceptions 2.1.
"""

from __future__ import annotations

import re
from typing import Final

from graph_schema.messages import N_, Message
from graph_schema.records.provenance import SourceKind
from importers.building.batch_builder import BatchBuilder
from importers.contract import Batch, Flag, Recognition
from importers.mapping import ColumnMapping
from importers.ownership.gleif.entities import LegalEntities, ReportingExceptions
from importers.ownership.gleif.records import GleifRecords, split_gleif
from importers.ownership.gleif.relationships import Relationships
from importers.ownership.json_records import begins_as_json
from importers.ownership.record_reading import RecordReader, read_each
from importers.ownership.references import latest_day, read_day
from importers.ownership.tables import read_header
from importers.source import SourceFile

_XML: Final = re.compile(rb"gleif\.org/(?:data/)?(?:schema|concatenated)")
_JSON: Final = re.compile(rb'"(?:LegalName|StartNode|ExceptionCategory)"\s*:')
_CSV: Final = ({"LEI", "Entity.LegalName"}, {"Relationship.StartNode.NodeID"}, {"LEI", "Exception.Category"})


class GleifImporter:
    """Reads GLEIF level 1, level 2 and reporting exceptions."""

    name = "gleif"
    version = "1"
    kind: SourceKind = "ownership"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this a GLEIF file?"""
        start = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if start.startswith(b"<"):
            claims = _XML.search(file.head) is not None
        elif begins_as_json(file):
            claims = _JSON.search(file.head) is not None and (b'"LEI"' in file.head)
        else:
            titles = set(read_header(file, ","))
            claims = any(wanted <= titles for wanted in _CSV)
        if claims:
            return Recognition(True, Message("records of GLEIF"))
        return Recognition(False, Message("no records of GLEIF"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which legal entity is it, and who is its parent? Raises UnreadableFile for a file without any date."""
        content = split_gleif(file)
        builder = BatchBuilder(file, self.name, self.version, self.kind)
        days = read_each(builder, content.rows, _reader(content))
        stated = content.content_date
        day = read_day(stated, file.name) if stated else None
        if content.count is not None and content.count != str(len(content.rows)):
            builder.flag(
                Flag(
                    "amber",
                    content.rows[0][0] if content.rows else "",
                    N_("The header states {count} records, and the file has {found}: it is a part, or it is cut off."),
                    {"count": content.count, "found": str(len(content.rows))},
                )
            )
        return builder.finish(latest_day(file, [day] if day else days))


def _reader(content: GleifRecords) -> RecordReader:
    """The reader of the level to which the first record that can be read belongs."""
    for _, _, value in content.rows:
        if isinstance(value, dict):
            if "Relationship" in value:
                return Relationships()
            if "ExceptionCategory" in value or "Exception" in value:
                return ReportingExceptions(content.rows)
            break
    return LegalEntities()


IMPORTER = GleifImporter()
