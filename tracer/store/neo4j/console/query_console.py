"""Runs a query of a person read-only: its text and its plan are checked first, and time and rows are limited."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import Any, Final, TypeVar

import neo4j
from neo4j import exceptions
from neo4j.api import BookmarkManager
from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

from graph_schema.errors import TracerError
from graph_schema.records.fields import Value
from tracer.store.errors import AccessRefused, ServerUnreachable, ServerUnsuitable
from tracer.store.neo4j.console.cypher_text import check_procedure, check_text
from tracer.store.ports.console import ConsoleAnswer, QueryRefused, QueryStopped, QueryWrong

_LINKS: Final = (
    "AllRelationshipsScan",
    "RelationshipByElementIdSeek",
    "RelationshipByIdSeek",
    "RelationshipIndexContainsScan",
    "RelationshipIndexEndsWithScan",
    "RelationshipIndexScan",
    "RelationshipIndexSeek",
    "RelationshipIndexSeekByRange",
    "RelationshipTypeScan",
    "RelationshipUniqueIndexSeek",
    "RelationshipUniqueIndexSeekByRange",
    "UnionRelationshipTypesScan",
)

_STEPS: Final = """
AllNodesScan DynamicLabelNodeLookup DynamicDirectedRelationshipTypeLookup DynamicUndirectedRelationshipTypeLookup
IntersectionNodeByLabelsScan MultiNodeIndexSeek NodeByElementIdSeek NodeByIdSeek NodeByLabelScan NodeIndexContainsScan
NodeIndexEndsWithScan NodeIndexScan NodeIndexSeek NodeIndexSeekByRange NodeUniqueIndexSeek NodeUniqueIndexSeekByRange
NodeCountFromCountStore RelationshipCountFromCountStore SubtractionNodeByLabelsScan UnionNodeByLabelsScan Expand
OptionalExpand PathPropagatingBFS ProjectEndpoints Repeat BidirectionalRepeat ShortestPath StatefulShortestPath
VarLengthExpand AntiSemiApply Apply Argument CartesianProduct LetAntiSemiApply LetSelectOrAntiSemiApply
LetSelectOrSemiApply LetSemiApply NodeHashJoin NodeLeftOuterHashJoin NodeRightOuterHashJoin Optional RollUpApply
SelectOrAntiSemiApply SelectOrSemiApply SemiApply TriadicBuild TriadicFilter TriadicSelection ValueHashJoin
CacheProperties Distinct Eager EagerAggregation EmptyResult EmptyRow Filter Limit OrderedAggregation OrderedDistinct
OrderedUnion PartialSort PartialTop ProduceResults Projection Skip Sort Top Union Unwind ProcedureCall
"""

OPERATORS: Final = frozenset(
    {*_STEPS.split(), *(side + link for side in ("Directed", "Undirected") for link in _LINKS)}
)
"""Operators of a plan that read and compute, with their names in the releases 5.26 and 2026, without brackets.

