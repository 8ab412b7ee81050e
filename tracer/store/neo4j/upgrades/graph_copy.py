"""Everything that lies in the database of a case, in one file, and put back from it.

The file is text, one JSON list a line, compressed: what the file is, then the nodes, then the relationships by the numbers
of their nodes, then how many of each. It depends on no form of the case.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final

import neo4j
from neo4j.time import Date

from graph_schema.errors import EnvironmentFailure
from tracer.store.errors import StoreDamaged
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.queries import upgrade as upgrade_queries
from tracer.store.neo4j.server.connection import Connection, run
from tracer.store.neo4j.server.failure import explained_failures
from tracer.store.sqlite.file.own_files import check_own_file

_FORMAT: Final = "tracer.graph.case_graph"
_VERSION: Final = 1
_ROWS: Final = 2_000
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
_CASE: Final = "TracerCase"
_READINGS: Final = frozenset({"TracerReadings", "ReadingEntry"})


def write_graph(connection: Connection, path: Path) -> tuple[int, int]:
    """Write every node and relationship to this file, whole or not at all. Returns how many of each.

    For its owner alone. Cost: one reading of the whole database; memory for the places of the nodes.
    """
    partial = path.with_name(f"{path.name}.partial")
    check_own_file(path)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with os.fdopen(os.open(partial, _NEW, 0o600), "wb") as file:
            with gzip.GzipFile(fileobj=file, mode="wb", mtime=0, compresslevel=6) as packed:
                counts = _write_lines(connection, packed)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=path, reason=error.strerror) from error
    return counts


def lay_graph(connection: Connection, path: Path) -> None:
    """Put back what the file holds, in the place of all that the database holds; the readings stay as they are there.

    The case is there again with the last transaction, and nothing opens the database before. May be run again.
    Raises StoreDamaged, before anything is changed, where the file is not whole.
    """
    _check_whole(path)
    connection.write(lambda t: run(t, upgrade_queries.BEGIN_RESTORE, copy=path.name))
    with explained_failures(connection.address), connection.session() as session:
        session.run(upgrade_queries.CLEAR_ALL).consume()
    has_readings = bool(connection.ask(logs_queries.READ_ACCESS_LOG_END))
    places: dict[int, str] = {}
    case: list[dict[str, Any]] = []
    numbered = enumerate(line for line in _read_lines(path) if line[0] in ("node", "link"))
    for part in _parts(numbered):
        nodes = [_node(number, line) for number, line in part if line[0] == "node"]
        case += [node for node in nodes if _CASE in node["labels"]]
        laid = [node for node in nodes if not _stays(node["labels"], has_readings)]
        rows = connection.write(lambda t, laid=laid: run(t, upgrade_queries.LAY_NODES, rows=laid))  # type: ignore[misc]  # bound now
        places |= {row["no"]: row["place"] for row in rows}
        links = [_link(line, places) for _, line in part if line[0] == "link"]
        connection.write(lambda t, links=links: run(t, upgrade_queries.LAY_LINKS, rows=links))  # type: ignore[misc]  # bound now

    def end(transaction: neo4j.ManagedTransaction) -> None:
        run(transaction, upgrade_queries.LAY_NODES, rows=case)
        run(transaction, upgrade_queries.END_RESTORE)

    connection.write(end)


def _write_lines(connection: Connection, file: gzip.GzipFile) -> tuple[int, int]:
    numbers: dict[str, int] = {}
    links = 0
    _put(file, [_FORMAT, _VERSION])
    with explained_failures(connection.address), connection.session(fetch_size=_ROWS) as session:
        for record in session.run(upgrade_queries.GRAPH_NODES):
            numbers[record["place"]] = len(numbers)
            _put(file, ["node", sorted(record["labels"]), _plain(record["properties"])])
        for record in session.run(upgrade_queries.GRAPH_LINKS):
            ends = [numbers.get(record[end]) for end in ("tail", "head")]
            if None in ends:
                raise EnvironmentFailure(
                    "The case was changed while it was copied. Nothing was upgraded; run it again."
                )
            _put(file, ["link", *ends, record["type"], _plain(record["properties"])])
            links += 1
    _put(file, ["end", len(numbers), links])
    return len(numbers), links


def _put(file: gzip.GzipFile, line: list[Any]) -> None:
    file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _plain(value: object) -> object:
    """A value of the graph in the words of JSON: a day as an object, all else as it is."""
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in sorted(value.items())}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    if isinstance(value, Date | date):
        return {"day": str(value)}
    if value is None or isinstance(value, str | int):
        return value
    raise EnvironmentFailure(
        "The database holds a value of a kind that no case has ({kind}): no copy of it can be kept. Run verify with the "
        "version of Tracer that wrote the case.",
        kind=type(value).__name__,
    )


def _value(value: object) -> object:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    return [_value(part) for part in value] if isinstance(value, list) else value


def _stays(labels: list[str], has_readings: bool) -> bool:
    """Is a node not laid with the others: the case, which comes last, and the readings where the database has them?"""
    return _CASE in labels or (has_readings and not _READINGS.isdisjoint(labels))


def _node(number: int, line: list[Any]) -> dict[str, Any]:
    return {"no": number, "labels": line[1], "properties": {name: _value(value) for name, value in line[2].items()}}


def _link(line: list[Any], places: dict[int, str]) -> dict[str, Any]:
    properties = {name: _value(value) for name, value in line[4].items()}
    return {"tail": places[line[1]], "head": places[line[2]], "type": line[3], "properties": properties}


def _parts(lines: Iterable[tuple[int, list[Any]]]) -> Iterator[list[tuple[int, list[Any]]]]:
    rest = iter(lines)
    while part := list(islice(rest, _ROWS)):
        yield part


def _read_lines(path: Path) -> Iterator[list[Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def _check_whole(path: Path) -> None:
    """Read the file to its end once. Raises StoreDamaged."""
    found = {"node": 0, "link": 0}
    last: list[Any] = []
    try:
        for number, line in enumerate(_read_lines(path)):
            if number == 0 and line != [_FORMAT, _VERSION]:
                raise _damaged(path)
            if line[0] in found:
                found[line[0]] += 1
            last = line
    except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
        raise _damaged(path) from error
    if last != ["end", found["node"], found["link"]]:
        raise _damaged(path)


def _damaged(path: Path) -> StoreDamaged:
    return StoreDamaged(
        "The copy of the case, {path}, is missing or not whole, so that nothing was put back from it. Restore a backup.",
        path=path,
    )


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
