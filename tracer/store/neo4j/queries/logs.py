"""Statements that read and write the audit log and the access log."""

from __future__ import annotations

from typing import Final

# The statements below contain only names of the schema; text of a person is a parameter.

WRITE_LOG: Final = "UNWIND $rows AS row CREATE (e:LogEntry) SET e = row"
READ_LOG: Final = """
MATCH (e:LogEntry) WHERE e.seq > $after RETURN properties(e) AS entry ORDER BY e.seq LIMIT $limit
"""
READ_LOG_END: Final = "MATCH (c:TracerCase {mark: 'case'}) RETURN c.log_seq AS seq, c.log_hash AS hash"
LOCK_ACCESS_LOG: Final = "MATCH (l:TracerReadings) SET l.writer = $writer RETURN l.seq AS seq, l.hash AS hash"
WRITE_ACCESS_ENTRY: Final = """
MATCH (l:TracerReadings) SET l.seq = $row.seq, l.hash = $row.hash CREATE (e:ReadingEntry) SET e = $row
"""
READ_ACCESS_LOG: Final = """
MATCH (e:ReadingEntry) WHERE e.seq > $after RETURN properties(e) AS entry ORDER BY e.seq LIMIT $limit
"""
READ_ACCESS_LOG_END: Final = "MATCH (l:TracerReadings) RETURN l.seq AS seq, l.hash AS hash"
