"""The whole case as it lies on the server, read once, with what no reader of the case would ever see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph_schema.cypher import KEPT_LABELS, THING_LABEL, TRANSFER_LABEL
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Reader
from tracer.store.neo4j.draft import TYPE_OF_LABEL, Draft, read_event
from tracer.store.neo4j.node_reading import read_tellers
from tracer.store.neo4j.told import Tellers, kind_of
from tracer.store.neo4j.transfer_reading import spans_of_numbers
from tracer.store.neo4j.transfers import account_or_none, read_kept, transfer_row

DIFFERING: Final = "Differing"
_OUTSIDE: Final = {"Thing", "Outside"}
_UNREADABLE: Final = (ValueError, TypeError, KeyError, AttributeError)
_ROW: Final = ("debit", "credit", *statements.TRANSFER_COLUMNS)
_PLACES: Final = {name: place for place, name in enumerate(_ROW)}


@dataclass(slots=True)
class Face:
    """What one node, link or event shows to somebody who opens the graph. ``differing``: marked as told differently."""

    props: Mapping[str, Any]
    differing: bool = False


@dataclass(slots=True)
class WholeCase:
    """All records, and what the graph shows of them.

    ``unlike``: ids of nodes, links and events whose face cannot even be compared. ``transfers_unlike``: ids of transfers
    that do not show what their rows say. ``foreign``: what no store has written.
    """

    reader: Reader
    draft: Draft
    sources: dict[str, dict[str, Any]]
    nodes: dict[str, Face] = field(default_factory=dict)
    links: dict[str, Face] = field(default_factory=dict)
    events: dict[str, Face] = field(default_factory=dict)
    about: list[dict[str, Any]] = field(default_factory=list)
    unlike: set[str] = field(default_factory=set)
    transfers_unlike: set[str] = field(default_factory=set)
    foreign: list[str] = field(default_factory=list)


def read_whole(reader: Reader) -> WholeCase:
    """Everything. Cost: a look at each node and relationship; all records in memory, the transfers' faces not."""
    tellers = read_tellers(reader)
    sources = [row["source"] for row in reader.rows(statements.READ_SOURCES)]
    whole = WholeCase(reader, Draft(reader, tellers, 0), {source["digest"]: source for source in sources})
    for row in reader.rows(statements.LYING_NODES):
        _take_node(whole, frozenset(row["labels"]), row["face"], row["place"])
    for row in reader.rows(statements.LYING_LINKS):
        _take_link(whole, row)
    for row in reader.rows(statements.LYING_EVENTS):
        _take_event(whole, row)
    whole.about = reader.rows(statements.LYING_SUBJECTS)
    for first, last in spans_of_numbers(reader):
        for row in reader.rows(statements.LYING_TRANSFERS, first=first, last=last):
            _take_transfer(whole, row["row"], row["properties"], tellers)
    whole.foreign += _foreign(reader)
    return whole


def _take_node(whole: WholeCase, labels: frozenset[str], face: Mapping[str, Any], place: str) -> None:
    id_, since = face.get("id"), face.get("since")
    if type(id_) is not str or type(since) not in (int, type(None)):
        whole.foreign.append(_named(labels, place))
        return
    if "Outside" in labels or account_or_none(id_) is None:
        if (
            labels != _OUTSIDE
            or account_or_none(id_) is not None
            or face != {"id": id_, "name": statements.OUTSIDE_NAME}
        ):
            whole.unlike.add(id_)
        return
    waits = since is None
    if labels - {DIFFERING} != ({THING_LABEL} if waits else {THING_LABEL, kind_of(sorted(labels))}) or (
        waits and (face != {"id": id_} or DIFFERING in labels)
    ):
        whole.foreign.append(_named(labels, id_))
    try:
        whole.draft.keep_nodes([{"since": None, **face, "labels": sorted(labels)}])
    except _UNREADABLE:
        whole.unlike.add(id_)
        return
    if not waits:
        whole.nodes[id_] = Face(face, DIFFERING in labels)


def _take_link(whole: WholeCase, row: Mapping[str, Any]) -> None:
    """Relationships of several kinds may bear one id where somebody made them: only one can be the link."""
    face = row["face"]
    id_ = face.get("id")
    if type(id_) is not str:
        whole.foreign.append(_named([row["label"]], row["place"]))
        return
    if id_ in whole.links:
        whole.unlike.add(id_)
        return
    try:
        whole.draft.keep_links([{**face, **{name: row[name] for name in ("label", "tail", "head")}}])
    except _UNREADABLE:
        whole.unlike.add(id_)
        return
    whole.links[id_] = Face(face)


def _take_event(whole: WholeCase, row: Mapping[str, Any]) -> None:
    try:
        whole.draft.events[row["id"]] = read_event(row)
    except _UNREADABLE:
        whole.unlike.add(str(row["id"]))
        return
    whole.events[row["id"]] = Face(row["face"])


def _take_transfer(whole: WholeCase, row: list[Any], properties: int | None, tellers: Tellers) -> None:
    """Keep the records of a transfer, and note where it shows something else: compared at once, a case has many."""
    try:
        kept = read_kept({**dict(zip(_ROW, row, strict=True)), "value_day": row[_PLACES["value_date"]]})
        whole.draft.transfers[kept.id] = kept
        wanted = transfer_row(kept, tellers, row[_PLACES["since"]])
    except _UNREADABLE:
        whole.transfers_unlike.add(str(row[_PLACES["id"]]))
        return
    sides = {entry.side for entry in kept.entries}
    if (
        row != wanted
        or list(map(type, row)) != list(map(type, wanted))
        or properties != len(wanted) - 2 - wanted.count(None)
        or type(kept.debit_seq) is not (int if "debit" in sides else type(None))
        or type(kept.credit_seq) is not (int if "credit" in sides else type(None))
    ):
        whole.transfers_unlike.add(kept.id)


def _foreign(reader: Reader) -> list[str]:
    """What readers of the case pass over, unless a large load has sent it ahead."""
    beside = sorted(KEPT_LABELS.keys() - {THING_LABEL})
    rows = reader.rows(statements.FOREIGN_NODES, kept=beside)
    rows += reader.rows(statements.FOREIGN_LINKS, known=[*TYPE_OF_LABEL, TRANSFER_LABEL, statements.ABOUT])
    # Looked at last: a load notes itself before it sends anything.
    loading = reader.rows(statements.READ_STAGING)[0]["staging"] is not None
    foreign = [row for row in rows if not (row["ahead"] and loading)]
    return sorted(f"{_named(row['labels'], row['place'])} ({row['count']})" for row in foreign)


def _named(labels: Iterable[str], place: str) -> str:
    return f"{''.join(f':{label}' for label in sorted(labels)) or '()'} {place}"
