"""Bank rows as a table: signs, order within a day, balances, gaps, and statements without rows."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from importers.bank.ledger.declaration import AccountNotStated, declared_by, fields_to_declare
from importers.bank.ledger.importer import IMPORTER
from importers.contract import Batch, UnreadableFile
from importers.declaration import Declaration
from importers.mapping import ColumnMapping
from importers.mapping_parts.records import FileCell
from importers.source import from_bytes, with_declaration

PLAIN = ColumnMapping(
    name="registru inventat",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    delimiter=";",
    header_row=1,
    decimal_mark=".",
    date_pattern="YYYY-MM-DD",
    columns={"booking_date": "data", "amount": "suma", "balance": "sold", "reference": "nr"},
    constants={"currency": "RON"},
)
ACCOUNT = Declaration(account="RO42INVT0000000000000001")
MAY = replace(ACCOUNT, from_date=date(2024, 5, 1), to_date=date(2024, 5, 31))


def read(lines: str, mapping: ColumnMapping = PLAIN, declared: Declaration | None = ACCOUNT) -> Batch:
    header = ";".join([*mapping.columns.values(), *mapping.ignored])
    file = from_bytes("registru.csv", f"{header}\n{lines}".encode())
    return IMPORTER.read(with_declaration(file, declared), (mapping,))


def told(batch: Batch, severity: str) -> list[tuple[str, str]]:
    return [(flag.locator, flag.template.format(**flag.params)) for flag in batch.flags if flag.severity == severity]


def statement(batch: Batch) -> dict[str, object]:
    return dict(next(node for node in batch.nodes if node.type == "Statement").props)


def places(batch: Batch) -> list[str]:
    return batch.entries.column("locator").to_pylist()


def test_balances_give_opening_closing_and_a_statement_that_ties() -> None:
    batch = read("2024-05-01;10.00;110.00;a\n2024-05-02;-0.50;109.50;b\n")
    assert statement(batch) == {
        "number": "2024-05-01 2024-05-02",
        "currency": "RON",
        "from_date": "2024-05-01",
        "to_date": "2024-05-02",
        "rows": 2,
        "opening_minor": 100_00,
        "closing_minor": 109_50,
        "difference_minor": 0,
        "balance_breaks": 0,
    }
    assert batch.flags == ()
    assert batch.source.as_of == "2024-05-02"


def test_a_file_with_the_newest_row_first_is_turned_round() -> None:
    batch = read("2024-05-02;-1.00;9.00;c\n2024-05-02;5.00;10.00;b\n2024-05-01;5.00;5.00;a\n")
    assert places(batch) == ["row:4", "row:3", "row:2"]
    assert batch.entries.column("seq").to_pylist() == [1, 2, 3]
    assert batch.flags == ()


def test_without_balances_a_file_with_the_newest_row_first_is_turned_round_whole() -> None:
    batch = read("2024-05-02;-1.00;;d\n2024-05-02;-5.00;;c\n2024-05-01;5.00;;b\n2024-05-01;6.00;;a\n")
    assert batch.entries.column("reference").to_pylist() == ["a", "b", "c", "d"]


def test_rows_of_a_day_follow_the_printed_balances() -> None:
    batch = read("2024-05-01;5.00;5.00;a\n2024-05-02;1.00;4.00;c\n2024-05-02;-2.00;3.00;b\n2024-05-03;1.00;5.00;d\n")
    assert places(batch) == ["row:2", "row:4", "row:3", "row:5"]
    assert batch.flags == ()


def test_a_missing_row_is_named_with_its_sum_and_nothing_is_left_out() -> None:
    batch = read("2024-05-01;5.00;5.00;a\n2024-05-02;1.00;16.00;b\n2024-05-03;1.00;17.00;c\n")
    assert told(batch, "red") == [
        (
            "row:3",
            "The balance at this row differs by 10.00 RON from the balance before it and the rows between: rows are "
            "missing or wrong. Ask the bank for the complete statement.",
        ),
        (
            "row:2",
            "Statement 2024-05-01 2024-05-03 of the account …0001 does not reconcile: the closing balance differs by "
            "10.00 RON from the opening balance and the rows. Ask the bank for the complete statement.",
        ),
    ]
    assert statement(batch)["difference_minor"] == 10_00
    assert batch.source.kept == 3


def test_where_no_order_fits_the_files_order_stands_and_is_flagged() -> None:
    batch = read("".join(f"2024-05-01;1.00;{sold}.00;{sold}\n" for sold in (50, 90, 20, 70, 35)))
    assert places(batch) == ["row:2", "row:3", "row:4", "row:5", "row:6"]
    assert "No order of the rows" in told(batch, "amber")[0][1]


def test_hidden_hundredths_are_reported_not_smoothed() -> None:
    mapping = replace(PLAIN, constants={**PLAIN.constants, "balance_tolerance": "0.10"})
    lines = "2024-05-01;5.00;5.00;a\n2024-05-02;1.00;5.90;b\n2024-05-03;1.00;6.93;c\n"
    batch = read(lines, mapping)
    assert told(batch, "red") == []
    assert told(batch, "amber") == [
        (
            "row:2",
            "2 balances differ from their rows by up to 0.10 RON, in total -0.07 RON: the bank carries fractions that it "
            "does not print.",
        )
    ]
    assert statement(batch)["difference_minor"] == -7
    assert (statement(batch)["tolerance_minor"], statement(batch)["balance_breaks"]) == (10, 0)
    # Without a tolerance in the mapping the same rows are two gaps.
    assert [place for place, _ in told(read(lines), "red")] == ["row:3", "row:4", "row:2"]


def test_a_stated_opening_balance_is_held_against_the_first_row() -> None:
    declared = replace(ACCOUNT, opening="4.00")
    assert told(read("2024-05-01;5.00;9.00;a\n", declared=declared), "red") == []
    assert "differs by 1.00 RON" in told(read("2024-05-01;5.00;10.00;a\n", declared=declared), "red")[0][1]


def test_one_balance_for_two_accounts_is_refused() -> None:
    mapping = replace(PLAIN, columns={**PLAIN.columns, "account": "cont"})
    with pytest.raises(WrongUse, match=r"One balance is declared for .*, but the file contains 2 accounts"):
        read("2024-05-01;5.00;9.00;a;A-1\n2024-05-01;5.00;9.00;a;A-2\n", mapping, Declaration(opening="4.00"))


def test_an_account_of_a_bank_and_an_iban_have_the_ids_that_other_sources_give_them() -> None:
    columns = {**PLAIN.columns, "counterparty_account": "partener", "counterparty_bank": "banca"}
    mapping = replace(PLAIN, columns=columns)
    lines = "2024-05-01;5.00;5.00;a;RO90 FICT 0000 0000 0000 0007;FICT\n2024-05-02;5.00;10.00;b;12-34;FICT\n"
    numbers = [node.props["number"] for node in read(lines, mapping).nodes if node.type == "Account"]
    assert numbers == ["RO42INVT0000000000000001", "RO90FICT0000000000000007", "FICT/12-34"]


def test_a_movement_without_a_known_counterparty_has_no_other_account() -> None:
    row = read("2024-05-01;-5.00;5.00;a\n").entries.to_pylist()[0]
    assert (row["side"], row["credit_account"], row["debit_minor"]) == ("debit", None, 5_00)


def test_a_table_without_rows_is_a_statement_only_where_account_and_period_are_declared() -> None:
    with pytest.raises(UnreadableFile, match="no row below its header"):
        read("")
    batch = read("", declared=replace(MAY, opening="7.00", closing="7.00"))
    assert statement(batch)["rows"] == 0
    assert statement(batch)["difference_minor"] == 0
    assert batch.source.rows == 0


def test_rows_outside_the_declared_period_are_flagged() -> None:
    batch = read("2024-06-01;5.00;5.00;a\n", declared=MAY)
    assert "outside the declared period 2024-05-01 to 2024-05-31" in told(batch, "amber")[0][1]


def test_a_table_of_which_nothing_states_the_account_is_refused() -> None:
    with pytest.raises(AccountNotStated, match=r"registru.csv does not state the account .* --account"):
        read("2024-05-01;5.00;9.00;a\n", declared=None)


def test_an_account_that_a_mapping_states_for_every_file_is_not_read() -> None:
    """Mappings could once hold it: the second account of the sender got the first one's number."""
    old = replace(PLAIN, constants={**PLAIN.constants, "account": "RO06EXMPRON0000000000010", "owner_name": "Altul"})
    with pytest.raises(AccountNotStated):
        read("2024-05-01;5.00;9.00;a\n", old, declared=None)
    batch = read("2024-05-01;5.00;9.00;a\n", old)
    (account,) = [node.props for node in batch.nodes if node.type == "Account"]
    assert account == {"number": "RO42INVT0000000000000001", "currency": "RON"}
    assert "states account, owner_name for every file" in told(batch, "amber")[0][1]


