"""Statements about the version of the case, its indexes, the commit gate and the writer fence."""

from __future__ import annotations

from typing import Final

# The statements below contain only names of the schema; text of a person is a parameter.

SERVER: Final = "CALL dbms.components() YIELD name, versions, edition RETURN name, versions[0] AS version, edition"
READ_CASE: Final = "MATCH (c:TracerCase {mark: 'case'}) RETURN c.form AS form, c.upgrading AS upgrading"
READ_UNFINISHED: Final = "MATCH (c:TracerCase {mark: 'case'}) RETURN c.unfinished AS command"
COUNT_NODES: Final = "MATCH (n) RETURN count(n) AS count"
LANES: Final = ("first lane", "second lane")
"""Locks of the threads of a bulk load, one for each thread. A writer that locks all lanes knows that no such transaction is
running. A transaction locks a lane by setting and removing a property.
"""
CREATE_CASE: Final = """
UNWIND $lanes AS lane MERGE (:TracerLane {mark: lane}) WITH count(*) AS lanes
MERGE (c:TracerCase {mark: 'case'})
  ON CREATE SET c.form = $form, c.next_source = 1, c.log_seq = 0, c.log_hash = $genesis, c.writer = '',
    c.unfinished = $unfinished
MERGE (g:TracerGate {mark: 'gate'}) ON CREATE SET g.version = 0, g.digest = $digest, g.token = ''
MERGE (l:TracerReadings {mark: 'readings'}) ON CREATE SET l.seq = 0, l.hash = $genesis
MERGE (v:TracerViews {mark: 'views'}) ON CREATE SET v.seq = 0
"""
SHOW_INDEXES: Final = "SHOW INDEXES YIELD name, state, labelsOrTypes, properties, owningConstraint"
DROP_INDEX: Final = "DROP INDEX $name IF EXISTS"
DROP_CONSTRAINT: Final = "DROP CONSTRAINT $name IF EXISTS"
AWAIT_INDEXES: Final = "CALL db.awaitIndexes(300)"
READ_GATE: Final = """
MATCH (g:TracerGate) MATCH (c:TracerCase {mark: 'case'})
RETURN g.version AS version, g.digest AS digest, g.token AS token, g.changing AS changing, c.form AS form
"""
TAKE_FENCE: Final = """
UNWIND $lanes AS lane MERGE (l:TracerLane {mark: lane}) SET l.held = true REMOVE l.held WITH count(*) AS lanes
MATCH (g:TracerGate) WHERE g.version = $version AND coalesce(g.changing, '') IN ['', $stale] SET g.sender = $writer
RETURN g.staging AS staging
"""
KEEP_FENCE: Final = """
MATCH (l:TracerLane {mark: $lane}) SET l.held = true REMOVE l.held WITH l MATCH (g:TracerGate {sender: $writer})
RETURN g.mark AS mark
"""
CLOSE_GATE: Final = "MATCH (g:TracerGate {sender: $writer}) SET g.changing = $writer RETURN g.mark AS mark"
RAISE_VERSION: Final = """
MATCH (g:TracerGate) SET g.version = $version, g.digest = $digest, g.token = $writer REMOVE g.staging, g.sender
"""
FREE_GATE: Final = "MATCH (g:TracerGate) REMOVE g.changing"
FREE_OWN_GATE: Final = "MATCH (g:TracerGate {changing: $writer}) REMOVE g.changing"
READ_LAST_WRITER: Final = "MATCH (g:TracerGate) RETURN g.token AS writer"
LOCK_CASE: Final = """
MATCH (c:TracerCase {mark: 'case'}) SET c.writer = $writer
RETURN c.form AS form, c.upgrading AS upgrading, c.next_source AS next_source, c.log_seq AS log_seq, c.log_hash AS log_hash
"""
NOTE_BULK_LOAD: Final = "MATCH (g:TracerGate) SET g.staging = $staging"
READ_BULK_LOAD: Final = "MATCH (g:TracerGate) RETURN g.staging AS staging"
SAVE_CASE: Final = "MATCH (c:TracerCase {mark: 'case'}) SET c += $values"
