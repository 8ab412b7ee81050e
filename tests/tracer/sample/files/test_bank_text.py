"""Banca Fictivă's statements: sums and days as the bank writes them, the old cedilla, a row without money."""

from __future__ import annotations

from datetime import date

from tracer.sample.files.bank_text import write_text
from tracer.sample.money.movements import SampleMovement
from tracer.sample.money.statements import SampleStatement, StatementRow
from tracer.sample.world.accounts import ACCOUNTS


def test_a_row_as_the_bank_writes_it() -> None:
    movement = SampleMovement(
        date(2021, 8, 4), "transfer", "salon", "stefania", 12_000_050, 12_000_050, "Dividende", "T1"
    )
    row = StatementRow(movement, 12_000_050, 12_000_050, ACCOUNTS["salon"])
    statement = SampleStatement(ACCOUNTS["stefania"], date(2021, 1, 1), date(2021, 12, 31), 0, (row,))
    lines = write_text(statement).decode("windows-1250").split("\r\n")
    number, other = ACCOUNTS["stefania"].iban, ACCOUNTS["salon"].iban
    assert lines[1] == (
        f"{number};Ştefania Fictivescu;RON;04.08.2021;04.08.2021;;120.000,50;120.000,50;{other};"
        "Salon Imaginar SRL;;;Transfer;Dividende;T1"
    )
    assert lines[0].endswith("Tip operaţiune;Detalii;Referinţa")
    assert lines[2:] == [""]


def test_the_reminder_repeats_the_balance_before_it() -> None:
    rows = tuple(
        StatementRow(
            SampleMovement(date(2021, 1, day), "transfer", None, "eta", 100, 100, "Factura", f"N{day}", "Client"),
            100,
            100 * day,
            None,
        )
        for day in range(1, 13)
    )
    statement = SampleStatement(ACCOUNTS["eta"], date(2021, 1, 1), date(2021, 12, 31), 0, rows)
    cells = write_text(statement).decode("windows-1250").split("\r\n")[11].split(";")
    assert (cells[3], cells[5], cells[7]) == ("10.01.2021", "0,00", "10,00")
