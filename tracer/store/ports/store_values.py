"""Defines the values that a store takes and returns: sources, counts, sums, filters, checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from graph_schema.records.events import Event
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source

Direction = Literal["out", "in"]


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A registered source, with the time (UTC ISO) and actor of its receipt, its flags and its rejections."""

    source: Source
    received: str
    actor: str
    flags: tuple[Mapping[str, str], ...] = field(hash=False)
    rejections: tuple[Mapping[str, str], ...] = field(hash=False)


WORD_NODES: Final = pa.schema([("id", pa.string()), ("type", pa.string())])
"""Columns of the nodes of a word export."""


@dataclass(frozen=True, slots=True, eq=False)
class WordExport:
    """``nodes`` (WORD_NODES): all nodes by id. ``words``: the distinct words and identifiers, folded, in order.

    Full names are left out. The nodes that have word w are the rows ``holders[offsets[w]:offsets[w + 1]]`` of ``nodes``,
    in order.
    """

    nodes: pa.Table
    words: pa.StringArray
    offsets: NDArray[np.int64]
    holders: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class SourceRecords:
    """All records of one source: nodes, links and events by id, entries (ENTRY_SCHEMA) by transfer_id, side, seq.

    A record that the source states at two locators is one record with the first locator.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    events: tuple[Event, ...]
    entries: pa.Table


@dataclass(frozen=True, slots=True)
class Written:
    """The result of a write: the number of new records, of records that the store has already, and the conflicts."""

    added: int = 0
    known: int = 0
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NeighbourCount:
    """How many links of one kind leave or reach a node.

    The kind ``Transfer`` counts counterparties; all unknown counterparties count as one.
    """

    link_type: str
    direction: Direction
    count: int


@dataclass(frozen=True, slots=True)
class TransferSum:
    """The sum of all transfers from one account to another in one currency."""

    debit_account: str | None
    credit_account: str | None
    currency: str
    count: int
    sum_minor: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class TransferFilter:
    """Which transfers are read? An absent field does not restrict the selection.

    The dates are inclusive and apply to the value date. ``account`` applies to both sides. ``min_minor`` applies to the
    larger side. Each folded word of ``text`` occurs in a name, description or reference of an entry.
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
    """One check of ``verify``: its name, whether it holds, and its message.

    ``found``: all items that fail the check.
    """

    name: str
    holds: bool
    template: str
    params: Mapping[str, str] = field(hash=False)
    found: tuple[str, ...] = ()
