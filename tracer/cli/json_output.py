"""Results as JSON with a version, and the JSON Schema of each, so that other programs can rely on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

import click
from pydantic import TypeAdapter

from graph_schema.errors import WrongUse
from tracer.actions.check import VerifyReport
from tracer.actions.console import QueryAnswer
from tracer.actions.copying import CopyReport
from tracer.actions.explore import Found
from tracer.actions.import_files import ImportFiles
from tracer.actions.import_report import ImportReport
from tracer.actions.link import LinkReport, OwnershipReport
from tracer.actions.order import MeasureList
from tracer.actions.rebuilding import RebuildReport
from tracer.actions.sources import SourceLine, SourceRow
from tracer.actions.trace import TraceReport
from tracer.recovery.totals import Totals

VERSION = 1
RESULTS: Final[dict[str, type[Any]]] = {
    "find": Found,
    "import": ImportReport,
    "trace": TraceReport,
    "link": LinkReport,
    "ownership": OwnershipReport,
    "measure": MeasureList,
    "totals": Totals,
    "verify": VerifyReport,
    "row": SourceRow,
    "sources": tuple[SourceLine, ...],
    "query": QueryAnswer,
    "copy": CopyReport,
    "import-files": ImportFiles,
    "rebuild": RebuildReport,
}
"""The results that --json writes, by name; the schema of each is kept under tests."""


def print_json(name: str, result: object) -> None:
    """Write one result: ``{"format": "tracer.<name>", "version": 1, "result": ...}``.

    Amounts are whole minor units, shares exact fractions as text (``1/2``), days ISO 8601.
    """
    envelope = {"format": f"tracer.{name}", "version": VERSION, "result": _plain(result)}
    click.echo(json.dumps(envelope, ensure_ascii=False, indent=2))


def describe_json(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) that ``print_json`` of this name keeps to. Raises WrongUse for an unknown name."""
    kind = RESULTS.get(name)
    if kind is None:
        raise WrongUse("There is no result {name}; known are {known}.", name=name, known=", ".join(sorted(RESULTS)))
    inner = TypeAdapter(kind).json_schema(mode="serialization")
    definitions = inner.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"tracer.{name}",
        "type": "object",
        "additionalProperties": False,
        "required": ["format", "version", "result"],
        "properties": {"format": {"const": f"tracer.{name}"}, "version": {"const": VERSION}, "result": _tighten(inner)},
        "$defs": _tighten(definitions),
    }


def _plain(value: object) -> object:
    """The value in the words of JSON. Raises TypeError for a kind of value that results do not hold, floats first."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    raise TypeError(type(value).__name__)


def _tighten(schema: Any) -> Any:
    """Say of each part what pydantic leaves open: how a fraction is written, that no field is missing or unknown."""
    if isinstance(schema, list):
        return [_tighten(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "fraction":
        return {"type": "string", "pattern": r"^-?[0-9]+(/[1-9][0-9]*)?$"}
    tight = {key: _tighten(part) for key, part in schema.items()}
    if schema.get("type") == "object" and "properties" in schema:
        tight |= {"additionalProperties": False, "required": list(schema["properties"])}
    return tight