All other operators are refused: LoadCSV, TransactionApply, ShowTransactions, Create, RunQueryAt, and operators of later
releases. For ``ProcedureCall``, the name of the procedure is checked too.
"""

# Both releases support Cypher 5. With this prefix, the setting of the server cannot change the meaning of a query.
_LANGUAGE: Final = "CYPHER 5\n"
_PLAN: Final = "CYPHER 5 EXPLAIN\n"
_PREFIX_LINES: Final = 1
_PROCEDURE: Final = re.compile(r"([A-Za-z0-9_.]+)\(")
_POSITION: Final = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")
_MOST_SIGNS: Final = 200
_GRACE_SECONDS: Final = 10.0
_MEMORY: Final = ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "TransactionOutOfMemoryError")

_Result = TypeVar("_Result")


def run_console(
    driver: neo4j.Driver,
    database: str | None,
    query: str,
    params: Mapping[str, Value],
    *,
    seconds: float,
    rows: int,
    bookmarks: BookmarkManager | None = None,
) -> ConsoleAnswer:
    """What does this query find in the database? Returns at most ``rows`` rows and says whether there are more.

    The text is checked, then the plan. Then the query runs in a read transaction that the server ends after
    ``seconds``. The server checks the time between rows, not inside one expression. If it does not end a query, this
    function stops waiting after twice ``seconds`` and ten seconds. The size of one row is limited only by the memory
    of a transaction (db.memory.transaction.max). ``bookmarks``: the bookmarks of earlier writes of this process, so
    that a cluster does not answer with an older state.

    Raises: QueryRefused, QueryWrong, QueryStopped, EnvironmentFailure. No error repeats a value of the database.
    """
    if seconds <= 0 or rows < 1:
        raise ValueError("a console needs a time limit and a row limit above zero")
    check_text(query, params.keys())

    def work() -> ConsoleAnswer:
        # EXPLAIN and the query are two transactions, so that each has the full time limit.
        with driver.session(
            database=database,
            default_access_mode=neo4j.READ_ACCESS,
            fetch_size=rows + 1,
            bookmark_manager=bookmarks,
            notifications_min_severity="OFF",
        ) as session:
            operators = _explain(session, query, params, seconds)
            return _ask(session, query, params, seconds, rows, operators)

    return _wait_for(work, seconds)


def _wait_for(work: Callable[[], _Result], seconds: float) -> _Result:
    """The result of ``work``. It runs in a separate thread, so that this function can stop waiting."""
    future: Future[_Result] = Future()

    def run_work() -> None:
        try:
            future.set_result(work())
        except BaseException as error:  # raised again in the thread that waits
            future.set_exception(error)

    Thread(target=run_work, name="console", daemon=True).start()
    try:
        return future.result(2 * seconds + _GRACE_SECONDS)
    except TimeoutError:
        raise QueryStopped(
            "The server did not end the query after {seconds} seconds and may still be running it. Split long lists with "
            "UNWIND, so that the server works row by row.",
            seconds=seconds,
        ) from None


def _explain(session: neo4j.Session, query: str, params: Mapping[str, Value], seconds: float) -> tuple[str, ...]:
    """The operators of the plan, all of them allowed. EXPLAIN does not run the query."""
    try:
        with session.begin_transaction(timeout=seconds) as transaction:
            summary = transaction.run(_PLAN + query, dict(params)).consume()
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise _describe(error, seconds, planning=True) from None
    if summary.query_type != "r" or summary.plan is None:
        raise QueryRefused("The query would change the database or its server. The console only reads.")
    steps = list(_steps(summary.plan))
    for operator, details in steps:
        if operator not in OPERATORS:
            raise QueryRefused(
                "The console does not run {operator}. It accepts MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, CALL of "
                "subqueries and of listed procedures, UNION and RETURN.",
                operator=operator,
            )
        if operator == "ProcedureCall":
            named = _PROCEDURE.match(details)
            check_procedure(named[1] if named else "?")
    return tuple(sorted({operator for operator, _ in steps}))


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = str(plan["operatorType"]).partition("@")[0].partition("(")[0]
    # The parallel runtime adds this prefix to its operators.
    yield name.removeprefix("Partitioned"), str(plan.get("args", {}).get("Details", ""))
    for child in plan.get("children", ()):
        yield from _steps(child)


def _ask(
    session: neo4j.Session,
    query: str,
    params: Mapping[str, Value],
    seconds: float,
    rows: int,
    operators: tuple[str, ...],
) -> ConsoleAnswer:
    try:
        with session.begin_transaction(timeout=seconds) as transaction:
            result = transaction.run(_LANGUAGE + query, dict(params))
            columns = tuple(result.keys())
            records = [record.values() for record in result.fetch(rows + 1)]
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise _describe(error, seconds, planning=False) from None
    kept = tuple(tuple(_plain(value) for value in record) for record in records[:rows])
    return ConsoleAnswer(columns, kept, len(records) <= rows, operators)


def _plain(value: object) -> object:
    """The value as a cell of a ConsoleAnswer."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return repr(value)
        case bytes() | bytearray():
            return value.hex()
        case Date() | Time() | DateTime() | Duration():
            return value.iso_format()
        case Node():
            return {
                "element_id": value.element_id,
                "labels": tuple(sorted(value.labels)),
                "properties": _plain_map(value.items()),
            }
        case Relationship():
            ends = [None if node is None else node.element_id for node in value.nodes]
            return {
                "element_id": value.element_id,
                "type": value.type,
                "start": ends[0],
                "end": ends[1],
                "properties": _plain_map(value.items()),
            }
        case Path():
            return {
                "nodes": tuple(map(_plain, value.nodes)),
                "relationships": tuple(map(_plain, value.relationships)),
            }
        case Point():
            return {"srid": value.srid, "coordinates": tuple(map(repr, value))}
        case Mapping():
            return _plain_map(value.items())
        case list() | tuple():
            return tuple(map(_plain, value))
    raise QueryWrong(
        "The answer holds a value of the kind {kind}, which the console cannot show. Return its parts, or "
        "toString(value).",
        kind=type(value).__name__,
    )


