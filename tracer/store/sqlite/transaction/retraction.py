"""Removes all records of one source."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from tracer.store.semantics.canonical import read_props
from tracer.store.semantics.search_terms import find_terms
from tracer.store.sqlite.transaction.changes import Changes

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
_DELETE_RECORDS = {
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
    """Remove all records of a source, and the source. Returns counts per kind of record.

    A node that no other source states becomes a placeholder. Readers do not see the links of other sources to it until
    a source states it again.
    """
    params = {"source": source}
    for statement in _TOUCH:
        connection.execute(statement, params)
    statements = connection.execute(
        "SELECT no FROM loose_node JOIN node ON node.no = loose_node.node WHERE type = 'Statement'"
    ).fetchall()
    changes.statements.update(no for (no,) in statements)
    counts = {name: connection.execute(statement, params).rowcount for name, statement in _DELETE_RECORDS.items()}
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
    connection.execute("DELETE FROM seal WHERE source = :source", params)
    connection.execute("DELETE FROM source WHERE no = :source", params)
    changes.forget(source)
    return counts
