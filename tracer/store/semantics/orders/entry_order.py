"""Ranks the entries of an account over all its statements. Both stores use these ranks."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_Integers = npt.NDArray[np.int64]

RANK_COLUMNS = ("account", "currency", "period", "seq", "source_rank", "transfer_id", "side")


def rank_entries(entries: pa.Table) -> tuple[_Integers, _Integers]:
    """Which rank does each entry of an (account, currency) have? An entry of several sources counts once.

    Args:
        entries: columns ``account`` (any sortable type), ``currency``, ``period`` (rank of the statement by first day,
            last day, id), ``seq``, ``source_rank`` (rank of the source by digest), ``transfer_id``, ``side``. The table
            has all entries of each of its accounts.

    Returns: the row numbers of the first record of each entry, and the rank of each, from 1 without gaps.
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
    ranks = np.arange(len(rows)) - np.repeat(starts, lengths) + 1
    return rows, ranks.astype(np.int64)


def _codes(column: pa.ChunkedArray[Any]) -> _Integers:
    codes = column.combine_chunks().dictionary_encode()
    indices: _Integers = codes.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return indices


def _flags(column: pa.ChunkedArray[Any]) -> _Integers:
    flags: _Integers = pc.equal(column, pa.scalar("debit")).to_numpy().astype(np.int64)
    return flags
