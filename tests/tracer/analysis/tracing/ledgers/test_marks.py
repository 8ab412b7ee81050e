"""Marks of one transfer, one payer and an opening balance: put on the ledger, honoured by every method, conserved."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.figures.interval import trace_interval
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.case_ledger import CaseLedger, build_case_ledger
from tracer.analysis.tracing.ledgers.labels import UNKNOWN
from tracer.analysis.tracing.policies.methods import Method

A, B = ("A", "RON"), ("B", "RON")
FIRST, SECOND = date(2024, 1, 1), date(2024, 1, 2)


def on(day: int) -> date:
    return date(2024, 1, day)


def case(made: SimpleNamespace, marks: list[Any], *, opening: int | None = 100, begin: date = FIRST) -> CaseLedger:
    """Account A with an opening balance, two receipts of one day, one by name alone, and what went to B."""
    nodes, links = [], []
    for name, account, props in (("s", "A", {} if opening is None else {"opening_minor": opening}), ("t", "B", {})):
        period = {"number": name, "currency": "RON", "from_date": str(begin), "to_date": str(on(31)), "rows": 1}
        nodes += [
            made.node(name, "Statement", **period, **props),
            made.node(account, "Account", number=f"RO00{account}"),
        ]
        links.append(made.link("StatementOf", name, account))
    rows = [
        made.transfer("one", "X", "A", 40, on(5), own="credit", seq=1, counterparty_name="Ștefan ȚUȚUIANU"),
        made.transfer("two", None, "A", 40, on(5), own="credit", seq=2, counterparty_name="Ștefan ȚUȚUIANU"),
        made.transfer("out", "A", "B", 120, on(9), seq=3, credit_seq=1),
    ]
    return build_case_ledger(made.graph(nodes, links, marks, rows))


def mark(made: SimpleNamespace, name: str = "m", label: str = "crime", **props: Any) -> Any:
    return made.event(name, "ProceedsMarked", "A", label=label, reason="test", **props)


def opening(made: SimpleNamespace, name: str = "o", label: str = "crime", day: date = FIRST, **props: Any) -> Any:
    return mark(made, name, label, opening_currency="RON", opening_date=str(day), **props)


@pytest.mark.parametrize(
    ("props", "marked"),
    [
        ({"transfer": "one"}, {"one"}),
        ({"transfer": "gone", "transfer_source": "5" * 64, "transfer_row": "row:two/credit"}, {"two"}),
        ({"counterparty": "X"}, {"one"}),
        ({"counterparty_name": "Tutuianu Stefan"}, {"two"}),
        ({"counterparty_name": "Tutuianu"}, set()),
        ({}, {"one", "two"}),
        ({"kinds": "transfer", "from_date": "2024-01-06"}, set()),
    ],
)
def test_what_a_mark_covers(made: SimpleNamespace, props: dict[str, str], marked: set[str]) -> None:
    assert set(case(made, [mark(made, **props)]).origins) == marked


def test_a_mark_of_a_transfer_that_is_gone_is_named(made: SimpleNamespace) -> None:
    built = case(made, [mark(made, transfer="gone", transfer_source="5" * 64, transfer_row="row:9")])
    assert (dict(built.origins), [event.id for event in built.unmet]) == ({}, ["m"])


@pytest.mark.parametrize(
    ("props", "parts", "met"),
    [
        ({"amount_minor": 100}, (("crime", 100),), True),
        ({"amount_minor": 30}, ((UNKNOWN, 70), ("crime", 30)), True),
        ({}, (("crime", 100),), True),
        ({"amount_minor": 130}, (("crime", 100),), False),
        ({"amount_minor": 30, "day": SECOND}, None, False),
    ],
)
def test_an_opening_balance_is_marked_as_far_as_it_is_there(
    made: SimpleNamespace, props: dict[str, Any], parts: Any, met: bool
) -> None:
    built = case(made, [opening(made, **props)])
    assert built.opening_labels.get(A) == parts
    assert (built.unmet == ()) == met


def test_two_labels_share_an_opening_balance_and_one_label_counts_once(made: SimpleNamespace) -> None:
    marks = [
        opening(made, "a", amount_minor=30),
        opening(made, "b", "other", amount_minor=50),
        opening(made, "c", amount_minor=20),
    ]
    assert case(made, marks).opening_labels[A] == ((UNKNOWN, 20), ("crime", 30), ("other", 50))


def test_a_revoked_mark_says_nothing(made: SimpleNamespace) -> None:
    gone = made.event("r", "Revoked", "A", event="o", reason="test")
    built = case(made, [opening(made), gone])
    assert (dict(built.opening_labels), built.unmet) == ({}, ())


def test_an_earlier_statement_makes_an_opening_mark_unmet(made: SimpleNamespace) -> None:
    built = case(made, [opening(made, day=SECOND)], begin=FIRST)
    assert [event.id for event in built.unmet] == ["o"]


@pytest.mark.parametrize("method", list(Method))
def test_every_method_follows_a_marked_opening_balance(made: SimpleNamespace, method: Method) -> None:
    built = case(made, [opening(made, amount_minor=30), mark(made, transfer="one")])
    interval = trace_interval(
        built.ledger,
        method=method,
        statements=built.statements,
        origins=built.origins,
        openings=built.openings,
        opening_labels=built.opening_labels,
    )
    units = method.units_per_minor
    entered = {label: line.entered // units for (label, _), line in interval.lower.sheet.items()}
    assert entered["crime"] == 70
    assert sum(interval.lower.carried("out").values()) == 120 * units
    low, high = interval.entry("out")
    expected = {Method.FIFO: 50, Method.LIFO: 70, Method.LIBR: 10, Method.TAINT_FIRST: 70, Method.PRO_RATA: 46}
    assert low // units == expected[method]
    assert low <= high <= 120 * units


@given(data=st.data())
@pytest.mark.parametrize("method", list(Method))
def test_parts_of_openings_are_conserved(data: st.DataObject, networks: Any, method: Method) -> None:
    network = data.draw(networks)
    parts = {}
    for key, whole in network.openings.items():
        cut = data.draw(st.integers(0, max(whole, 0)))
        if 0 < cut < whole:
            parts[key] = ((UNKNOWN, whole - cut), ("O", cut))
    run = trace(
        network.ledger,
        method=method,
        statements=network.statements,
        origins=network.origins,
        openings=network.openings,
        opening_labels=parts,
    )
    assert all(line.is_conserved for line in run.sheet.values())
    for currency in ("RON", "EUR"):
        line = run.sheet.get(("O", currency))
        marked = sum(part[1][1] for key, part in parts.items() if key[1] == currency)
        assert (0 if line is None else line.entered) == marked * run.units_per_minor


@pytest.mark.parametrize("parts", [(("T", 5),), (("T", 10), ("U", 0)), (("T", 11), ("U", -1)), (("", 10),)])
def test_parts_that_do_not_make_the_balance_are_refused(build_ledger: Any, parts: Any) -> None:
    ledger = build_ledger([("o", "A", None, 5)])
    with pytest.raises(WrongUse):
        trace(
            ledger,
            method=Method.FIFO,
            statements=frozenset({A}),
            origins={},
            openings={A: 10},
            opening_labels={A: parts},
        )
