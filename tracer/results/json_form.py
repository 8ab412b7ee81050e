"""Results as JSON with a version, and the JSON Schema of each, so that other programs can rely on them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter

from graph_schema.errors import WrongUse
from tracer.results.registry import RESULTS, version_of
from tracer.wording.visible_signs import escape_signs


def format_json(name: str, result: object) -> str:
    """One result as text: ``{"format": "tracer.<name>", "version": 2, "result": ...}``. ``version``: as ``version_of``.

    Amounts are whole minor units, shares exact fractions as text (``1/2``), days ISO 8601.
    """
    envelope = {"format": f"tracer.{name}", "version": version_of(name), "result": _plain(result)}
    return escape_signs(json.dumps(envelope, ensure_ascii=False, indent=2))


def describe_json(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) that ``format_json`` of this name keeps to. Raises WrongUse for an unknown name."""
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
        "properties": {
            "format": {"const": f"tracer.{name}"},
            "version": {"const": version_of(name)},
            "result": _tighten(inner),
        },
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
