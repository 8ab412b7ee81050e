"""The rows of a whole case in the files of an import: what each kind of node and relationship holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from graph_schema.cypher import SCHEMA_VERSION, TRANSFER_LABEL
from graph_schema.events import EVENT_TYPES
from graph_schema.fields import Field, FieldKind
from graph_schema.journal import GENESIS, LogEntry
from graph_schema.links import LINK_TYPES
from graph_schema.nodes import NODE_TYPES
from tracer.store.neo4j import statements
from tracer.store.neo4j.appearance import event_row, link_row, node_row
from tracer.store.neo4j.draft import Draft
from tracer.store.neo4j.import_csv import TEXTS, Column, Form, ImportFile
from tracer.store.neo4j.log_rows import log_row
from tracer.store.neo4j.saving import large_rows, source_rows
from tracer.store.neo4j.settling import Settled
from tracer.store.neo4j.told import GHOST
from tracer.store.neo4j.transfers import EPOCH, account_or_none, transfer_row

_VERSION: Final = 1
_KINDS: Final[Mapping[FieldKind, str]] = {
    "text": "string",
    "code": "string",
    "currency": "string",
    "partial_date": "string",
    "share": "string",
    "integer": "long",
    "minor": "long",
    "day": "date",
    "flag": "boolean",
}
_TRANSFER_KINDS: Final = {
    **dict.fromkeys(("value_date", "booking_date"), "date"),
    **dict.fromkeys(("since", "debit_minor", "credit_minor", "debit_seq", "credit_seq"), "long"),
    **dict.fromkeys(("debit_source", "credit_source"), "long"),
    **dict.fromkeys(("words", "entries"), TEXTS),
}
_SOURCE_KINDS: Final = {
    **dict.fromkeys(("size", "rows", "kept", "rejected", "no"), "long"),
    **dict.fromkeys(("seals", "accounts"), TEXTS),
}
_NUMBERS: Final = dict.fromkeys(("seq", "form", "next_source", "log_seq", "version"), "long")
_ID: Final = Column("id:ID(thing)", "string")
_LABELS: Final = Column(":LABEL", TEXTS)
_ENDS: Final = (Column(":START_ID(thing)", "string"), Column(":END_ID(thing)", "string"))


class ImportRows:
    """One attempt to write all files in one form."""

    def __init__(self, folder: Path, form: Form, draft: Draft, settled: Settled) -> None:
        self._folder = folder
        self._form = form
        self._draft = draft
        self._settled = settled
        self._nodes: list[str] = []
        self._links: list[str] = []

    @property
    def named(self) -> tuple[str, ...]:
        """The files that were written, as options of the command that reads them."""
        return (*self._nodes, *self._links)

    def write(self, log: Sequence[LogEntry], readings: Sequence[LogEntry]) -> dict[str, int]:
        """Write all of it. Returns how many rows of each kind, by their field of ImportFiles."""
        counts = {
            "nodes": self._write_things(),
            "events": self._write_events(),
            "links": self._write_links(),
            "transfers": self._write_transfers(),
            "sources": self._write_rows("Source", source_rows(self._draft, self._settled), _SOURCE_KINDS),
        }
        self._write_rows("LogEntry", map(log_row, log), _NUMBERS)
        self._write_rows("ReadingEntry", map(log_row, readings), _NUMBERS)
        self._write_marks(log, readings)
        return counts

    def _file(self, name: str, columns: Sequence[Column]) -> ImportFile:
        return ImportFile(self._folder / name, columns, self._form)

    def _write_things(self) -> int:
        """Nodes of the case, each with the labels that it has on a server; those that only wait have an id alone."""
        by_type: dict[str, list[str]] = {}
        for id_ in sorted(self._draft.dirty_nodes):
            node = self._draft.nodes[id_]
            if node is not None:
                by_type.setdefault(node.type, []).append(id_)
        for type_, ids in sorted(by_type.items()):
            if type_ != GHOST:
                self._write_kind(type_, ids)
        waiting = by_type.pop(GHOST, [])
        if waiting:
            with self._node_file("waiting", [_ID, _LABELS]) as file:
                for id_ in waiting:
                    file.write([id_, ["Thing"]])
        return sum(map(len, by_type.values()))

    def _write_kind(self, type_: str, ids: Iterable[str]) -> None:
        kinds = _columns_of(NODE_TYPES[type_].fields) | {"since": "long", "told": TEXTS, "terms": "string"}
        columns = [_ID, _LABELS, *_columns(kinds)]
        with self._node_file(type_, columns) as file:
            for id_ in ids:
                node = self._draft.nodes[id_]
                assert node is not None
                row, differs = node_row(node, self._draft.tellers, _VERSION)
                labels = ["Thing", type_, *(["Differing"] if differs else [])]
                file.write([row.pop("id"), labels, *_take(row, kinds)])

    def _node_file(self, name: str, columns: Sequence[Column]) -> ImportFile:
        self._nodes.append(f"--nodes=node-{name}.csv")
        return self._file(f"node-{name}.csv", columns)

    def _write_events(self) -> int:
        """Events, a file for each kind: fields of the same name may be of another kind in another kind of event."""
        draft = self._draft
        kept = [event for id_ in sorted(draft.dirty_events) if (event := draft.events[id_]) is not None]
        for type_ in sorted({one.event.type for one in kept}):
            kinds = _columns_of(EVENT_TYPES[type_].fields) | {
                **dict.fromkeys(("type", "subject", "author", "content"), "string"),
                **dict.fromkeys(("effective", "recorded"), "date"),
                "told": TEXTS,
            }
            self._nodes.append(f"--nodes=Event=event-{type_}.csv")
            with self._file(f"event-{type_}.csv", [Column("id:ID(event)", "string"), *_columns(kinds)]) as file:
                for one in kept:
                    if one.event.type == type_:
                        row = event_row(one.event, one.told)
                        file.write([row.pop("id"), *_take(row, kinds)])
        about = [one.event for one in kept if draft.nodes.get(one.event.subject) is not None]
        if about:
            ends = [Column(":START_ID(event)", "string"), _ENDS[1]]
            self._links.append("--relationships=ABOUT=link-ABOUT.csv")
            with self._file("link-ABOUT.csv", ends) as file:
                for told in about:
                    file.write([told.id, told.subject])
        return len(kept)

    def _write_links(self) -> int:
        by_type: dict[str, list[str]] = {}
        for id_ in sorted(self._draft.dirty_links):
            link = self._draft.links[id_]
            if link is not None:
                by_type.setdefault(link.type, []).append(id_)
        for type_, ids in sorted(by_type.items()):
            kinds = _columns_of(LINK_TYPES[type_].fields) | {"id": "string", "since": "long", "told": TEXTS}
            with self._link_file(LINK_TYPES[type_].label, kinds) as file:
                for id_ in ids:
                    link = self._draft.links[id_]
                    assert link is not None
                    row = link_row(link, self._draft.tellers, _VERSION)
                    file.write([row["tail"], row["head"], *_take(row["props"], kinds)])
        return sum(map(len, by_type.values()))

    def _link_file(self, label: str, kinds: Mapping[str, str]) -> ImportFile:
        self._links.append(f"--relationships={label}=link-{label}.csv")
        return self._file(f"link-{label}.csv", [*_ENDS, *_columns(kinds)])

    def _write_transfers(self) -> int:
        if not self._draft.dirty_transfers and not self._draft.large:
            return 0
        kinds = {name: _TRANSFER_KINDS.get(name, "string") for name in statements.TRANSFER_COLUMNS}
        days = [place for place, kind in enumerate(kinds.values(), len(_ENDS)) if kind == "date"]
        outside: set[str] = set()
        with self._link_file(TRANSFER_LABEL, kinds) as file:
            for row in self._transfer_rows():
                for place in days:
                    row[place] = EPOCH + timedelta(days=row[place])
                outside.update(id_ for id_ in row[:2] if account_or_none(id_) is None)
                file.write(row)
        if outside:
            with self._node_file("outside", [_ID, _LABELS, Column("name", "string")]) as nodes:
                for id_ in sorted(outside):
                    nodes.write([id_, ["Thing", "Outside"], "unknown counterparty"])
        return file.rows

    def _transfer_rows(self) -> Iterator[list[Any]]:
        draft = self._draft
        for id_ in sorted(draft.dirty_transfers):
            yield transfer_row(draft.transfers[id_], draft.tellers, _VERSION)
        for table, places in zip(draft.large, self._settled.places, strict=True):
            for part in large_rows(table, table.entries, places, _VERSION):
                yield from part

    def _write_rows(self, label: str, rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> int:
        """What is kept beside the nodes of the case: all rows have the same properties."""
        file: ImportFile | None = None
        with ExitStack() as closing:
            for row in rows:
                if file is None:
                    names = list(row)
                    self._nodes.append(f"--nodes={label}=kept-{label}.csv")
                    columns = [
                        Column(f"{name}:{kinds.get(name, 'string')}", kinds.get(name, "string")) for name in names
                    ]
                    file = closing.enter_context(self._file(f"kept-{label}.csv", columns))
                file.write(_take(dict(row), names))
        return 0 if file is None else file.rows

    def _write_marks(self, log: Sequence[LogEntry], readings: Sequence[LogEntry]) -> None:
        """Where the case, its version and its two chains stand."""
        ends = [(chain[-1].seq, chain[-1].hash) if chain else (0, GENESIS) for chain in (log, readings)]
        case = {"mark": "case", "form": SCHEMA_VERSION, "next_source": self._draft.next_source, "writer": ""}
        case |= {"log_seq": ends[0][0], "log_hash": ends[0][1]}
        gate = {"mark": "gate", "version": _VERSION, "digest": self._settled.digest, "token": ""}
        end = {"mark": "readings", "seq": ends[1][0], "hash": ends[1][1]}
        lanes = [{"mark": lane} for lane in statements.LANES]
        for label, rows in (
            ("TracerCase", [case]),
            ("TracerGate", [gate]),
            ("TracerReadings", [end]),
            ("TracerLane", lanes),
        ):
            self._write_rows(label, rows, _NUMBERS)


def _columns_of(fields: Iterable[Field]) -> dict[str, str]:
    """The properties that stand for these fields on a server, and of what kind each is."""
    kinds: dict[str, str] = {}
    for field in fields:
        kinds[field.name] = _KINDS[field.kind]
        if field.kind == "share":
            kinds |= dict.fromkeys((f"{field.name}_numerator", f"{field.name}_denominator"), "long")
        if field.kind == "minor":
            kinds[field.name.removesuffix("_minor")] = "string"
    return kinds


def _columns(kinds: Mapping[str, str]) -> list[Column]:
    return [Column(f"{name}:{kind}", kind) for name, kind in kinds.items()]


def _take(row: dict[str, Any], names: Iterable[str]) -> list[Any]:
    """The values in the order of the columns; a property without a column would be lost."""
    values = [row.pop(name, None) for name in names]
    if row:
        raise ValueError(f"no column for {', '.join(row)}")
    return values
