"""OFX: values with and without closing tags, several statements, what a file does not state, what is no money."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.bank.ofx.importer import IMPORTER
from importers.contract import Batch, UnreadableFile
from importers.parsing.source_row import read_source_row
from importers.registry import read_source
from importers.source import SourceFile, from_bytes, open_source
from tests.importers.mutations import check_mutated

SAMPLE = Path(__file__).parents[1] / "samples" / "card.qfx"
HEAD = "OFXHEADER:100\nENCODING:USASCII\nCHARSET:1252\n\n"


def ofx(
    rows: str, *, end: str = "<DTEND>20240531", currency: str = "RON", balance: str = "", head: str = HEAD
) -> SourceFile:
    body = (
        f"<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>{currency}<BANKACCTFROM><BANKID>1<ACCTID>12345"
        f"</BANKACCTFROM><BANKTRANLIST><DTSTART>20240501{end}{rows}</BANKTRANLIST>{balance}"
        "</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>"
    )
    return from_bytes("extras.ofx", (head + body).encode("windows-1252"))


def row(amount: str, day: str = "20240513", more: str = "") -> str:
    return f"<STMTTRN><TRNTYPE>XFER<DTPOSTED>{day}<TRNAMT>{amount}<FITID>F1{more}</STMTTRN>"


def signed(batch: Batch) -> list[int]:
    return [r["credit_minor"] if r["side"] == "credit" else -r["debit_minor"] for r in batch.entries.to_pylist()]


def test_statements_of_an_account_and_of_a_card_are_read_in_the_order_of_days() -> None:
    batch = read_source(open_source(SAMPLE), ())
    rows = batch.entries.to_pylist()
    assert signed(batch) == [-350, 125050, -20000, -1230]
    assert [r["kind"] for r in rows] == ["fee", "unknown", "cash_withdrawal", "card"]
    assert [r["counterparty_name"] for r in rows] == ["Fee", "Inven&ted Payer", "ATM Invented Street", "Invented Shop"]
    assert rows[1]["value_date"] == date(2024, 5, 13)
    assert rows[1]["description"] == "rent · TRNTYPE CREDIT"
    assert "CHECKNUM 77" in rows[0]["description"]
    numbers = {node.id: node.props["number"] for node in batch.nodes if node.type == "Account"}
    assert numbers[rows[1]["debit_account"]] == "333/444555666"
    bank, card = (node.props for node in batch.nodes if node.type == "Statement")
    assert (bank["from_date"], bank["to_date"], bank["closing_minor"]) == ("2024-05-01", "2024-05-31", 104700)
    assert "opening_minor" not in bank
    assert "closing_minor" not in card
    assert any("it is not used as the closing balance" in flag.template for flag in batch.flags)


def test_a_place_opens_its_transaction() -> None:
    file = open_source(SAMPLE)
    rows = read_source(file, ()).entries.to_pylist()
    assert read_source_row(file, rows[1]["locator"], ()).text.splitlines()[1] == "<NAME>Inven&amp;ted Payer"
    two = ofx(row("1.00") + row("2.00"))
    places = [r["locator"] for r in read_source(two, ()).entries.to_pylist()]
    assert len(set(places)) == 2
    assert all("TRNAMT" in read_source_row(two, place, ()).text for place in places)


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("-2000,00", -200000),
        ("+1 006,60", 100660),
        ("1.006,60", 100660),
        ("1,006.60", 100660),
        ("12", 1200),
        ("-.5", None),
    ],
)
def test_amounts_with_point_or_comma(text: str, minor: int | None) -> None:
    batch = read_source(ofx(row(text)), ())
    assert signed(batch) == ([] if minor is None else [minor])
    assert batch.source.rejected == (minor is None)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (row("1,000"), "can be read in two ways"),
        (row("-12.500"), "can be read in two ways"),
        (row("10.00", "00000000"), "is not a date"),
        (row("0.00"), "The amount is zero"),
        (row("$120"), "is not an amount"),
        ("<STMTTRNP><TRNTYPE>POS<DTTRAN>20240501<TRNAMT>-1.00</STMTTRNP>", "PENDING, not booked"),
    ],
)
def test_a_row_that_is_not_certain_is_rejected(rows: str, reason: str) -> None:
    batch = read_source(ofx(rows), ())
    assert (batch.source.rows, batch.source.kept) == (1, 0)
    assert reason in str(batch.rejections[0].reason)
    assert "TRNAMT" in batch.rejections[0].row


def test_without_currency_nothing_is_kept_and_investments_are_rejected() -> None:
    batch = read_source(ofx(row("1.00"), currency=""), ())
    assert "states no currency" in str(batch.rejections[0].reason)
    body = "<OFX><INVSTMTRS><CURDEF>USD<INVTRANLIST><DTSTART>20240101<BUYSTOCK><X>1</BUYSTOCK></INVTRANLIST></INVSTMTRS></OFX>"
    shares = read_source(from_bytes("x.ofx", body.encode()), ())
    assert [str(one.reason)[:48] for one in shares.rejections] == ["It is a transaction of an investment account, wh"]


@pytest.mark.parametrize(
    ("end", "as_of", "closing", "to_date"),
    [
        ("<DTEND>20240531", "20240531", 700, "2024-05-31"),
        ("<DTEND>20240531", "20240601", None, "2024-05-31"),
        ("", "20240513", 700, "2024-05-13"),
        ("", "20240520", 700, "2024-05-20"),
        ("", "20240510", None, "2024-05-13"),
    ],
)
def test_a_balance_of_another_day_is_no_closing_balance(
    end: str, as_of: str, closing: int | None, to_date: str
) -> None:
    balance = f"<LEDGERBAL><BALAMT>7.00<DTASOF>{as_of}</LEDGERBAL>"
    batch = read_source(ofx(row("1.00"), end=end, balance=balance), ())
    [statement] = [node.props for node in batch.nodes if node.type == "Statement"]
    assert (statement.get("closing_minor"), statement["to_date"]) == (closing, to_date)
    said = any("it is not used as the closing balance" in flag.template for flag in batch.flags)
    assert said is (closing is None)


def test_the_encoding_is_the_stated_one() -> None:
    named = row("1.00", more="<NAME>café")
    assert read_source(ofx(named), ()).entries.to_pylist()[0]["counterparty_name"] == "café"
    ascii_only = HEAD.replace("1252", "NONE")
    with pytest.raises(UnreadableFile, match="states the encoding ascii"):
        read_source(ofx(named, head=ascii_only), ())


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<OFX><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>No</STATUS></OFX>",
            "an error of the bank and no statement: 15500 No",
        ),
        ("<OFX><SONRS></SONRS></OFX>", "without a statement"),
        ("<!DOCTYPE x><OFX></OFX>", "a document type"),
        ("<OFX>" + "<A>" * 60 + "</OFX>", "too deep"),
    ],
)
def test_a_file_without_a_statement_is_refused(body: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        IMPORTER.read(from_bytes("x.ofx", body.encode()), ())


_SIGNS = (b"<STMTTRN>", b"</STMTTRN>", b"<", b">", b"</", b"<OFX>", b",")


@given(st.data())
def test_a_changed_file_loses_no_row_without_a_word(data: st.DataObject) -> None:
    batch = check_mutated(IMPORTER, SAMPLE.read_bytes(), data, pieces=_SIGNS)
    if batch is None:
        return
    assert batch.source.kept == batch.entries.num_rows
    assert set(Counter(r["locator"] for r in batch.entries.to_pylist()).values()) <= {1}
