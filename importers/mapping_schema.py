"""Describes mappings as a JSON schema, for editors that check a file while it is written."""

from __future__ import annotations

from typing import Any

from importers.mapping import mapping_model
from importers.mapping_parts.field_notes import CELL_NOTES, JOINED_NOTES, NOTES


def describe_mapping() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a mapping, each key with its meaning."""
    model = mapping_model().json_schema()
    definitions = model.pop("$defs", {})
    for name, notes in (("JoinedColumns", JOINED_NOTES), ("FileCell", CELL_NOTES)):
        definitions[name] = _noted(definitions[name], notes)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "tracer.mapping",
        **{key: value for key, value in _noted(model, NOTES).items() if key != "title"},
        "$defs": definitions,
    }


def _noted(schema: dict[str, Any], notes: Any) -> dict[str, Any]:
    """The schema with the note of each key instead of the title that pydantic makes of its name."""
    kept = {key: value for key, value in schema.items() if key not in ("description", "title")}
    properties = {
        key: {
            "description": notes[key],
            **{part: value for part, value in schema["properties"][key].items() if part != "title"},
        }
        for key in notes
    }
    return {**kept, "properties": properties}
