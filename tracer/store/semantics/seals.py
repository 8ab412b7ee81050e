"""Computes seals: the count and digest of the records of one source. Both stores compute the same seals.

A seal shows an accidental or manual change of a record. It does not show a change by somebody who also rewrites the
seal. To find such a change, compare the digest of the case with the digest printed on an export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...


@dataclass(frozen=True, slots=True, order=True)
class Seal:
    """The count of the records of one kind of one source, and the SHA-256 over them in sorted order."""

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
"""Kind of record -> the columns that identify a record of one source."""

_UNCOUNTED = frozenset({"receipt"})


def seal_records(source: str, records: str, table: pa.Table) -> Seal:
    """Which seal do these records of one source have, in whatever order they are given?

    Cost: one sort. The columns are hashed as they are; no row becomes a Python object.
    """
    ordered = table.sort_by([(name, "ascending") for name in SORT_KEYS[records]]) if table.num_rows > 1 else table
    hasher = hashlib.sha256()
    for name in ordered.column_names:
        hasher.update(f"{name}\n{ordered.num_rows}\n".encode())
        if ordered.num_rows:
            _add_column(hasher, ordered.column(name))
    return Seal(source, records, ordered.num_rows, hasher.hexdigest())


def _add_column(hasher: _Hash, column: pa.ChunkedArray[Any]) -> None:
    """Hash which values are there, then the values. Most columns of a small source have all: nothing is filled in then."""
    is_whole = not column.null_count
    if is_whole:
        hasher.update(b"\x01" * len(column))
    else:
        hasher.update(_buffer(column.is_valid().cast(pa.uint8())))
    if pa.types.is_string(column.type):
        filled: Any = column if is_whole else pc.fill_null(column, pa.scalar(""))
        lengths: Any = pc.binary_length(filled).cast(pa.int64())
        hasher.update(_buffer(lengths))
        for chunk in filled.chunks:
            hasher.update("".join(map(str, chunk.to_pylist())).encode())
        return
    numbers = column.cast(pa.int32()) if pa.types.is_date32(column.type) else column
    whole = numbers if pa.types.is_int64(numbers.type) else numbers.cast(pa.int64())
    hasher.update(_buffer(whole if is_whole else _filled(whole)))


def seal_case(seals: Iterable[Seal]) -> str:
    """What is the digest of the case? SHA-256 over all seals except those of receipt, in sorted order."""
    hasher = hashlib.sha256(b"case\n")
    for seal in sorted(seals):
        if seal.records not in _UNCOUNTED and seal.count:
            hasher.update(f"{seal.source} {seal.records} {seal.count} {seal.sha256}\n".encode())
    return hasher.hexdigest()


def _filled(numbers: pa.ChunkedArray[Any]) -> Any:
    return pc.fill_null(numbers, pa.scalar(0, pa.int64()))


def _buffer(column: pa.ChunkedArray[Any]) -> bytes:
    """The values as bytes, little-endian on every machine."""
    values = column.to_numpy()
    return values.astype(values.dtype.newbyteorder("<"), copy=False).tobytes()
