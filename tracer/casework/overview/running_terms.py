"""Every term that runs on the measures of a case: a measure can have several, one behind another that is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from graph_schema.records.merged_records import MergedNode
from tracer.casework.recovery_state import RecoveryState, asset_class
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.time_limits.deadlines import Deadline, find_deadlines


def running_terms(graph: CaseGraph, case_state: RecoveryState, day: date) -> Iterator[tuple[MergedNode, Deadline]]:
    """Which terms run on this day, and on which asset? By measure, then as ``find_deadlines`` has them.

    A measure on an asset that is not in ``graph`` is left out.
    """
    events = {kept.event.id: kept.event for kept in graph.events}
    for facts in case_state.measures:
        asset = graph.nodes.get(facts.asset)
        if asset is not None:
            steps = [events[event] for _, _, event in case_state.states[facts.id].entered]
            for term in find_deadlines(steps, today=day, asset_class=asset_class(asset)):
                yield asset, term
