"""The table of templates: lines balance, classes exist."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.stories import row
from tracer.recovery.admission.postings import _CHECKS
from tracer.recovery.ledger.classes import BRIDGE, DESTINATIONS, HOLDINGS, LEDGER_CLASSES, SOURCES, UNIQUE_ACCOUNT
from tracer.recovery.ledger.templates import HELD, TEMPLATES, lines_of


def post(template: str, amount: int, cost: int = 0, to_amount: int = 1):
    fields = {"to_amount": to_amount, "to_currency": "EUR"} if template == "fx" else {}
    return read_act(
        row(1, "post", "2025-01-01", item="A", template=template, amount=amount, currency="RON", cost=cost, **fields)
    )


@given(
    st.sampled_from(sorted(TEMPLATES)),
    st.integers(1, 10**12),
    st.integers(0, 10**6),
    st.integers(1, 10**12),
    st.sampled_from(["SEIZED_CASH", "BANK_FROZEN"]),
)
def test_the_lines_of_a_posting_sum_to_zero_in_each_currency(template, amount, cost, to_amount, held) -> None:
    sums: Counter[str] = Counter()
    for line in lines_of(post(template, amount, cost, to_amount), held):
        assert line.ledger_class in LEDGER_CLASSES and line.minor
        sums[line.currency] += line.minor
    assert sums and set(sums.values()) == {0}


def test_a_sale_books_the_price_less_the_cost() -> None:
    lines = {(line.ledger_class, line.minor) for line in lines_of(post("sale", 100, 30), "")}
    assert lines == {(UNIQUE_ACCOUNT, 70), ("COST", 30), ("SALE_PRICE", -100)}


def test_every_template_has_known_classes_pairs_and_a_check() -> None:
    for template in TEMPLATES.values():
        assert {template.debit, template.credit} <= {*LEDGER_CLASSES, HELD}
        assert template.pairs and template.statute and template.check in _CHECKS


def test_every_class_of_the_ledger_is_used() -> None:
    used = {name for row in TEMPLATES.values() for name in (row.debit, row.credit)}
    used |= {line.ledger_class for line in lines_of(post("sale", 2, 1), "")} | {"SEIZED_CASH", "BANK_FROZEN"}
    assert used - {HELD} == {*SOURCES, *HOLDINGS, *DESTINATIONS, BRIDGE}


@pytest.mark.parametrize("held", ["SEIZED_CASH", "BANK_FROZEN"])
def test_a_deposit_leaves_the_holding_that_the_lot_has(held: str) -> None:
    assert {line.ledger_class for line in lines_of(post("deposit", 5), held)} == {UNIQUE_ACCOUNT, held}
