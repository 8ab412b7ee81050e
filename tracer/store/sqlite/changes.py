"""What a transaction has touched so far, so that only that is settled before it commits."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field


@dataclass(slots=True)
class Changes:
    """Sources by number with the kinds of record changed; statements whose period may have changed."""

    records: dict[int, set[str]] = field(default_factory=dict)
    statements: set[int] = field(default_factory=set)
    retracted: bool = False

    def mark(self, source: int, records: str) -> None:
        """Note that this source tells other records of this kind than before."""
        self.records.setdefault(source, set()).add(records)

    def forget(self, source: int) -> None:
        """Note that the source tells nothing any more."""
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
    """Make the private tables in which a transaction notes transfers and accounts."""
    for statement in _STAGES:
        connection.execute(statement)
    return Changes()
