"""Verifies the stored data of the server store. The checks are independent, so one damage does not hide another.

The checks include what the server cannot enforce: required fields, types, and which nodes a link can join.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import neo4j.exceptions

from graph_schema.messages import N_
from tracer.store.neo4j.reading.snapshot import Snapshot, read_snapshot
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.verify.schema_checks import check_display, check_engine, check_foreign
from tracer.store.neo4j.verify.seal_checks import check_case, check_log, check_records
from tracer.store.neo4j.verify.transfer_checks import check_ends_stated, check_statements, check_transfers
from tracer.store.ports.store_values import Check

_UNREADABLE: Final = (neo4j.exceptions.ClientError, ValueError, KeyError, TypeError, AttributeError)


def verify_case(reader: SnapshotReader) -> tuple[Check, ...]:
    """All checks, in a fixed order. A check fails if its data cannot be read. Cost: reads the whole case."""
    try:
        snapshot = read_snapshot(reader)
    except _UNREADABLE as error:
        return tuple(_unreadable(name, error) for name in _CHECKS)
    checks: list[Check] = []
    for name, run in _CHECKS.items():
        try:
            checks += run(snapshot)
        except _UNREADABLE as error:
            checks.append(_unreadable(name, error))
    return tuple(checks)


def _unreadable(name: str, error: Exception) -> Check:
    template = N_("{name}: the stored data cannot be read: {reason}.")
    return Check(name, False, template, {"name": name, "reason": str(error)})


_CHECKS: dict[str, Callable[[Snapshot], Iterator[Check]]] = {
    "engine": check_engine,
    "records": check_records,
    "case": check_case,
    "ends": check_ends_stated,
    "transfers": check_transfers,
    "shown": check_display,
    "foreign": check_foreign,
    "statements": check_statements,
    "log": check_log,
}
