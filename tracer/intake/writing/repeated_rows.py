"""Recognises rows of a file that statements of the case already state, before they are written."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa

from graph_schema.statements.payment_identity import KnownRow, identify_payments, stated_rows
from importers.contract import Batch
from tracer.store.semantics.stated_rows import StatementStore, read_sharing, stated_statements


def recognise_repeated(store: StatementStore, batch: Batch) -> Batch:
    """The batch, with the transfer ids of the case for rows that other statements of the same accounts already state.

    Only statements that share a day with a statement of the file are compared. Their balances and the references of the
    rows decide (``graph_schema.statements.payment_identity``); rows in doubt stay two payments here and become an open pair for a
    person. An earlier reading of the same file, which this one replaces, is not compared.
    Cost: nothing if no statement shares a day; else the records of the sources that do.
    """
    if not batch.entries.num_rows:
        return batch
    source = batch.source.digest
    spans = [stated.span for stated in stated_statements(source, batch.nodes, batch.links, batch.entries)]
    kept = [
        stated
        for stated in read_sharing(store, spans, frozenset(span.account for span in spans))
        if stated.span.source != source
    ]
    if not kept:
        return batch
    known = [
        KnownRow(row, str(transfer))
        for stated in kept
        for row, transfer in zip(
            stated_rows(stated.entries, stated.span.source),
            stated.entries.column("transfer_id").to_pylist(),
            strict=True,
        )
    ]
    ids = identify_payments(stated_rows(batch.entries, source), [*spans, *(one.span for one in kept)], known)
    renamed = dict(zip(batch.entries.column("transfer_id").to_pylist(), ids, strict=True))
    columns: dict[str, list[str | None]] = {
        "transfer_id": [*ids],
        "reversal_of": [renamed.get(name, name) for name in batch.entries.column("reversal_of").to_pylist()],
    }
    entries = batch.entries
    for name, values in columns.items():
        index = entries.schema.get_field_index(name)
        entries = entries.set_column(index, entries.schema.field(index), pa.array(values, pa.string()))
    return replace(batch, entries=entries)
