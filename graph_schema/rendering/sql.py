"""Renders the tables and indexes of the embedded store from the record types.

A record is kept once for each source that states it. ``node`` gives each id a small number that the other tables use;
its ``type`` is empty while no source states the node. ``transfer`` keeps the columns that its id fixes, and the entries
that represent it. ``upgrade`` records when the case reached a later form, and by which version of the program.
``view_change`` is the log of saved views, which state nothing of the case.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Final

import pyarrow as pa

from graph_schema.audit_log import AuditEvent
from graph_schema.records.events import Event
from graph_schema.records.provenance import Source
from graph_schema.records.transfers import ENTRY_SCHEMA, PARTIES
from graph_schema.rendering.search_fields import IDENTIFIER_FIELDS

SCHEMA_VERSION: Final = 3
"""The form of a case in a file. When a table changes, a step upgrades stores of the form before."""

APPLICATION_ID: Final = 0x54524352
"""``TRCR`` in the header of the file marks a case store."""

PARTY_COLUMNS: Final = tuple(field.name for field in PARTIES if field.name not in ("transfer_id", "kind"))
"""Columns that the id of a transfer fixes: equal in all its entries."""

ENTRY_COLUMNS: Final = tuple(name for name in ENTRY_SCHEMA.names if name != "transfer_id" and name not in PARTY_COLUMNS)
"""Columns that can differ between the entries of one transfer."""

NODE_COLUMNS: Final = ("debit_account", "credit_account", "statement")
"""Columns of entries and transfers that refer to a node by its number."""

VIEW_COLUMNS: Final = ("view", "author", "at", "batch", "kind", "target", "value")
"""Columns of a change of a saved view, besides its number."""

_CLUSTERED: Final = "STRICT, WITHOUT ROWID"
_BY_CLASS: Final = {"str": "TEXT", "int": "INTEGER", "date": "TEXT", "Props": "TEXT", "SourceKind": "TEXT"}


def arrow_column_type(kind: pa.DataType) -> str:
    """Which SQL type has a column of this Arrow type? Days are whole numbers since 1970-01-01."""
    return "TEXT" if pa.types.is_string(kind) else "INTEGER"


def _class_columns(kind: type, names: Iterable[str]) -> list[str]:
    types = {field.name: _BY_CLASS[str(field.type)] for field in dataclasses.fields(kind) if field.name in _names(kind)}
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
    # Fields that are not compared are not content.
    return [field.name for field in dataclasses.fields(kind) if field.compare and field.name not in without]


def render_tables() -> tuple[str, ...]:
    """Which tables does an empty case have? One CREATE TABLE statement per table, in order."""
    of_source = ["source INTEGER NOT NULL REFERENCES source"]
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
                *of_source,
                *("records TEXT NOT NULL", "count INTEGER NOT NULL", "sha256 TEXT NOT NULL"),
                "PRIMARY KEY (source, records)",
            ],
        ),
        _table("node", ["no INTEGER PRIMARY KEY", "id TEXT NOT NULL UNIQUE", "type TEXT"]),
        _table(
            "node_record",
            ["node INTEGER NOT NULL REFERENCES node", *of_source, *said, "PRIMARY KEY (node, source)"],
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
            ["link INTEGER NOT NULL REFERENCES link", *of_source, *said, "PRIMARY KEY (link, source)"],
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
                *of_source,
                *_arrow_columns(ENTRY_COLUMNS),
                "UNIQUE (transfer, source, side, seq)",
            ],
        ),
        _table(
            "event_record",
            [
                *_class_columns(Event, ["id"]),
                *of_source,
                *_class_columns(Event, _names(Event, "id")),
                "PRIMARY KEY (id, source)",
            ],
            options=_CLUSTERED,
        ),
        _table(
            "log",
            [
                "seq INTEGER PRIMARY KEY",
                *_class_columns(AuditEvent, _names(AuditEvent)),
                *("previous TEXT NOT NULL", "hash TEXT NOT NULL"),
            ],
        ),
        _table("upgrade", ["form INTEGER PRIMARY KEY", "at TEXT NOT NULL", "program TEXT NOT NULL"]),
        _table("view_change", ["no INTEGER PRIMARY KEY", *(f"{name} TEXT NOT NULL" for name in VIEW_COLUMNS)]),
    )


def render_indexes() -> tuple[str, ...]:
    """Which indexes does a case have besides its keys? One CREATE INDEX statement per index, in order."""
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
        ("view_change_by_batch", "view_change", "view, batch"),
        ("view_change_by_kind", "view_change", "kind"),
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
    """Which SQL expression reads a field of the stored properties? ``name`` comes from the schema only."""
    return f"json_extract(props, '$.{name}')"
