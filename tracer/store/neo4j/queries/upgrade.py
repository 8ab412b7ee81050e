"""Statements of an upgrade: the copy of the whole graph, its restore, and the history of upgrades."""

from __future__ import annotations

from typing import Final

# Statements below are made of names of the schema; what a person typed travels as a parameter.

NOTE_UPGRADE: Final = """
MATCH (c:TracerCase {mark: 'case'}) SET c.form = $form, c.upgrading = coalesce(c.upgrading, $upgrading),
  c.upgrades = coalesce(c.upgrades, []) + $upgrade
"""
END_UPGRADE: Final = "MATCH (c:TracerCase {mark: 'case'}) REMOVE c.upgrading"
GRAPH_NODES: Final = "MATCH (n) RETURN elementId(n) AS place, labels(n) AS labels, properties(n) AS properties"
GRAPH_LINKS: Final = """
MATCH (t)-[r]->(h) RETURN elementId(t) AS tail, elementId(h) AS head, type(r) AS type, properties(r) AS properties
"""
BEGIN_RESTORE: Final = """
MERGE (m:TracerRestore {mark: 'restore'}) SET m.copy = $copy WITH m OPTIONAL MATCH (c:TracerCase {mark: 'case'}) DETACH DELETE c
"""
READ_RESTORE: Final = "MATCH (m:TracerRestore) RETURN m.copy AS copy"
CLEAR_ALL: Final = """
MATCH (n) WHERE NOT n:TracerRestore AND NOT n:TracerReadings AND NOT n:ReadingEntry
CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS
"""
LAY_NODES: Final = """
UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.properties RETURN row.no AS no, elementId(n) AS place
"""
LAY_LINKS: Final = """
UNWIND $rows AS row MATCH (t) WHERE elementId(t) = row.tail MATCH (h) WHERE elementId(h) = row.head
CREATE (t)-[r:$(row.type)]->(h) SET r = row.properties
"""
END_RESTORE: Final = "MATCH (m:TracerRestore) DELETE m"
READ_CHANGES: Final = (
    "MATCH (g:TracerGate) MATCH (c:TracerCase {mark: 'case'}) RETURN g.version AS version, c.log_seq AS log_seq"
)
