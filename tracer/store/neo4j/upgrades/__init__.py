"""The steps of the server store, oldest first. A new step is a module of its own and a line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import neo4j

from tracer.store.neo4j.upgrades import step_0001_history_of_upgrades, step_0002_saved_views
from tracer.store.upgrades.step import Step

Change: TypeAlias = Callable[[neo4j.Transaction], None]
"""Changes a case inside the transaction of the step. Constraints and indexes are brought up to date before the first step."""

STEPS: Final[tuple[Step[Change], ...]] = (step_0001_history_of_upgrades.STEP, step_0002_saved_views.STEP)
