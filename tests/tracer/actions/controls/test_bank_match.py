"""The unique account of an office against the imported statements of its bank account."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.identity import account_id
from tests.tracer.actions.bank_files import A, B, BankCase, row
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FLAT,
    pay,
    record,
    session,
    sold,
)
from tracer.actions.controls.bank_match import match_office_account

OFFICE = "an office"
ACCOUNT = account_id(A)


@pytest.fixture
def with_bank(run, sold, record):  # noqa: F811
    """A sale of 1,000.00 and a payment of 300.00; the bank has both, the payment without a number, and a fee of 2.00."""
    assert record(pay(30000, "77")).outcome.refusal is None
    rows = (
        row(A, "2026-05-06", "1000.00", other=B, text="pret bun, proces-verbal 7"),
        row(A, "2026-06-01", "-300.00", other=B, text="plata"),
        row(A, "2026-06-02", "-2.00", text="comision", kind="f"),
        row(A, "2026-08-01", "5.00", other=B, text="dobanda"),
    )
    assert BankCase(sold.folder, run).table("extras", *rows).code == 0
    return sold


def shown(found):
    return [
        (line.result, [(one.minor, one.document) for one in line.book], [one.minor for one in line.bank], line.age_days)
        for line in found.lines
    ]


def test_each_posting_is_its_row_and_what_has_no_partner_is_listed_with_its_age(with_bank):
    found = match_office_account(with_bank, OFFICE, ACCOUNT, last=date(2026, 6, 30))
    assert shown(found) == [
        ("matched", [(100000, "7")], [100000], None),
        ("unconfirmed", [(-30000, "77")], [-30000], 29),
        ("unmatched", [], [-200], 28),
    ]
    (sums,) = found.sums
    assert (sums.book_minor, sums.bank_minor, sums.held_minor) == (70000, 69800, 70000)
    assert sums.book_minor - sums.bank_minor == sums.open_book_minor - sums.open_bank_minor == 200
    (bank,) = found.lines[0].bank
    assert bank.file == "extras.csv"
    assert bank.locator.endswith(":2")
    assert "proces-verbal 7" in bank.text


def test_the_window_and_the_period_decide_what_can_match(with_bank):
    assert ("unmatched", [(100000, "7")], [], 57) in shown(
        match_office_account(with_bank, OFFICE, ACCOUNT, last=date(2026, 6, 30), window_days=1)
    )
    june = match_office_account(with_bank, OFFICE, ACCOUNT, first=date(2026, 6, 1), last=date(2026, 6, 30))
    assert [line[0] for line in shown(june)] == ["unconfirmed", "unmatched"]
    assert len(match_office_account(with_bank, OFFICE, ACCOUNT).lines) == 4


def test_wrong_questions_are_refused(with_bank):
    with pytest.raises(WrongUse, match="nobody"):
        match_office_account(with_bank, "nobody", ACCOUNT)
    with pytest.raises(NotFound):
        match_office_account(with_bank, OFFICE, FLAT)
    with pytest.raises(WrongUse, match="-1"):
        match_office_account(with_bank, OFFICE, ACCOUNT, window_days=-1)
    with pytest.raises(WrongUse, match="before it begins"):
        match_office_account(with_bank, OFFICE, ACCOUNT, first=date(2026, 6, 2), last=date(2026, 6, 1))
