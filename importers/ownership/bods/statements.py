"""Reads the statements of a BODS file and finds the latest statement of each record."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.values.dates import PartialDate
from importers.ownership.bods.earlier import EARLIER_VERSIONS, is_earlier, restate
from importers.parsing.exact_json import Json
from importers.parsing.json_object import JsonObject, as_object
from importers.source import SourceFile

VERSION: Final = "0.4"
_KINDS: Final = ("entity", "person", "relationship")
_STATUSES: Final = ("new", "updated", "closed")
_INSTANT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class BodsStatement:
    """One statement of one version of a record (an entity, a person or a relationship).

    ``stated`` and ``published`` are ISO dates, empty if the publisher omits them. ``scope`` distinguishes the record ids
    of different publishers.
    """

    locator: str
    record: str
    kind: str
    status: str
    stated: str
    published: str
    scope: str
    details: JsonObject
    replaces: tuple[str, ...] = ()
    rest: str = ""


def read_statement(value: Json, locator: str, file: SourceFile) -> BodsStatement:
    """Reads one statement. Raises WrongValue with the name of the wrong member."""
    body = as_object(value, locator)
    publication = body.child("publicationDetails") or JsonObject({}, f"{locator}/publicationDetails")
    version, earlier = publication.stated("bodsVersion"), is_earlier(body)
    if version not in (None, *(EARLIER_VERSIONS if earlier else (VERSION,))):
        raise WrongValue(
            "{place} follows BODS {value}; expected 0.4, 0.3 or 0.2 with the members of that version. Ask the publisher.",
            place=locator,
            value=version,
        )
    publisher = publication.child("publisher")
    name = (publisher.stated("name") or publisher.stated("uri") or publisher.stated("url")) if publisher else None
    stated, published = read_date(body, "statementDate") or "", read_date(publication, "publicationDate") or ""
    scope = f"bods:{name}" if name else file.digest
    if earlier:
        content = restate(body)
        return BodsStatement(
            locator=locator,
            record=content.record,
            kind=content.kind,
            status="new",
            stated=stated,
            published=published,
            scope=scope,
            details=content.details,
            replaces=content.replaces,
            rest=content.rest,
        )
    details = body.child("recordDetails")
    if details is None:
        raise WrongValue(
            "{place} has no recordDetails; expected the content of the statement. Ask the publisher.", place=locator
        )
    return BodsStatement(
        locator=locator,
        record=body.required_text("recordId"),
        kind=body.code("recordType", _KINDS),
        status=body.code("recordStatus", _STATUSES),
        stated=stated,
        published=published,
        scope=scope,
        details=details,
    )


def last_words(statements: list[BodsStatement]) -> dict[tuple[str, str], BodsStatement]:
    """The latest statement of each record; among equal dates, the later in the file."""
    found: dict[tuple[str, str], BodsStatement] = {}
    for statement in statements:
        key = (statement.scope, statement.record)
        known = found.get(key)
        if known is None or (statement.stated, statement.published) >= (known.stated, known.published):
            found[key] = statement
    return found


def successors(
    found: Mapping[tuple[str, str], BodsStatement],
) -> dict[tuple[str, str], BodsStatement]:
    """Which statement replaces which record, for the versions before 0.4? Several successors: the later in the file."""
    replaced: dict[tuple[str, str], BodsStatement] = {}
    for statement in found.values():
        for record in statement.replaces:
            if (statement.scope, record) in found and record != statement.record:
                replaced[statement.scope, record] = statement
    return replaced


def read_date(body: JsonObject, key: str) -> str | None:
    """The date under this key with its precision; for a point in time, the day as written.

    Raises: WrongValue.
    """
    text = body.stated(key)
    if text is None:
        return None
    instant = _INSTANT.fullmatch(text)
    return PartialDate(instant[1] if instant else text).text


def mentions(head: bytes) -> frozenset[str]:
    """Which of the keys that identify BODS and its version occur in the head of the file?"""
    keys = ("statementId", "statementID", "recordType", "statementType")
    return frozenset(key for key in keys if json.dumps(key).encode() in head)
