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
    constants={"account": "RO42INVT0000000000000001", "currency": "RON"},
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
        (changed(version="2"), "'version' holds '2'; expected a whole number"),
        (changed(header_row=True), "expected a whole number"),
        (changed(columns=["Data"]), "expected an object of texts"),
        (changed(codes={"sign": "C"}), "expected objects of texts by field"),
        (changed(ignored="Nr."), "expected a list of texts"),
        (changed(delimiter=7), "expected a text"),
        (changed(format="ledger"), "format is 'ledger'"),
        (changed(encoding="latin9"), "encoding is 'latin9'"),
        (changed(date_pattern="D.M.YYYY"), "date_pattern is"),
        (changed(decimal_mark=";"), "decimal_mark is"),
        (changed(group_mark=","), "same sign"),
        (changed(quote=";"), "same sign"),
        (changed(delimiter="||"), "one character"),
        (changed(version=0), "count from 1"),
        (changed(header_row=0), "count from 1"),
        (changed(sheet="Cont"), "no sheet"),
        (changed(date_pattern="YYMMDD"), "first_year"),
        (changed(first_year=1950), "first_year"),
        (changed(constants={"amount": "1"}), "amount both from a column and constant"),
        (changed(ignored=["Data"]), "Data both mapped and ignored"),
        (changed(codes={"kind": {"x": "fee"}}), "codes for kind"),
        (changed(columns={}, codes={}), "at least one column"),
        (changed(footers=[""]), "empty header or closing line"),
        ('{"name": "a", "name": "b"}', "'name' twice"),
        ('{"name": "a"}', "lacks the key 'format'"),
        ("[]", "not a JSON object"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused(text: str, words: str) -> None:
    with pytest.raises(WrongUse, match=words.replace("|", r"\|")):
        read_mapping(text, "salvat")


def test_the_fields_of_the_format_are_checked() -> None:
    check_fields(MAPPING, ("booking_date", "account"), ("amount", "sign", "currency"))
    with pytest.raises(WrongUse, match="leaves out balance"):
        check_fields(MAPPING, ("balance",), ("booking_date", "account", "amount", "sign", "currency"))
    with pytest.raises(WrongUse, match="names sign"):
        check_fields(MAPPING, ("booking_date",), ("account", "amount", "currency"))


def test_a_mapping_made_in_code_obeys_the_same_rules() -> None:
    with pytest.raises(WrongUse, match="same sign"):
        replace(MAPPING, decimal_mark=".")
