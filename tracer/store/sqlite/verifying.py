"""Does the file hold what it was given? Each check by itself, so that one damage does not hide another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from graph_schema.journal import GENESIS, LogEntry, find_break
from graph_schema.words import N_
from tracer.store.canonical import read_props
from tracer.store.port import Check
from tracer.store.sealing import seal_case
from tracer.store.sqlite.log_reading import read_log
from tracer.store.sqlite.sealed_records import READINGS, compute_seal, read_seals
from tracer.store.sqlite.settling import SHOWN, kept_ranks, read_ranks

# Statements below are made of names of the schema; what a person typed travels as a parameter.
# ruff: noqa: S608

_LOG_PAGE = 1_000
_WINDOW_DAYS = 5
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
_DOUBLES = """
SELECT one.id, other.id FROM transfer AS one JOIN transfer AS other
  ON other.debit_account = one.debit_account AND other.credit_account = one.credit_account
  AND other.debit_minor = one.debit_minor AND other.credit_minor = one.credit_minor
  AND other.debit_currency = one.debit_currency AND other.credit_currency = one.credit_currency
  AND other.value_date BETWEEN one.value_date - :days AND one.value_date + :days
WHERE one.debit_entry IS NOT NULL AND one.credit_entry IS NULL
  AND other.debit_entry IS NULL AND other.credit_entry IS NOT NULL
ORDER BY one.id, other.id
"""


def verify_case(connection: sqlite3.Connection) -> tuple[Check, ...]:
    """All checks, in a fixed order. What cannot even be read fails its check."""
    checks: list[Check] = []
    for name, run in _CHECKS.items():
        try:
            checks += run(connection)
        except (sqlite3.Error, ValueError, KeyError) as error:
            checks.append(
                Check(
                    name,
                    False,
                    N_("{name}: what is kept cannot be read: {reason}."),
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
        N_("The file is whole."),
        N_("The file is damaged: {found}. Restore a copy or rebuild the case."),
    )


def _check_records(connection: sqlite3.Connection) -> Iterator[Check]:
    """One check if all sources hold, else one for each source and kind of record that does not."""
    written = {(seal.source, seal.records): seal for seal in read_seals(connection)}
    sources = connection.execute("SELECT no, digest, name FROM source ORDER BY digest").fetchall()
    broken = False
    for number, digest, name in sources:
        for records in READINGS:
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
                        "The records of kind {records} that {name} ({source}) told are not those written: "
                        "{expected} "
                        "were sealed, found: {found}. Retract the source and read it again from its kept "
                        "file."
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
        N_("Every link and statement row finds the nodes it names."),
        N_(
            "{count} links or transfers name a node that no source tells any more: {found}. Add its source "
            "again, or retract theirs."
        ),
    )


def _check_shown(connection: sqlite3.Connection) -> Iterator[Check]:
    """What follows from the entries, computed anew."""
    differs = " OR ".join(f"{name} IS NOT {how}" for name, how in SHOWN.items())
    rows = connection.execute(f"SELECT id FROM transfer WHERE {differs} ORDER BY id")
    found = [id_ for (id_,) in rows]
    found += _wrong_ranks(connection)
    yield _check(
        "transfers",
        found,
        N_("Every transfer shows what its statement rows say."),
        N_(
            "{count} transfers do not show what their statement rows say: {found}. Rebuild the case from "
            "its kept sources."
        ),
    )


def _wrong_ranks(connection: sqlite3.Connection) -> list[str]:
    entries, rows, places = read_ranks(connection, every_account=True)
    wrong = entries.column("transfer_id").take(rows[kept_ranks(entries)[rows] != places]).to_pylist()
    loose = connection.execute(
        "SELECT id FROM transfer WHERE (debit_seq IS NULL) <> (debit_entry IS NULL) "
        "OR (credit_seq IS NULL) <> (credit_entry IS NULL)"
    )
    return sorted({*map(str, wrong), *(id_ for (id_,) in loose)})


def _check_statements(connection: sqlite3.Connection) -> Iterator[Check]:
    """Rows kept and their sum against what each source's statement says of itself."""
    found, count = [], 0
    for id_, _, text, rows, high, low in connection.execute(_STATEMENTS):
        count += 1
        props = read_props(text)
        if props["rows"] != rows:
            found.append(id_)
            continue
        opening, closing = props.get("opening_minor"), props.get("closing_minor")
        if isinstance(opening, int) and isinstance(closing, int):
            stated = props.get("difference_minor", 0)
            if closing - opening - ((high << 32) + low) != stated:
                found.append(id_)
    yield _check(
        "statements",
        found,
        N_("The rows kept of {count} statements are as many and make the difference that each states."),
        N_("{count} statements do not tie with their kept rows: {found}. Retract their source and read it again."),
        count=count,
    )


def _check_doubles(connection: sqlite3.Connection) -> Iterator[Check]:
    pairs = connection.execute(_DOUBLES, {"days": _WINDOW_DAYS})
    yield _check(
        "doubles",
        [f"{one} = {other}" for one, other in pairs],
        N_("No movement seems to be told twice under two dates."),
        N_(
            "{count} pairs of transfers may be one movement that two banks date differently: {found}. "
            "Compare their "
            "statement rows; until then the money counts twice."
        ),
    )


def _check_log(connection: sqlite3.Connection) -> Iterator[Check]:
    last = connection.execute("SELECT value FROM meta WHERE name = 'last_log_hash'").fetchone()
    end = [GENESIS]
    place = find_break(_walk_log(connection, end))
    found = [str(place)] if place is not None else []
    if place is None and (last is None or end[0] != last[0]):
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
    return Check(name, False, fails, {"found": shown, "count": str(len(found))})


_CHECKS: dict[str, Callable[[sqlite3.Connection], Iterator[Check]]] = {
    "engine": _check_engine,
    "records": _check_records,
    "case": _check_case,
    "ends": _check_ends,
    "transfers": _check_shown,
    "statements": _check_statements,
    "doubles": _check_doubles,
    "log": _check_log,
}
