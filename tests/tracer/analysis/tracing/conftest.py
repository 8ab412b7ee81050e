"""Small ledgers written as rows, and random networks of accounts."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry
from tracer.analysis.tracing.ledgers.ordering import order_entries
from tracer.analysis.tracing.run.inputs import Origin

DAY = date(2024, 3, 1)
Row = tuple[str, str | None, str | None, int]
BuildLedger = Callable[[Sequence[Row]], Ledger]


@dataclass(frozen=True, slots=True)
class Network:
    """A random ledger with everything a run needs."""

    entries: tuple[LedgerEntry, ...]
    statements: frozenset[AccountKey]
    origins: dict[str, Origin]
    openings: dict[AccountKey, int]

    @property
    def ledger(self) -> Ledger:
        return order_entries(self.entries)


@pytest.fixture(scope="session")
def build_ledger() -> BuildLedger:
    """Rows of (id, paying account, receiving account, RON minor units), one a day."""

    def build(rows: Sequence[Row]) -> Ledger:
        return order_entries(
            LedgerEntry(
                id=entry_id,
                day=DAY + timedelta(days=number),
                debit=None if debit is None else (debit, "RON"),
                credit=None if credit is None else (credit, "RON"),
                debited=amount,
                credited=amount,
            )
            for number, (entry_id, debit, credit, amount) in enumerate(rows)
        )

    return build


_FOLLOWED: list[AccountKey] = [("A", "RON"), ("B", "RON"), ("C", "RON"), ("E", "EUR")]
_SIDES: list[AccountKey | None] = [None, ("X", "RON"), *_FOLLOWED, *_FOLLOWED]


@st.composite
def _networks(draw: st.DrawFn, *, moved_reversals: bool = True, reversals: bool = True) -> Network:
    entries: list[LedgerEntry] = []
    origins: dict[str, Origin] = {}
    reversed_ids: set[str] = set()
    amounts = st.integers(1, 60)
    for number in range(draw(st.integers(1, 30))):
        entry_id, day = f"e{number:02}", DAY + timedelta(days=number // 3)
        candidates = entries if moved_reversals else entries[-1:]
        open_originals = [e for e in candidates if e.void_of is None and e.id not in reversed_ids]
        if reversals and open_originals and draw(st.integers(0, 5)) == 0:
            went = draw(st.sampled_from(open_originals))
            reversed_ids.add(went.id)
            entries.append(
                LedgerEntry(
                    entry_id,
                    day,
                    went.credit,
                    went.debit,
                    went.credited,
                    went.debited,
                    number,
                    number,
                    went.id,
                )
            )
            continue
        debit = draw(st.sampled_from(_SIDES))
        credit = draw(st.sampled_from([side for side in _SIDES if side != debit] + [None] * (debit is not None)))
        debited = draw(amounts)
        two = debit is not None and credit is not None and debit[1] != credit[1]
        entries.append(
            LedgerEntry(entry_id, day, debit, credit, debited, draw(amounts) if two else debited, number, number)
        )
        if debit in (None, ("X", "RON")):
            label = draw(st.sampled_from(["T1", "T2", "T1", "CLEAN", None]))
            if label:
                origins[entry_id] = label
    openings = {key: draw(st.integers(-20, 40)) for key in _FOLLOWED}
    return Network(tuple(entries), frozenset(_FOLLOWED), origins, openings)


@pytest.fixture(scope="session")
def networks() -> st.SearchStrategy[Network]:
    """Three RON accounts and one in EUR, overdrafts, outsiders, reversals early and late."""
    return _networks()


@pytest.fixture(scope="session")
def plain_networks() -> st.SearchStrategy[Network]:
    """The same without reversals."""
    return _networks(reversals=False)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of public control data, if this machine has one."""
    default = Path(__file__).parents[4].parent / "shared" / "data"
    folder = Path(os.environ.get("TRACER_SHARED_DATA", default))
    if not folder.is_dir():
        pytest.skip("the public control data is not on this machine (set TRACER_SHARED_DATA)")
    return folder


@pytest.fixture(scope="session")
def court_cases(shared_data: Path) -> dict[str, dict[str, Any]]:
    text = (shared_data / "court" / "tracing_cases.json").read_text(encoding="utf-8")
    return {case["id"]: case for case in json.loads(text)["cases"]}
