"""Reads a case as it would be with files that are read but not written, so that a preview and an import agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.audit_log import AuditEvent, LogEntry, chain_audit_event
from graph_schema.errors import NotFound, WrongRecord
from graph_schema.records.events import Event, check_event
from graph_schema.records.links import Link, check_link
from graph_schema.records.merged_records import KeptEvent, MergedLink, MergedNode
from graph_schema.records.nodes import Node
from graph_schema.records.rules import check_ends
from graph_schema.records.transfers import TRANSFER_SCHEMA
from graph_schema.values.names import fold_words
from importers.contract import Batch
from tracer.intake.reading.foreseen_source import ForeseenSource
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import KeptSource, SourceRecords, TransferFilter
from tracer.store.semantics.record_merging import SourceRef, merge_event, merge_link, merge_node

_PAGE: Final = 10_000
_TRANSFER: Final = [
    "transfer_id",
    "debit_account",
    "credit_account",
    "debit_minor",
    "credit_minor",
    "value_date",
    "debit_source",
    "credit_source",
]
_Fits: TypeAlias = Callable[[Link], bool]


class ForeseenStore:
    """The case with the sources that are added and without those in ``removed``. Nothing is written but the access log.

    It has the reads that recognition, legal checks, pseudonyms and reconciliation need; any other read fails. A link that
    waits in the case for a node of a retracted source stays unseen, even if an added source states the node.
    Cost: each read costs as much as in the case, and in addition the added records.
    """

    def __init__(self, store: CaseStore, removed: Iterable[str] = ()) -> None:
        self._store, self._added, self._removed = store, dict[str, ForeseenSource](), set[str]()
        self._refs = {kept.source.digest: SourceRef(kept.source.as_of, kept.source.digest) for kept in store.sources()}
        self._nodes: defaultdict[str, list[tuple[SourceRef, Node]]] = defaultdict(list)
        self._links: defaultdict[str, list[tuple[SourceRef, Link]]] = defaultdict(list)
        self._events: defaultdict[str, list[tuple[SourceRef, Event]]] = defaultdict(list)
        self._types: dict[str, str] = {}
        for digest in removed:
            self._remove(digest)

    def add(self, source: ForeseenSource, removed: Iterable[str] = ()) -> None:
        """Add this source to the case, and take out the sources that it replaces."""
        for digest in removed:
            self._remove(digest)
        digest, records = source.kept.source.digest, source.records
        self._added[digest] = source
        ref = self._refs[digest] = SourceRef(source.kept.source.as_of, digest)
        for node in records.nodes:
            self._nodes[node.id].append((ref, node))
            self._types[node.id] = node.type
        for link in records.links:
            self._links[link.id].append((ref, link))
        for event in records.events:
            self._events[event.id].append((ref, event))

    def check(self, batch: Batch, removed: Iterable[str] = ()) -> None:
        """Could this batch be written instead of these sources?

        Raises WrongRecord as a store does, if a link has no end or an event differs from the one on record.
        """
        view = ForeseenStore(self._store, removed) if (gone := frozenset(removed)) else self
        if gone:
            for source in self._added.values():
                view.add(source)
        types = {node.id: node.type for node in batch.nodes}
        ends = {end for link in batch.links for end in (link.tail, link.head)} - types.keys()
        types |= {id_: node.type for id_, node in view.get(sorted(ends)).items()}
        for link in batch.links:
            check_link(link)
            check_ends(link, types.get(link.tail), types.get(link.head))
        for event in batch.events:
            check_event(event)
            for kept in view.events(subject=event.subject):
                if kept.event.id == event.id and _content(kept.event) != _content(event):
                    raise WrongRecord(
                        "{place}: the event {event} is kept with other content. Correct the row, or revoke the event by a "
                        "new one.",
                        place=event.locator,
                        event=event.id,
                    )

    def sources(self) -> tuple[KeptSource, ...]:
        """All sources, by digest."""
        kept = [one for one in self._store.sources() if one.source.digest not in self._removed]
        return tuple(sorted((*kept, *(one.kept for one in self._added.values())), key=lambda one: one.source.digest))

    def source_records(self, digest: str) -> SourceRecords:
        """What does this source alone state? Raises NotFound if the case would not have the source."""
        if digest in self._added:
            return self._added[digest].records
        if digest in self._removed:
            raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
        return self._store.source_records(digest)

    def get(self, ids: Iterable[str]) -> dict[str, MergedNode]:
        """What do all sources together state of these nodes? The result has no unknown ids."""
        wanted = list(ids)
        found = self._store.get([id_ for id_ in wanted if id_ not in self._types])
        for id_ in wanted:
            if id_ in self._types and (records := self._node_records(id_)):
                found[id_] = merge_node(records)
        return {id_: found[id_] for id_ in wanted if id_ in found}

    def nodes(self, type_: str) -> tuple[MergedNode, ...]:
        """All nodes of a type, by id."""
        untouched = [node for node in self._store.nodes(type_) if node.id not in self._types]
        touched = self.get(id_ for id_, named in self._types.items() if named == type_)
        return tuple(sorted((*untouched, *touched.values()), key=lambda node: node.id))

    def search(self, text: str, limit: int = 20) -> tuple[MergedNode, ...]:
        """What the case finds, and accounts of added sources whose owner's name has all these words."""
        words = set(fold_words(text))
        named = {
            id_
            for id_, records in self._nodes.items()
            if self._types[id_] == "Account"
            and any(words <= set(fold_words(str(node.props.get("owner_name", "")))) for _, node in records)
        }
        hits = [node.id for node in self._store.search(text, limit)]
        return tuple(self.get([*hits, *sorted(named - {*hits})]).values())

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """All links, or those of these types, by id."""
        wanted = tuple(types)
        return self._merged(self._store.links(wanted), lambda link: not wanted or link.type in wanted)

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """Links that leave or reach a node."""
        wanted = tuple(types)
        return self._merged(
            self._store.links_of(node, wanted),
            lambda link: node in (link.tail, link.head) and (not wanted or link.type in wanted),
        )

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        """Events by (effective, recorded, id)."""
        found = {}
        for kept in self._store.events(subject=subject, type_=type_):
            left = [place for place in kept.evidence if place.source not in self._removed]
            if left:
                found[kept.event.id] = KeptEvent(kept.event, tuple(left))
        for id_, records in self._events.items():
            if not records:
                continue
            event = records[0][1]
            if subject in (None, event.subject) and type_ in (None, event.type):
                stated = merge_event(records)
                before = found.get(id_)
                found[id_] = stated if before is None else KeptEvent(before.event, (*before.evidence, *stated.evidence))
        order = sorted(found.values(), key=lambda kept: (kept.event.effective, kept.event.recorded, kept.event.id))
        return tuple(order)

    def transfers(self, where: TransferFilter, *, limit: int = 200, offset: int = 0) -> pa.Table:
        """A page of transfers with their parties, amounts, days and sources; only by account, days and amount.

        A transfer of the case that an added source states too is listed for each.
        """
        pages, place = [], 0
        while True:
            page = self._store.transfers(where, limit=_PAGE, offset=place).select(_TRANSFER)
            pages.append(page)
            place += page.num_rows
            if page.num_rows < _PAGE:
                break
        for digest, source in self._added.items():
            pages.append(_as_transfers(digest, source.records.entries, where).cast(pages[0].schema))
        return pa.concat_tables(pages).slice(offset, limit)

    def entries(self, transfer_ids: Sequence[str]) -> pa.Table:
        """The entries of these transfers: ENTRY_SCHEMA and ``source``."""
        ids = list(dict.fromkeys(transfer_ids))
        kept = self._store.entries(ids)
        gone = pc.is_in(kept.column("source"), pa.array(sorted(self._removed), pa.string()))
        parts = [kept.filter(pc.invert(gone))]
        for digest, source in self._added.items():
            entries = source.records.entries
            own = entries.filter(pc.is_in(entries.column("transfer_id"), pa.array(ids, pa.string())))
            own = own.append_column("source", pa.array([digest] * own.num_rows, pa.string()))
            parts.append(own.select(kept.column_names).cast(kept.schema))
        return pa.concat_tables(parts)

    def log(self) -> Iterator[LogEntry]:
        """The audit log, with an entry for each added source."""
        last = None
        for entry in self._store.log():
            last = entry
            yield entry
        for source in self._added.values():
            last = chain_audit_event(source.act, last)
            yield last

    def log_access(self, audit_event: AuditEvent) -> LogEntry:
        """Append an act that reads to the access log of the case."""
        return self._store.log_access(audit_event)

    def _remove(self, digest: str) -> None:
        records = self.source_records(digest)
        self._removed.add(digest)
        # Named here, so that they are merged again without this source.
        for node in records.nodes:
            self._types.setdefault(node.id, node.type)
            self._nodes[node.id] = [one for one in self._nodes[node.id] if one[0].digest != digest]
        for link in records.links:
            self._links[link.id] = [one for one in self._links[link.id] if one[0].digest != digest]
        for event in records.events:
            self._events[event.id] = [one for one in self._events[event.id] if one[0].digest != digest]
        self._added.pop(digest, None)

    def _node_records(self, id_: str) -> list[tuple[SourceRef, Node]]:
        kept = [(digest, node) for digest, node in self._store.history(id_) if digest not in self._removed]
        return [*((self._refs[digest], node) for digest, node in kept), *self._nodes.get(id_, ())]

    def _merged(self, kept: Iterable[MergedLink], fits: _Fits) -> tuple[MergedLink, ...]:
        found = {link.id: link for link in kept}
        for id_, added in self._links.items():
            records = list(added)
            if id_ in found:
                records += self._link_records(found.pop(id_))
            if records and fits(records[0][1]):
                found[id_] = merge_link(records)
        return tuple(found[id_] for id_ in sorted(found))

    def _link_records(self, kept: MergedLink) -> Iterator[tuple[SourceRef, Link]]:
        for digest in sorted({place.source for place in kept.evidence} - self._removed):
            for link in self._store.source_records(digest).links:
                if link.id == kept.id:
                    yield self._refs[digest], link


def _as_transfers(digest: str, entries: pa.Table, where: TransferFilter) -> pa.Table:
    rows = [
        {name: row.get(name) for name in _TRANSFER} | {f"{row['side']}_source": digest}
        for row in entries.to_pylist()
        if where.account in (None, row["debit_account"], row["credit_account"])
        and (where.from_date is None or row["value_date"] >= where.from_date)
        and (where.to_date is None or row["value_date"] <= where.to_date)
        and (where.min_minor is None or max(row["debit_minor"], row["credit_minor"]) >= where.min_minor)
    ]
    schema = pa.schema([TRANSFER_SCHEMA.field(name) for name in _TRANSFER])
    return pa.Table.from_pylist(rows, schema=schema)


def _content(event: Event) -> tuple[object, ...]:
    return event.type, event.subject, event.effective, event.author, dict(event.props)
