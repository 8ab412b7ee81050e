"""Divides a GLEIF file (XML, JSON or CSV) into records of one form: nested members, as its XML has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from graph_schema.errors import TracerError, WrongValue
from importers.contract import UnreadableFile
from importers.ownership.json_records import begins_as_json, split_records
from importers.ownership.record_reading import Row
from importers.ownership.tables import split_table
from importers.parsing.exact_json import Json
from importers.parsing.json_object import JsonObject
from importers.parsing.xml import find_text, local_name, parse_xml
from importers.source import SourceFile

_LISTS: Final = ("records", "relations", "exceptions")
_RECORDS: Final = {
    "LEIData": ("LEIRecords", "LEIRecord"),
    "RelationshipData": ("RelationshipRecords", "RelationshipRecord"),
    "ReportingExceptionData": ("ReportingExceptions", "Exception"),
}
_HEADERS: Final = ("LEIHeader", "Header")


@dataclass(frozen=True, slots=True)
class GleifRecords:
    """``rows``: the records. ``content_date`` and ``count``: what the header of the file states, if it has one."""

    rows: tuple[Row, ...]
    content_date: str | None = None
    count: str | None = None


def split_gleif(file: SourceFile) -> GleifRecords:
    """Which records does the file contain? Raises: UnreadableFile for XML of another root, or a broken file."""
    if file.head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _split_xml(file)
    if begins_as_json(file):
        return GleifRecords(tuple(_listed(split_records(file))))
    rows = split_table(file, ",")
    return GleifRecords(tuple((locator, text, _nested(value)) for locator, text, value in rows))


def text_at(body: JsonObject, path: str) -> str | None:
    """The text on a path such as ``Entity/LegalName``. Raises WrongValue for a member of another type."""
    *steps, last = path.split("/")
    found: JsonObject | None = body
    for step in steps:
        found = found.child(step) if found else None
    return found.stated(last) if found else None


def _split_xml(file: SourceFile) -> GleifRecords:
    root = parse_xml(file)
    name = local_name(root)
    if name not in _RECORDS:
        raise UnreadableFile(
            "{file} has the root element {value}; expected one of {known}.",
            file=file.name,
            value=name[:60],
            known=", ".join(_RECORDS),
        )
    group, record = _RECORDS[name]
    rows: list[Row] = []
    for container in root.iterchildren(f"{{*}}{group}"):
        for number, element in enumerate(container.iterchildren(f"{{*}}{record}"), start=1):
            rows.append((f"path:/{name}/{group}/{record}[{number}]", "", _value(element)))
    content = [find_text(root, *(f"{header}/{part}" for header in _HEADERS)) for part in ("ContentDate", "RecordCount")]
    return GleifRecords(tuple(rows), *content)


def _value(element: etree._Element) -> Json:
    """An element as nested members. A group such as RelationshipPeriods is a list."""
    children = list(element)
    name = local_name(element)
    kind = element.get("type")
    if not children:
        text = (element.text or "").strip()
        return {"type": kind, name: text} if kind else text
    names = [local_name(child) for child in children]
    if set(names) <= {name.removesuffix("s"), name.removesuffix("es")} and name.endswith("s"):
        return [_value(child) for child in children]
    found: dict[str, Json] = {"type": kind} if kind else {}
    for key, child in zip(names, children, strict=True):
        value = _value(child)
        if key not in found:
            found[key] = value
        elif isinstance(known := found[key], list):
            found[key] = [*known, value]
        else:
            found[key] = [known, value]
    return found


def _listed(rows: Iterable[Row]) -> Iterator[Row]:
    """The records of the published JSON, which are in one member of one object, or in an array."""
    for locator, text, value in rows:
        member = next((key for key in _LISTS if isinstance(value, dict) and isinstance(value.get(key), list)), None)
        if member is None or not isinstance(value, dict) or not isinstance(items := value[member], list):
            yield locator, text, _plain(value)
            continue
        for number, item in enumerate(items):
            place = f"path:/{member}/{number}" if locator.startswith("path:") else f"{locator}/{member}/{number}"
            yield place, "", _plain(item)


def _plain(value: Json | TracerError) -> Json | TracerError:
    """Replaces ``{"$": text}``, the form of an XML text in the published JSON, by the text."""
    if isinstance(value, dict):
        if "$" in value:
            text, kind = value["$"], value.get("@type")
            return {"type": kind, "value": text} if kind else text
        return {key: item for key, part in value.items() if not isinstance(item := _plain(part), TracerError)}
    if isinstance(value, list):
        return [item for part in value if not isinstance(item := _plain(part), TracerError)]
    return value


def _nested(value: Json | TracerError) -> Json | TracerError:
    """The columns of the published CSV, such as ``Entity.LegalAddress.City``, as nested members."""
    if not isinstance(value, dict):
        return value
    found: dict[str, Json] = {}
    for title, text in value.items():
        place = found
        *steps, last = title.split(".")
        for number, step in enumerate(steps):
            below = place.setdefault(step, {})
            if not isinstance(below, dict):
                last = ".".join([step, *steps[number + 1 :], last])
                break
            place = below
        place[last] = text
    relationship = found.get("Relationship")
    if isinstance(relationship, dict):
        for plural, single in (("RelationshipPeriods", "Period"), ("RelationshipQuantifiers", "Quantifier")):
            parts = relationship.pop(single, {})
            if isinstance(parts, dict) and parts:
                relationship[plural] = [_capitalised(item) for item in parts.values()]
    return found


def _capitalised(value: Json) -> Json:
    """``startDate`` of the CSV is ``StartDate`` of the XML."""
    if not isinstance(value, dict):
        raise WrongValue("{value!r} is not a period; expected its columns.", value=str(value)[:40])
    return {key[:1].upper() + key[1:]: item for key, item in value.items()}
