"""Records what a transaction has changed, so that only the affected derived values are computed before the commit."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field


@dataclass(slots=True)
class Changes:
    """The changed kinds of record of each source, by its number, and the statements whose period may have changed."""

    records: dict[int, set[str]] = field(default_factory=dict)
    statements: set[int] = field(default_factory=set)
    retracted: bool = False

    def mark(self, source: int, records: str) -> None:
        """Record that the records of this kind of this source have changed."""
        self.records.setdefault(source, set()).add(records)

    def forget(self, source: int) -> None:
        """Record that the source was retracted."""
        self.records.pop(source, None)
        self.retracted = True

    def any(self) -> bool:
        """Has the case changed?"""
        return bool(self.records) or self.retracted


_STAGES = (
    "CREATE TEMP TABLE touched_transfer (transfer INTEGER PRIMARY KEY)",
    "CREATE TEMP TABLE touched_account (account INTEGER, currency TEXT, PRIMARY KEY (account, currency)) WITHOUT ROWID",
)


def prepare_changes(connection: sqlite3.Connection) -> Changes:
    """Make the temporary tables for the transfers and accounts that a transaction changes."""
    for statement in _STAGES:
        connection.execute(statement)
    return Changes()
