"""Queries the case graph in Cypher; only for roles that may see protected persons, since a query can split any name."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.records.fields import Value
from tracer.access.pseudonyms import Veil
from tracer.actions.case_graph.unveil import require_reason
from tracer.casework.sessions.session import Session
from tracer.store.ports.console import HasConsole, QueryRefused

SECONDS: Final = 30.0
ROWS: Final = 1000


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """The rows that a query returns, under the veil. ``complete``: False when there are more than ``ROWS``.

    A cell is None, a text, a whole number, a flag, or a tuple or mapping of such; days are ISO 8601, decimal numbers
    text. ``operators``: the steps of the plan that found them.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...] = field(hash=False)
    complete: bool
    operators: tuple[str, ...]


def query_graph(session: Session, text: str, params: Mapping[str, Value]) -> QueryAnswer:
    """What does this Cypher query find in the case? Reads only; at most ``ROWS`` rows within ``SECONDS`` seconds.

    Protected persons appear by pseudonym, as everywhere. The veil covers whole names and numbers only: a query
    that splits, reverses or encodes them shows them, and so does one that searches for a real name. Therefore each query
    counts as an unveiling: it needs that right and a reason, and the log keeps the query's length and SHA-256.

    Raises: NotAllowed; WrongUse without a reason, where the case is not on a server, or for a query that is refused,
    wrong or stopped; EnvironmentFailure.
    """
    query_digest = f"length={len(text)} sha256={hashlib.sha256(text.encode()).hexdigest()}"
    session.allow("console", "query")
    store = session.store
    if isinstance(store, HasConsole):
        require_reason(session, session.reason)
    session.note("query", detail=query_digest)
    if not isinstance(store, HasConsole):
        raise WrongUse(
            "This case is kept in a folder, where there is no query console. Copy it to a Neo4j server, or use find, "
            "link and trace."
        )
    try:
        answer = store.console(text, params, seconds=SECONDS, rows=ROWS)
    except QueryRefused:
        session.note("refused", detail=f"query {query_digest}")
        raise
    veil = session.veil()
    return QueryAnswer(
        tuple(veil.text(column) for column in answer.columns),
        tuple(tuple(_veil_cell(cell, veil) for cell in row) for row in answer.rows),
        answer.complete,
        answer.operators,
    )


def _veil_cell(cell: object, veil: Veil) -> object:
    if isinstance(cell, str):
        return veil.text(cell)
    if isinstance(cell, tuple):
        return tuple(_veil_cell(part, veil) for part in cell)
    if isinstance(cell, Mapping):
        return _veil_map(cell, veil)
    return cell


def _veil_map(cell: Mapping[str, object], veil: Veil) -> dict[str, object]:
    """A mapping with the id of a protected person or account is that person or account: a node, or ``n {.*}``."""
    node = cell.get("id")
    if not isinstance(node, str) or not veil.covers(node):
        return {veil.text(name): _veil_cell(part, veil) for name, part in cell.items()}
    # A list in a field is hidden or shown by the name of the field too.
    plain: dict[str, Value] = {name: part if isinstance(part, str | int | bool) else "" for name, part in cell.items()}
    return {
        name: shown if isinstance(cell.get(name, shown), str | int | bool) else _veil_cell(cell[name], veil)
        for name, shown in veil.props(node, plain).items()
    }
