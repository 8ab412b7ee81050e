"""Pages of a statement are one statement; the same statement once more is a repetition and moves nothing."""

from __future__ import annotations

import pytest

from importers.bank.camt.camt053 import IMPORTER
from importers.source import from_bytes


def entry(day: int, amount: str, reference: str) -> str:
    return (
        f"<Ntry><Amt Ccy='EUR'>{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2024-03-{day:02}"
        f"</Dt></BookgDt><NtryDtls><TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>"
    )


def balance(code: str, amount: str, day: int) -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{amount}</Amt>"
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-03-{day:02}</Dt></Dt></Bal>"
    )


def statement(*parts: str, number: str = "7") -> str:
    account = "<Acct><Id><IBAN>RO42INVT0000000000000001</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    period = "<FrToDt><FrDtTm>2024-03-01T00:00:00</FrDtTm><ToDtTm>2024-03-31T00:00:00</ToDtTm></FrToDt>"
    return f"<Stmt><Id>{number}</Id>{period}{account}{''.join(parts)}</Stmt>"


def read(*statements: str):
    head = "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.08'><BkToCstmrStmt>"
    text = f"{head}{''.join(statements)}</BkToCstmrStmt></Document>"
    return IMPORTER.read(from_bytes("inventat.xml", text.encode()), ())


ROWS = (entry(4, "10.00", "A"), entry(4, "10.00", "B"))
BALANCES = (balance("OPBD", "0.00", 1), balance("CLBD", "20.00", 31))


@pytest.mark.parametrize("rows", [ROWS, ROWS[::-1]])
def test_a_statement_that_stands_twice_in_a_file_moves_its_money_once(rows) -> None:
    batch = read(statement(*BALANCES, *ROWS), statement(*BALANCES, *rows))
    assert len({row["transfer_id"] for row in batch.entries.to_pylist()}) == batch.entries.num_rows == 2
    assert (batch.source.rows, batch.source.kept, batch.source.rejected) == (4, 4, 0)
    assert [node.props["rows"] for node in batch.nodes if node.type == "Statement"] == [2]
    assert [flag.severity for flag in batch.flags if "again" in flag.template] == ["amber"]


def test_a_page_goes_on_where_the_one_before_ends() -> None:
    pages = [
        statement(balance("OPBD", "0.00", 1), balance("CLBD", "10.00", 31), ROWS[0]),
        statement(balance("OPBD", "10.00", 1), balance("CLBD", "20.00", 31), ROWS[1]),
    ]
    batch = read(*pages)
    (node,) = [node for node in batch.nodes if node.type == "Statement"]
    assert (node.props["rows"], node.props["difference_minor"]) == (2, 0)


def test_a_corrected_statement_is_one_of_its_own() -> None:
    corrected = (balance("OPBD", "0.00", 1), balance("CLBD", "25.00", 31))
    batch = read(statement(*BALANCES, *ROWS), statement(*corrected, ROWS[0], entry(4, "15.00", "B")))
    nodes = [node for node in batch.nodes if node.type == "Statement"]
    assert len({node.id for node in nodes}) == 2
    assert [node.props["difference_minor"] for node in nodes] == [0, 0]
    rows = batch.entries.to_pylist()
    # The row that both state is one payment; of the two that differ each is kept for a person to compare.
    assert len({row["transfer_id"] for row in rows}) == 3


def test_a_page_without_an_opening_balance_goes_on_where_the_ones_before_end() -> None:
    first = statement(balance("OPBD", "0.00", 1), ROWS[0], balance("CLBD", "10.00", 15))
    batch = read(first, statement(ROWS[1], balance("CLBD", "20.00", 31)))
    (node,) = [node for node in batch.nodes if node.type == "Statement"]
    assert (node.props["rows"], node.props["opening_minor"], node.props["closing_minor"]) == (2, 0, 20_00)
    assert node.props["difference_minor"] == 0
