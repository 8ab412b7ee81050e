"""Banca Exemplu's statements: valid by the published schema, exchange with both sums, text escaped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from tracer.sample.files.bank_camt import write_camt
from tracer.sample.money.movements import SampleMovement
from tracer.sample.money.statements import SampleStatement, StatementRow
from tracer.sample.world.accounts import ACCOUNTS
from tracer.sample.writing import SampleFiles


def statement(*rows: StatementRow) -> SampleStatement:
    return SampleStatement(ACCOUNTS["delta"], date(2021, 1, 1), date(2021, 12, 31), 100, rows)


def test_every_file_keeps_to_the_published_schema(sample: SampleFiles, shared_data: Path) -> None:
    schema = etree.XMLSchema(etree.parse(shared_data / "bank" / "xsd" / "camt.053.001.08.xsd"))
    files = [path for path in sample.files if path.suffix == ".xml" and path.name.startswith("banca-exemplu")]
    assert len(files) == 40
    for path in files:
        schema.assertValid(etree.parse(path))


def test_an_exchange_states_both_sums() -> None:
    movement = SampleMovement(date(2021, 3, 4), "exchange", "delta", "delta_eur", 50_000, 12_500, "Schimb", "FX1")
    text = write_camt(statement(StatementRow(movement, -50_000, -49_900, ACCOUNTS["delta_eur"]))).decode()
    assert '<Amt Ccy="RON">500.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>' in text
    assert '<CntrValAmt><Amt Ccy="EUR">125.00</Amt><CcyXchg><SrcCcy>RON</SrcCcy>' in text
    assert "<XchgRate>4</XchgRate>" in text
    assert ACCOUNTS["delta_eur"].iban in text


def test_a_balance_below_zero_is_a_debit_balance() -> None:
    movement = SampleMovement(date(2021, 3, 4), "fee", "delta", None, 350, 350, "Comision", "C1")
    text = write_camt(statement(StatementRow(movement, -350, -250, None))).decode()
    assert '<Amt Ccy="RON">2.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2021-12-31</Dt></Dt></Bal>' in text


@pytest.mark.parametrize("part", ["text", "reference", "name"])
def test_signs_of_markup_are_escaped(part: str) -> None:
    movement = SampleMovement(date(2021, 3, 4), "transfer", None, "delta", 1, 1, "x", "y", "z")
    row = StatementRow(replace(movement, **{part: "A & B <C>"}), 1, 101, None)
    root = etree.fromstring(write_camt(statement(row)))
    assert "A & B <C>" in [element.text for element in root.iter()]
