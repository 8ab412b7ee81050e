"""From form 1 to form 2: the case keeps the history of its upgrades, and the file of its readings states its form."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from graph_schema.messages import N_
from tracer.store.sqlite.logs.access_log import FileAccessLog
from tracer.store.upgrades.step import Step

_TABLE = """CREATE TABLE upgrade (
  form INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  program TEXT NOT NULL
) STRICT"""


def _change(connection: sqlite3.Connection, path: Path) -> None:
    # The readings are a file of their own: marked first, which an earlier program does not mind.
    FileAccessLog(path).state_form()
    connection.execute(_TABLE)


STEP = Step(1, N_("The case keeps when, and by which version of Tracer, it was upgraded."), _change)
