"""One case in this process: its store, its kept files, and the values derived from one data version."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from importers.source import LARGEST_BYTES
from tracer.wording.language import find_language

# A value imports what derives it when it is first asked for, so that an import of files does not wait for the tracing.
if TYPE_CHECKING:
    from tracer.analysis.tracing.figures.purchases import Purchase
    from tracer.analysis.tracing.ledgers.case_ledger import CaseLedger
    from tracer.analysis.tracing.policies.methods import Method
    from tracer.casework.tracing.case_tracing import CaseTracing
    from tracer.graph.case_graph import CaseGraph
    from tracer.recovery.acts.facts import RecoverySettings
    from tracer.resolve.names.index import NearIndex
    from tracer.resolve.payments import Payments
    from tracer.store.ports.case_store import CaseStore
    from tracer.store.ports.store_values import KeptSource

STORE_FILE = "case.sqlite"
SOURCES_FOLDER = "sources"
MAPPINGS_FOLDER = "mappings"

_Value = TypeVar("_Value")


class VersionCache:
    """Values derived from one data version, each computed once. Thread-safe: only one thread computes a value.

    If the stored value is of another data version, it is computed again and replaced.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[object, tuple[threading.RLock, list[tuple[int, Any]]]] = {}

    def value(self, key: object, version: int, make: Callable[[], _Value]) -> _Value:
        """The value under this key for this data version. Cost: one ``make`` for each version."""
        with self._lock:
            lock, kept = self._values.setdefault(key, (threading.RLock(), []))
        with lock:
            if not kept or kept[0][0] != version:
                kept[:] = [(version, make())]
            value: _Value = kept[0][1]
            return value


class AnswerCache(VersionCache):
    """The values of one answer: each is taken from the shared cache once, so that all of them belong together.

    For one thread.
    """

    def __init__(self, shared: VersionCache) -> None:
        super().__init__()
        self._shared, self._taken = shared, dict[object, Any]()

    def value(self, key: object, version: int, make: Callable[[], _Value]) -> _Value:
        """The value under this key as this answer first saw it."""
        if key not in self._taken:
            self._taken[key] = self._shared.value(key, version, make)
        value: _Value = self._taken[key]
        return value


@dataclass(slots=True)
class Case:
    """The store and the folder of one case. ``largest_file``: the largest size of an imported file, in bytes.
    ``rules``: what the office sets for the law of recovery.

    ``fixed_version``: the data version of one answer; None: the store is asked for it each time.
    """

    store: CaseStore
    folder: Path
    largest_file: int = LARGEST_BYTES
    rules: RecoverySettings | None = None
    cache: VersionCache = field(default_factory=VersionCache)
    fixed_version: int | None = None

    def data_version(self) -> int:
        """The data version of which values are derived."""
        return self.store.data_version() if self.fixed_version is None else self.fixed_version

    def for_answer(self) -> Case:
        """The same case with the values of one data version, that of now: the store is asked for it once."""
        return replace(self, fixed_version=self.data_version(), cache=AnswerCache(self.cache))

    def stated_graph(self) -> CaseGraph:
        """The case as its sources state it: read-only arrays, with rows that are one payment not joined."""
        version = self.data_version()
        return self.cache.value("graph", version, lambda: self._export(version))

    def _export(self, version: int) -> CaseGraph:
        from tracer.casework.sessions.protection import with_payers
        from tracer.graph.case_graph import export_graph

        return with_payers(export_graph(self.store, version), self.store, find_language("en"))

    def sources(self) -> tuple[KeptSource, ...]:
        """The sources of the case, by digest."""
        return self.cache.value("sources", self.data_version(), self.store.sources)

    def names(self) -> NearIndex:
        """The words and identifiers of the case, by which a search finds what is spelled differently."""
        return self.cache.value("names", self.data_version(), self._index_names)

    def _index_names(self) -> NearIndex:
        from tracer.resolve.names.index import build_index

        export = self.store.export_words()
        return build_index(export.nodes, export.words, export.offsets, export.holders)

    def payments(self) -> Payments:
        """The payments of the case: joined matches and open matches."""
        from tracer.resolve.payments import resolve_payments

        graph = self.stated_graph()
        return self.cache.value("payments", graph.version, lambda: resolve_payments(graph))

    def graph(self) -> CaseGraph:
        """The case as read-only arrays in which rows that are one payment are joined."""
        return self.payments().graph

    def tracing(self, method: Method) -> CaseTracing:
        """The money of the whole case followed by this method."""
        from tracer.casework.tracing.case_tracing import follow_case

        payments = self.payments()
        return self.cache.value(
            method,
            payments.graph.version,
            lambda: follow_case(payments, method, self._ledger_of, self._purchases_of),
        )

    def ledger(self) -> CaseLedger:
        """The movements of money between the accounts of the case, with joined payments. All methods share it."""
        return self._ledger_of(self.graph())

    def purchases(self) -> tuple[Purchase, ...]:
        """The payments by which assets were bought, with joined payments. Cost: one pass for each data version."""
        return self._purchases_of(self.graph())

    def _purchases_of(self, graph: CaseGraph) -> tuple[Purchase, ...]:
        from tracer.analysis.tracing.figures.purchases import match_purchases

        key = ("purchases", graph is self.graph())
        return self.cache.value(key, graph.version, lambda: match_purchases(graph))

    def _ledger_of(self, graph: CaseGraph) -> CaseLedger:
        from tracer.analysis.tracing.ledgers.case_ledger import build_case_ledger

        key = ("ledger", graph is self.graph())
        return self.cache.value(key, graph.version, lambda: build_case_ledger(graph))
