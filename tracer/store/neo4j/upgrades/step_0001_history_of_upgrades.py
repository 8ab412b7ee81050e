"""From form 1 to form 2: the case keeps the history of its upgrades."""

from __future__ import annotations

import neo4j

from graph_schema.messages import N_
from tracer.store.upgrades.step import Step


def _change(transaction: neo4j.Transaction) -> None:
    transaction.run("MATCH (c:TracerCase) SET c.upgrades = []").consume()


STEP = Step(1, N_("The case keeps when, and by which version of Tracer, it was upgraded."), _change)
