"""Does the server hold what it was given? Each check by itself, so that one damage does not hide another.

What the server cannot enforce is looked at here: required fields, types, which link joins which nodes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import neo4j.exceptions
import numpy as np

from graph_schema.cypher import render_constraints, render_indexes
from graph_schema.errors import WrongRecord
from graph_schema.links import Link, check_link
from graph_schema.nodes import Node, check_node
from graph_schema.rules import check_ends
from graph_schema.words import N_
from tracer.store.neo4j import statements
from tracer.store.neo4j.appearance import event_row, link_row, node_row
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.draft import Draft
from tracer.store.neo4j.node_reading import read_tellers
from tracer.store.neo4j.reading_log import check_chain, walk_log
from tracer.store.neo4j.schema import index_name
from tracer.store.neo4j.sealed_records import RECORDS, entries_of, event_table, link_table, node_table, source_table
from tracer.store.neo4j.settling import rank_table, with_periods
from tracer.store.neo4j.told import GHOST, Told
from tracer.store.neo4j.transfer_reading import spans_of_days
from tracer.store.neo4j.transfers import KeptTransfer, day_of, read_kept, shown_entry, telling_kind
from tracer.store.port import Check
from tracer.store.ranking import rank_entries
from tracer.store.sealing import Seal, seal_case, seal_records

_WINDOW_DAYS: Final = 5


@dataclass(slots=True)
class _Whole:
    """The whole case as it lies on the server."""

    reader: Reader
    draft: Draft
    sources: dict[str, dict[str, Any]]
    shown: dict[str, dict[str, Any]] = field(default_factory=dict)


def verify_case(reader: Reader) -> tuple[Check, ...]:
    """All checks, in a fixed order. What cannot even be read fails its check. Cost: reads the whole case."""
    checks: list[Check] = []
    whole: _Whole | None = None
    for name, run in _CHECKS.items():
        try:
            whole = whole or _read_whole(reader)
            checks += run(whole)
        except (neo4j.exceptions.ClientError, ValueError, KeyError, TypeError) as error:
            template = N_("{name}: what is kept cannot be read: {reason}.")
            checks.append(Check(name, False, template, {"name": name, "reason": str(error)}))
    return tuple(checks)


def _read_whole(reader: Reader) -> _Whole:
    tellers = read_tellers(reader)
    draft = Draft(reader, tellers, 0)
    draft.read_everything_but_transfers()
    sources = [row["source"] for row in reader.rows(statements.READ_SOURCES)]
    whole = _Whole(reader, draft, {source["digest"]: source for source in sources})
    for first, last in spans_of_days(reader):
        for row in reader.rows(statements.ALL_TRANSFERS, first=first, last=last):
            draft.transfers[row["id"]] = read_kept(row)
            whole.shown[row["id"]] = row["shown"]
    return whole


def _check_engine(whole: _Whole) -> Iterator[Check]:
    """Indexes and constraints, and what they cannot enforce."""
    wanted = {index_name(statement) for statement in (*render_constraints(), *render_indexes())}
    rows = whole.reader.rows(statements.SHOW_INDEXES)
    found = sorted(wanted - {row["name"] for row in rows if row["state"] == "ONLINE"})
    draft = whole.draft
    for node in draft.live_nodes():

        def check_one(said: Told, id_: str = node.id, kind: str = node.type) -> None:
            check_node(Node(id_, kind, said.props, said.locator))

        found += _problems(node.told, check_one)
    for link in draft.live_links():
        types = draft.type_of(link.tail), draft.type_of(link.head)

        def check(said: Told, link: Any = link, types: Any = types) -> None:
            told = Link(link.id, link.type, link.tail, link.head, said.props, said.locator)
            check_link(told)
            if None not in types:
                check_ends(told, *types)

        found += _problems(link.told, check)
    yield _check(
        "engine",
        found,
        N_("The database has its indexes, and every record keeps to the schema."),
        N_(
            "The database lacks an index, or holds what the schema does not allow: {found}. Run init, or rebuild the case."
        ),
    )


def _problems(told: Mapping[int, Told], check: Callable[[Told], None]) -> list[str]:
    found = []
    for said in told.values():
        try:
            check(said)
        except WrongRecord as error:
            found.append(str(error))
    return found


def _check_records(whole: _Whole) -> Iterator[Check]:
    """One check if all sources hold, else one for each source and kind of record that does not."""
    broken = False
    told = _tables(whole)
    for digest in sorted(whole.sources):
        written = {seal.records: seal for seal in _seals(digest, whole.sources[digest])}
        for records in RECORDS:
            seal = written.get(records)
            count, sha256 = (0, "") if seal is None else (seal.count, seal.sha256)
            now = told(digest, records)
            if (now.count, now.sha256) == (count, sha256) or now.count == count == 0:
                continue
            broken = True
            template = N_(
                "The records of kind {records} that {name} ({source}) told are not those written: {expected} "
                "were sealed, found: {found}. Retract the source and read it again from its kept file."
            )
            params = {
                "records": records, "name": str(whole.sources[digest].get("name")), "source": digest,
                "expected": str(count), "found": str(now.count),
            }  # fmt: skip
            yield Check("records", False, template, params)
    if not broken:
        template = N_("The records of all {count} sources are those written.")
        yield Check("records", True, template, {"count": str(len(whole.sources))})


def _tables(whole: _Whole) -> Callable[[str, str], Seal]:
    draft = whole.draft
    by_source: dict[int, list[KeptTransfer]] = defaultdict(list)
    for transfer in draft.transfers.values():
        for number in {entry.source for entry in transfer.entries}:
            by_source[number].append(transfer)

    def seal(digest: str, records: str) -> Seal:
        number = draft.tellers.by_digest[digest]
        if records in ("source", "receipt"):
            table = source_table(whole.sources[digest], records)
        elif records == "node":
            table = node_table(number, draft.live_nodes())
        elif records == "link":
            table = link_table(number, draft.live_links())
        elif records == "event":
            table = event_table(number, (kept for kept in draft.events.values() if kept))
        else:
            table = entries_of(number, by_source[number])
        return seal_records(digest, records, table)

    return seal


def _seals(digest: str, source: Mapping[str, Any]) -> list[Seal]:
    parts = [text.split("|") for text in source.get("seals") or ()]
    return [Seal(digest, records, int(count), sha256) for records, count, sha256 in parts]


def _check_case(whole: _Whole) -> Iterator[Check]:
    kept = whole.reader.rows(statements.READ_GATE)[0]["digest"]
    seals = [seal for digest, source in whole.sources.items() for seal in _seals(digest, source)]
    yield _check(
        "case",
        [] if kept == seal_case(seals) else ["seals"],
        N_("No source is missing."),
        N_("A source or its seal was removed or changed: {found}."),
    )


def _check_ends(whole: _Whole) -> Iterator[Check]:
    draft = whole.draft
    found = sorted(
        link.id for link in draft.live_links() if None in (draft.type_of(link.tail), draft.type_of(link.head))
    )
    found += sorted(
        transfer.id
        for transfer in draft.transfers.values()
        if None in map(draft.type_of, {*_accounts(transfer), *(entry.statement for entry in transfer.entries)})
    )
    yield _check(
        "ends",
        found,
        N_("Every link and statement row finds the nodes it names."),
        N_(
            "{count} links or transfers name a node that no source tells any more: {found}. Add its source "
            "again, or retract theirs."
        ),
    )


def _accounts(transfer: KeptTransfer) -> set[str]:
    return {account for account in (transfer.debit_account, transfer.credit_account) if account is not None}


def _check_shown(whole: _Whole) -> Iterator[Check]:
    """What follows from the records, worked out anew: what a transfer shows, its places, what a node shows."""
    draft = whole.draft
    found = {id_ for id_, transfer in draft.transfers.items() if not _shows(whole, transfer)}
    found |= _wrong_places(whole)
    found |= _wrong_faces(whole)
    yield _check(
        "transfers",
        sorted(found),
        N_("Every transfer shows what its statement rows say."),
        N_(
            "{count} transfers do not show what their statement rows say: {found}. Rebuild the case from "
            "its kept sources."
        ),
    )


def _shows(whole: _Whole, transfer: KeptTransfer) -> bool:
    shown, tellers = whole.shown[transfer.id], whole.draft.tellers
    if not transfer.entries or shown["kind"] != telling_kind(entry.kind for entry in transfer.entries):
        return False
    first = None
    for side in ("debit", "credit"):
        entry = shown_entry(transfer, side, tellers)
        first = first or entry
        if (shown.get(f"{side}_source"), shown.get(f"{side}_locator")) != (
            (entry.source, entry.locator) if entry else (None, None)
        ):
            return False
        if (entry is None) != (getattr(transfer, f"{side}_seq") is None):
            return False
    return first is not None and shown["booking_date"].to_native() == day_of(first.booked)


def _wrong_places(whole: _Whole) -> set[str]:
    draft = whole.draft
    told = [(transfer, entry) for transfer in draft.transfers.values() for entry in transfer.entries]
    ids = [entry.statement for _, entry in told]
    table = with_periods(rank_table(told, draft.tellers), ids, draft.nodes, draft.tellers)
    rows, places = rank_entries(table)
    kept = np.array([getattr(transfer, f"{entry.side}_seq") or 0 for transfer, entry in told], dtype=np.int64)
    return {told[row][0].id for row in rows[kept[rows] != places].tolist()}


def _wrong_faces(whole: _Whole) -> set[str]:
    """Nodes, links and events whose shown properties are not what their sources say together."""
    draft, wrong = whole.draft, set()
    for node in draft.live_nodes():
        if node.type != GHOST and not _agrees(node_row(node, draft.tellers, 0)[0], draft.faces[node.id]):
            wrong.add(node.id)
    for link in draft.live_links():
        if not _agrees(link_row(link, draft.tellers, 0)["props"], draft.faces[link.id]):
            wrong.add(link.id)
    for kept in draft.events.values():
        if kept is not None and not _agrees(event_row(kept.event, kept.told), draft.faces[kept.event.id]):
            wrong.add(kept.event.id)
    return wrong


def _agrees(wanted: Mapping[str, Any], kept: Mapping[str, Any]) -> bool:
    shown = {name: _plain(value) for name, value in kept.items() if name != "since"}
    return shown == {name: value for name, value in wanted.items() if name != "since"}


def _plain(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value


def _check_statements(whole: _Whole) -> Iterator[Check]:
    """Rows kept and their sum against what each source's statement says of itself."""
    rows: Counter[tuple[str, int]] = Counter()
    moved: Counter[tuple[str, int]] = Counter()
    for transfer in whole.draft.transfers.values():
        for entry in transfer.entries:
            key = (entry.statement, entry.source)
            rows[key] += 1
            moved[key] += transfer.credit_minor if entry.side == "credit" else -transfer.debit_minor
    found, count = [], 0
    for node in sorted((n for n in whole.draft.live_nodes() if n.type == "Statement"), key=lambda n: n.id):
        for number, said in sorted(node.told.items()):
            count += 1
            opening, closing = said.props.get("opening_minor"), said.props.get("closing_minor")
            difference = said.props.get("difference_minor", 0)
            wrong = said.props.get("rows") != rows[(node.id, number)]
            if not wrong and isinstance(opening, int) and isinstance(closing, int):
                wrong = closing - opening - moved[(node.id, number)] != difference
            if wrong:
                found.append(node.id)
    yield _check(
        "statements",
        found,
        N_("The rows kept of {count} statements are as many and make the difference that each states."),
        N_("{count} statements do not tie with their kept rows: {found}. Retract their source and read it again."),
        count=count,
    )


