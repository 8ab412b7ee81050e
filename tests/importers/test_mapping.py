"""A saved mapping is read strictly and written so that it reads back the same."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
import yaml

from graph_schema.errors import WrongUse
from importers.mapping import ColumnMapping, check_fields, plain_mapping, read_mapping, write_mapping
from importers.mapping_parts.records import FileCell, JoinedColumns

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
        (changed(date_pattern="D.M"), "Unknown date pattern 'D.M': expected the year"),
        (changed(date_pattern="DD.MM.YY"), "with YY.* requires first_year"),
        (changed(date_pattern="STEP"), "the pattern STEP requires it"),
        (changed(step_zero="2020-01-01"), "the pattern STEP requires it"),
        (changed(date_pattern="STEP", step_zero="01.01.2020"), "'01.01.2020' is not a date"),
        (changed(step_hours=0), "'step_hours' is 0; expected a whole number of 1 or more"),
        (changed(header_rows=-1), "'header_rows' is -1; expected a whole number of 0 or more"),
        (changed(header_rows=0), "has no header row.*expected every column once by its position alone"),
        (changed(negative_forms=["red"]), "'negative_forms/0' is 'red'; expected one of 'brackets', 'trailing_minus'"),
        (changed(exponents=1), "'exponents' is 1; expected true or false"),
        (changed(amount_units=[""]), "empty column header"),
        (changed(share_unit="half"), "'share_unit' is 'half'; expected one of 'percent', 'permille', 'whole'"),
        (changed(joined={"kind": {"columns": ["A"]}}), "joins fewer than two columns for kind"),
        (changed(joined={"sign": {"columns": ["A", "B"]}}), "states sign in more than one of columns, joined"),
        (
            changed(joined={"kind": {"columns": ["A", "B"], "with": "-"}}),
            "unknown key 'joined/kind/with'.* by, columns",
        ),
        (changed(joined={"kind": ["A", "B"]}), "'joined/kind' is .*; expected an object with named keys"),
        (changed(joined={"kind": {"columns": ["Nr. crt.", "B"]}}), "Nr. crt. both under columns and under ignored"),
        (changed(file_values={"account": {"row": 4}}), "reads account from a cell that is not above the header"),
        (changed(file_values={"account": {"column": 4}}), "lacks the key 'file_values/account/row'"),
        (changed(code_defaults={"kind": "fee"}), "code_defaults for kind, but no codes"),
        (changed(defaults={"kind": "fee"}), "defaults for kind, but no column"),
        (
            changed(constants={"currency": "?? RON or EUR?"}),
            "'constants/currency' still asks: RON or EUR\\? Write the answer",
        ),
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
    with pytest.raises(WrongUse, match=words):
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


RICH = replace(
    MAPPING,
    date_pattern="STEP",
    step_zero="2017-01-01",
    step_hours=1,
    header_rows=2,
    negative_forms=("brackets", "trailing_minus"),
    exponents=True,
    amount_units=("£",),
    share_unit="percent",
    nulls=("-", "NULL"),
    joined={"description": JoinedColumns(columns=("A", "#7 B"), by=" / ")},
    file_values={"account": FileCell(row=1, column=2, after="Cont: ")},
    code_defaults={"sign": "credit"},
    defaults={"sign": "debit"},
)


def test_every_field_is_written_and_read_in_json_and_in_yaml() -> None:
    assert {item.name for item in fields(RICH) if getattr(RICH, item.name) == getattr(MAPPING, item.name)} <= {
        *("name", "format", "version", "encoding", "header_row", "decimal_mark", "columns", "delimiter", "quote", "sheet"),
        *("group_mark", "first_year", "constants", "codes", "ignored", "footers"),
    }  # fmt: skip
    assert read_mapping(write_mapping(RICH), "x") == RICH
    assert read_mapping(yaml.safe_dump(plain_mapping(RICH), allow_unicode=True), "x") == RICH


def test_a_mapping_of_the_first_version_keeps_its_bytes_because_its_mark_is_in_the_log() -> None:
    text = write_mapping(MAPPING)
    assert list(json.loads(text)) == [
        *("name", "format", "version", "encoding", "header_row", "decimal_mark", "date_pattern", "columns", "delimiter"),
        *("quote", "sheet", "group_mark", "first_year", "constants", "codes", "ignored", "footers"),
    ]  # fmt: skip


YAML = """# A bank.
name: Banca
format: bank-ledger
version: 1
encoding: utf-8
delimiter: ;
header_row: 1
decimal_mark: ","
date_pattern: DD.MM.YYYY
columns: {booking_date: Data, amount: Sumă, sign: Tip}
constants:
  currency: RON
codes:
  sign:
    NO: debit
    1: credit
    2024-01-01: credit
ignored: [off, 1.0, 'null', "7"]
footers:
"""


def test_yaml_keeps_words_as_they_are_written() -> None:
    text = YAML.replace("footers:\n", "")
    mapping = read_mapping(text, "x")
    assert mapping.codes == {"sign": {"NO": "debit", "1": "credit", "2024-01-01": "credit"}}
    assert mapping.ignored == ("off", "1.0", "null", "7")
    assert mapping.delimiter == ";"
    assert read_mapping("\ufeff" + write_mapping(mapping), "x") == mapping


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (YAML, "'footers' is None; expected a list of texts"),
        (YAML.replace("footers:", "name: Banca"), "'name' twice"),
        (YAML.replace("name: Banca", "name: &a Banca"), "line 2: anchors, aliases and tags"),
        (YAML.replace("name: Banca", "name: !!python/object:os.system Banca"), "line 2: anchors, aliases and tags"),
        (YAML.replace("name: Banca", "name: [Banca"), "neither JSON nor YAML: line"),
        (YAML.replace("ignored: [", "ignored: [7, "), "'ignored/0' is 7; expected a text"),
        (YAML.replace("name: Banca", "? [a]\n: b"), "a key is no text"),
        ("name", "not a JSON object"),
        ("a: " * 10_000, "neither JSON nor YAML"),
        ("- " * 10_000, "neither JSON nor YAML"),
        ("a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 60)), "too many levels"),
        ("\x00", "neither JSON nor YAML"),
        ("", "not a JSON object"),
        (YAML.replace("currency: RON", "currency: ?? RON or EUR?"), "'constants/currency' still asks: RON or EUR"),
    ],
)
def test_yaml_that_cannot_be_meant_is_refused(text: str, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        read_mapping(text, "salvat")