def test_what_old_mappings_state_of_a_file_is_read_as_its_declaration() -> None:
    old = replace(
        PLAIN,
        decimal_mark=",",
        group_mark=".",
        date_pattern="DD.MM.YYYY",
        constants={
            **PLAIN.constants,
            "account": "A-1",
            "owner_name": "Ana",
            "from_date": "01.05.2024",
            "to_date": "31.05.2024",
            "opening_balance": "-1.234,50",
            "closing_balance": "7,00",
        },
    )
    plain, declared = declared_by(old)
    assert plain.constants == PLAIN.constants
    assert declared == Declaration(
        account="A-1",
        owner="Ana",
        from_date=date(2024, 5, 1),
        to_date=date(2024, 5, 31),
        opening="-1234.50",
        closing="7.00",
    )
    assert declared_by(plain) == (plain, None)


def test_what_the_table_states_itself_is_not_declared() -> None:
    mapping = replace(PLAIN, columns={**PLAIN.columns, "account": "cont"})
    with pytest.raises(WrongUse, match=r"states account itself, in the column .cont.. Leave out --account"):
        read("2024-05-01;5.00;9.00;a;A-1\n", mapping)


@pytest.mark.parametrize(
    ("columns", "constants", "words"),
    [
        ({"booking_date": "d"}, {"currency": "RON"}, "either the field amount, or the fields debit and credit"),
        ({"booking_date": "d", "amount": "a", "debit": "b"}, {"currency": "RON"}, "either the field amount"),
        ({"amount": "a"}, {"currency": "RON"}, "lacks booking_date"),
        ({"booking_date": "d", "amount": "a", "saldo": "s"}, {"currency": "RON"}, "unknown field saldo"),
        (
            {"booking_date": "d", "debit": "a"},
            {"currency": "RON", "debit_sign": "no"},
            "plain or minus",
        ),
        ({"booking_date": "d", "amount": "a", "to_date": "t"}, {"currency": "RON"}, "whole file"),
    ],
)
def test_a_mapping_that_leaves_a_question_open_is_refused(
    columns: dict[str, str], constants: dict[str, str], words: str
) -> None:
    with pytest.raises(WrongUse, match=words):
        read("", replace(PLAIN, columns=columns, constants=constants))


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(-999, 999).filter(bool)), min_size=1, max_size=25),
    st.randoms(use_true_random=False),
)
def test_no_shuffle_within_a_day_changes_the_account(rows: list[tuple[int, int]], chance: object) -> None:
    """The balances of a true account are reproduced whatever order the days' rows are printed in."""
    running, lines = 0, []
    for day, amount in sorted(rows, key=lambda row: row[0]):
        running += amount
        lines.append((day, f"2024-05-{day + 1:02d};{amount}.00;{running}.00;x"))
    chance.shuffle(lines)  # type: ignore[attr-defined]
    lines.sort(key=lambda line: line[0])
    batch = read("\n".join(line for _, line in lines), declared=replace(ACCOUNT, opening="0.00"))
    assert batch.flags == ()
    assert statement(batch)["closing_minor"] == running * 100


