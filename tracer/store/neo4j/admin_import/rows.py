"""Writes the rows of a case into the files for neo4j-admin, one file for each kind of node and relationship."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from graph_schema.audit_log import GENESIS, LogEntry
from graph_schema.records.events import EVENT_TYPES
from graph_schema.records.fields import Field, FieldKind
from graph_schema.records.links import LINK_TYPES
from graph_schema.records.nodes import NODE_TYPES
from graph_schema.rendering.cypher import SCHEMA_VERSION, TRANSFER_LABEL
from tracer.store.neo4j.admin_import.csv_files import TEXTS, Column, Form, ImportFile
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.server.log_nodes import log_row
from tracer.store.neo4j.server.view_log import view_row
from tracer.store.neo4j.stored.display_properties import event_row, link_row, node_row
from tracer.store.neo4j.stored.records import PLACEHOLDER
from tracer.store.neo4j.stored.transfers import EPOCH, account_or_none, transfer_row
from tracer.store.neo4j.transaction.derived_values import DerivedValues
from tracer.store.neo4j.transaction.flush import large_rows, source_rows
from tracer.store.neo4j.unit_of_work import UnitOfWork
from tracer.store.ports.view_log import ViewChange

_VERSION: Final = 1
_KINDS: Final[Mapping[FieldKind, str]] = {
    "text": "string",
    "code": "string",
    "codes": "string",
    "currency": "string",
    "partial_date": "string",
    "instant": "string",
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
    """Writes all files in one format."""

    def __init__(self, folder: Path, form: Form, unit: UnitOfWork, derived: DerivedValues) -> None:
        self._folder = folder
        self._form = form
        self._unit = unit
        self._derived = derived
        self._nodes: list[str] = []
        self._links: list[str] = []

    @property
    def named(self) -> tuple[str, ...]:
        """The written files as options of the import command."""
        return (*self._nodes, *self._links)

    def write(
        self, log: Sequence[LogEntry], readings: Sequence[LogEntry], views: Sequence[ViewChange]
    ) -> dict[str, int]:
        """Write all files. Returns the number of rows of each kind, by their field of ImportFiles."""
        counts = {
            "nodes": self._write_things(),
            "events": self._write_events(),
            "links": self._write_links(),
            "transfers": self._write_transfers(),
            "sources": self._write_rows("Source", source_rows(self._unit, self._derived), _SOURCE_KINDS),
        }
        self._write_rows("LogEntry", map(log_row, log), _NUMBERS)
        self._write_rows("ReadingEntry", map(log_row, readings), _NUMBERS)
        self._write_rows("ViewChange", map(view_row, views), _NUMBERS)
        self._write_marks(log, readings, views)
        return counts

    def _file(self, name: str, columns: Sequence[Column]) -> ImportFile:
        return ImportFile(self._folder / name, columns, self._form)

    def _write_things(self) -> int:
        """Write the nodes of the case with their labels. A placeholder has only an id."""
        by_type: dict[str, list[str]] = {}
        for id_ in sorted(self._unit.dirty_nodes):
            node = self._unit.nodes[id_]
            if node is not None:
                by_type.setdefault(node.type, []).append(id_)
        for type_, ids in sorted(by_type.items()):
            if type_ != PLACEHOLDER:
                self._write_kind(type_, ids)
        placeholders = by_type.pop(PLACEHOLDER, [])
        if placeholders:
            with self._node_file("waiting", [_ID, _LABELS]) as file:
                for id_ in placeholders:
                    file.write([id_, ["Thing"]])
        return sum(map(len, by_type.values()))

    def _write_kind(self, type_: str, ids: Iterable[str]) -> None:
        kinds = _columns_of(NODE_TYPES[type_].fields) | {"since": "long", "told": TEXTS, "terms": "string"}
        columns = [_ID, _LABELS, *_columns(kinds)]
        with self._node_file(type_, columns) as file:
            for id_ in ids:
                node = self._unit.nodes[id_]
                assert node is not None
                row, differs = node_row(node, self._unit.source_index, _VERSION)
                labels = ["Thing", type_, *(["Differing"] if differs else [])]
                file.write([row.pop("id"), labels, *_take(row, kinds)])

    def _node_file(self, name: str, columns: Sequence[Column]) -> ImportFile:
        self._nodes.append(f"--nodes=node-{name}.csv")
        return self._file(f"node-{name}.csv", columns)

    def _write_events(self) -> int:
        """Write the events, one file for each kind, because a field can have another type in another kind of event."""
        unit = self._unit
        kept = [stored for id_ in sorted(unit.dirty_events) if (stored := unit.events[id_]) is not None]
        for type_ in sorted({stored.event.type for stored in kept}):
            kinds = _columns_of(EVENT_TYPES[type_].fields) | {
                **dict.fromkeys(("type", "subject", "author", "content"), "string"),
                **dict.fromkeys(("effective", "recorded"), "date"),
                "told": TEXTS,
            }
            self._nodes.append(f"--nodes=Event=event-{type_}.csv")
            with self._file(f"event-{type_}.csv", [Column("id:ID(event)", "string"), *_columns(kinds)]) as file:
                for stored in kept:
                    if stored.event.type == type_:
                        row = event_row(stored.event, stored.by_source)
                        file.write([row.pop("id"), *_take(row, kinds)])
        about = [stored.event for stored in kept if unit.nodes.get(stored.event.subject) is not None]
        if about:
            ends = [Column(":START_ID(event)", "string"), _ENDS[1]]
            self._links.append("--relationships=ABOUT=link-ABOUT.csv")
            with self._file("link-ABOUT.csv", ends) as file:
                for event in about:
                    file.write([event.id, event.subject])
        return len(kept)

    def _write_links(self) -> int:
        by_type: dict[str, list[str]] = {}
        for id_ in sorted(self._unit.dirty_links):
            link = self._unit.links[id_]
            if link is not None:
                by_type.setdefault(link.type, []).append(id_)
        for type_, ids in sorted(by_type.items()):
            kinds = _columns_of(LINK_TYPES[type_].fields) | {"id": "string", "since": "long", "told": TEXTS}
            with self._link_file(LINK_TYPES[type_].label, kinds) as file:
                for id_ in ids:
                    link = self._unit.links[id_]
                    assert link is not None
                    row = link_row(link, self._unit.source_index, _VERSION)
                    file.write([row["tail"], row["head"], *_take(row["props"], kinds)])
        return sum(map(len, by_type.values()))

    def _link_file(self, label: str, kinds: Mapping[str, str]) -> ImportFile:
        self._links.append(f"--relationships={label}=link-{label}.csv")
        return self._file(f"link-{label}.csv", [*_ENDS, *_columns(kinds)])

    def _write_transfers(self) -> int:
        if not self._unit.dirty_transfers and not self._unit.large:
            return 0
        kinds = {name: _TRANSFER_KINDS.get(name, "string") for name in transfers_queries.TRANSFER_COLUMNS}
        days = [index for index, kind in enumerate(kinds.values(), len(_ENDS)) if kind == "date"]
        outside: set[str] = set()
        with self._link_file(TRANSFER_LABEL, kinds) as file:
            for row in self._transfer_rows():
                for index in days:
                    row[index] = EPOCH + timedelta(days=row[index])
                outside.update(id_ for id_ in row[:2] if account_or_none(id_) is None)
                file.write(row)
        if outside:
            with self._node_file("outside", [_ID, _LABELS, Column("name", "string")]) as nodes:
                for id_ in sorted(outside):
                    nodes.write([id_, ["Thing", "Outside"], "unknown counterparty"])
        return file.rows

    def _transfer_rows(self) -> Iterator[list[Any]]:
        unit = self._unit
        for id_ in sorted(unit.dirty_transfers):
            yield transfer_row(unit.transfers[id_], unit.source_index, _VERSION)
        for table, ranks in zip(unit.large, self._derived.places, strict=True):
            for part in large_rows(table, table.entries, ranks, _VERSION):
                yield from part

    def _write_rows(self, label: str, rows: Iterable[Mapping[str, Any]], kinds: Mapping[str, str]) -> int:
        """Write records that are not nodes of the case. All rows have the same properties."""
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

    def _write_marks(self, log: Sequence[LogEntry], readings: Sequence[LogEntry], views: Sequence[ViewChange]) -> None:
        """Write the version and digest of the case and the ends of its two logs."""
        ends = [(chain[-1].seq, chain[-1].hash) if chain else (0, GENESIS) for chain in (log, readings)]
        case = {"mark": "case", "form": SCHEMA_VERSION, "next_source": self._unit.next_source, "writer": ""}
        case |= {"log_seq": ends[0][0], "log_hash": ends[0][1]}
        gate = {"mark": "gate", "version": _VERSION, "digest": self._derived.digest, "token": ""}
        end = {"mark": "readings", "seq": ends[1][0], "hash": ends[1][1]}
        lanes = [{"mark": lane} for lane in case_queries.LANES]
        for label, rows in (
            ("TracerCase", [case]),
            ("TracerGate", [gate]),
            ("TracerReadings", [end]),
            ("TracerLane", lanes),
            ("TracerViews", [{"mark": "views", "seq": views[-1].seq if views else 0}]),
        ):
            self._write_rows(label, rows, _NUMBERS)


def _columns_of(fields: Iterable[Field]) -> dict[str, str]:
    """The properties of these fields in the database, and their types."""
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
    """The values in the order of the columns. A property without a column raises ValueError."""
    values = [row.pop(name, None) for name in names]
    if row:
        raise ValueError(f"no column for {', '.join(row)}")
    return values
