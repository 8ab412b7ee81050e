"""camt.053: what an entry becomes, what is refused, and other people's files against figures computed apart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from graph_schema.values.money import exponent
from importers.bank.camt.camt053 import IMPORTER
from importers.contract import Batch, UnreadableFile
from importers.source import SourceFile, from_bytes, open_source

SAMPLES = Path(__file__).parents[1] / "samples"
ACCOUNT = "RO42INVT0000000000000001"
ENTRY = (
    "<Ntry><Amt Ccy='EUR'>10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
    "<BookgDt><Dt>2024-03-04</Dt></BookgDt></Ntry>"
)


def camt(entries: str, *, head: str = "", version: str = "053.001.08", account: str = "") -> SourceFile:
    account = account or f"<Acct><Id><IBAN>{ACCOUNT}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    text = (
        f"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.{version}'><BkToCstmrStmt>"
        f"<Stmt><Id>1</Id>{account}{head}{entries}</Stmt></BkToCstmrStmt></Document>"
    )
    return from_bytes("inventat.xml", text.encode())


def balance(code: str, amount: str, currency: str = "EUR", day: str = "2024-03-04") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{currency}'>{amount}</Amt>"
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def read(file: SourceFile) -> Batch:
    return IMPORTER.read(file, ())


def told(batch: Batch, severity: str) -> list[str]:
    return [flag.template.format(**flag.params) for flag in batch.flags if flag.severity == severity]


def test_a_batch_entry_is_split_into_its_transactions() -> None:
    batch = read(open_source(SAMPLES / "month.xml"))
    parts = [row for row in batch.entries.to_pylist() if "/Ntry[2]/" in row["locator"] and "Stmt[1]" in row["locator"]]
    assert [row["debit_minor"] for row in parts] == [100_00, 200_00]
    assert len({row["credit_account"] for row in parts}) == 2


def test_a_batch_whose_parts_do_not_add_up_stays_whole() -> None:
    batch = read(open_source(SAMPLES / "month.xml"))
    whole = [row for row in batch.entries.to_pylist() if row["locator"].endswith("Stmt[1]/Ntry[10]")]
    assert [row["debit_minor"] for row in whole] == [40_00]
    assert any("add up to 30.00 RON, and the entry states 40.00 RON" in text for text in told(batch, "amber"))


def test_a_batch_whose_parts_state_no_amount_is_said_to_state_none() -> None:
    text = (SAMPLES / "month.xml").read_text(encoding="utf-8")
    for amount in ("10.00", "20.00"):
        text = text.replace(
            f'</Refs><Amt Ccy="RON">{amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>', "</Refs></TxDtls>"
        )
    said = told(read(from_bytes("month.xml", text.encode())), "amber")
    assert any("Of the 2 transactions of this entry 0 state an amount in RON" in line for line in said)
    assert not any("add up to 0.00" in line for line in said)


def test_a_reversal_names_the_movement_it_takes_back() -> None:
    rows = read(open_source(SAMPLES / "month.xml")).entries.to_pylist()
    back = next(row for row in rows if row["kind"] == "reversal")
    taken = next(row for row in rows if row["transfer_id"] == back["reversal_of"])
    assert (taken["debit_minor"], taken["debit_account"]) == (back["credit_minor"], back["credit_account"])
    assert back["debit_account"] == taken["credit_account"]


def test_a_returned_payment_is_a_reversal_of_its_payer() -> None:
    details = (
        "<NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Firma Inventată</Nm></Dbtr></RltdPties>"
        "<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Cont închis</AddtlInf></RtrInf></TxDtls></NtryDtls></Ntry>"
    )
    row = read(camt(ENTRY.replace("</Ntry>", details))).entries.to_pylist()[0]
    assert (row["kind"], row["counterparty_name"], row["description"]) == ("reversal", "Firma Inventată", "Cont închis")


def test_two_currencies_keep_both_amounts() -> None:
    rows = read(open_source(SAMPLES / "month.xml")).entries.to_pylist()
    both = [(r["debit_minor"], r["debit_currency"], r["credit_minor"], r["credit_currency"]) for r in rows]
    assert (2486_00, "RON", 500_00, "EUR") in both


def test_a_day_is_the_banks_own_whatever_the_time_zone() -> None:
    row = read(open_source(SAMPLES / "month.xml")).entries.to_pylist()[0]
    assert (str(row["booking_date"]), str(row["value_date"])) == ("2024-03-04", "2024-03-03")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (("PMNT", "RCDT", "ESCT"), "transfer"),
        (("PMNT", "CNTR", "CDPT"), "cash_deposit"),
        (("PMNT", "CNTR", "CWDL"), "cash_withdrawal"),
        (("PMNT", "CCRD", "CWDL"), "cash_withdrawal"),
        (("PMNT", "CCRD", "POSD"), "card"),
        (("ACMT", "MDOP", "CHRG"), "fee"),
        (("ACMT", "MCOP", "INTR"), "interest"),
        (("FORX", "SPOT", "OTHR"), "exchange"),
        (("SECU", "SETT", "TRAD"), "unknown"),
        (("PMNT", "*", "OTHR"), "unknown"),
    ],
)
def test_the_kind_comes_from_the_banks_code(code: tuple[str, str, str], kind: str) -> None:
    domain, family, sub_family = code
    element = (
        f"<BkTxCd><Domn><Cd>{domain}</Cd><Fmly><Cd>{family}</Cd><SubFmlyCd>{sub_family}</SubFmlyCd></Fmly></Domn>"
        "</BkTxCd></Ntry>"
    )
    rows = read(camt(ENTRY.replace("</Ntry>", element))).entries.to_pylist()
    assert [row["kind"] for row in rows] == [kind]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("BOOK", "PDNG", "The entry is PDNG, not booked"),
        ("10.00", "0.00", "expected an amount above zero"),
        ("10.00", "-10.00", "expected an amount above zero"),
        ("10.00", "10.001", "more decimals than EUR allows"),
        ("10.00", "10,00", "is not an amount"),
        ("CRDT", "PLUS", "CRDT or DBIT"),
        ("'EUR'", "'XXX'", "Unknown currency"),
        ("'EUR'", "'RON'", "the booked amount is unknown"),
        ("<BookgDt><Dt>2024-03-04</Dt></BookgDt>", "", "neither a booking date nor a value date"),
        ("2024-03-04", "2024-02-30", "not a day of the calendar"),
        ("2024-03-04", "04.03.2024", "not a date of ISO 20022"),
    ],
)
def test_an_entry_that_cannot_be_kept_comes_back_with_its_reason(old: str, new: str, reason: str) -> None:
    batch = read(camt(ENTRY.replace(old, new) + ENTRY))
    assert (batch.source.rows, batch.source.kept, batch.source.rejected) == (2, 1, 1)
    assert batch.rejections[0].locator == "path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[1]"
    assert reason in batch.rejections[0].reason


EXCHANGE = "<CcyXchg><SrcCcy>CHF</SrcCcy><XchgRate>0.95</XchgRate></CcyXchg>"


@pytest.mark.parametrize("kind", ["InstdAmt", "CntrValAmt", "TxAmt"])
def test_an_entry_in_another_currency_than_its_account_is_rejected_whatever_its_details_say(kind: str) -> None:
    details = f"<AmtDtls><{kind}><Amt Ccy='EUR'>9.40</Amt>{EXCHANGE}</{kind}></AmtDtls>"
    entry = ENTRY.replace("'EUR'", "'CHF'").replace(
        "</Ntry>", f"<NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>"
    )
    batch = read(camt(entry))
    assert (batch.source.rows, batch.source.kept, batch.source.rejected) == (1, 0, 1)
    assert batch.rejections[0].value == "10.00 CHF"
    assert "the account in EUR: the booked amount is unknown" in batch.rejections[0].reason


@pytest.mark.parametrize(
    ("kind", "other", "words"),
    [
        ("InstdAmt", (10_00, "EUR"), "InstdAmt: 9.40 CHF"),
        ("CntrValAmt", (9_40, "CHF"), None),
        ("TxAmt", (9_40, "CHF"), None),
    ],
)
def test_an_instructed_amount_is_kept_in_words_and_moves_nothing(kind: str, other: object, words: str | None) -> None:
    details = f"<AmtDtls><{kind}><Amt Ccy='CHF'>9.40</Amt>{EXCHANGE}</{kind}></AmtDtls>"
    (row,) = read(
        camt(ENTRY.replace("</Ntry>", f"<NtryDtls><TxDtls>{details}</TxDtls></NtryDtls></Ntry>"))
    ).entries.to_pylist()
    assert (row["credit_minor"], row["credit_currency"]) == (10_00, "EUR")
    assert (row["debit_minor"], row["debit_currency"]) == other
    assert row["description"] == words


def test_an_amount_in_another_currency_without_an_exchange_is_no_counter_value() -> None:
    def other_side(details: str) -> tuple[int, str]:
        entry = ENTRY.replace("</Ntry>", f"<NtryDtls><TxDtls><AmtDtls>{details}</AmtDtls></TxDtls></NtryDtls></Ntry>")
        (row,) = read(camt(entry)).entries.to_pylist()
        assert (row["credit_minor"], row["credit_currency"]) == (10_00, "EUR")
        return row["debit_minor"], row["debit_currency"]

    counter, transaction = (
        "<CntrValAmt><Amt Ccy='CHF'>9.40</Amt>{}</CntrValAmt>",
        "<TxAmt><Amt Ccy='USD'>11.20</Amt>{}</TxAmt>",
    )
    assert other_side(counter.format(EXCHANGE)) == (9_40, "CHF")
    assert other_side(counter.format("")) == (10_00, "EUR")
    # Two of them: which one moved is not known.
    assert other_side(transaction.format("") + counter.format(EXCHANGE)) == (10_00, "EUR")


def part(amount: str, currency: str = "EUR", name: str = "", more: str = "") -> str:
    party = f"<RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties>" if name else ""
    return f"<TxDtls><Amt Ccy='{currency}'>{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd>{more}{party}</TxDtls>"


@pytest.mark.parametrize(
    "parts",
    [
        part("6.00", name="Ana") + part("5.00", name="Ion"),
        part("6.00", "CHF", "Ana") + part("4.00", "CHF", "Ion"),
        part("6.00", name="Ana") + part("4.00", "CHF", "Ion"),
        part("6.00", name="Ana", more="<Chrgs><TtlChrgsAndTaxAmt Ccy='EUR'>1.00</TtlChrgsAndTaxAmt></Chrgs>")
        + part("5.00", name="Ion"),
    ],
    ids=["other sum", "other currency", "one in another currency", "charges taken off"],
)
def test_a_batch_whose_parts_do_not_give_the_entry_is_one_movement_with_the_words_of_all(parts: str) -> None:
    batch = read(camt(ENTRY.replace("</Ntry>", f"<NtryDtls>{parts}</NtryDtls></Ntry>")))
    (row,) = batch.entries.to_pylist()
    assert (row["credit_minor"], row["debit_minor"], row["description"]) == (10_00, 10_00, "Ana | Ion")
    assert any("it is kept as one movement" in text for text in told(batch, "amber"))


def test_the_counter_value_of_an_entry_is_not_that_of_each_of_its_parts() -> None:
    counter = f"<AmtDtls><CntrValAmt><Amt Ccy='CHF'>9.40</Amt>{EXCHANGE}</CntrValAmt></AmtDtls>"
    batch = read(camt(ENTRY.replace("</Ntry>", f"{counter}<NtryDtls>{part('6.00')}{part('4.00')}</NtryDtls></Ntry>")))
    assert [(row["debit_minor"], row["debit_currency"]) for row in batch.entries.to_pylist()] == [
        (6_00, "EUR"),
        (4_00, "EUR"),
    ]


def test_opening_and_rows_must_give_closing() -> None:
    def differences(*balances: str) -> list[object]:
        nodes = read(camt(ENTRY, head="".join(balances))).nodes
        return [node.props.get("difference_minor") for node in nodes if node.type == "Statement"]

    assert differences(balance("OPBD", "5.00"), balance("CLBD", "15.00")) == [0]
    assert differences(balance("PRCD", "5.00"), balance("CLBD", "15.01")) == [1]
    assert differences(balance("OPBD", "5.00"), balance("CLBD", "9.00"), balance("CLBD", "15.00")) == [0]
    assert differences(balance("OPBD", "5.00"), balance("CLBD", "15.00", "RON")) == [None]
    red = read(camt(ENTRY, head=balance("OPBD", "5.00") + balance("CLBD", "15.01")))
    assert told(red, "red") == [
        "Statement 1 of the account …0001 does not reconcile: the closing balance differs by 0.01 EUR from the opening "
        "balance and the rows. Ask the bank for the complete statement."
    ]
    mixed = read(camt(ENTRY, head=balance("OPBD", "5.00") + balance("CLBD", "15.00", "RON")))
    assert "is in RON, the statement in EUR" in told(mixed, "red")[0]
    assert "no opening balance" in told(read(camt(ENTRY)), "amber")[0]


def test_a_wrong_iban_is_kept_and_flagged() -> None:
    account = "<Acct><Id><IBAN>RO43 INVT 0000 0000 0000 0001</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    batch = read(camt(ENTRY, account=account))
    props = batch.nodes[0].props
    assert props["number"] == "RO43INVT0000000000000001"
    assert "check digits" in str(props["invalid_identifiers"])
    assert any("fails its check" in text for text in told(batch, "amber"))


def test_an_unknown_currency_keeps_nothing_of_the_statement() -> None:
    account = f"<Acct><Id><IBAN>{ACCOUNT}</IBAN></Id><Ccy>XXX</Ccy></Acct>"
    batch = read(camt(ENTRY * 2, account=account))
    assert (batch.source.kept, batch.source.rejected, batch.nodes) == (0, 2, ())
    assert "No row of this statement is kept" in told(batch, "red")[0]


@pytest.mark.parametrize("number", range(1, 15))
def test_every_version_of_the_statement_is_read(number: int) -> None:
    batch = read(camt(ENTRY, version=f"053.001.{number:02d}"))
    assert batch.entries.column("credit_minor").to_pylist() == [10_00]


@pytest.mark.parametrize(
    ("version", "words"),
    [
        *[(f"052.001.{number:02d}", "interim report") for number in range(1, 15)],
        *[(f"054.001.{number:02d}", "notification of single items") for number in range(1, 15)],
        ("053.001.15", "expected 01 to 14"),
    ],
)
def test_what_would_count_twice_is_recognised_and_refused(version: str, words: str) -> None:
    file = camt(ENTRY, version=version)
    assert IMPORTER.recognise(file, ()).claims
    with pytest.raises(UnreadableFile, match=words):
        read(file)


def test_a_file_in_utf_16_is_the_same_file() -> None:
    plain = camt(ENTRY)
    wide = from_bytes("lat.xml", b"\xff\xfe" + plain.data.decode().encode("utf-16-le"))
    assert IMPORTER.recognise(wide, ()).claims
    assert read(wide).entries == read(plain).entries


@pytest.mark.parametrize(("name", "version"), [("month.xml", "08"), ("pages_v01.xml", "01")])
def test_our_samples_keep_to_the_published_schema(shared_data: Path, name: str, version: str) -> None:
    schema = etree.XMLSchema(etree.parse(shared_data / "bank" / "xsd" / f"camt.053.001.{version}.xsd"))
    schema.assertValid(etree.parse(SAMPLES / name))


def sums_of(rows: Iterable[dict[str, object]]) -> dict[str, Decimal]:
    """The sums of a statement as the control figures state them: by currency and sign, on the entry's side."""
    found: Counter[str] = Counter()
    for row in rows:
        sign = "CRDT" if row["side"] == "credit" else "DBIT"
        currency = str(row[f"{row['side']}_currency"])
        found[f"{currency} {sign}"] += int(str(row[f"{row['side']}_minor"]))
    return {key: Decimal(value).scaleb(-exponent(key[:3])) for key, value in found.items()}