def _plain_map(items: Iterable[tuple[object, object]]) -> dict[str, object]:
    return {str(key): _plain(part) for key, part in sorted(items, key=lambda item: str(item[0]))}


def _describe(error: exceptions.Neo4jError | exceptions.DriverError, seconds: float, *, planning: bool) -> TracerError:
    """Which error explains this failure to the person who ran the query?

    Messages of the server can contain values of the case. Only the messages of planning are repeated, because planning
    uses only the query.
    """
    if not isinstance(error, exceptions.Neo4jError):
        return ServerUnreachable(
            "The connection to the server was lost while the query ran. Nothing was changed; check the network, and run the "
            "query again."
        )
    code = error.code or "?"
    title = code.rpartition(".")[2]
    if title.startswith(("TransactionTimedOut", "Terminated")):
        return QueryStopped(
            "The query did not end within {seconds} seconds and was stopped. Start at a node with a given id, follow "
            "fewer steps, or add a LIMIT before the long part.",
            seconds=seconds,
        )
    if title in _MEMORY:
        return QueryStopped(
            "The query needs more memory than the server allows for one query. Collect less into one list, or return rows "
            "instead of lists."
        )
    if title == "AccessMode":
        return QueryRefused("The query would change the database or its server. The console only reads.")
    if code.startswith(("Neo.ClientError.Statement", "Neo.ClientError.Procedure")):
        if planning:
            return QueryWrong("The server cannot read the query: {reason}", reason=_first_line(error))
        return QueryWrong(
            "The query cannot process a value of the case ({code}), so it has no result. Check the types of the fields "
            "that it compares, and the names of its indexes.",
            code=title,
        )
    if isinstance(error, exceptions.AuthError) or ".Security." in code:
        return AccessRefused("The server refuses this user ({code}). Check user and password.", code=title)
    if isinstance(error, exceptions.TransientError):
        return ServerUnreachable(
            "The server cannot answer now ({code}). Nothing was changed; run the query again.", code=title
        )
    return ServerUnsuitable(
        "The server answered {code}. Nothing was changed. If this happens again, see the log of the server.", code=code
    )


def _first_line(error: exceptions.Neo4jError) -> str:
    """The first line of the message of the server, with the line numbers of the query as the person wrote it."""
    text = (error.message or "").strip().splitlines()
    line = text[0] if text else error.code or ""
    position = _POSITION.search(line)
    if position is None:
        return line[:_MOST_SIGNS]
    where = f" (line {int(position[1]) - _PREFIX_LINES}, column {position[2]})"
    return line[: position.start()].strip()[:_MOST_SIGNS] + where