def test_eleven_thousand_rows_take_less_than_two_seconds() -> None:
    lines = "".join(f"2024-05-{1 + n // 400:02d};1.00;{n + 1}.00;r{n}\n" for n in range(11_000))
    start = time.process_time()
    batch = read(lines)
    assert time.process_time() - start < 2
    assert (batch.source.kept, batch.flags) == (11_000, ())


@pytest.mark.parametrize(
    ("lines", "flagged"),
    [
        ("2024-05-01;10.00;110.00;a\n2024-05-02;1,000.00;1110.00;b\n", ["row:3"]),
        ("2024-05-01;1,000.00;1000.00;a\n2024-05-02;10.00;1010.00;b\n", ["row:2"]),
        ("2024-05-01;10.00;110.00;a\n2024-05-02;0.00;110.00;b\n", []),
        ("2024-05-01;10.00;110.00;a\n2024-05-01;x;110.00;b\n2024-05-02;5.00;115.00;c\n", []),
    ],
)
def test_a_rejected_row_that_no_balance_covers_is_a_red_flag(lines: str, flagged: list[str]) -> None:
    batch = read(lines)
    assert batch.source.rejected == 1
    assert [
        place for place, text in told(batch, "red") if "before the first or after the last kept row" in text
    ] == flagged


def test_declared_balances_show_what_a_rejected_row_at_the_edge_moved() -> None:
    declared = replace(MAY, opening="100.00", closing="1110.00")
    batch = read("2024-05-01;10.00;110.00;a\n2024-05-02;1,000.00;1110.00;b\n", declared=declared)
    assert not any("before the first or after the last kept row" in text for _, text in told(batch, "red"))
    assert statement(batch)["difference_minor"] == 1000_00