# What the figures count and we refuse, with the sum refused.
REFUSED = {
    "statement_ac04.xml": {"EUR DBIT": Decimal("42.00")},
    "gcamp6.xml": {"XXX CRDT": Decimal("13010.00")},
    # An entry in EUR on an account in CHF: what was booked is stated nowhere.
    "053_valid_example_v8.xml": {"EUR DBIT": Decimal("20.97")},
}


def test_other_peoples_files_give_their_sums_or_a_reason(shared_data: Path) -> None:
    expected = json.loads((shared_data / "expected" / "camt.json").read_text(encoding="utf-8"))
    outcome: Counter[str] = Counter()
    for name, statements in expected.items():
        file = open_source(shared_data / name)
        try:
            batch = read(file)
        except UnreadableFile:
            outcome["refused"] += 1
            assert not statements or statements[0]["kind"] != "Stmt", name
            continue
        outcome["read"] += 1
        refused = REFUSED.get(file.name, {})
        rows = batch.entries.to_pylist()
        nodes = {str(node.props["number"]): node for node in batch.nodes if node.type == "Statement"}
        for statement in statements:
            wanted = {key: Decimal(text) for key, text in statement["sums"].items()}
            for key, amount in refused.items():
                wanted[key] -= amount
            node = nodes.get(statement["id"])
            mine = [] if node is None else [row for row in rows if row["statement"] == node.id]
            assert sums_of(mine) == {key: amount for key, amount in wanted.items() if amount}, name
            if node is None:
                assert not statement["entries"] or refused, name
                continue
            ties = {0: True, None: None}.get(node.props.get("difference_minor"), False)
            if ties is None and statement["ties"] is False:
                assert any("cannot be reconciled" in flag.template for flag in batch.flags), name
            else:
                assert ties is statement["ties"], name
            details, entries = statement["transaction_details"], statement["entries"]
            assert min(details, entries) <= len(mine) + batch.source.rejected <= max(details, entries), name
        assert batch.source.rows == batch.source.kept + batch.source.rejected
    assert outcome == {"read": 30, "refused": 33}
