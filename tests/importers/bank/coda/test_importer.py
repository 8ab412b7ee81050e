"""CODA: collective movements count once, sums and counts of the trailer are compared, what is not certain is rejected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.bank.coda.importer import IMPORTER, belgian_iban
from importers.contract import Batch, UnreadableFile
from importers.parsing.source_row import read_source_row
from importers.registry import read_source
from importers.source import SourceFile, from_bytes, open_source
from tests.importers.mutations import check_mutated

SAMPLE = Path(__file__).parents[1] / "samples" / "collective.cod"


def changed(before: str, after: str) -> SourceFile:
    text = SAMPLE.read_bytes().decode()
    assert before in text
    return from_bytes("extras.cod", text.replace(before, after).encode())


def red(batch: Batch) -> list[str]:
    return [flag.template for flag in batch.flags if flag.severity == "red"]


def test_a_collective_movement_counts_once_and_keeps_the_text_of_its_details() -> None:
    batch = read_source(open_source(SAMPLE), ())
    rows = batch.entries.to_pylist()
    assert (batch.source.rows, batch.source.kept) == (2, 2)
    assert [(r["side"], r["credit_minor"], r["booking_date"], r["value_date"]) for r in rows] == [
        ("credit", 25000, date(2024, 6, 4), date(2024, 6, 3)),
        ("debit", 3025, date(2024, 6, 5), date(2024, 6, 5)),
    ]
    assert rows[0]["counterparty_name"] == "CHIRIAS INVENTAT"
    assert rows[0]["description"] == "CHIRIE IUNIE"
    for part in ("COLECTIV", "PARTEA 1", "PARTEA 2", "INFORMATIE", "PRIMUL INVENTAT"):
        assert part in rows[1]["description"]
    [statement] = [node.props for node in batch.nodes if node.type == "Statement"]
    assert (statement["opening_minor"], statement["closing_minor"]) == (100050, 122025)
    assert (statement["from_date"], statement["to_date"]) == ("2024-06-01", "2024-06-05")
    assert red(batch) == []


def test_a_place_opens_all_records_of_its_movement() -> None:
    file = open_source(SAMPLE)
    last = read_source(file, ()).entries.to_pylist()[1]["locator"]
    assert last == "line:6-10"
    assert read_source_row(file, last, ()).text.count("REF0002") == 4


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("000010000000000030250", "000011000000000030250", "The trailer states {stated} records"),
        ("000010000000000030250", "000010000000000030251", "The trailer states {stated}, and the rows add up"),
        ("000000001220250", "000000001220260", "does not reconcile"),
        ("4 00010000", "7 00010000", "The line is no record of CODA"),
    ],
)
def test_sums_counts_and_lines_that_do_not_fit_are_red(before: str, after: str, reason: str) -> None:
    assert any(reason in template for template in red(read_source(changed(before, after), ())))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("REF0001              0000000000250000030624", "REF0001              0000000000250000310224", "is not a date"),
        ("REF0001              0000000000250000", "REF0001              0000000000250005", "has more decimals"),
        ("REF0001              0", "REF0001              2", "The sign of the amount"),
        ("REF0001              0000000000250000", "REF0001              0000000000000000", "The amount is zero"),
    ],
)
def test_a_movement_that_is_not_certain_is_rejected(before: str, after: str, reason: str) -> None:
    batch = read_source(changed(before, after), ())
    assert (batch.source.rows, batch.source.kept) == (2, 1)
    assert reason in str(batch.rejections[0].reason)
    assert "CHIRIE IUNIE" in batch.rejections[0].row


def test_a_cut_file_is_red_and_another_encoding_refused() -> None:
    text = SAMPLE.read_bytes()
    cut = read_source(from_bytes("x.cod", text[: text.rindex(b"\r\n9")]), ())
    assert any("has no trailer" in template for template in red(cut))
    with pytest.raises(UnreadableFile, match="is not UTF-8 text"):
        read_source(from_bytes("x.cod", text.replace(b"CHIRIE", b"CHIRI\xc9")), ())


def test_a_belgian_number_has_one_iban() -> None:
    assert belgian_iban("539007547034") == "BE68539007547034"
    assert belgian_iban("539007547035") == "539007547035"


_SIGNS = (b"\r\n", b"0", b"9", b"2100030000")


@given(st.data())
def test_a_changed_file_loses_no_row_without_a_word(data: st.DataObject) -> None:
    batch = check_mutated(IMPORTER, SAMPLE.read_bytes(), data, pieces=_SIGNS)
    if batch is not None:
        assert batch.source.kept == batch.entries.num_rows
