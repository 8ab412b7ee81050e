"""What can stand between a person and the store, each with what to do about it."""

from __future__ import annotations

from graph_schema.errors import EnvironmentFailure, WrongRecord, WrongUse


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


class BrokenChain(WrongRecord):
    """An entry of a log does not follow the last one."""


class ServerUnreachable(EnvironmentFailure):
    """No server answers, or the connection was cut."""


class ServerUnsuitable(EnvironmentFailure):
    """What answers is not a server that can keep a case."""


class AccessRefused(EnvironmentFailure):
    """The server does not let this user in, or cannot be trusted."""
