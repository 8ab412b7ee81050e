"""What a store with a read-only query console offers; the embedded store has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from graph_schema.errors import WrongUse
from graph_schema.fields import Value


class QueryRefused(WrongUse):
    """The query asks for more than reading the records of the case, and was not run."""


class QueryWrong(WrongUse):
    """The server could not make sense of the query, or of a value it met."""


class QueryStopped(WrongUse):
    """The query asked for more time or memory than one query may have, and was stopped."""


@dataclass(frozen=True, slots=True)
class ConsoleAnswer:
    """The rows of a query. ``complete``: False when the row limit cut them; ``operators``: the steps of its plan.

    A cell is None, a text, a whole number, a flag, or a tuple or mapping of such. Days and times are ISO 8601,
    decimal numbers text (``0.25``): no float leaves the console. A node is a mapping of element_id, labels and
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
        """What does this query find? At most ``rows`` rows, within ``seconds``, without any way to write.

        Raises: QueryRefused, QueryWrong, QueryStopped, EnvironmentFailure.
        """
        ...
