"""Compares a new reading of a file with the reading in the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.records.provenance import Source
from graph_schema.values.money import format_plain
from importers.contract import Batch
from tracer.casework.sessions.session import Session
from tracer.intake.reports.changes import AccountChange, AccountMoney, Change
from tracer.intake.writing.batches import flag_row
from tracer.store.ports.store_values import KeptSource
from tracer.store.semantics.canonical import write_notes


def compare_reading(
    session: Session, kept: KeptSource, batch: Batch, reading: Mapping[str, tuple[str, str]]
) -> Change | None:
    """How does this reading of a file differ from the one in the case? None: the case would stay the same.

    ``reading``: name -> (before, after) of the way of reading, such as the mapping. Cost: all records of the file, twice.
    """
    kept_records = session.store.source_records(kept.source.digest)
    records = {
        name: count
        for name, before, after in (
            ("nodes", kept_records.nodes, batch.nodes),
            ("links", kept_records.links, batch.links),
            ("events", kept_records.events, batch.events),
        )
        if (count := _differing({item.id: item for item in before}, {item.id: item for item in after}))
    }
    accounts = tuple(_accounts(session, batch, kept_records.entries))
    flags = _noted(kept.flags), _noted(flag_row(flag) for flag in batch.flags)
    same_rows = _rows(kept_records.entries) == _rows(batch.entries)
    found = Change(
        reading=tuple((name, *pair) for name, pair in sorted(reading.items()) if pair[0] != pair[1]),
        kept=(kept.source.kept, batch.source.kept),
        rejected=(kept.source.rejected, batch.source.rejected),
        accounts=accounts,
        records=records,
        flags_gone=len(flags[0] - flags[1]),
        flags_new=len(flags[1] - flags[0]),
    )
    if same_rows and not records and flags[0] == flags[1] and _counts(kept.source) == _counts(batch.source):
        return None
    return found


def _counts(source: Source) -> tuple[int, int, int]:
    return source.rows, source.kept, source.rejected


def _noted(flags: Iterable[Mapping[str, str]]) -> set[str]:
    return {write_notes([flag]) for flag in flags}


def _differing(before: Mapping[str, object], after: Mapping[str, object]) -> int:
    return sum(before.get(id_) != after.get(id_) for id_ in before.keys() | after.keys())


def _rows(entries: pa.Table) -> pa.Table:
    return entries.sort_by([(name, "ascending") for name in ("transfer_id", "side", "seq")]).combine_chunks()


def _accounts(session: Session, batch: Batch, before: pa.Table) -> Iterable[AccountChange]:
    earlier, later = _sums(before), _sums(batch.entries)
    changed = sorted(key for key in earlier.keys() | later.keys() if earlier.get(key) != later.get(key))
    numbers = {node.id: str(node.props["number"]) for node in batch.nodes if node.type == "Account"}
    views = session.store.get({account for account, _ in changed} - numbers.keys())
    numbers |= {id_: str(view.props.get("number", id_)) for id_, view in views.items()}
    for account, currency in changed:
        key = account, currency
        yield AccountChange(numbers.get(account, account), currency, earlier.get(key), later.get(key))


def _sums(entries: pa.Table) -> dict[tuple[str, str], AccountMoney]:
    """Rows and sums by account and currency of the statements. Cost: columns at a time, no object for each row."""
    totals: dict[tuple[str, str], dict[str, tuple[int, int]]] = {}
    for side in ("credit", "debit"):
        columns = [f"{side}_account", f"{side}_currency", f"{side}_minor"]
        own = entries.filter(pc.equal(entries.column("side"), pa.scalar(side))).select(columns)
        grouped = own.group_by(columns[:2]).aggregate([(columns[2], "sum"), (columns[2], "count")]).to_pylist()
        for row in grouped:
            key = str(row[columns[0]]), str(row[columns[1]])
            totals.setdefault(key, {})[side] = int(row[f"{columns[2]}_count"]), int(row[f"{columns[2]}_sum"])
    none = (0, 0)
    return {
        key: AccountMoney(
            rows=sum(count for count, _ in sides.values()),
            credit=format_plain(sides.get("credit", none)[1], key[1]),
            debit=format_plain(sides.get("debit", none)[1], key[1]),
        )
        for key, sides in totals.items()
    }