COUNTER = replace(
    PLAIN,
    columns={"booking_date": "data", "amount": "suma", "counter_amount": "contra", "counter_currency": "moneda"},
)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ("10.00;RON", "amount 9.00 and the counter-amount 10.00 are in the same currency"),
        ("0.00;EUR", "The counter-amount is zero"),
        ("2.00;", "a counter-amount without its currency"),
    ],
)
def test_a_counter_amount_that_cannot_be_is_rejected(cells: str, reason: str) -> None:
    batch = read(f"2024-05-01;9.00;{cells}\n2024-05-02;-9.00;9.00;RON\n2024-05-02;5.00;1.00;EUR\n", COUNTER)
    assert [row.locator for row in batch.rejections] == ["row:2"]
    assert reason in batch.rejections[0].reason
    assert batch.entries.select(["debit_minor", "debit_currency", "credit_minor", "credit_currency"]).to_pylist() == [
        {"debit_minor": 9_00, "debit_currency": "RON", "credit_minor": 9_00, "credit_currency": "RON"},
        {"debit_minor": 1_00, "debit_currency": "EUR", "credit_minor": 5_00, "credit_currency": "RON"},
    ]


KINDS = replace(PLAIN, columns={"booking_date": "data", "amount": "suma", "reference": "nr", "kind": "fel"})


@pytest.mark.parametrize(
    ("rows", "taken_back"),
    [
        ("2024-05-01;-9.00;a;transfer\n", 0),
        ("2024-05-01;-9.00;a;transfer\n2024-05-02;-9.00;a;transfer\n", None),
        ("2024-05-01;-9.00;b;transfer\n", None),
        ("2024-05-01;-8.00;a;transfer\n", None),
        ("2024-05-01;9.00;a;transfer\n", None),
    ],
    ids=["the only one", "one of two", "another reference", "another sum", "the same side"],
)
def test_a_reversal_takes_back_the_only_movement_that_it_can(rows: str, taken_back: int | None) -> None:
    entries = read(f"{rows}2024-05-03;9.00;a;reversal\n", KINDS).entries
    transfers, reversal = entries.column("transfer_id").to_pylist(), entries.column("reversal_of").to_pylist()[-1]
    assert reversal == (None if taken_back is None else transfers[taken_back])


def test_an_amount_that_leaves_the_account_without_a_minus_sign_is_stated_once_for_the_sender() -> None:
    card = replace(PLAIN, constants={"currency": "RON", "amount_sign": "reversed"}, negative_forms=("brackets",))
    batch = read("2024-05-01;10.00;90.00;a\n2024-05-02;(0.50);90.50;b\n", card)
    assert statement(batch)["opening_minor"] == 100_00
    assert batch.flags == ()
    for wrong, words in (
        (replace(card, constants={"currency": "RON", "amount_sign": "plus"}), "amount_sign is 'plus'; expected plain"),
        (replace(card, constants={**card.constants, "sign": "debit"}), "both sign and amount_sign"),
        (replace(card, constants={"currency": "RON"}, columns={**PLAIN.columns, "amount_sign": "x"}), "the whole file"),
    ):
        with pytest.raises(WrongUse, match=words):
            read("2024-05-01;10.00;90.00;a\n", wrong)


def test_account_and_balances_that_stand_above_the_header_are_those_of_the_file() -> None:
    values = {"account": FileCell(row=1, column=2), "closing_balance": FileCell(row=2, column=2)}
    mapping = replace(PLAIN, header_row=3, file_values=values)
    text = "Cont;RO42INVT0000000000000001\nSold final;109.50\ndata;suma;sold;nr\n2024-05-01;10.00;;a\n2024-05-02;-0.50;;b\n"
    file = from_bytes("registru.csv", text.encode())
    batch = IMPORTER.read(file, (mapping,))
    assert (statement(batch)["closing_minor"], batch.source.kept) == (109_50, 2)
    with pytest.raises(WrongUse, match="states account itself, in the column 'row:1 #2'"):
        IMPORTER.read(with_declaration(file, ACCOUNT), (mapping,))
    assert fields_to_declare(mapping) == ("owner", "from_date", "to_date", "opening")


def test_days_with_a_time_by_step_or_by_name_are_days() -> None:
    for mapping, days in (
        (replace(PLAIN, date_pattern="D MMM YYYY[ h:mm]"), ("1 mai 2024 9:30", "2 травня 2024")),
        (replace(PLAIN, date_pattern="STEP", step_zero="2024-04-30"), ("1", "2")),
        (replace(PLAIN, date_pattern="DD.MM.YY", first_year=1950), ("01.05.24", "02.05.24")),
    ):
        batch = read(f"{days[0]};10.00;110.00;a\n{days[1]};-5E-1;109.50;b\n", replace(mapping, exponents=True))
        assert statement(batch)["to_date"] == "2024-05-02"
        assert statement(batch)["difference_minor"] == 0
