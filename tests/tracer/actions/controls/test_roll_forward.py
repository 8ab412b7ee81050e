"""The roll-forward as it is read and handed out: assets and money agree with what is on record; the log has the file."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import WrongUse
from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FLAT,
    pay,
    plain,
    record,
    session,
    sold,
)
from tracer.actions.controls.roll_forward import ROLL_FORMS, RollPeriod, export_roll_forward, show_roll_forward
from tracer.actions.recovery.ledger import LedgerPeriod, show_balance
from tracer.recovery.acts.assets import ValueAct


@pytest.fixture
def paid(sold, record):  # noqa: F811
    value = ValueAct(
        **plain(date(2026, 3, 3)), asset=FLAT, moment="freezing", amount=120000, currency="RON", appraiser="Eva"
    )
    for act in (value, pay(30000, "1")):
        assert record(act).outcome.refusal is None
    return sold


def cells(sheet):
    return {
        (line.currency, cell.column): (cell.number, cell.minor)
        for line in sheet.assets
        for cell in line.cells
        if cell.number or cell.minor
    }


def test_the_flat_is_taken_revalued_and_sold(paid):
    assert cells(show_roll_forward(paid, RollPeriod())) == {
        ("", "added"): (1, 0),
        ("", "revalued"): (-1, 0),
        ("RON", "revalued"): (1, 120000),
        ("RON", "sold"): (-1, -120000),
    }
    april = show_roll_forward(paid, RollPeriod(date(2026, 4, 1), date(2026, 4, 30)))
    assert cells(april) == {("RON", "opening"): (1, 120000), ("RON", "closing"): (1, 120000)}
    assert april.assets[0].cells[0].assets == (FLAT,)


def test_the_money_is_that_of_the_trial_balance(paid):
    period = (date(2026, 6, 1), date(2026, 6, 30))
    balance = {
        (line.office, line.ledger_class, line.currency): (line.opening_minor, line.in_minor, line.out_minor)
        for line in show_balance(paid, LedgerPeriod(*period)).lines
    }
    sheet = show_roll_forward(paid, RollPeriod(*period))
    assert balance == {
        (row.office, row.ledger_class, row.currency): (row.opening_minor, row.in_minor, row.out_minor)
        for row in sheet.money
    }
    assert balance
    for row in sheet.money:
        assert row.opening_minor + row.in_minor - row.out_minor == row.closing_minor


def test_what_was_recorded_later_does_not_count(paid):
    sheet = show_roll_forward(paid, RollPeriod(known_on=date(2026, 11, 1)))
    assert (sheet.assets, sheet.money) == ((), ())


@pytest.mark.parametrize("form", sorted(ROLL_FORMS))
def test_a_file_is_the_same_twice_and_the_log_has_its_digest(paid, form):
    made, again = (export_roll_forward(paid, RollPeriod(last=date(2026, 11, 2)), form) for _ in range(2))
    assert made == again
    assert made.report.digest == digest_bytes(made.data)
    details = [entry.audit_event.detail for entry in paid.store.access_log()]
    assert sum(f"form=roll-forward-{form} sha256={made.report.digest}" in detail for detail in details) == 2


def test_a_period_that_ends_before_it_begins_and_an_unknown_form_are_wrong_use(paid):
    backwards = RollPeriod(date(2026, 6, 2), date(2026, 6, 1))
    with pytest.raises(WrongUse, match="before it begins"):
        show_roll_forward(paid, backwards)
    with pytest.raises(WrongUse, match="no form pdf"):
        export_roll_forward(paid, RollPeriod(), "pdf")
