"""Does the server hold what it was given? Each check by itself, so that one damage does not hide another.

What the server cannot enforce is looked at here: required fields, types, which link joins which nodes.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import neo4j.exceptions
import numpy as np

from graph_schema.cypher import render_constraints, render_indexes
from graph_schema.errors import WrongRecord
from graph_schema.links import Link, check_link
from graph_schema.nodes import Node, check_node
from graph_schema.provenance import Source
from graph_schema.rules import check_ends
from graph_schema.words import N_
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.faces import find_unlike
from tracer.store.neo4j.reading_log import check_chain, walk_log
from tracer.store.neo4j.schema import agrees, index_name
from tracer.store.neo4j.sealed_records import RECORDS, entries_of, event_table, link_table, node_table, source_table
from tracer.store.neo4j.settling import rank_table, with_periods
from tracer.store.neo4j.told import Told
from tracer.store.neo4j.transfers import KeptTransfer
from tracer.store.neo4j.whole_case import WholeCase, read_whole
from tracer.store.port import Check
from tracer.store.ranking import rank_entries
from tracer.store.sealing import Seal, seal_case, seal_records

_WINDOW_DAYS: Final = 5
_UNREADABLE: Final = (neo4j.exceptions.ClientError, ValueError, KeyError, TypeError, AttributeError)
_SOURCE_NAMES: Final = frozenset(field.name for field in dataclasses.fields(Source)) | {
    *("no", "received", "actor", "flags", "rejections", "seals", "accounts"),
}


def verify_case(reader: Reader) -> tuple[Check, ...]:
    """All checks, in a fixed order. What cannot even be read fails its check. Cost: reads the whole case."""
    try:
        whole = read_whole(reader)
    except _UNREADABLE as error:
        return tuple(_unreadable(name, error) for name in _CHECKS)
    checks: list[Check] = []
    for name, run in _CHECKS.items():
        try:
            checks += run(whole)
        except _UNREADABLE as error:
            checks.append(_unreadable(name, error))
    return tuple(checks)


def _unreadable(name: str, error: Exception) -> Check:
    template = N_("{name}: what is kept cannot be read: {reason}.")
    return Check(name, False, template, {"name": name, "reason": str(error)})


def _check_engine(whole: WholeCase) -> Iterator[Check]:
    """Indexes and constraints, and what they cannot enforce."""
    wanted = {index_name(statement): statement for statement in (*render_constraints(), *render_indexes())}
    rows = [row for row in whole.reader.rows(statements.SHOW_INDEXES) if row["name"] in wanted]
    sound = {row["name"] for row in rows if row["state"] == "ONLINE" and agrees(wanted[row["name"]], row)}
    found = sorted(wanted.keys() - sound)
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


def _check_records(whole: WholeCase) -> Iterator[Check]:
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


def _tables(whole: WholeCase) -> Callable[[str, str], Seal]:
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


def _check_case(whole: WholeCase) -> Iterator[Check]:
    kept = whole.reader.rows(statements.READ_GATE)[0]["digest"]
    seals = [seal for digest, source in whole.sources.items() for seal in _seals(digest, source)]
    found = [] if kept == seal_case(seals) else ["seals"]
    own: dict[int, set[str]] = defaultdict(set)
    for transfer in whole.draft.transfers.values():
        for entry in transfer.entries:
            own[entry.source].add(transfer.account_of(entry.side)[0])
    for digest, source in sorted(whole.sources.items()):
        if list(source.get("accounts") or ()) != sorted(own[source["no"]]) or not source.keys() <= _SOURCE_NAMES:
            found.append(digest)
    yield _check(
        "case",
        found,
        N_("No source is missing."),
        N_("A source or its seal was removed or changed: {found}."),
    )


def _check_ends(whole: WholeCase) -> Iterator[Check]:
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


def _check_transfers(whole: WholeCase) -> Iterator[Check]:
    """What follows from the statement rows, worked out anew: all that a transfer shows, and its places."""
    yield _check(
        "transfers",
        sorted(whole.transfers_unlike | _wrong_places(whole)),
        N_("Every transfer shows what its statement rows say."),
        N_(
            "{count} transfers do not show what their statement rows say: {found}. Rebuild the case from "
            "its kept sources."
        ),
    )


def _wrong_places(whole: WholeCase) -> set[str]:
    draft = whole.draft
    told = [(transfer, entry) for transfer in draft.transfers.values() for entry in transfer.entries]
    ids = [entry.statement for _, entry in told]
    table = with_periods(rank_table(told, draft.tellers), ids, draft.nodes, draft.tellers)
    rows, places = rank_entries(table)
    kept = np.array([getattr(transfer, f"{entry.side}_seq") or 0 for transfer, entry in told], dtype=np.int64)
    return {told[row][0].id for row in rows[kept[rows] != places].tolist()}


def _check_faces(whole: WholeCase) -> Iterator[Check]:
    yield _check(
        "shown",
        find_unlike(whole),
        N_("Every node, link and event shows in the graph what its sources say."),
        N_(
            "{count} nodes, links or events show in the graph something else than their sources say: {found}. "
            "Whoever asks the graph itself is misled; rebuild the case from its kept sources."
        ),
    )


def _check_foreign(whole: WholeCase) -> Iterator[Check]:
    yield _check(
        "foreign",
        whole.foreign,
        N_("Nothing lies in the graph that is not of the case."),
        N_(
            "In the graph lies what is not of the case: {found}. Find out who else writes to the server; remove it, or "
            "rebuild the case from its kept sources."
        ),
    )


def _check_statements(whole: WholeCase) -> Iterator[Check]:
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


def _check_doubles(whole: WholeCase) -> Iterator[Check]:
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


def _check_log(whole: WholeCase) -> Iterator[Check]:
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


_CHECKS: dict[str, Callable[[WholeCase], Iterator[Check]]] = {
    "engine": _check_engine,
    "records": _check_records,
    "case": _check_case,
    "ends": _check_ends,
    "transfers": _check_transfers,
    "shown": _check_faces,
    "foreign": _check_foreign,
    "statements": _check_statements,
    "doubles": _check_doubles,
    "log": _check_log,
}
