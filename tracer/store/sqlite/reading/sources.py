"""Reads the registered sources of the case."""

from __future__ import annotations

import dataclasses
import sqlite3

from graph_schema.records.provenance import Source
from tracer.store.ports.store_values import KeptSource
from tracer.store.semantics.canonical import read_notes

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_FIELDS = tuple(field.name for field in dataclasses.fields(Source))
_SELECT = f"SELECT {', '.join(_FIELDS)}, received, actor, flags, rejections FROM source ORDER BY digest"


def read_sources(connection: sqlite3.Connection) -> tuple[KeptSource, ...]:
    """All sources, by digest."""
    count = len(_FIELDS)
    return tuple(
        KeptSource(
            Source(*row[:count]),
            row[count],
            row[count + 1],
            read_notes(row[count + 2]),
            read_notes(row[count + 3]),
        )
        for row in connection.execute(_SELECT)
    )
