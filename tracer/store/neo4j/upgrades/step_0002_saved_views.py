"""From form 2 to form 3: the case keeps saved views."""

from __future__ import annotations

import neo4j

from graph_schema.messages import N_
from tracer.store.upgrades.step import Step


def _change(transaction: neo4j.Transaction) -> None:
    transaction.run("MERGE (v:TracerViews {mark: 'views'}) ON CREATE SET v.seq = 0").consume()


STEP = Step(2, N_("The case keeps saved views: what lies where in a picture, and what is noted beside it."), _change)
