"""The receipts of an account in a period: counted, with their payers under pseudonyms, and what is marked."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import NotFound
from graph_schema.records.identity import account_id
from tests.tracer.actions.conftest import CNP, HERS, NAME, OWN, SPELLINGS
from tracer.actions.money.mark import mark_receipts
from tracer.actions.money.receipts import list_receipts

RECEIVED = (500_00, 100_00, 100_00, 100_00, 100_00, 50_00, 50_00, 30_00)


@pytest.fixture
def listed(victim_case, session_of):
    def ask(**period):
        with session_of(victim_case.folder) as session:
            return list_receipts(session, account_id(OWN), **period)

    return ask


def test_all_receipts_by_day_and_no_payment(listed):
    found = listed()
    assert tuple(one.amount_minor for one in found.receipts) == RECEIVED
    assert (found.total, found.sums, found.kinds) == (8, (("RON", sum(RECEIVED)),), ("transfer",))
    assert all(one.evidence and not one.marked for one in found.receipts)


def test_a_protected_payer_is_one_payer_whatever_the_spelling(listed):
    victim, other = listed().payers
    assert (victim.protected, victim.receipts, victim.sums) == (True, 7, (("RON", 1000_00),))
    assert victim.text == victim.caption and victim.text.startswith("Victim ")
    assert (other.protected, other.text, other.receipts) == (False, "Dan Străinu", 1)


def test_nothing_shows_the_real_name_or_number(listed):
    assert [real for real in (NAME, *SPELLINGS, CNP, HERS) if real in repr(listed())] == []


def test_both_days_of_the_period_are_in_it(listed):
    found = listed(from_date=date(2024, 1, 6), to_date=date(2024, 1, 8))
    assert [one.day.day for one in found.receipts] == [6, 7, 8]
    assert listed(from_date=date(2025, 1, 1)).payers == ()


def test_a_page_is_cut_and_says_how_many_there_are(listed):
    found = listed(most=3)
    assert (len(found.receipts), found.total) == (3, 8)


def test_what_a_mark_covers_is_told(victim_case, session_of, listed):
    with session_of(victim_case.folder) as session:
        mark_receipts(session, account_id(OWN), label="x", reason="probă", counterparty="Dan Străinu")
    assert [one.amount_minor for one in listed().receipts if one.marked] == [30_00]


def test_what_is_no_account_is_refused(victim_case, session_of):
    with session_of(victim_case.folder) as session, pytest.raises(NotFound, match="no account"):
        list_receipts(session, "acc-0")
