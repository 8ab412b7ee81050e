"""All that only one source says, taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from tracer.store.canonical import read_props
from tracer.store.search_terms import find_terms
from tracer.store.sqlite.changes import Changes

_TOUCH = (
    "INSERT INTO touched_transfer SELECT transfer FROM entry WHERE source = :source ON CONFLICT DO NOTHING",
    """
    INSERT INTO touched_account
    SELECT DISTINCT CASE side WHEN 'debit' THEN debit_account ELSE credit_account END,
                    CASE side WHEN 'debit' THEN debit_currency ELSE credit_currency END
    FROM entry JOIN transfer ON transfer.no = entry.transfer WHERE entry.source = :source ON CONFLICT DO
    NOTHING
    """,
    "CREATE TEMP TABLE loose_node AS SELECT node FROM node_record WHERE source = :source",
    "CREATE TEMP TABLE loose_link AS SELECT link FROM link_record WHERE source = :source",
)
_TAKE_BACK = {
    "nodes": "DELETE FROM node_record WHERE source = :source",
    "links": "DELETE FROM link_record WHERE source = :source",
    "entries": "DELETE FROM entry WHERE source = :source",
    "events": "DELETE FROM event_record WHERE source = :source",
}
_FORGET = (
    """
    UPDATE node SET type = NULL
    WHERE no IN (SELECT node FROM loose_node) AND no NOT IN (SELECT node FROM node_record)
    """,
    """
    DELETE FROM link WHERE no IN (SELECT link FROM loose_link) AND no NOT IN (SELECT link FROM link_record)
    """,
    "DELETE FROM term WHERE node IN (SELECT node FROM loose_node)",
)
_REMAINING = """
SELECT node.no, node.type, record.props
FROM loose_node JOIN node ON node.no = loose_node.node JOIN node_record AS record ON record.node = node.no
"""
_LOST_TRANSFERS = """
DELETE FROM transfer WHERE no IN (SELECT transfer FROM touched_transfer)
AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.transfer = transfer.no)
"""


def retract_records(connection: sqlite3.Connection, changes: Changes, source: int) -> Mapping[str, int]:
    """Take back all records of a source, and the source. Returns counts per kind of record.

    A node that no other source tells is gone; links of other sources to it wait unseen until one tells it
    again.
    """
    asked = {"source": source}
    for statement in _TOUCH:
        connection.execute(statement, asked)
    statements = connection.execute(
        "SELECT no FROM loose_node JOIN node ON node.no = loose_node.node WHERE type = 'Statement'"
    ).fetchall()
    changes.statements.update(no for (no,) in statements)
    counts = {name: connection.execute(statement, asked).rowcount for name, statement in _TAKE_BACK.items()}
    for statement in _FORGET:
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO term (text, node) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [
            (term, no)
            for no, type_, props in connection.execute(_REMAINING).fetchall()
            for term in sorted(find_terms(type_, read_props(props)))
        ],
    )
    counts["transfers"] = connection.execute(_LOST_TRANSFERS).rowcount
    for statement in (
        "DROP TABLE loose_node",
        "DROP TABLE loose_link",
        "DELETE FROM touched_transfer WHERE transfer NOT IN (SELECT no FROM transfer)",
    ):
        connection.execute(statement)
    connection.execute("DELETE FROM seal WHERE source = :source", asked)
    connection.execute("DELETE FROM source WHERE no = :source", asked)
    changes.forget(source)
    return counts
