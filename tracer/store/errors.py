"""What can stand between a person and the store, each with what to do about it."""

from __future__ import annotations

from graph_schema.errors import EnvironmentFailure, WrongUse


class StoreBusy(EnvironmentFailure):
    """Somebody else is writing to the case now."""


class StoreFull(EnvironmentFailure):
    """The disk takes no more data; what was being written is rolled back."""


class StoreTooNew(EnvironmentFailure):
    """The case was written by a later version of Tracer."""


class StoreDamaged(EnvironmentFailure):
    """The file of the case cannot be read as it was written."""


class StoreUnreadable(EnvironmentFailure):
    """The file of the case cannot be opened, or not for writing."""


class NotACase(WrongUse):
    """The file is something else than a case store."""
