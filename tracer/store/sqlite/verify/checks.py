"""Verifies the stored data of the embedded store. The checks are independent, so one damage does not hide another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from graph_schema.audit_log import GENESIS, LogEntry, find_break
from graph_schema.messages import N_
from graph_schema.records.fields import whole_number
from graph_schema.statements.reconciliation import find_difference
from tracer.store.ports.store_values import Check
from tracer.store.semantics.canonical import read_props
from tracer.store.semantics.seals import seal_case
from tracer.store.sqlite.logs.log_table import read_log
from tracer.store.sqlite.reading.sealed_records import TABLE_READERS, compute_seal, read_seals
from tracer.store.sqlite.transaction.derived_values import SHOWN, kept_ranks, read_ranks

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_LOG_PAGE = 1_000
_WAITING_LINKS = """
SELECT link.id FROM link JOIN node AS tail ON tail.no = link.tail JOIN node AS head ON head.no = link.head
WHERE tail.type IS NULL OR head.type IS NULL ORDER BY link.id
"""
_WAITING_ENTRIES = """
SELECT DISTINCT transfer.id FROM entry JOIN transfer ON transfer.no = entry.transfer
JOIN node ON node.no IN (transfer.debit_account, transfer.credit_account, entry.statement)
WHERE node.type IS NULL ORDER BY transfer.id
"""
_STATEMENTS = """
SELECT node.id, source.digest, record.props, count(entry.no),
       coalesce(sum(moved >> 32), 0), coalesce(sum(moved & 4294967295), 0)
