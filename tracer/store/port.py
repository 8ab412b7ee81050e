"""The one protocol every store keeps: idempotent writes that name their source, reads that name theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

import pyarrow as pa

from graph_schema.events import Event
from graph_schema.fields import Value
from graph_schema.journal import Deed, LogEntry
from graph_schema.links import Link
from graph_schema.nodes import Node
from graph_schema.provenance import Source
from graph_schema.views import KeptEvent, LinkView, NodeView

Direction = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A registered source: when (UTC ISO) and by whom it was received, its flags and rejections as kept."""

    source: Source
    received: str
    actor: str
    flags: tuple[Mapping[str, str], ...] = field(hash=False)
    rejections: tuple[Mapping[str, str], ...] = field(hash=False)


@dataclass(frozen=True, slots=True)
class SourceRecords:
    """All that one source told, as it is kept: nodes, links and events by id, entries (ENTRY_SCHEMA) by transfer_id,
    side, seq. What the source told in two places is one record, at the first place.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    entries: pa.Table


@dataclass(frozen=True, slots=True)
class Written:
    """What a write changed: new records, records already there, and conflicts that were not written."""

    added: int = 0
    known: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeighbourCount:
    """How many links of one kind leave or reach a node. Kind ``Transfer`` counts counterparties; all that are
    unknown count as one.
    """

    link_type: str
    direction: Direction
    count: int


@dataclass(frozen=True, slots=True)
class TransferSum:
    """All transfers from one account to another in one currency, as one line."""

    debit_account: str | None
    credit_account: str | None
    currency: str
    count: int
    sum_minor: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TransferFilter:
    """Which transfers: absent fields do not narrow.

    Dates inclusive, on the value date; ``account`` on either side; ``min_minor`` for the larger side; every
    word of ``text`` stands, folded, in a name, description or reference of one of the entries.
    """

    account: str | None = None
    debit_account: str | None = None
    credit_account: str | None = None
    from_date: date | None = None
    to_date: date | None = None
    min_minor: int | None = None
    kinds: tuple[str, ...] = ()
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check of ``verify``: its name, whether it holds, and what was found."""

    name: str
    holds: bool
    template: str
    params: Mapping[str, str] = field(hash=False)


class Writer(Protocol):
    """The writes of one transaction: all of it becomes true at once, or nothing does."""

    def register_source(
        self,
        source: Source,
        *,
        received: str,
        actor: str,
        flags: Sequence[Mapping[str, str]] = (),
        rejections: Sequence[Mapping[str, str]] = (),
    ) -> bool:
        """Is the source new? Must come before its records. False: already kept, nothing to do."""
        ...

    def upsert_nodes(self, source: str, nodes: Iterable[Node]) -> Written:
        """Keep what this source says of these nodes; the same id with another type is a conflict.

        The same source may complete a node it told; a field it tells differently the second time is a
        conflict.
        """
        ...

    def upsert_links(self, source: str, links: Iterable[Link], *, ends_may_wait: bool = False) -> Written:
        """Keep what this source says of these links.

        Raises WrongRecord when an end is missing or not allowed. The same id with other ends or type is a
        conflict. With ``ends_may_wait`` a missing end is no error: the link waits unseen until a source tells the
        node, as after a retraction. Only for records that a case has kept before, when they come in another order.
        """
        ...

    def add_entries(self, source: str, entries: pa.Table, *, ends_may_wait: bool = False) -> Written:
        """Keep statement rows (ENTRY_SCHEMA) and the transfers they speak of.

        The same transfer id with other parties, amounts or value date is a reported conflict, never an
        overwrite; a differing ``kind`` is not: the most telling one is shown (any but transfer/unknown, then
        by name).
        Raises WrongRecord when an account or the statement is in no source, unless ``ends_may_wait``.
        """
        ...

    def append_event(self, source: str, event: Event) -> bool:
        """Keep an event. False: this source told it before.

        Other content under the same id raises WrongRecord; the day of recording is not content, the earliest
        is shown.
        """
        ...

    def append_events(self, source: str, events: Iterable[Event]) -> Written:
        """Keep many events, each as ``append_event`` does; ``known``: this source told them before."""
        ...

    def retract_source(self, digest: str) -> Mapping[str, int]:
        """Take back all that only this source says. Returns counts per kind of record.

        The log keeps the deed. Links of other sources to a node that nobody tells any more wait unseen until
        a source tells it again.
        """
        ...

    def append_log(self, deed: Deed) -> LogEntry:
        """Write the deed into the hash chain."""
        ...

    def append_entry(self, entry: LogEntry) -> None:
        """Take over an entry of another store's log, unchanged: same place, same hash.

        Raises BrokenChain, and writes nothing, unless it is the very entry that may follow the last one here (place,
        previous hash, and its own hash over its deed).
        """
        ...


