"""A saved mapping is read strictly and written so that it reads back the same."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph_schema.errors import WrongUse
from importers.mapping import ColumnMapping, check_fields, read_mapping, write_mapping

MAPPING = ColumnMapping(
    name="Banca Inventată",
    format="bank-ledger",
    version=2,
    encoding="windows-1250",
    delimiter=";",
    header_row=4,
    decimal_mark=",",
    group_mark=".",
    date_pattern="DD.MM.YYYY",
    columns={"booking_date": "Data", "amount": "Sumă", "sign": "Tip"},
    constants={"bank": "Banca Inventată", "currency": "RON"},
    codes={"sign": {"C": "credit", "D": "debit"}},
    ignored=("Nr. crt.",),
    footers=("Total",),
)


def test_what_is_written_reads_back_the_same() -> None:
    text = write_mapping(MAPPING)
    assert read_mapping(text, "x") == MAPPING
    assert write_mapping(read_mapping(text, "x")) == text
    assert "Sumă" in text


def changed(**changes: object) -> str:
    return json.dumps(json.loads(write_mapping(MAPPING)) | changes)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (changed(decimals=","), "unknown key 'decimals'"),
        (changed(version="2"), "'version' is '2'; expected a whole number"),
        (changed(header_row=True), "expected a whole number"),
        (changed(columns=["Data"]), "expected an object of texts"),
        (changed(codes={"sign": "C"}), "'codes/sign' is 'C'; expected an object of texts"),
        (changed(ignored="Nr."), "expected a list of texts"),
        (changed(delimiter=7), "'delimiter' is 7; expected a text"),
        (changed(first_year=True), "'first_year' is True; expected a whole number"),
        (changed(columns={"amount": None}), "'columns/amount' is None; expected a text"),
        (changed(footers=["Total", 3]), "'footers/1' is 3; expected a text"),
        (changed(version=1.0), "expected a whole number"),
        (changed(version=float("nan")), "expected a whole number"),
        (changed(name="\ud800"), "not JSON"),
        (changed(decimals=",").replace('"version": 2, ', ""), "unknown key 'decimals'"),
        (changed(format="ledger"), "'format' is 'ledger'; expected one of 'bank-ledger', 'land-register'"),
        (changed(encoding="latin9"), "'encoding' is 'latin9'; expected one of 'utf-8', 'utf-8-sig'"),
        (changed(date_pattern="D.M.YYYY"), "'date_pattern' is 'D.M.YYYY'; expected one of "),
        (changed(decimal_mark=";"), "'decimal_mark' is ';'; expected one of ',', '.'. Correct"),
        (changed(group_mark=","), "same character"),
        (changed(quote=";"), "same character"),
        (changed(delimiter="||"), "one character"),
        (changed(version=0), "'version' is 0; expected a whole number of 1 or more"),
        (changed(header_row=0), "'header_row' is 0; expected a whole number of 1 or more"),
        (changed(sheet="Cont"), "both a delimiter"),
        (changed(date_pattern="YYMMDD"), "first_year"),
        (changed(first_year=1950), "first_year"),
        (changed(constants={"amount": "1"}), "states amount both as a column and as a constant"),
        (changed(ignored=["Data"]), "Data both under columns and under ignored"),
        (changed(codes={"kind": {"x": "fee"}}), "codes for kind"),
        (changed(columns={}, codes={}), "at least one column"),
        (changed(footers=[""]), "empty column header or an empty footer"),
        ('{"name": "a", "name": "b"}', "'name' twice"),
        ('{"name": "a"}', "lacks the key 'format'"),
        ("[]", "not a JSON object.*type: tracer import FILE --mapping salvat"),
        ("{", "not JSON.*type: tracer import FILE --mapping salvat"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(text: str, words: str) -> None:
    with pytest.raises(WrongUse, match=words.replace("|", r"\|")):
        read_mapping(text, "salvat")


def test_the_fields_of_the_format_are_checked() -> None:
    check_fields(MAPPING, ("booking_date", "bank"), ("amount", "sign", "currency"))
    with pytest.raises(WrongUse, match="lacks balance"):
        check_fields(MAPPING, ("balance",), ("booking_date", "bank", "amount", "sign", "currency"))
    with pytest.raises(WrongUse, match="unknown field sign"):
        check_fields(MAPPING, ("booking_date",), ("bank", "amount", "currency"))


def test_a_mapping_made_in_code_obeys_the_same_rules() -> None:
    with pytest.raises(WrongUse, match="same character"):
        replace(MAPPING, decimal_mark=".")
