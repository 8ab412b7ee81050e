"""The steps of the embedded store, oldest first. A new step is a module of its own and a line here."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeAlias

from tracer.store.sqlite.upgrades import step_0001_history_of_upgrades, step_0002_saved_views
from tracer.store.upgrades.step import Step

Change: TypeAlias = Callable[[sqlite3.Connection, Path], None]
"""Changes a case inside the transaction of the step; the path is that of its file."""

STEPS: Final[tuple[Step[Change], ...]] = (step_0001_history_of_upgrades.STEP, step_0002_saved_views.STEP)
