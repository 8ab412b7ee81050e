"""What is derived from one version of a case: made once, anew when the version changes, and by one thread alone."""

from __future__ import annotations

import threading
import time

import pytest

from graph_schema.records.provenance import Source
from tracer.analysis.tracing.figures import purchases
from tracer.analysis.tracing.ledgers import case_ledger
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.sessions.case import Case, VersionCache
from tracer.store.opening import open_store

SOURCE = Source("ab" * 32, "f.csv", "bank", "x", "1", 9, "2026-01-01", 1, 1, 0)


def test_a_value_is_made_once_a_version_even_by_many_threads() -> None:
    cache, made, seen = VersionCache(), [], []

    def make() -> str:
        made.append(1)
        time.sleep(0.05)
        return f"value {len(made)}"

    threads = [threading.Thread(target=lambda: seen.append(cache.value("graph", 1, make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == ["value 1"] * 8
    assert cache.value("graph", 2, make) == "value 2"
    assert cache.value("graph", 2, make) == "value 2"


def test_a_value_that_could_not_be_made_is_asked_for_again() -> None:
    cache, tries = VersionCache(), iter([ValueError("first"), "second"])

    def make() -> str:
        found = next(tries)
        if isinstance(found, Exception):
            raise found
        return found

    with pytest.raises(ValueError, match="first"):
        cache.value("graph", 1, make)
    assert cache.value("graph", 1, make) == "second"


def test_one_value_may_be_made_from_another_and_a_long_one_keeps_nobody_from_the_rest() -> None:
    cache, entered, leave = VersionCache(), threading.Event(), threading.Event()

    def slow() -> int:
        entered.set()
        leave.wait(5)
        return cache.value("graph", 1, lambda: 2) + 1

    thread = threading.Thread(target=lambda: cache.value("tracing", 1, slow))
    thread.start()
    entered.wait(5)
    assert cache.value("graph", 1, lambda: 2) == 2  # while the other is being made
    leave.set()
    thread.join()
    assert cache.value("tracing", 1, slow) == 3


@pytest.mark.parametrize(("module", "name"), [(case_ledger, "build_case_ledger"), (purchases, "match_purchases")])
def test_all_methods_share_one_ledger_and_the_purchases_of_the_case(monkeypatch, tmp_path, module, name) -> None:
    built = []
    build = getattr(module, name)
    monkeypatch.setattr(module, name, lambda graph: built.append(graph) or build(graph))
    store = open_store(str(tmp_path / "case.sqlite"), create=True)
    try:
        case = Case(store, tmp_path)
        first, second = case.tracing(Method.FIFO), case.tracing(Method.LIBR)
        assert first.case is second.case is case.ledger()
        assert built == [case.graph()]
    finally:
        store.close()


def test_the_sources_are_read_once_a_version(monkeypatch, tmp_path) -> None:
    store = open_store(str(tmp_path / "case.sqlite"), create=True)
    try:
        case = Case(store, tmp_path)
        assert case.sources() == ()
        with store.transaction() as writer:
            writer.register_source(SOURCE, received="2026-01-02T03:04:05Z", actor="Ana Proba")
        found = case.sources()
        assert [kept.source for kept in found] == [SOURCE]
        assert case.sources() is found
    finally:
        store.close()


def test_what_belongs_to_one_answer_is_of_one_data_version_and_asked_for_once(monkeypatch, tmp_path) -> None:
    store = open_store(str(tmp_path / "case.sqlite"), create=True)
    try:
        case = Case(store, tmp_path)
        answer = case.for_answer()
        first = answer.sources()
        with store.transaction() as writer:
            writer.register_source(SOURCE, received="2026-01-02T03:04:05Z", actor="Ana Proba")
        (kept,) = case.sources()
        assert kept.source == SOURCE
        assert answer.sources() is first
        assert first == ()
        assert case.for_answer().sources() == (kept,)
        version = answer.data_version()
        monkeypatch.setattr(type(store), "data_version", None)
        assert answer.data_version() == version
    finally:
        store.close()
