"""MT940: every movement with its side, its days and its counterparty, in the dialects of the banks; nothing is guessed."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.bank.mt940.importer import IMPORTER
from importers.contract import Batch, UnreadableFile
from importers.parsing.source_row import read_source_row
from importers.registry import UnknownFormat, read_source, recognise
from importers.source import SourceFile, from_bytes, open_source
from tests.importers.mutations import check_mutated

SAMPLE = Path(__file__).parents[1] / "samples" / "dialects.sta"


def swift(*lines: str, opening: str = "C240430RON1000,00", closing: str = "C240531RON1000,00") -> SourceFile:
    head = (":20:X", ":25:RO30FICTRON0000000000013", ":28C:1", f":60F:{opening}")
    return from_bytes("extras.sta", "\r\n".join([*head, *lines, f":62F:{closing}", "-"]).encode())


def rows(batch: Batch) -> list[tuple[str, int, str | None, str | None]]:
    numbers = {node.id: str(node.props["number"]) for node in batch.nodes if node.type == "Account"}
    found = []
    for row in batch.entries.to_pylist():
        other = row["debit_account" if row["side"] == "credit" else "credit_account"]
        amount = row["credit_minor"] if row["side"] == "credit" else -row["debit_minor"]
        found.append((row["kind"], amount, row["counterparty_name"], None if other is None else numbers[other]))
    return found


def test_counterparties_come_out_of_every_dialect() -> None:
    batch = read_source(open_source(SAMPLE), ())
    assert rows(batch) == [
        ("transfer", 25000, "Alma Plasmuita", "RO06EXMPRON0000000000010"),
        ("transfer", -10050, "INVENTATA SRL BUCURESTI", "RO06EXMPRON0000000000010"),
        ("fee", -500, None, None),
        ("reversal", -20488, "ALT PLATITOR SRL", "RO06EXMPRON0000000000010"),
        ("reversal", 488, "Jan Verzonnen", "NL91ABNA0417164300"),
        ("transfer", 1000, "Max Erfu nden", "DE89370400440532013000"),
    ]
    described = [row["description"] for row in batch.entries.to_pylist()]
    assert described[1] == "Plata FACTURA 17 · B2"
    assert described[5] == "GUTSCHRIFT ?10 9301 SVWZ+Miete Mai und Nebenko sten 2024 ?34 000"
    (statement,) = [node for node in batch.nodes if node.type == "Statement"]
    assert (statement.props["opening_minor"], statement.props["closing_minor"]) == (100000, 95450)
    assert (statement.props["from_date"], statement.props["to_date"]) == ("2024-05-01", "2024-05-31")
    assert not [flag for flag in batch.flags if flag.severity == "red"]
    owners = [node.props.get("owner_name") for node in batch.nodes if node.type == "Account"]
    assert owners[0] == "STEFANIA FICTIVESCU"


def test_a_place_opens_the_lines_of_its_movement() -> None:
    file = open_source(SAMPLE)
    first = read_source(file, ()).entries.to_pylist()[0]
    assert first["locator"] == "line:6-11"
    text = read_source_row(file, first["locator"], ()).text
    assert text.startswith(":61:2405020502C250,00")
    assert text.endswith("chirie mai")


@pytest.mark.parametrize(("mark", "signed"), [("C", 20488), ("D", -20488), ("RC", -20488), ("RD", 20488)])
def test_the_reversal_of_a_credit_takes_money_away(mark: str, signed: int) -> None:
    batch = read_source(swift(f":61:2405020502{mark}204,88NTRFX"), ())
    assert rows(batch)[0][:2] == ("reversal" if mark[0] == "R" else "transfer", signed)


def test_the_year_of_the_entry_date_is_the_nearest() -> None:
    lines = (":61:2401020103C1,00NTRFX", ":61:2312311231C1,00NTRFY", ":61:2312310102C1,00NTRFZ")
    batch = read_source(swift(*lines, opening="C231230RON0,00", closing="C240110RON3,00"), ())
    assert [row["booking_date"] for row in batch.entries.to_pylist()] == [
        date(2024, 1, 3),
        date(2023, 12, 31),
        date(2024, 1, 2),
    ]


def test_a_row_that_cannot_be_read_is_rejected_with_its_text() -> None:
    batch = read_source(
        swift(":61:2413020502C250,00NTRFX", ":86:text", ":61:not a row", ":61:2405020502C0,00NTRFX"), ()
    )
    assert (batch.source.rows, batch.source.kept, batch.source.rejected) == (3, 0, 3)
    assert batch.rejections[0].row == ":61:2413020502C250,00NTRFX\n:86:text"
    assert "is not a date" in str(batch.rejections[0].reason)
    assert "is not a statement line" in str(batch.rejections[1].reason)
    assert "The amount is zero" in str(batch.rejections[2].reason)


def test_balances_that_do_not_follow_and_other_currencies_are_red() -> None:
    batch = read_source(swift(":61:2405020502C250,00NTRFX"), ())
    assert any(flag.severity == "red" and "does not reconcile" in flag.template for flag in batch.flags)
    mixed = read_source(swift(closing="C240531EUR1000,00"), ())
    assert any(flag.severity == "red" and "The balance {code} is in {found}" in flag.template for flag in mixed.flags)


def test_a_text_of_no_dialect_names_nobody() -> None:
    text = ":86:plata din RO06EXMPRON0000000000010 pentru Alma"
    assert rows(read_source(swift(":61:2405020502C1,00NTRFX", text), ()))[0][2:] == (None, None)


def test_an_interim_report_and_another_encoding_are_refused() -> None:
    interim = from_bytes("x.sta", b":20:X\r\n:25:1\r\n:28C:1\r\n:34F:RON0,\r\n:61:2405020502C1,00NTRFX\r\n")
    with pytest.raises(UnknownFormat, match="has the format MT942"):
        recognise(interim, ())
    latin = from_bytes("x.sta", swift().data.replace(b":20:X", ":20:Ș".encode("iso-8859-16")))
    with pytest.raises(UnreadableFile, match=r"is not UTF-8 text \(position 4\)"):
        read_source(latin, ())
    with pytest.raises(UnreadableFile, match="has no statement with a balance or a row"):
        read_source(from_bytes("x.sta", b":20:X\r\n:25:1\r\n:28C:1\r\n"), ())


_SIGNS = (b":61:", b"\n-}\n", b"\n:62F:", b"-", b"/", b"~", b",", b"\n")


@given(st.data())
def test_a_changed_file_loses_no_row_without_a_word(data: st.DataObject) -> None:
    batch = check_mutated(IMPORTER, SAMPLE.read_bytes(), data, pieces=_SIGNS)
    if batch is None:
        return
    if not any("contains the statement" in flag.template for flag in batch.flags):
        assert batch.source.kept == batch.entries.num_rows
    places = Counter(row["locator"] for row in batch.entries.to_pylist())
    assert set(places.values()) <= {1}
