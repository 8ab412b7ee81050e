"""Reads the statements of single sources with their rows, to find statements that repeat one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from operator import itemgetter
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from graph_schema.records.links import Link
from graph_schema.records.merged_records import MergedLink, MergedNode
from graph_schema.records.nodes import Node
from graph_schema.statements.overlap import StatedStatement, StatementSpan, find_shared
from tracer.store.ports.store_values import SourceRecords

_FEW = 50


class StatementStore(Protocol):
    """The methods of a store that this module uses."""

    def get(self, ids: Iterable[str]) -> dict[str, MergedNode]:
        """What is known of these nodes."""
        ...

    def links(self, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """All links of these types."""
        ...

    def links_of(self, node: str, types: Iterable[str] = ()) -> tuple[MergedLink, ...]:
        """Links that leave or reach a node."""
        ...

    def source_records(self, digest: str) -> SourceRecords:
        """All records of one source."""
        ...


def read_sharing(
    store: StatementStore, beside: Iterable[StatementSpan] = (), accounts: frozenset[str] | None = None
) -> tuple[StatedStatement, ...]:
    """Which statements of the case share days with one another, or with the statements in ``beside``?

    ``accounts``: only the statements of these accounts; None: of all accounts. If ``beside`` is given, only statements
    that share a day with one of them are returned. Cost: reads the records of the sources of the statements returned.
    """
    new = tuple(beside)
    coarse = list(_coarse_spans(store, accounts))
    pairs = find_shared([*coarse, *new])
    given = {id(span) for span in new}
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if not new or any(id(span) in given for span in pair):
            for span in pair:
                if id(span) not in given:
                    wanted[span.source].add(span.statement)
    return tuple(
        stated
        for source in sorted(wanted)
        for stated in stated_statements(source, *_records(store.source_records(source)))
        if stated.span.statement in wanted[source]
    )


def stated_statements(
    source: str, nodes: Iterable[Node], links: Iterable[Link], entries: pa.Table
) -> Iterator[StatedStatement]:
    """The statements in the records of one source, each with its rows. Cost: one sort of the rows."""
    accounts = {link.tail: link.head for link in links if link.type == "StatementOf"}
    rows_of = _rows_by_statement(entries)
    nothing: tuple[pa.Table, dict[date, tuple[int, ...]]] = (entries.slice(0, 0), {})
    for node in nodes:
        if node.type == "Statement" and node.id in accounts:
            rows, moved = rows_of.get(node.id, nothing)
            yield StatedStatement(_span(source, node.id, accounts[node.id], node.props, moved), rows)


def _rows_by_statement(entries: pa.Table) -> dict[str, tuple[pa.Table, dict[date, tuple[int, ...]]]]:
    """Statement -> its rows in the table's order, and what they move on each day in the order of ``seq``."""
    named = entries.column("statement").combine_chunks().dictionary_encode()
    if not len(named):
        return {}
    places = named.indices.to_numpy(zero_copy_only=False)
    order = np.argsort(places, kind="stable")
    ends = np.cumsum(np.bincount(places)).tolist()
    grouped = entries.take(pa.array(order, pa.int64()))
    names = ("seq", "booking_date", "side", "debit_minor", "credit_minor")
    moves = list(zip(*(grouped.column(name).to_pylist() for name in names), strict=True))
    return {
        str(statement): (grouped.slice(begin, end - begin), _moved(moves[begin:end]))
        for statement, begin, end in zip(named.dictionary.to_pylist(), [0, *ends], ends, strict=False)
    }


def _records(records: SourceRecords) -> tuple[Iterable[Node], Iterable[Link], pa.Table]:
    return records.nodes, records.links, records.entries


def _coarse_spans(store: StatementStore, accounts: frozenset[str] | None) -> Iterator[StatementSpan]:
    """Every statement of these accounts, once for each of its sources, with its days but without rows."""
    if accounts is not None and len(accounts) <= _FEW:
        links = [link for account in sorted(accounts) for link in store.links_of(account, ("StatementOf",))]
    else:
        links = [link for link in store.links(("StatementOf",)) if accounts is None or link.head in accounts]
    owner = {link.tail: link.head for link in links}
    for node in store.get(owner).values():
        records = [dict(node.props)]
        records += [{name: value} for name, others in node.others.items() for value, _ in others]
        widest = {name: min if name in _BEGINS else max for name in (*_BEGINS, *_ENDS)}
        props = dict(node.props) | {
            name: choose(str(record[name]) for record in records if name in record)
            for name, choose in widest.items()
            if any(name in record for record in records)
        }
        for source in {evidence.source for evidence in node.evidence}:
            yield _span(source, node.id, owner[node.id], props, {})


_BEGINS = ("from_date", "booked_from")
_ENDS = ("to_date", "booked_to")


def _span(
    source: str, statement: str, account: str, props: Mapping[str, Any], moved: Mapping[date, tuple[int, ...]]
) -> StatementSpan:
    begin = min(str(props[name]) for name in _BEGINS if name in props)
    end = max(str(props[name]) for name in _ENDS if name in props)
    return StatementSpan(
        source,
        statement,
        account,
        str(props["currency"]),
        date.fromisoformat(begin),
        date.fromisoformat(end),
        props.get("opening_minor"),
        props.get("closing_minor"),
        moved,
        abs(int(props.get("difference_minor", 0))) if props.get("tolerance_minor") else 0,
    )


def _moved(rows: Iterable[tuple[int, date, str, int, int]]) -> dict[date, tuple[int, ...]]:
    moved: defaultdict[date, list[int]] = defaultdict(list)
    for _, day, side, debited, credited in sorted(rows, key=itemgetter(0)):
        moved[day].append(credited if side == "credit" else -debited)
    return {day: tuple(minors) for day, minors in moved.items()}
