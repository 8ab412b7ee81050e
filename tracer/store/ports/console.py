"""The protocol of a store with a read-only query console. The embedded store has no console."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from graph_schema.errors import WrongUse
from graph_schema.records.fields import Value


class QueryRefused(WrongUse):
    """The query does more than read the records of the case. It was not run."""


class QueryWrong(WrongUse):
    """The server cannot read the query, or cannot process a value of the case."""


class QueryStopped(WrongUse):
    """The query was stopped because it exceeded the limit of time or memory."""


@dataclass(frozen=True, slots=True)
class ConsoleAnswer:
    """The rows of a query. ``complete``: False if the row limit cut them off. ``operators``: the steps of the query plan.

    A cell is None, a text, a whole number, a flag, or a tuple or mapping of these. Days and times are ISO 8601 text.
    Decimal numbers are text (``0.25``), so the console never returns a float. A node is a mapping of element_id, labels and
    properties, a relationship of element_id, type, start, end (element ids) and properties, a path of nodes and
    relationships.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...] = field(hash=False)
    complete: bool
    operators: tuple[str, ...]


@runtime_checkable
class HasConsole(Protocol):
    """A store that answers questions in Cypher."""

    def console(self, query: str, params: Mapping[str, Value], *, seconds: float, rows: int) -> ConsoleAnswer:
        """What does this query find? Returns at most ``rows`` rows within ``seconds`` and cannot write.

        Raises: QueryRefused, QueryWrong, QueryStopped, EnvironmentFailure.
        """
        ...