FROM node JOIN node_record AS record ON record.node = node.no JOIN source ON source.no = record.source
LEFT JOIN (
  SELECT entry.no, entry.statement, entry.source,
         CASE side WHEN 'credit' THEN credit_minor ELSE -debit_minor END AS moved
  FROM entry JOIN transfer ON transfer.no = entry.transfer
) AS entry ON entry.statement = node.no AND entry.source = record.source
WHERE node.type = 'Statement' GROUP BY node.no, record.source ORDER BY node.id, source.digest
"""


def verify_case(connection: sqlite3.Connection) -> tuple[Check, ...]:
    """All checks, in a fixed order. A check fails if its data cannot be read."""
    checks: list[Check] = []
    for name, run in _CHECKS.items():
        try:
            checks += run(connection)
        except (sqlite3.Error, ValueError, KeyError) as error:
            checks.append(
                Check(
                    name,
                    False,
                    N_("{name}: the stored data cannot be read: {reason}."),
                    {"name": name, "reason": str(error)},
                )
            )
    return tuple(checks)


def _check_engine(connection: sqlite3.Connection) -> Iterator[Check]:
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    found += [f"{row[0]} -> {row[2]}" for row in connection.execute("PRAGMA foreign_key_check").fetchmany(5)]
    yield _check(
        "engine",
        found,
        N_("The file is not damaged."),
        N_("The file is damaged: {found}. Restore a copy or rebuild the case."),
    )


def _check_records(connection: sqlite3.Connection) -> Iterator[Check]:
    """One check if all seals match, else one for each source and kind of record that does not match."""
    written = {(seal.source, seal.records): seal for seal in read_seals(connection)}
    sources = connection.execute("SELECT no, digest, name FROM source ORDER BY digest").fetchall()
    broken = False
    for number, digest, name in sources:
        for records in TABLE_READERS:
            seal = written.get((digest, records))
            count, sha256 = (0, "") if seal is None else (seal.count, seal.sha256)
            try:
                now = compute_seal(connection, number, digest, records)
                holds, found = (
                    (now.count, now.sha256) == (count, sha256) or now.count == count == 0,
                    str(now.count),
                )
            except (sqlite3.Error, ValueError) as error:
                holds, found = False, str(error)
            if not holds:
                broken = True
                yield Check(
                    "records",
                    False,
                    N_(
                        "The records of kind {records} of the source {name} ({source}) are not those written: {expected} "
                        "were sealed, found: {found}. Retract the source and import it again from its kept file."
                    ),
                    {
                        "records": records,
                        "name": name,
                        "source": digest,
                        "expected": str(count),
                        "found": found,
                    },
                )
    if not broken:
        yield Check(
            "records",
            True,
            N_("The records of all {count} sources are those written."),
            {"count": str(len(sources))},
        )


def _check_case(connection: sqlite3.Connection) -> Iterator[Check]:
    kept = connection.execute("SELECT value FROM meta WHERE name = 'case_digest'").fetchone()
    found = [] if kept and kept[0] == seal_case(read_seals(connection)) else ["seals"]
    yield _check(
        "case",
        found,
        N_("No source is missing."),
        N_("A source or its seal was removed or changed: {found}."),
    )


def _check_ends(connection: sqlite3.Connection) -> Iterator[Check]:
    found = [id_ for query in (_WAITING_LINKS, _WAITING_ENTRIES) for (id_,) in connection.execute(query)]
    yield _check(
        "ends",
        found,
        N_("Every link and statement row names nodes that a source states."),
        N_(
            "{count} links or transfers name a node that no source states: {found}. Import the source of the node again, "
            "or retract the sources of these links and transfers."
        ),
    )


def _check_shown(connection: sqlite3.Connection) -> Iterator[Check]:
    """Computes again the values that are derived from the entries, and compares them."""
    differs = " OR ".join(f"{name} IS NOT {expression}" for name, expression in SHOWN.items())
    rows = connection.execute(f"SELECT id FROM transfer WHERE {differs} ORDER BY id")
    found = [id_ for (id_,) in rows]
    found += _wrong_ranks(connection)
    yield _check(
        "transfers",
        found,
        N_("Every transfer shows what its statement rows state."),
        N_(
            "{count} transfers do not show what their statement rows state: {found}. Rebuild the case from its kept "
            "sources."
        ),
    )


def _wrong_ranks(connection: sqlite3.Connection) -> list[str]:
    entries, rows, ranks = read_ranks(connection, every_account=True)
    wrong = entries.column("transfer_id").take(rows[kept_ranks(entries)[rows] != ranks]).to_pylist()
    loose = connection.execute(
        "SELECT id FROM transfer WHERE (debit_seq IS NULL) <> (debit_entry IS NULL) "
        "OR (credit_seq IS NULL) <> (credit_entry IS NULL)"
    )
    return sorted({*map(str, wrong), *(id_ for (id_,) in loose)})


def _check_statements(connection: sqlite3.Connection) -> Iterator[Check]:
    """Compares the kept rows and their sum with the number of rows and the balances of each statement."""
    found, count = [], 0
    for id_, _, text, rows, high, low in connection.execute(_STATEMENTS):
        count += 1
        props = read_props(text)
        if props["rows"] != rows:
            found.append(id_)
            continue
        opening, closing = (whole_number(props, name) for name in ("opening_minor", "closing_minor"))
        difference = find_difference(opening, closing, (high << 32) + low)
        if difference is not None and difference != props.get("difference_minor", 0):
            found.append(id_)
    yield _check(
        "statements",
        found,
        N_(
            "The kept rows of {count} statements agree with the number of rows and the balances that each statement states."
        ),
        N_("{count} statements do not agree with their kept rows: {found}. Retract their source and import it again."),
        count=count,
    )


def _check_log(connection: sqlite3.Connection) -> Iterator[Check]:
    last = connection.execute("SELECT value FROM meta WHERE name = 'last_log_hash'").fetchone()
    end = [GENESIS]
    broken_at = find_break(_walk_log(connection, end))
    found = [str(broken_at)] if broken_at is not None else []
    if broken_at is None and (last is None or end[0] != last[0]):
        found = ["end"]
    yield _check(
        "log",
        found,
        N_("The log is unbroken."),
        N_("The log is broken at entry {found}: an entry was changed or removed. Compare with a log printed earlier."),
    )


def _walk_log(connection: sqlite3.Connection, end: list[str]) -> Iterator[LogEntry]:
    after = 0
    while page := read_log(connection, after, _LOG_PAGE):
        yield from page
        after, end[0] = page[-1].seq, page[-1].hash


def _check(name: str, found: list[str], holds: str, fails: str, **params: Any) -> Check:
    if not found:
        return Check(name, True, holds, {key: str(value) for key, value in params.items()})
    shown = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
    return Check(name, False, fails, {"found": shown, "count": str(len(found))}, tuple(found))


_CHECKS: dict[str, Callable[[sqlite3.Connection], Iterator[Check]]] = {
    "engine": _check_engine,
    "records": _check_records,
    "case": _check_case,
    "ends": _check_ends,
    "transfers": _check_shown,
    "statements": _check_statements,
    "log": _check_log,
}
