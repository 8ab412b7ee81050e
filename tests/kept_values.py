"""What tests of one process derive from equal cases is derived once: graph, payments, ledger, tracings, names, veil.

Many tests open a copy of the same sample case, and each command opens it again. The values that a session keeps for one
data version are pure values of the records, so two files of equal bytes give equal values. A case is looked up by the
digest of its file and of its write-ahead log; after any write, or where anything is changed behind the program's back,
the values are derived anew. Of a case on a server nothing is kept.

TRACER_TEST_VALUES=anew derives them in every session, as a user's process does; make nightly runs so.
"""

from __future__ import annotations

import os
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import pytest

from tracer.casework.sessions import opening
from tracer.casework.sessions.case import Case, VersionCache
from tracer.store.ports.case_store import CaseStore

_Value = TypeVar("_Value")
_DERIVES_ANEW = os.environ.get("TRACER_TEST_VALUES") == "anew"
_MOST_CASES = 4


class KeptValues:
    """(bytes of a case, data version) -> key -> value, for the few cases that were asked for last."""

    def __init__(self) -> None:
        self._cases: OrderedDict[Hashable, dict[object, Any]] = OrderedDict()

    def of(self, case: Hashable) -> dict[object, Any]:
        """The values of this case, to read and to add to."""
        values = self._cases.setdefault(case, {})
        self._cases.move_to_end(case)
        while len(self._cases) > _MOST_CASES:
            self._cases.popitem(last=False)
        return values


class KeptCache(VersionCache):
    """The cache of a session that first looks whether another session of this process had the same case."""

    def __init__(self, path: Path, kept: KeptValues) -> None:
        super().__init__()
        self._path = path
        self._kept = kept

    def value(self, key: object, version: int, make: Callable[[], _Value]) -> _Value:
        return super().value(key, version, lambda: self._kept_or_made(key, version, make))

    def _kept_or_made(self, key: object, version: int, make: Callable[[], _Value]) -> _Value:
        content = content_of(self._path)
        values = self._kept.of((content, version))
        if key in values:
            value: _Value = values[key]
            return value
        made = make()
        if content_of(self._path) == content:
            values[key] = made
        return made


def content_of(path: Path) -> bytes:
    """The digest of the case's file and of its write-ahead log.

    Cost: the reading of both, 5 MB for the sample; once as long as neither is written to.
    """
    return _digest_of(path) + _digest_of(path.with_name(f"{path.name}-wal"))


_SETTLED_NS = 200_000_000  # a write within one tick of the file system's clock leaves its time as it was
_digests: dict[tuple[int, ...], bytes] = {}


def _digest_of(path: Path) -> bytes:
    try:
        state = path.stat()
    except FileNotFoundError:
        return b""
    if not state.st_size:
        return b""
    key = (state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns, state.st_ctime_ns)
    if key not in _digests:
        digest = blake2b(path.read_bytes(), digest_size=16).digest()
        if time.time_ns() - max(state.st_mtime_ns, state.st_ctime_ns) < _SETTLED_NS:
            return digest
        _digests[key] = digest
    return _digests[key]


@pytest.fixture(scope="session", autouse=True)
def _kept_values() -> Iterator[None]:
    if _DERIVES_ANEW:
        yield
        return
    kept = KeptValues()

    def open_case(store: CaseStore, folder: Path, largest_file: int) -> Case:
        path = getattr(store, "path", None)
        if not isinstance(path, Path):
            return Case(store, folder, largest_file)
        return Case(store, folder, largest_file, cache=KeptCache(path, kept))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "Case", open_case)
        yield


@pytest.fixture
def values_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive all values in this test: it counts how often that is done."""
    monkeypatch.setattr(opening, "Case", Case)
