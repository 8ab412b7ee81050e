"""What the upgrade of a store does, whatever its engine."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from graph_schema.audit_log import AuditEvent
from tracer.store.ports.case_store import CaseStore


@dataclass(frozen=True, slots=True)
class Begun:
    """An upgrade that was begun and has not ended: from which form, and the fingerprint of the case at that time."""

    form: int
    digest: str


class StoreUpgrade(Protocol):
    """The upgrade of one case."""

    @property
    def store(self) -> CaseStore:
        """The case for reading, of whatever form it is now."""
        ...

    def form(self) -> int:
        """Which form does the case have now?"""
        ...

    def begun(self) -> Begun | None:
        """The upgrade that an earlier run began; None where none is under way."""
        ...

    def summaries(self) -> tuple[tuple[int, str], ...]:
        """Which steps remain? The form that each makes, and what it changes (a gettext key)."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Keep other writers away during the block. Raises StoreBusy where somebody writes."""
        ...

    def keep_copy(self) -> str:
        """Keep a copy of the case as it is now, whole and durable; returns its place.

        An upgrade under way keeps the copy it began with.
        """
        ...

    def apply_next(self, audit_event: AuditEvent) -> int:
        """Take the next step, with this deed in the log, in one transaction. Returns the form that the case has then."""
        ...

    def restore(self) -> None:
        """Put the case back as the copy has it. Raises NotFound without a copy."""
        ...

    def finish(self) -> None:
        """The upgrade has succeeded: the case may be opened again, and the copy goes."""
        ...

    def remove_leftovers(self) -> int:
        """Remove copies that an upgrade left which was broken off after it had succeeded. Returns how many."""
        ...

    def close(self) -> None:
        """Close the store."""
        ...