class CaseStore(Protocol):
    """One case graph. Reads see only committed work and are stable under a concurrent import."""

    def transaction(self) -> AbstractContextManager[Writer]:
        """Begin; commits at the end of the block, rolls back on any exception. One writer at a time.

        Raises StoreBusy when another process is writing, StoreFull when the disk is.
        """
        ...

    def close(self) -> None: ...

    def data_version(self) -> int:
        """A number that rises with every committed change of the case's data (a log entry alone does not)."""
        ...

    def digest(self) -> str:
        """The fingerprint of the case: equal records give equal digests in any store and any order.

        SHA-256 over all source, node, link, entry and event records in sorted order. Does not cover the log
        or the times of receipt.
        """
        ...

    def sources(self) -> tuple[KeptSource, ...]: ...

    def told(self, digest: str) -> SourceRecords:
        """What did this source tell, by itself, whatever other sources say? Links and entries that wait for an end too.

        Given to a writer of an empty case with ``ends_may_wait``, the records of all sources give the same digest.
        Raises NotFound for a source that the case has not.
        """
        ...

    def get(self, ids: Iterable[str]) -> dict[str, NodeView]:
        """What is known of these nodes? Absent ids are absent."""
        ...

    def nodes(self, type_: str) -> tuple[NodeView, ...]:
        """All nodes of a type, by id."""
        ...

    def find(self, type_: str, field_: str, value: Value) -> tuple[NodeView, ...]:
        """Nodes of a type with exactly this value in a field, in any source."""
        ...

    def search(self, text: str, limit: int = 20) -> tuple[NodeView, ...]:
        """Nodes whose name, number, identifier or description matches the text.

        Diacritics, case and word order do not matter; the start of a word or number is enough. Best first:
        exact, then all words, then prefix; ties by id. Does not correct typing errors. Of a long text the first 64
        words count.
        """
        ...

    def links(self, types: Iterable[str] = ()) -> tuple[LinkView, ...]:
        """All links, or those of these types, by id."""
        ...

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[LinkView, ...]:
        """Links that leave or reach a node."""
        ...

    def count_neighbours(self, node: str) -> tuple[NeighbourCount, ...]: ...

    def transfer_sums(
        self, account: str, *, limit: int = 50, offset: int = 0, where: TransferFilter | None = None
    ) -> tuple[TransferSum, ...]:
        """Counterparties of an account with count and sum, largest sum first (then by ids)."""
        ...

    def transfers(self, where: TransferFilter, *, limit: int = 200, offset: int = 0) -> pa.Table:
        """A page of transfers (TRANSFER_SCHEMA)."""
        ...

    def entries(self, transfer_ids: Sequence[str]) -> pa.Table:
        """Every row behind these transfers: ENTRY_SCHEMA plus ``source``, by id, source, locator."""
        ...

    def history(self, node: str) -> tuple[tuple[str, Node], ...]:
        """What each source says of a node: (source digest, record), the latest first."""
        ...

    def events(self, *, subject: str | None = None, type_: str | None = None) -> tuple[KeptEvent, ...]:
        """Events by (effective, recorded, id)."""
        ...

    def export_nodes(self) -> pa.Table:
        """Columns id, type, caption, by id."""
        ...

    def export_links(self) -> pa.Table:
        """Columns id, type, tail, head, from_date, to_date (text), by id."""
        ...

    def export_transfers(self) -> pa.Table:
        """All transfers (TRANSFER_SCHEMA), ordered by (value_date, transfer_id)."""
        ...

    def log(self) -> Iterator[LogEntry]:
        """The chain of writing acts, each written in the transaction of its data."""
        ...

    def note_reading(self, deed: Deed) -> LogEntry:
        """Put a reading act on record in its own chain, durable on return; waits for no writer.

        Also where the case is opened for reading only: a look is on record whoever looks.
        """
        ...

    def adopt_readings(self, entries: Iterable[LogEntry]) -> int:
        """Take over entries of another store's chain of readings, unchanged, in their order; durable on return.

        Returns how many. Raises BrokenChain at the first that may not follow the last one here; those before it stay.
        Raises WrongUse where the case is opened for reading only.
        """
        ...

    def readings(self) -> Iterator[LogEntry]:
        """The chain of reading acts."""
        ...

    def verify(self) -> tuple[Check, ...]:
        """Does the store hold what it was given?

        Engine integrity, row digests per source, counts, dangling ends,
        statement reconciliation against kept rows, the hash chain of the log."""
        ...
