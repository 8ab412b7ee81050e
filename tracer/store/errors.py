"""Errors of the stores. The message of each error says what to do."""

from __future__ import annotations

from graph_schema.errors import EnvironmentFailure, WrongRecord, WrongUse


class StoreBusy(EnvironmentFailure):
    """Another writer is writing to the case now."""


class StoreFull(EnvironmentFailure):
    """The disk is full. The transaction is rolled back."""


class StoreTooNew(EnvironmentFailure):
    """The case was written by a later version of Tracer."""


class StoreTooOld(EnvironmentFailure):
    """The case has an earlier form, or its upgrade is not finished."""


class StoreDamaged(EnvironmentFailure):
    """The content of the file of the case is damaged."""


class StoreUnreadable(EnvironmentFailure):
    """The file of the case cannot be opened for reading or for writing."""


class NotACase(WrongUse):
    """The file is not a case store."""


class CaseUnfinished(EnvironmentFailure):
    """The case is not complete: the command that makes it was interrupted or is still running."""


class BrokenChain(WrongRecord):
    """An entry of a log does not follow the last entry of the chain."""


class ServerUnreachable(EnvironmentFailure):
    """No server answers, or the connection was lost."""


class ServerUnsuitable(EnvironmentFailure):
    """The server that answers cannot keep a case."""


class AccessRefused(EnvironmentFailure):
    """The server refuses this user, or its certificate is not trusted."""
