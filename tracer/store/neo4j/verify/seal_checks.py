"""Verifies that sources, records and log are those written: nothing was changed or removed."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from graph_schema.messages import N_
from graph_schema.records.provenance import Source
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.reading.sealed_records import (
    RECORDS,
    entries_of,
    event_table,
    link_table,
    node_table,
    source_table,
)
from tracer.store.neo4j.reading.snapshot import Snapshot
from tracer.store.neo4j.server.access_log import check_chain, walk_log
from tracer.store.neo4j.stored.transfers import StoredTransfer
from tracer.store.neo4j.verify.check_result import report_check
from tracer.store.ports.store_values import Check
from tracer.store.semantics.seals import Seal, seal_case, seal_records

_SOURCE_NAMES: Final = frozenset(field.name for field in dataclasses.fields(Source)) | {
    *("no", "received", "actor", "flags", "rejections", "seals", "accounts"),
}


def check_records(snapshot: Snapshot) -> Iterator[Check]:
    """One check if all seals match, else one for each source and kind of record that does not match."""
    broken = False
    checked = _tables(snapshot)
    for digest in sorted(snapshot.sources):
        written = {seal.records: seal for seal in _seals(digest, snapshot.sources[digest])}
        for records in RECORDS:
            seal = written.get(records)
            count, sha256 = (0, "") if seal is None else (seal.count, seal.sha256)
            now = checked(digest, records)
            if (now.count, now.sha256) == (count, sha256) or now.count == count == 0:
                continue
            broken = True
            template = N_(
                "The records of kind {records} of the source {name} ({source}) are not those written: {expected} "
                "were sealed, found: {found}. Retract the source and import it again from its kept file."
            )
            params = {
                "records": records,
                "name": str(snapshot.sources[digest].get("name")),
                "source": digest,
                "expected": str(count),
                "found": str(now.count),
            }
            yield Check("records", False, template, params)
    if not broken:
        template = N_("The records of all {count} sources are those written.")
        yield Check("records", True, template, {"count": str(len(snapshot.sources))})


def _tables(snapshot: Snapshot) -> Callable[[str, str], Seal]:
    unit = snapshot.unit
    by_source: dict[int, list[StoredTransfer]] = defaultdict(list)
    for transfer in unit.transfers.values():
        for number in {entry.source for entry in transfer.entries}:
            by_source[number].append(transfer)

    def seal(digest: str, records: str) -> Seal:
        number = unit.source_index.by_digest[digest]
        if records in ("source", "receipt"):
            table = source_table(snapshot.sources[digest], records)
        elif records == "node":
            table = node_table(number, unit.live_nodes())
        elif records == "link":
            table = link_table(number, unit.live_links())
        elif records == "event":
            table = event_table(number, (kept for kept in unit.events.values() if kept))
        else:
            table = entries_of(number, by_source[number])
        return seal_records(digest, records, table)

    return seal


def _seals(digest: str, source: Mapping[str, Any]) -> list[Seal]:
    parts = [text.split("|") for text in source.get("seals") or ()]
    return [Seal(digest, records, int(count), sha256) for records, count, sha256 in parts]


def check_case(snapshot: Snapshot) -> Iterator[Check]:
    """Checks the digest of the case against all seals, and the properties of each source."""
    kept = snapshot.reader.rows(case_queries.READ_GATE)[0]["digest"]
    seals = [seal for digest, source in snapshot.sources.items() for seal in _seals(digest, source)]
    found = [] if kept == seal_case(seals) else ["seals"]
    own: dict[int, set[str]] = defaultdict(set)
    for transfer in snapshot.unit.transfers.values():
        for entry in transfer.entries:
            own[entry.source].add(transfer.account_of(entry.side)[0])
    for digest, source in sorted(snapshot.sources.items()):
        if list(source.get("accounts") or ()) != sorted(own[source["no"]]) or not source.keys() <= _SOURCE_NAMES:
            found.append(digest)
    yield report_check(
        "case",
        found,
        N_("No source is missing."),
        N_("A source or its seal was removed or changed: {found}."),
    )


def check_log(snapshot: Snapshot) -> Iterator[Check]:
    """Checks the hash chain of the log, and that its last entry is the one on record."""
    broken_at, end = check_chain(walk_log(snapshot.reader, logs_queries.READ_LOG))
    found = [str(broken_at)] if broken_at is not None else []
    if broken_at is None and end != snapshot.reader.rows(logs_queries.READ_LOG_END)[0]["hash"]:
        found = ["end"]
    yield report_check(
        "log",
        found,
        N_("The log is unbroken."),
        N_("The log is broken at entry {found}: an entry was changed or removed. Compare with a log printed earlier."),
    )
