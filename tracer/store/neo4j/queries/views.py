"""Statements that read and write the changes of saved views."""

from __future__ import annotations

from typing import Final

# The statements below contain only names of the schema; text of a person is a parameter.

LOCK_VIEWS: Final = """
MATCH (v:TracerViews) SET v.writer = '' WITH v MATCH (c:TracerCase {mark: 'case'})
RETURN v.seq AS seq, c.form AS form, c.upgrading AS upgrading
"""
READ_BATCH: Final = "MATCH (n:ViewChange {view: $view}) WHERE n.batch = $batch RETURN max(n.seq) AS seq"
WRITE_CHANGES: Final = (
    "MATCH (v:TracerViews) SET v.seq = $last WITH v UNWIND $rows AS row CREATE (n:ViewChange) SET n = row"
)
READ_CHANGES: Final = """
MATCH (n:ViewChange) WHERE size($kinds) = 0 OR n.kind IN $kinds RETURN properties(n) AS change ORDER BY n.seq
"""
READ_CHANGES_OF: Final = """
MATCH (n:ViewChange {view: $view}) WHERE size($kinds) = 0 OR n.kind IN $kinds
RETURN properties(n) AS change ORDER BY n.seq
"""
READ_LAST_CHANGES: Final = """
MATCH (n:ViewChange) WHERE NOT n.kind IN $without WITH n.view AS view, max(n.seq) AS seq
MATCH (n:ViewChange {seq: seq}) RETURN properties(n) AS change ORDER BY seq
"""
