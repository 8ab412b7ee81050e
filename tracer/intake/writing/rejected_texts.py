"""Adds the text of the row to rejections that were made after the file was read."""

from __future__ import annotations

from dataclasses import replace

from graph_schema.errors import TracerError
from importers.contract import Batch
from importers.mapping import ColumnMapping
from importers.parsing.source_row import read_raw_rows
from importers.source import SourceFile


def add_row_texts(file: SourceFile, batch: Batch, mapping: ColumnMapping | None) -> Batch:
    """The batch with the text of each rejected row, as the file has it. Cost: one pass over the file if one lacks it."""
    places = [row.locator for row in batch.rejections if not row.row]
    if not places:
        return batch
    try:
        texts = read_raw_rows(file, places, () if mapping is None else (mapping,))
    except TracerError:
        # The rejections stand without it: the file has just been read, and its place and reason are known.
        return batch
    return replace(
        batch,
        rejections=tuple(row if row.row else replace(row, row=texts.get(row.locator, "")) for row in batch.rejections),
    )
