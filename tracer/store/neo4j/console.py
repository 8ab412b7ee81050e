"""The read-only console: a query is looked at, planned, and only then run, by a reader with limits."""

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
from graph_schema.fields import Value
from tracer.store.console_port import ConsoleAnswer, QueryRefused, QueryStopped, QueryWrong
from tracer.store.cypher_text import check_procedure, check_text
from tracer.store.errors import AccessRefused, ServerUnreachable, ServerUnsuitable

_LINKS: Final = (
    "AllRelationshipsScan", "RelationshipByElementIdSeek", "RelationshipByIdSeek", "RelationshipIndexContainsScan",
    "RelationshipIndexEndsWithScan", "RelationshipIndexScan", "RelationshipIndexSeek", "RelationshipIndexSeekByRange",
    "RelationshipTypeScan", "RelationshipUniqueIndexSeek", "RelationshipUniqueIndexSeekByRange",
    "UnionRelationshipTypesScan",
)  # fmt: skip

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
"""Steps of a plan that read and compute, as plans of the releases 5.26 and 2026 name them, brackets left out.

Everything else is refused by name: LoadCSV, TransactionApply, ShowTransactions, Create, RunQueryAt, and what a later
release brings. ``ProcedureCall`` is looked into.
"""

# Both releases speak Cypher 5, and the language of a server's settings cannot change what a query means here.
_LANGUAGE: Final = "CYPHER 5\n"
_PLAN: Final = "CYPHER 5 EXPLAIN\n"
_PREFIX_LINES: Final = 1
_PROCEDURE: Final = re.compile(r"([A-Za-z0-9_.]+)\(")
_PLACE: Final = re.compile(r"\(line (\d+), column (\d+) \(offset: \d+\)\)")
_SAID_SIGNS: Final = 200
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
    """What does this query find in the database? At most ``rows`` rows; more are thrown away, and the answer says so.

    The text is checked, then the plan, then the query runs in a reading transaction that the server ends after
    ``seconds``. The server looks at the clock between rows, not inside one expression; a query that it does not end is
    left alone after another ``seconds`` and ten. What one row may hold is limited by the server's memory for a
    transaction alone (db.memory.transaction.max). ``bookmarks``: of what this program wrote, so that a cluster answers
    with no older state.

    Raises: QueryRefused, QueryWrong, QueryStopped, EnvironmentFailure. No error repeats a value of the database.
    """
    if seconds <= 0 or rows < 1:
        raise ValueError("a console needs a time limit and a row limit above zero")
    check_text(query, params.keys())

    def work() -> ConsoleAnswer:
        # EXPLAIN and the query are two transactions, so that each has the whole time.
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
    """The result, or a refusal to wait longer: a thread of its own can be left behind."""
    promised: Future[_Result] = Future()

    def fulfil() -> None:
        try:
            promised.set_result(work())
        except BaseException as error:  # handed on to whoever waits, whatever it is
            promised.set_exception(error)

    Thread(target=fulfil, name="console", daemon=True).start()
    try:
        return promised.result(2 * seconds + _GRACE_SECONDS)
    except TimeoutError:
        raise QueryStopped(
            "The server did not end the query after {seconds} seconds and may still be at work on it. Take long lists "
            "apart with UNWIND, so that they are counted row by row.",
            seconds=seconds,
        ) from None


def _explain(session: neo4j.Session, query: str, params: Mapping[str, Value], seconds: float) -> tuple[str, ...]:
    """The steps of the plan, all of them allowed. EXPLAIN runs nothing."""
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
                "The console does not run {operator}. It takes MATCH, OPTIONAL MATCH, WHERE, WITH, UNWIND, CALL of "
                "subqueries and of listed procedures, UNION and RETURN.",
                operator=operator,
            )
        if operator == "ProcedureCall":
            named = _PROCEDURE.match(details)
            check_procedure(named[1] if named else "?")
    return tuple(sorted({operator for operator, _ in steps}))


def _steps(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = str(plan["operatorType"]).partition("@")[0].partition("(")[0]
    # The parallel runtime calls its own form of a step so.
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
    """The value in the words of a ConsoleAnswer."""
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
    """What does this failure mean to the person who asked? Server messages can hold values: only those of planning,
    which knows nothing but the query, are repeated.
    """
    if not isinstance(error, exceptions.Neo4jError):
        return ServerUnreachable(
            "The server was lost while the query ran. Nothing was changed; check the network, and ask again."
        )
    code = error.code or "?"
    title = code.rpartition(".")[2]
    if title.startswith(("TransactionTimedOut", "Terminated")):
        return QueryStopped(
            "The query did not end within {seconds} seconds and was stopped. Begin at a named node, follow fewer steps, "
            "or add a LIMIT before what is long.",
            seconds=seconds,
        )
    if title in _MEMORY:
        return QueryStopped(
            "The query needs more memory than the server gives to one. Collect less into one list, or return rows "
            "instead of lists."
        )
    if title == "AccessMode":
        return QueryRefused("The query would change the database or its server. The console only reads.")
    if code.startswith(("Neo.ClientError.Statement", "Neo.ClientError.Procedure")):
        if planning:
            return QueryWrong("The server cannot read the query: {said}", said=_first_line(error))
        return QueryWrong(
            "The query met a value that it cannot work with ({code}), and has no answer. Look at the kinds of the "
            "fields it compares, and at the names of its indexes.",
            code=title,
        )
    if isinstance(error, exceptions.AuthError) or ".Security." in code:
        return AccessRefused("The server no longer lets this user in ({code}). Check user and password.", code=title)
    if isinstance(error, exceptions.TransientError):
        return ServerUnreachable(
            "The server could not answer now ({code}). Nothing was changed; ask again.", code=title
        )  # fmt: skip
    return ServerUnsuitable(
        "The server answered {code}. Nothing was changed; if it stays, see the server's log.", code=code
    )


def _first_line(error: exceptions.Neo4jError) -> str:
    """The sentence of the server, its lines counted as the person wrote them."""
    text = (error.message or "").strip().splitlines()
    said = text[0] if text else error.code or ""
    place = _PLACE.search(said)
    if place is None:
        return said[:_SAID_SIGNS]
    where = f" (line {int(place[1]) - _PREFIX_LINES}, column {place[2]})"
    return said[: place.start()].strip()[:_SAID_SIGNS] + where
