"""The tables of the embedded store follow the record types."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3

import pytest

from graph_schema.audit_log import AuditEvent
from graph_schema.records.events import Event
from graph_schema.records.provenance import Source
from graph_schema.records.transfers import ENTRY_SCHEMA, TRANSFER_SCHEMA
from graph_schema.rendering.search_fields import IDENTIFIER_FIELDS
from graph_schema.rendering.sql import (
    APPLICATION_ID,
    ENTRY_COLUMNS,
    PARTY_COLUMNS,
    SCHEMA_VERSION,
    render_indexes,
    render_tables,
)

# Version of the schema -> digest of its statements. A change of tables needs a new version and a new line.
KNOWN_FORMS = {
    1: "7829fdbd8a7815d7f09e2001df2a1a5da7572292ace525783279439d5609a5f1",
    2: "4da44426513865dc382ce2b6fd3e78c197a392f0eb7da84fd3f3c721fa6296df",
    3: "feeddd1ef97b453ccdc61033c246d3ff28208574bbb2a42fb3150bc2865c8afa",
}


@pytest.fixture
def made():
    connection = sqlite3.connect(":memory:")
    for statement in (*render_tables(), *render_indexes()):
        connection.execute(statement)
    yield connection
    connection.close()


def columns(connection, table):
    return {row[1]: (row[2], bool(row[3])) for row in connection.execute(f"PRAGMA table_info({table})")}


def test_another_form_of_the_tables_needs_another_version():
    text = "\n".join((*render_tables(), *render_indexes()))
    assert hashlib.sha256(text.encode()).hexdigest() == KNOWN_FORMS[SCHEMA_VERSION], text


def test_the_mark_of_a_case_reads_as_letters():
    assert APPLICATION_ID.to_bytes(4, "big") == b"TRCR"


@pytest.mark.parametrize(("table", "kind"), [("source", Source), ("event_record", Event), ("log", AuditEvent)])
def test_every_field_of_a_record_has_its_column(made, table, kind):
    kept = columns(made, table)
    for field in dataclasses.fields(kind):
        if not field.compare:
            assert field.name not in kept, "what is no content is not kept"
            continue
        expected = "INTEGER" if field.type == "int" else "TEXT"
        assert kept[field.name] == (expected, True)


def test_every_column_of_an_entry_is_kept_once(made):
    transfer, entry = columns(made, "transfer"), columns(made, "entry")
    assert {"transfer_id", *PARTY_COLUMNS, *ENTRY_COLUMNS} == set(ENTRY_SCHEMA.names)
    assert set(PARTY_COLUMNS) <= transfer.keys() and set(ENTRY_COLUMNS) <= entry.keys()
    assert not set(PARTY_COLUMNS) & set(ENTRY_COLUMNS)
    for field in ENTRY_SCHEMA:
        if field.name != "transfer_id":
            kind, required = (transfer if field.name in PARTY_COLUMNS else entry)[field.name]
            assert required is not field.nullable, field.name
            numbered = str(field.type) != "string" or field.name.endswith("account") or field.name == "statement"
            assert kind == ("INTEGER" if numbered else "TEXT"), field.name


def test_every_column_of_a_transfer_can_be_shown():
    shown = {f"{side}_{what}" for side in ("debit", "credit") for what in ("seq", "source", "locator")}
    assert set(TRANSFER_SCHEMA.names) - shown <= {"transfer_id", *PARTY_COLUMNS, *ENTRY_COLUMNS}


def test_all_tables_are_strict(made):
    strict = {row[1]: row[5] for row in made.execute("PRAGMA table_list") if not row[1].startswith("sqlite_")}
    assert len(strict) == len(render_tables()) and all(strict.values())
    with pytest.raises(sqlite3.IntegrityError):
        made.execute("INSERT INTO log VALUES ('one', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a', 'a')")


def test_every_identifier_has_its_index():
    text = "\n".join(render_indexes())
    for field in {field for fields in IDENTIFIER_FIELDS.values() for field in fields}:
        assert f"CREATE INDEX node_record_by_{field} ON node_record (json_extract(props, '$.{field}'))" in text
