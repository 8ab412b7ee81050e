"""From form 2 to form 3: the case keeps saved views."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph_schema.messages import N_
from tracer.store.upgrades.step import Step

_STATEMENTS = (
    """CREATE TABLE view_change (
  no INTEGER PRIMARY KEY,
  view TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  batch TEXT NOT NULL,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT""",
    "CREATE INDEX view_change_by_batch ON view_change (view, batch)",
    "CREATE INDEX view_change_by_kind ON view_change (kind)",
)


def _change(connection: sqlite3.Connection, path: Path) -> None:
    for statement in _STATEMENTS:
        connection.execute(statement)


STEP = Step(2, N_("The case keeps saved views: what lies where in a picture, and what is noted beside it."), _change)