def _check_doubles(whole: _Whole) -> Iterator[Check]:
    """Movements told once from each side, of the same sum between the same accounts, a few days apart."""
    lone: dict[str, dict[tuple[object, ...], list[KeptTransfer]]] = {
        "debit": defaultdict(list),
        "credit": defaultdict(list),
    }
    for transfer in whole.draft.transfers.values():
        sides = {entry.side for entry in transfer.entries}
        if len(sides) == 1 and transfer.debit_account and transfer.credit_account:
            lone[sides.pop()][transfer.parties()[:-1]].append(transfer)
    pairs = sorted(
        (one.id, other.id)
        for parties, ones in lone["debit"].items()
        for one in ones
        for other in lone["credit"].get(parties, [])
        if abs(one.value_day - other.value_day) <= _WINDOW_DAYS
    )
    yield _check(
        "doubles",
        [f"{one} = {other}" for one, other in pairs],
        N_("No movement seems to be told twice under two dates."),
        N_(
            "{count} pairs of transfers may be one movement that two banks date differently: {found}. "
            "Compare their statement rows; until then the money counts twice."
        ),
    )


def _check_log(whole: _Whole) -> Iterator[Check]:
    place, end = check_chain(walk_log(whole.reader, statements.READ_LOG))
    found = [str(place)] if place is not None else []
    if place is None and end != whole.reader.rows(statements.READ_LOG_END)[0]["hash"]:
        found = ["end"]
    yield _check(
        "log",
        found,
        N_("The log is unbroken."),
        N_("The log is broken at entry {found}: an entry was changed or removed. Compare with a log printed earlier."),
    )


def _check(name: str, found: list[str], holds: str, fails: str, **params: Any) -> Check:
    if not found:
        return Check(name, True, holds, {key: str(value) for key, value in params.items()})
    shown = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
    return Check(name, False, fails, {"found": shown, "count": str(len(found))})


_CHECKS: dict[str, Callable[[_Whole], Iterator[Check]]] = {
    "engine": _check_engine,
    "records": _check_records,
    "case": _check_case,
    "ends": _check_ends,
    "transfers": _check_shown,
    "statements": _check_statements,
    "doubles": _check_doubles,
    "log": _check_log,
}
