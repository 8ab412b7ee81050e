"""Checks that who imports a decision of a person may make it: a file is no way around a right."""

from __future__ import annotations

from importers.contract import Batch
from importers.registers.decision import IMPORTER
from tracer.casework.sessions.session import Session

_STEPS = frozenset({"StateChange", "Revoked"})


def check_decision_rights(session: Session, batch: Batch) -> None:
    """A decision asks for the right to decide; one that records or revokes a step of a measure, for that to order.

    Nothing is asked for other files: a register of measures is evidence, whoever imports it. Raises NotAllowed.
    """
    if batch.source.importer != IMPORTER.name:
        return
    own = {node.id for node in batch.nodes if node.type == "Measure"}
    subjects = {event.subject for event in batch.events if event.type in _STEPS}
    known = session.store.get(subjects - own)
    measures = own | {name for name, node in known.items() if node.type == "Measure"}
    session.allow("order" if measures and (own or subjects & measures) else "decide", "import")
