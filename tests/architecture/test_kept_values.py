"""The values that tests of one process keep are those of the same bytes alone."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

from tests.kept_values import KeptCache, KeptValues, content_of


def test_equal_cases_share_a_value_and_a_changed_one_has_its_own(copied_sample, tmp_path):
    kept, made = KeptValues(), []
    paths = [tmp_path / name for name in ("a.sqlite", "b.sqlite")]
    for path in paths:
        shutil.copy(copied_sample / "case.sqlite", path)
    first, second = (KeptCache(path, kept) for path in paths)
    assert first.value("graph", 1, lambda: made.append(1) or [1]) is second.value("graph", 1, lambda: made.append(2))
    with paths[1].open("r+b") as file:
        file.seek(-1, 2)
        file.write(bytes([file.read(1)[0] ^ 1]))
    assert KeptCache(paths[1], kept).value("graph", 1, lambda: [3]) == [3]
    assert KeptCache(paths[0], kept).value("graph", 1, lambda: [4]) == [1]
    assert KeptCache(paths[0], kept).value("graph", 2, lambda: [5]) == [5]
    assert made == [1]


def test_a_write_that_is_still_in_the_log_of_the_store_counts(copied_sample, tmp_path):
    path = tmp_path / "case.sqlite"
    shutil.copy(copied_sample / "case.sqlite", path)
    before, file = content_of(path), path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE another (id TEXT)")
        assert path.read_bytes() == file
        assert content_of(path) != before


def test_few_cases_are_kept():
    kept = KeptValues()
    kept.of("first")["graph"] = 1
    for number in range(4):
        kept.of(number)
    assert kept.of("first") == {}
