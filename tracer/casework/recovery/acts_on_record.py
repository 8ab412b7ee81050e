"""Reads every act that the records of a case state: those recorded as acts, and measures of the earlier design."""

from __future__ import annotations

from collections.abc import Mapping

from tracer.casework.earlier_measures.reading import known_with_items, read_earlier_measures
from tracer.casework.recovery_records.act_kinds import READERS
from tracer.casework.recovery_records.case_records import CaseRecords, Placed
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.act import RecoveryAct


def read_acts(graph: CaseGraph, receipts: Mapping[str, Placed]) -> list[RecoveryAct]:
    """Every act that the records of the case state, in the order of recording.

    ``receipts``: digest of a source -> the day it was received, its place in the audit log. Of one source, the acts of
    measures come before all others.
    Cost: one pass over the nodes, links and events of these types.
    """
    records = CaseRecords(graph, receipts)
    placed = [
        (when[1], order, act.effective, "" if act.as_stated else act.id, number, act)
        for order, read in enumerate((read_earlier_measures, *READERS))
        for number, (when, act) in enumerate(read(records))
    ]
    placed.sort(key=lambda row: row[:5])
    return known_with_items([row[5] for row in placed])
