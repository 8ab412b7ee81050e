"""The tables and indexes of the embedded store, rendered from the record types: one source of truth.

A record is kept once for each source that tells it. ``node`` gives each id a small number that the other
tables use; its ``type`` is empty while no source tells of it. ``transfer`` keeps what its id fixes, and which
entries show it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

import pyarrow as pa

from graph_schema.events import Event
from graph_schema.journal import Deed
from graph_schema.provenance import Source
from graph_schema.search_fields import IDENTIFIER_FIELDS
from graph_schema.transfers import ENTRY_SCHEMA, PARTIES

SCHEMA_VERSION: Final = 1
"""Rises when a table changes; a store of a higher version is not opened."""

APPLICATION_ID: Final = 0x54524352
"""``TRCR`` in the header of the file: the mark of a case store."""

PARTY_COLUMNS: Final = tuple(field.name for field in PARTIES if field.name not in ("transfer_id", "kind"))
"""What a transfer's id fixes: the same in every entry."""

ENTRY_COLUMNS: Final = tuple(name for name in ENTRY_SCHEMA.names if name != "transfer_id" and name not in PARTY_COLUMNS)
"""What each entry says for itself."""

NODE_COLUMNS: Final = ("debit_account", "credit_account", "statement")
"""Columns of entries and transfers that name a node, kept as its number."""

_CLUSTERED: Final = "STRICT, WITHOUT ROWID"
_BY_CLASS: Final = {"str": "TEXT", "int": "INTEGER", "date": "TEXT", "Props": "TEXT", "SourceKind": "TEXT"}


def arrow_column_type(kind: pa.DataType) -> str:
    """As what is a column of this Arrow type kept? Days are whole numbers since 1970-01-01."""
    return "TEXT" if pa.types.is_string(kind) else "INTEGER"


def _class_columns(kind: type, names: Iterable[str]) -> list[str]:
    types = {field.name: _BY_CLASS[str(field.type)] for field in dataclasses.fields(kind)}
    return [f"{name} {types[name]} NOT NULL" for name in names]


def _arrow_columns(names: Iterable[str]) -> list[str]:
    columns = []
    for name in names:
        field = ENTRY_SCHEMA.field(name)
        kind = "INTEGER REFERENCES node" if name in NODE_COLUMNS else arrow_column_type(field.type)
        columns.append(f"{name} {kind}" + ("" if field.nullable else " NOT NULL"))
    return columns


def _table(name: str, columns: Iterable[str], *, options: str = "STRICT") -> str:
    return f"CREATE TABLE {name} (\n  " + ",\n  ".join(columns) + f"\n) {options}"


def _names(kind: type, *without: str) -> list[str]:
    return [field.name for field in dataclasses.fields(kind) if field.name not in without]


def render_tables() -> tuple[str, ...]:
    """Which tables does an empty case have? One CREATE TABLE statement each, in order."""
    told = ["source INTEGER NOT NULL REFERENCES source"]
    said = ["props TEXT NOT NULL", "locator TEXT NOT NULL"]
    return (
        _table("meta", ["name TEXT PRIMARY KEY", "value TEXT NOT NULL"]),
        _table(
            "source",
            [
                "no INTEGER PRIMARY KEY",
                *_class_columns(Source, _names(Source)),
                *(f"{name} TEXT NOT NULL" for name in ("received", "actor", "flags", "rejections")),
                "UNIQUE (digest)",
            ],
        ),
        _table(
            "seal",
            [
                *told,
                *("records TEXT NOT NULL", "count INTEGER NOT NULL", "sha256 TEXT NOT NULL"),
                "PRIMARY KEY (source, records)",
            ],
        ),
        _table("node", ["no INTEGER PRIMARY KEY", "id TEXT NOT NULL UNIQUE", "type TEXT"]),
        _table(
            "node_record",
            ["node INTEGER NOT NULL REFERENCES node", *told, *said, "PRIMARY KEY (node, source)"],
            options=_CLUSTERED,
        ),
        _table(
            "term",
            ["text TEXT NOT NULL", "node INTEGER NOT NULL REFERENCES node", "PRIMARY KEY (text, node)"],
            options=_CLUSTERED,
        ),
        _table(
            "link",
            [
                *("no INTEGER PRIMARY KEY", "id TEXT NOT NULL UNIQUE", "type TEXT NOT NULL"),
                *(f"{end} INTEGER NOT NULL REFERENCES node" for end in ("tail", "head")),
            ],
        ),
        _table(
            "link_record",
            ["link INTEGER NOT NULL REFERENCES link", *told, *said, "PRIMARY KEY (link, source)"],
            options=_CLUSTERED,
        ),
        _table(
            "transfer",
            [
                *("no INTEGER PRIMARY KEY", "id TEXT NOT NULL UNIQUE"),
                *_arrow_columns(PARTY_COLUMNS),
                "kind TEXT",
                *(f"{side}_{what} INTEGER" for side in ("debit", "credit") for what in ("seq", "entry")),
            ],
        ),
        _table(
            "entry",
            [
                *("no INTEGER PRIMARY KEY", "transfer INTEGER NOT NULL REFERENCES transfer"),
                *told,
                *_arrow_columns(ENTRY_COLUMNS),
                "UNIQUE (transfer, source, side, seq)",
            ],
        ),
        _table(
            "event_record",
            [
                *_class_columns(Event, ["id"]),
                *told,
                *_class_columns(Event, _names(Event, "id")),
                "PRIMARY KEY (id, source)",
            ],
            options=_CLUSTERED,
        ),
        _table(
            "log",
            [
                "seq INTEGER PRIMARY KEY",
                *_class_columns(Deed, _names(Deed)),
                *("previous TEXT NOT NULL", "hash TEXT NOT NULL"),
            ],
        ),
    )


def render_indexes() -> tuple[str, ...]:
    """Which indexes does a case have beside its keys? One CREATE INDEX statement each, in order."""
    plain = (
        ("node_by_type", "node", "type, id"),
        ("node_record_by_source", "node_record", "source"),
        ("term_by_node", "term", "node"),
        ("link_by_tail", "link", "tail"),
        ("link_by_head", "link", "head"),
        ("link_by_type", "link", "type, id"),
        ("link_record_by_source", "link_record", "source"),
        ("transfer_by_date", "transfer", "value_date, id"),
        ("transfer_by_debit", "transfer", "debit_account, value_date"),
        ("transfer_by_credit", "transfer", "credit_account, value_date"),
        ("entry_by_source", "entry", "source"),
        ("entry_by_statement", "entry", "statement"),
        ("event_by_source", "event_record", "source"),
        ("event_by_subject", "event_record", "subject"),
        ("event_by_type", "event_record", "type"),
    )
    identifiers = sorted({name for names in IDENTIFIER_FIELDS.values() for name in names})
    return (
        *(f"CREATE INDEX {name} ON {table} ({columns})" for name, table, columns in plain),
        *(
            f"CREATE INDEX node_record_by_{name} ON node_record ({props_field(name)}) "
            f"WHERE {props_field(name)} IS NOT NULL"
            for name in identifiers
        ),
    )


def props_field(name: str) -> str:
    """How is a field inside the kept properties addressed? ``name`` comes from the schema alone."""
    return f"json_extract(props, '$.{name}')"
