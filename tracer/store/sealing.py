"""The seal of what a source told: a count and a digest that any store computes alike from the same records.

Seals find what changed by accident or by hand afterwards. They do not stop somebody who rewrites record and
seal; for that, compare the digest of the case with one printed on an export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc


@dataclass(frozen=True, slots=True, order=True)
class Seal:
    """What a source told of one kind of record: how many, and the SHA-256 over them in sorted order."""

    source: str
    records: str
    count: int
    sha256: str


SORT_KEYS: dict[str, tuple[str, ...]] = {
    "source": ("digest",),
    "receipt": ("digest",),
    "node": ("id",),
    "link": ("id",),
    "entry": ("transfer_id", "side", "seq"),
    "event": ("id",),
}
"""Kind of record -> columns that tell the records of one source apart."""

_UNCOUNTED = frozenset({"receipt"})


def seal_records(source: str, records: str, table: pa.Table) -> Seal:
    """Which seal do these records of one source carry, in whatever order they come?

    Cost: one sort; columns are hashed whole, no row becomes a Python object.
    """
    ordered = table.sort_by([(name, "ascending") for name in SORT_KEYS[records]])
    hasher = hashlib.sha256()
    for name in ordered.column_names:
        column = ordered.column(name)
        hasher.update(f"{name}\n{ordered.num_rows}\n".encode())
        hasher.update(_buffer(column.is_valid().cast(pa.uint8())))
        if pa.types.is_string(column.type):
            filled: Any = pc.fill_null(column, pa.scalar(""))
            lengths: Any = pc.binary_length(filled).cast(pa.int64())
            hasher.update(_buffer(lengths))
            for chunk in filled.chunks:
                hasher.update("".join(map(str, chunk.to_pylist())).encode())
        else:
            whole = column.cast(pa.int32()) if pa.types.is_date32(column.type) else column
            hasher.update(_buffer(_filled(whole.cast(pa.int64()))))
    return Seal(source, records, ordered.num_rows, hasher.hexdigest())


def seal_case(seals: Iterable[Seal]) -> str:
    """What identifies the whole case? SHA-256 over all seals but those of receipt, in sorted order."""
    hasher = hashlib.sha256(b"case\n")
    for seal in sorted(seals):
        if seal.records not in _UNCOUNTED and seal.count:
            hasher.update(f"{seal.source} {seal.records} {seal.count} {seal.sha256}\n".encode())
    return hasher.hexdigest()


def _filled(numbers: pa.ChunkedArray[Any]) -> Any:
    return pc.fill_null(numbers, pa.scalar(0, pa.int64()))


def _buffer(column: pa.ChunkedArray[Any]) -> bytes:
    """The values as bytes, little-endian, whatever the machine."""
    values = column.to_numpy()
    return values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes()
