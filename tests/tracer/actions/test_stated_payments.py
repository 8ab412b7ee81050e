"""Payments that statements state once, twice or in two ways: from files to the traced sum and to what verify says."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from graph_schema.records.identity import account_id
from tracer.access.roles import Actor
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files
from tracer.actions.files.pairs import list_pairs
from tracer.actions.money.mark import mark_receipts
from tracer.actions.money.trace import trace_subject
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

IBAN = "RO42INVT0000000000000001"
ACCOUNT = account_id(IBAN)


def statement(number, begin, end, opening, closing, *rows):
    """Rows as (booking day, amount, reference), all valued on the 15th of January 2024, amounts in whole RON.

    The reference of a reversal begins with BACK.
    """
    balances = "".join(
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='RON'>{amount}.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>"
        f"<Dt><Dt>2024-01-{day:02}</Dt></Dt></Bal>"
        for code, amount, day in (("OPBD", opening, begin), ("CLBD", closing, end))
    )
    entries = "".join(
        f"<Ntry><Amt Ccy='RON'>{abs(amount)}.00</Amt><CdtDbtInd>{'CRDT' if amount > 0 else 'DBIT'}</CdtDbtInd>"
        f"{'<RvslInd>true</RvslInd>' if reference.startswith('BACK ') else ''}"
        f"<Sts>BOOK</Sts><BookgDt><Dt>2024-01-{day:02}</Dt></BookgDt><ValDt><Dt>2024-01-15</Dt></ValDt>"
        f"<NtryDtls><TxDtls><Refs><EndToEndId>{reference.removeprefix('BACK ')}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"
        for day, amount, reference in rows
    )
    return (
        f"<Stmt><Id>{number}</Id><FrToDt><FrDtTm>2024-01-{begin:02}T00:00:00</FrDtTm>"
        f"<ToDtTm>2024-01-{end:02}T23:59:59</ToDtTm></FrToDt>"
        f"<Acct><Id><IBAN>{IBAN}</IBAN></Id><Ccy>RON</Ccy></Acct>{balances}{entries}</Stmt>"
    )


FIRST = statement("1", 1, 15, 0, 50, (15, 50, "REF-1"))
SECOND = statement("2", 16, 31, 50, 100, (16, 50, "REF-2"))
TWINS = statement("1", 1, 31, 0, 100, (15, 50, "REF-1"), (15, 50, "REF-1"))
MONTH = statement("1", 1, 31, 0, 100, (15, 50, "REF-1"), (16, 50, "REF-2"))
OTHER_ORDER = statement("1", 1, 31, 0, 100, (16, 50, "REF-2"), (15, 50, "REF-1"))
OVERLAP = statement("2", 10, 31, 0, 100, (15, 50, "REF-1"), (16, 50, "REF-2"))
CORRECTED = statement("1", 1, 31, 0, 110, (15, 50, "REF-1"), (16, 60, "REF-2"))


@pytest.fixture
def look(tmp_path):
    """Imports files, each of some statements, marks all receipts and gives (received, held) a method, and the checks."""
    numbers = itertools.count()

    def go(*files):
        with open_session(
            Settings(tmp_path / f"case {next(numbers)}", Actor("Ana Proba", "owner"), "en"), create=True
        ) as session:
            paths = []
            for number, statements in enumerate(files):
                head = "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt>"
                path = tmp_path / f"{number}.xml"
                Path(path).write_text(f"{head}{''.join(statements)}</BkToCstmrStmt></Document>", encoding="utf-8")
                paths.append(path)
            assert {report.status for report in import_files(session, paths).files} == {"imported"}
            mark_receipts(session, ACCOUNT, label="proceeds", reason="probă")
            account = trace_subject(session, ACCOUNT, ["fifo", "libr"]).accounts[0]
            go.account = account
            sums = {(one.lower_minor, one.upper_minor) for one in (*account.received, *account.held)}
            report = verify_case(session)
            looks = {check.name for check in report.checks if check.result != "holds"}
            return sums, looks, len(list_pairs(session).pairs)

    return go


@pytest.mark.parametrize(
    "files",
    [
        [[FIRST], [SECOND]],
        [[SECOND], [FIRST]],
        [[FIRST, SECOND]],
        [[TWINS]],
        [[MONTH], [OTHER_ORDER + "<!-- sent again -->"]],
        [[MONTH, OTHER_ORDER]],
        [[MONTH], [OVERLAP]],
        [[OVERLAP], [MONTH]],
        [[FIRST], [OVERLAP]],
        [[FIRST], [SECOND], [MONTH.replace("<Id>1<", "<Id>3<")]],
    ],
)
def test_two_payments_are_two_however_often_statements_state_them(look, files) -> None:
    assert look(*files) == ({(100_00, 100_00)}, set(), 0)


def test_a_corrected_statement_is_said_and_its_money_is_uncertain(look) -> None:
    sums, looks, _ = look([MONTH], [CORRECTED])
    assert "chains" in looks
    assert (50_00, 160_00) in sums  # received: the row of both surely, the rows that only one of them lists perhaps
    assert (160_00, 160_00) not in sums
    assert (0, 110_00) in sums  # held: no more than the balance that a statement states


def test_equal_rows_that_balances_and_references_judge_otherwise_are_an_open_pair(look) -> None:
    other = statement("2", 10, 31, 0, 50, (15, 50, "REF-9"))
    sums, looks, pairs = look([statement("1", 1, 20, 0, 50, (15, 50, "REF-1"))], [other])
    assert pairs == 1
    assert {"pairs", "chains"} <= looks
    assert (50_00, 100_00) in sums


PASSED_ON = statement("7", 1, 31, 0, 0, (5, 50, "CASH-7"), (9, -50, "OUT-7"))
SHIFTED = statement("8", 1, 31, 0, 0, (4, 50, "CASH-7"), (8, -50, "OUT-7"))


def test_the_same_rows_booked_on_other_days_are_open_pairs_and_no_second_receipt(look) -> None:
    sums, looks, pairs = look([PASSED_ON], [SHIFTED])
    assert (pairs, "pairs" in looks) == (2, True)
    assert (50_00, 100_00) in sums


def ends(sums):
    return {one.method: (one.lower_minor, one.upper_minor) for one in sums}


def both(low, high):
    return {method: (low * 100, high * 100) for method in ("fifo", "libr")}


def test_what_two_contradicting_statements_do_not_both_list_is_received_perhaps(look) -> None:
    other = statement("2", 1, 31, 0, 80, (15, 50, "REF-1"), (17, 30, "REF-3"))
    look([MONTH], [other])
    assert ends(look.account.received) == both(50, 130)
    part = statement("2", 10, 20, 0, 30, (12, 30, "REF-3"))
    look([MONTH], [part])
    assert ends(look.account.received) == both(0, 130)


def test_a_statement_of_other_days_stays_received_whole(look) -> None:
    late = statement("2", 16, 31, 70, 120, (16, 50, "REF-2"))
    look([FIRST], [late])
    assert ends(look.account.received) == both(100, 100)


@pytest.mark.parametrize(
    ("rows", "received", "back"),
    [
        ([(5, 100, "IN-1"), (6, -100, "BACK IN-1")], (100, 100), (100, 100)),
        ([(5, 100, "IN-1"), (6, -40, "OUT-1"), (7, -100, "BACK IN-1")], (100, 100), (100, 100)),
        ([(5, 100, "IN-1"), (6, -100, "IN-1")], (100, 100), (0, 0)),
        ([(5, 100, "IN-1"), (6, -100, "OUT-1"), (7, 100, "BACK OUT-1")], (100, 100), (0, 0)),
        ([(5, 100, "IN-1"), (5, 30, "IN-2"), (6, -30, "BACK IN-2")], (130, 130), (30, 30)),
    ],
    ids=["at-once", "after-money-moved", "no-reversal", "a-payment-that-came-back", "one-of-two"],
)
def test_what_was_taken_back_is_said_alike_by_every_method(look, rows, received, back) -> None:
    closing = sum(amount for _, amount, _ in rows)
    look([statement("1", 1, 31, 50, 50 + closing, *rows)])
    assert ends(look.account.received) == both(*received)
    assert ends(look.account.reversed) == both(*back)
