"""Statements about registered sources."""

from __future__ import annotations

from typing import Final

# The statements below contain only names of the schema; text of a person is a parameter.

READ_SOURCES: Final = "MATCH (s:Source) RETURN properties(s) AS source ORDER BY s.digest"
READ_SOURCE_INDEX: Final = "MATCH (s:Source) RETURN s.no AS no, s.digest AS digest, s.as_of AS as_of"
READ_SEALS: Final = "MATCH (s:Source) RETURN s.no AS no, s.digest AS digest, s.as_of AS as_of, s.seals AS seals"
WRITE_SOURCES: Final = "UNWIND $rows AS row MERGE (s:Source {digest: row.digest}) SET s += row"
DELETE_SOURCE: Final = "MATCH (s:Source {digest: $digest}) DETACH DELETE s"
ACCOUNTS_OF_SOURCE: Final = "MATCH (s:Source {digest: $digest}) RETURN s.accounts AS accounts"
