"""The order of the entries of an account over all its statements, as every store numbers them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_Integers = npt.NDArray[np.int64]

RANK_COLUMNS = ("account", "currency", "period", "seq", "teller", "transfer_id", "side")


def rank_entries(entries: pa.Table) -> tuple[_Integers, _Integers]:
    """Which place does each entry of an (account, currency) take, an entry told several times counted once?

    Args:
        entries: columns ``account`` (any sortable), ``currency``, ``period`` (place of the statement by first
        day,
            last day, id), ``seq``, ``teller`` (place of the source by digest), ``transfer_id``, ``side``. All
            entries of each account given must be there.

    Returns: the rows that are the first telling of an entry, and the place of each, from 1 without gaps.
    Cost: one sort.
    """
    order = pc.sort_indices(entries, sort_keys=[(name, "ascending") for name in RANK_COLUMNS]).to_numpy()
    identity = 2 * _codes(entries.column("transfer_id")) + _flags(entries.column("side"))
    _, first = np.unique(identity[order], return_index=True)
    rows = order[np.sort(first)].astype(np.int64)
    currencies = _codes(entries.column("currency"))
    group = _codes(entries.column("account"))[rows] * (currencies.max(initial=0) + 1) + currencies[rows]
    starts = np.flatnonzero(np.r_[True, group[1:] != group[:-1]][: len(group)])
    lengths = np.diff(np.r_[starts, len(rows)])
    places = np.arange(len(rows)) - np.repeat(starts, lengths) + 1
    return rows, places.astype(np.int64)


def _codes(column: pa.ChunkedArray[Any]) -> _Integers:
    codes = column.combine_chunks().dictionary_encode()
    indices: _Integers = codes.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return indices


def _flags(column: pa.ChunkedArray[Any]) -> _Integers:
    flags: _Integers = pc.equal(column, pa.scalar("debit")).to_numpy().astype(np.int64)
    return flags
