"""A proposed mapping reads the table as it was written; what two readings fit is asked, never guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from importers.contract import UnreadableFile
from importers.declaration import Declaration
from importers.mapping import read_mapping
from importers.proposing.proposal import propose_mapping
from importers.registry import read_source
from importers.source import from_bytes, open_source, with_declaration

OWN = "RO30FICTRON0000000000013"
HERS = "RO06EXMPRON0000000000010"
ANSWERS = {"constants/currency": "RON"}


def table(text: str, encoding: str = "utf-8"):
    return from_bytes("extras.csv", text.encode(encoding))


def kept(file, answers=None):
    proposal = propose_mapping(file, answers=answers)
    assert proposal.questions == ()
    mapping = proposal.mapping
    declared = file if "account" in mapping.fields else with_declaration(file, Declaration(account=OWN))
    batch = read_source(declared, (mapping,))
    return [
        (row["booking_date"], row["credit_minor"] if row["side"] == "credit" else -row["debit_minor"])
        for row in batch.entries.to_pylist()
    ]


def test_a_romanian_table_is_read_without_a_question() -> None:
    file = table(
        "Cont;Data tranzacției;Data valutei;Debit;Credit;Sold;Moneda;Beneficiar;IBAN beneficiar;Detalii\r\n"
        f"{OWN};13.05.2024;14.05.2024;1.250,50;;8.749,50;RON;Alma Plăsmuita;{HERS};chirie\r\n"
        f"{OWN};02.06.2024;02.06.2024;;250,00;8.999,50;RON;Alma Plăsmuita;{HERS};retur\r\n"
    )
    assert kept(file) == [(date(2024, 5, 13), -125050), (date(2024, 6, 2), 25000)]
    columns = propose_mapping(file).mapping.columns
    assert columns["counterparty_account"] == "IBAN beneficiar"
    assert columns["counterparty_name"] == "Beneficiar"


def test_what_two_readings_fit_is_asked_with_its_candidates() -> None:
    file = table("Date,Amount,Description\n01/02/2024,-10.00,x\n02/03/2024,5.00,y\n")
    asked = {decision.key: decision.candidates for decision in propose_mapping(file).questions}
    assert set(asked) == {"date_pattern", "constants/currency"}
    assert set(asked["date_pattern"]) == {"DD/MM/YYYY", "MM/DD/YYYY"}
    answers = {"date_pattern": "DD/MM/YYYY", "constants/currency": "RON"}
    assert kept(file, answers) == [(date(2024, 2, 1), -1000), (date(2024, 3, 2), 500)]
    assert kept(file, answers | {"date_pattern": "MM/DD/YYYY"}) == [(date(2024, 1, 2), -1000), (date(2024, 2, 3), 500)]


def test_a_mapping_that_still_asks_is_not_read_and_says_the_question() -> None:
    text = propose_mapping(table("Date,Amount\n2024-05-13,-1.00\n")).text({})
    with pytest.raises(WrongUse, match=r"is not finished: the key 'constants/currency' still asks: Which currency"):
        read_mapping(text, "extras.yaml")


def test_the_direction_of_amounts_without_signs_is_asked_unless_the_balance_shows_it() -> None:
    plain = table("Date,Amount,Currency\n2024-05-13,10.00,RON\n2024-05-14,5.00,RON\n")
    assert [one.key for one in propose_mapping(plain).questions] == ["constants/amount_sign"]
    tied = table(
        "Date,Amount,Balance,Currency\n2024-05-13,10.00,90.00,RON\n2024-05-14,5.00,85.00,RON\n2024-05-15,1.00,84.00,RON\n"
    )
    assert [minor for _, minor in kept(tied)] == [-1000, -500, -100]


def test_an_encoding_that_two_languages_fit_is_asked_and_an_answer_reads_it() -> None:
    words = "Data;Suma;Moneda;Detalii\n13.05.2024;-1,00;RON;țară și școală\n14.05.2024;2,00;RON;în fața\n"
    file = table(words, "iso-8859-16")
    [asked] = propose_mapping(file).questions
    assert asked.key == "encoding"
    assert {"iso-8859-16", "windows-1250"} <= set(asked.candidates)
    assert "țară, și, școală" in str(asked.reason)
    assert propose_mapping(file, answers={"encoding": "iso-8859-16"}).questions == ()
    assert propose_mapping(table(words)).values["encoding"] == "utf-8"


def test_wrong_answers_and_files_that_are_no_tables_are_refused() -> None:
    file = table("Date,Amount\n2024-05-13,-1.00\n")
    for answers, reason in (
        ({"constants/colour": "red"}, "Nothing asks for constants/colour"),
        ({"columns/amount": "Sum"}, "names the column 'Sum'; the columns are 'Date', 'Amount'"),
    ):
        with pytest.raises(WrongUse, match=reason):
            propose_mapping(file, answers=answers)
    ambiguous = table("Date,Amount,Currency\n01/02/2024,-1.00,RON\n")
    with pytest.raises(WrongUse, match="expected one of"):
        propose_mapping(ambiguous, answers={"date_pattern": "YYYY"})
    with pytest.raises(UnreadableFile, match="is no table"):
        propose_mapping(table("a letter\nwithout columns\n"))


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.dates(date(1971, 1, 1), date(2060, 12, 31)), st.integers(-(10**9), 10**9).filter(bool)),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%Y%m%d"]),
    st.sampled_from([(",", "."), (".", ","), (",", ""), (".", " ")]),
    st.sampled_from([";", "\t", "|"]),
)
def test_what_is_written_in_a_form_is_read_back_or_asked(rows, pattern, marks, delimiter) -> None:
    def amount(minor: int) -> str:
        text = f"{abs(Decimal(minor)) / 100:,.2f}".replace(",", "\0").replace(".", marks[0]).replace("\0", marks[1])
        return f"-{text}" if minor < 0 else text

    lines = [delimiter.join(("Date", "Amount", "Currency"))]
    lines += [delimiter.join((day.strftime(pattern), amount(minor), "RON")) for day, minor in rows]
    file = table("\n".join(lines) + "\n")
    proposal = propose_mapping(file)
    keys = {decision.key for decision in proposal.questions}
    assert keys <= {"date_pattern", "decimal_mark", "constants/amount_sign"}
    if not keys:
        assert sorted(kept(file)) == sorted(rows)


@pytest.mark.parametrize(
    ("name", "answers", "rows"),
    [
        ("bank/csv/revolut_2021-october.csv", {}, 7),
        ("bank/csv/oca/balance.csv", {"constants/currency": "EUR"}, 2),
        ("bank/csv/oca/sample_statement_en.csv", {}, 2),
        ("bank/csv/oca/multi_currency.csv", {}, 2),
        ("transfers/ibm_aml/transactions_sample.csv", {}, 1000),
        (
            "transfers/amlsim/small_tx.csv",
            {"step_zero": "2017-01-01", "constants/currency": "USD", "constants/amount_sign": "reversed"},
            None,
        ),
    ],
)
def test_other_peoples_tables_are_read_with_the_answers_of_a_person(
    shared_data: Path, name: str, answers: dict[str, str], rows: int | None
) -> None:
    file = open_source(shared_data / name)
    proposal = propose_mapping(file, answers=answers)
    assert proposal.questions == ()
    declared = file if "account" in proposal.mapping.fields else with_declaration(file, Declaration(account=OWN))
    batch = read_source(declared, (proposal.mapping,))
    assert batch.rejections == ()
    assert rows is None or batch.source.kept == rows
