"""Reads the acts of recovery that a case has on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tracer.casework.recovery_records.act_kinds import read_acts
from tracer.casework.recovery_records.case_records import Placed
from tracer.casework.sessions.session import Session
from tracer.graph.record_order import read_receipts
from tracer.recovery.acts.facts import RecoverySettings
from tracer.recovery.recovery_case import RecoveryCase


def read_recovery_case(session: Session, settings: RecoverySettings | None = None) -> RecoveryCase:
    """The recovery as the case has it on record: orders, items, postings, claims, in the order of recording.

    Cost: one pass over the records and the log for each data version; cached.
    """
    graph = session.graph()
    acts = session.case.cache.value(
        ("recovery acts",), graph.version, lambda: tuple(read_acts(graph, _receipts(session)))
    )
    return RecoveryCase(settings, acts)


def _receipts(session: Session) -> Mapping[str, Placed]:
    return {digest: (date.fromisoformat(day), place) for digest, (place, day) in read_receipts(session.store).items()}
