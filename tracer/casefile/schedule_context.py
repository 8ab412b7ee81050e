"""What every part of one schedule is built from: the case on a day, the traced money, the veil, the footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph_schema.records.merged_records import Evidence, KeptEvent
from tracer.access.pseudonyms import Veil
from tracer.casefile.schedule import Notebook
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.item_history import events_by_id
from tracer.casework.recovery.recovery_state import RecoveryState
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.graph.case_graph import CaseGraph
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class ScheduleContext:
    """The case as one reader may see it on one day, followed by one method. ``notes`` numbers the footnotes."""

    session: Session
    graph: CaseGraph
    day: date
    language: Language
    notes: Notebook
    case_tracing: CaseTracing
    case_state: RecoveryState
    veil: Veil

    def caption(self, node: str) -> str:
        """What this node is called, under the veil."""
        return caption(self.graph.nodes[node], self.veil)

    def cite(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """The numbers of the footnotes that name these places, under the veil."""
        return self.notes.note((e.source, self.veil.place(e.locator)) for e in evidence)

    @property
    def events(self) -> Mapping[str, KeptEvent]:
        """The events of the case by id."""
        return events_by_id(self.session)
