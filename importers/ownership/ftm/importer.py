"""Imports entities of FollowTheMoney (Aleph, OpenSanctions), as JSON lines or a JSON array.

Persons and legal entities become persons and companies; interests become links. An address is kept with the party that
names it. An entity of another schema (a vehicle, a passport, a sanction) is rejected with its content, because it states
no owner. Two entities are one party only if they have one id or one valid number: a name is no identity.

Source: FollowTheMoney, schema reference (OCCRP, OpenSanctions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from graph_schema.errors import TracerError, WrongValue
from graph_schema.messages import Message
from graph_schema.records.provenance import SourceKind
from importers.building.batch_builder import BatchBuilder, Records
from importers.contract import Batch, Recognition
from importers.mapping import ColumnMapping
from importers.ownership.capital import check_capital
from importers.ownership.ftm.entities import PARTIES, FtmEntity, add_party, party_id, read_entity
from importers.ownership.ftm.interests import SCHEMATA, add_interests
from importers.ownership.json_records import begins_as_json, split_records
from importers.ownership.link_numbers import LinkNumbers
from importers.ownership.record_reading import Row, read_each
from importers.ownership.references import latest_day, read_day
from importers.parsing.json_object import JsonObject, as_object
from importers.source import SourceFile

_SCHEMA: Final = re.compile(rb'"schema"\s*:\s*"[A-Z][A-Za-z]{1,40}"')
_VALUES: Final = re.compile(rb'"properties"\s*:\s*\{')
_DATES: Final = ("last_seen", "last_change")


class FtmImporter:
    """Reads FollowTheMoney."""

    name = "ftm"
    version = "1"
    kind: SourceKind = "ownership"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this a file of FollowTheMoney entities?"""
        if begins_as_json(file) and _SCHEMA.search(file.head) and _VALUES.search(file.head):
            return Recognition(True, Message("JSON entities with schema and properties: FollowTheMoney"))
        return Recognition(False, Message("JSON without entities of FollowTheMoney"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Who owns, leads or is related to whom? Raises UnreadableFile for a file without any date."""
        rows = tuple(split_records(file))
        builder = BatchBuilder(file, self.name, self.version, self.kind)
        days = read_each(builder, rows, FtmRecords(rows))
        for flag in check_capital(builder.nodes, builder.links):
            builder.flag(flag)
        return builder.finish(latest_day(file, days))


class FtmRecords:
    """Reads the entities of one file, whose references may go forward."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._numbers = LinkNumbers()
        self._entities: dict[str, FtmEntity] = {}
        self._named_addresses: set[str] = set()
        for locator, _, value in rows:
            try:
                if not isinstance(value, TracerError):
                    entity = read_entity(as_object(value, locator))
                    self._entities.setdefault(entity.id, entity)
                    if entity.schema in PARTIES:
                        self._named_addresses.update(entity.all("addressEntity"))
            except TracerError:
                continue  # Reading the record refuses it with this reason.

    def read_dates(self, body: JsonObject) -> Iterable[str | None]:
        """When was the entity last seen, or else when was it created, and when did the interest begin and end?"""
        entity = read_entity(body)
        seen = [read_day(body.stated(name), body.place) for name in _DATES]
        own = ("createdAt", "modifiedAt", "startDate", "endDate", "date", "retrievedAt")
        stated = [read_day(text, body.place) for name in own for text in entity.all(name)]
        return seen if any(seen) else stated

    def read_record(self, body: JsonObject, records: Records) -> None:
        """Adds a party or its interests. Raises WrongValue for an entity of another schema."""
        entity = read_entity(body)
        if entity.schema in PARTIES:
            add_party(entity, records, self._address(entity))
        elif entity.schema in SCHEMATA:
            add_interests(entity, records, self._numbers, self._find)
        elif entity.schema != "Address" or entity.id not in self._named_addresses:
            raise WrongValue(
                "An entity of the schema {value} states no person, company or interest: {content}.",
                value=entity.schema[:40],
                content=entity.rest()[:2000] or entity.id,
            )

    def _address(self, entity: FtmEntity) -> str | None:
        """The text of the address entity, if there is one in the file; otherwise its id stays in the rest."""
        found = self._entities.get(entity.one("addressEntity") or "")
        if found is None or found.schema != "Address":
            return None
        parts = ("full", "street", "postalCode", "city", "region", "country")
        texts = [", ".join(found.all(part)) for part in parts]
        return texts[0] or ", ".join(filter(None, texts)) or None

    def _find(self, identity: str, role: str, entity: FtmEntity) -> str:
        found = self._entities.get(identity)
        if found is None:
            raise WrongValue(
                "{place}: {key} refers to the record {value}, and the file contains no readable statement of it. "
                "Ask the publisher for a file that contains both.",
                place=entity.body.place,
                key=role,
                value=identity,
            )
        if found.schema not in PARTIES:
            raise WrongValue(
                "{place}: {key} is a {schema} ({value}); expected a person or a company.",
                place=entity.body.place,
                key=role,
                schema=found.schema,
                value=identity,
            )
        return party_id(found)


IMPORTER = FtmImporter()
