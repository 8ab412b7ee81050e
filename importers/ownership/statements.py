"""Reads the statements of a BODS 0.4 file and finds the latest statement of each record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph_schema.errors import TracerError, WrongValue
from graph_schema.messages import Message
from graph_schema.values.dates import PartialDate
from importers.contract import UnreadableFile
from importers.parsing.exact_json import Json, decode_json_text, parse_json
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


def split_statements(file: SourceFile) -> Iterator[tuple[str, str, Json | TracerError]]:
    """Which statements does the file contain? Yields locator, text of the line, and the value or its error.

    Reads a JSON array, one object, or JSON lines. A line that is not JSON gives an error for this line only.
    Raises: UnreadableFile if an array cannot be read, or the file is not text.
    """
    text = decode_json_text(file)
    try:
        content = parse_json(text, file.name)
    except WrongValue as error:
        if not text.lstrip().startswith("{") or "\n" not in text.strip():
            raise UnreadableFile(error.template, **error.params) from None
        yield from _split_lines(text)
        return
    for index, item in enumerate(content if isinstance(content, list) else [content]):
        yield f"path:/{index}", "", item


def read_statement(value: Json, locator: str, file: SourceFile) -> BodsStatement:
    """Reads one statement. Raises WrongValue with the name of the wrong member."""
    body = as_object(value, locator)
    publication = body.child("publicationDetails") or JsonObject({}, f"{locator}/publicationDetails")
    version = publication.text("bodsVersion")
    if version not in (None, VERSION) or "statementType" in body.members:
        raise WrongValue(
            "{place} follows BODS {value}; expected 0.4. Ask the publisher for version 0.4, or convert the file and"
            " keep both files.",
            place=locator,
            value=version or Message("0.3 or earlier"),
        )
    publisher = publication.child("publisher")
    name = (publisher.text("name") or publisher.text("uri") or publisher.text("url")) if publisher else None
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
        stated=read_date(body, "statementDate") or "",
        published=read_date(publication, "publicationDate") or "",
        scope=f"bods:{name}" if name else file.digest,
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


def read_date(body: JsonObject, key: str) -> str | None:
    """The date under this key with its precision; for a point in time, the day as written.

    Raises: WrongValue.
    """
    text = body.text(key)
    if text is None:
        return None
    instant = _INSTANT.fullmatch(text)
    return PartialDate(instant[1] if instant else text).text


def _split_lines(text: str) -> Iterator[tuple[str, str, Json | TracerError]]:
    # Only LF ends a line: JSON texts may contain other line separators unescaped.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        locator = f"row:{number}"
        try:
            yield locator, line, parse_json(line, locator)
        except WrongValue as error:
            yield locator, line, error


def mentions(head: bytes) -> frozenset[str]:
    """Which of the keys that identify BODS and its version occur in the head of the file?"""
    keys = ("statementId", "statementID", "recordType", "statementType")
    return frozenset(key for key in keys if json.dumps(key).encode() in head)
