"""Money that is undecided, missing or stated twice differently: the figure is an interval and the reason is said."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from tests.tracer.actions.bank_files import COLUMNS, HEAD, A, B, BankCase, entry, row, said, statement

LAND = (
    "UAT;Nr. cadastral;Descriere;Destinaţie;Suprafaţă mp;Proprietar;CNP;CUI;Cotă;De la;Până la;Preţ;Monedă;Plata;Titlu\n"
    "Cluj;900;Casa test;casă;100;Ion Popescu;3820314701012;;1/1;22.01.2024;;1.000,00;RON;OP 77;contract\n"
)
HOLDERS = f"IBAN;Bancă;Monedă;Nume;CNP;CUI;Legătură;Din data\n{A};B;RON;Ion Popescu;3820314701012;;titular;01.12.2020\n"
PEOPLE = (
    "Dosar;Nume;CNP;Calitate;Din data;Temei;Relație;CNP relație;Obiect\n"
    "1/P/2024;Ion Popescu;3820314701012;suspect;01.10.2023;;;;D1\n"
)
SALARY = row(A, "2024-01-02", 3000, 3000, name="X")
PRICE = row(A, "2024-01-22", -1000, 2000, name="Seller", ref="OP 77")


@pytest.fixture
def bank(empty_case, run) -> BankCase:
    return BankCase(empty_case, run)


@pytest.fixture
def house(bank, sample) -> BankCase:
    """A case with a house bought for 1,000.00 RON under the reference OP 77, and the buyer's account."""
    mappings = {path.name: path for path in sample.mappings}
    land = mappings["carte-funciara.json"].read_text(encoding="utf-8").replace("iso-8859-2", "utf-8")
    given = bank.write("land.json", land)
    assert bank.call("import", bank.write("land.csv", LAND), "--mapping", given).code == 0
    holders = bank.write("holders.csv", HOLDERS)
    assert bank.call("import", holders, "--mapping", mappings["conturi.json"]).code == 0
    return bank


def bought(house: BankCase, *rows: str) -> dict[str, Any]:
    """Price and payment of the house after these rows and a mark on all receipts, with ``cautions``."""
    house.table("a", *rows)
    house.mark(A)
    report = house.trace("Casa test")
    (purchase,) = report["purchases"]
    return purchase | {"cautions": report["cautions"]}


def ends(found: dict[str, Any]) -> dict[str, tuple[int, int]]:
    (sum_,) = found["sums"]
    return {
        "paid": (found["paid_minor"], found["paid_upper_minor"]),
        "proceeds": (sum_["lower_minor"], sum_["upper_minor"]),
    }


def test_a_fee_under_the_same_reference_is_not_part_of_a_price_that_one_row_pays(house):
    fee = row(A, "2024-01-22", -5, 1995, name="Banca", text="comision", ref="OP 77")
    found = bought(house, SALARY, PRICE, fee)
    assert ends(found) == {"paid": (1000_00, 1000_00), "proceeds": (1000_00, 1000_00)}
    assert not any("OP 77" in str(one["params"]) for one in found["cautions"])
    tie = house.call("link", "Ion Popescu", "Casa test").out
    assert "1,000.00" in tie, "the money is a tie again"


def test_two_equal_rows_under_one_reference_are_an_interval_that_names_both(house):
    found = bought(house, SALARY, PRICE, row(A, "2024-01-22", -1000, 1000, name="Seller", ref="OP 77"))
    assert ends(found) == {"paid": (1000_00, 1000_00), "proceeds": (1000_00, 1000_00)}
    (caution,) = (one for one in found["cautions"] if "OP 77" in str(one["params"]))
    assert "row:3" in caution["params"]["rows"] and "row:4" in caution["params"]["rows"]


def test_two_equal_rows_of_which_one_carries_proceeds_are_between_none_and_all(house):
    clean = row(B, "2024-01-22", -1000, 9000, name="Altcineva", ref="OP 77")
    house.table("b", row(B, "2024-01-02", 10000, 10000, name="Z"), clean)
    found = bought(house, SALARY, PRICE)
    assert ends(found)["proceeds"] == (0, 1000_00)


def test_of_two_sums_that_fit_the_one_of_the_deeds_day_is_the_price(house):
    found = bought(house, SALARY, PRICE, row(A, "2024-03-01", -1000, 1000, name="Altul", ref="OP 77"))
    assert ends(found) == {"paid": (1000_00, 1000_00), "proceeds": (1000_00, 1000_00)}
    assert found["sums"][0]["chains"][0]["steps"][-1]["day"] == "2024-01-22"


def test_rows_of_which_no_sum_fits_the_price_are_between_the_least_and_the_price(house):
    rows = [
        row(A, "2024-01-22", -600, 2400, name="Seller", ref="OP 77"),
        row(A, "2024-01-22", -401, 1999, name="Seller", ref="OP 77"),
    ]
    found = bought(house, SALARY, *rows)
    assert ends(found) == {"paid": (401_00, 1000_00), "proceeds": (401_00, 1000_00)}


def test_one_row_above_the_price_paid_it_at_most(house):
    found = bought(house, SALARY, row(A, "2024-01-22", -1005, 1995, name="Seller", ref="OP 77"))
    assert ends(found) == {"paid": (1000_00, 1000_00), "proceeds": (1000_00, 1000_00)}
    assert any("OP 77" in str(one["params"]) for one in found["cautions"])


def written(house: BankCase, sample: Any, form: str) -> bytes:
    """The schedule of the buyer as a document."""
    people = house.write("people.csv", PEOPLE)
    mapping = next(path for path in sample.mappings if path.name == "persoane.json")
    assert house.call("import", people, "--mapping", mapping).code == 0
    target = house.folder.parent / f"x.{form}"
    made = house.call("export", "Ion Popescu", target, "--method", "fifo")
    assert made.code == 0, made.err
    return target.read_bytes()


def about_price(found: dict[str, Any]) -> list[str]:
    return [one for one in said(found["cautions"]) if "OP 77" in one]


def test_a_price_whose_payment_is_not_found_is_between_nothing_and_the_price(house):
    found = bought(house, SALARY)
    assert ends(found) == {"paid": (0, 0), "proceeds": (0, 1000_00)}
    assert (found["decided"], found["unmatched_minor"]) == (False, 1000_00)
    (caution,) = about_price(found)
    assert "1,000.00" in caution
    shown = house.call("trace", "Casa test", "--method", "fifo").out.replace("\u00a0", " ")
    assert "payment found none (OP 77)" in shown
    assert "paid with proceeds between 0.00 RON and 1,000.00 RON" in shown
    assert "0.00 RON\n" not in shown.replace("1,000.00", ""), "no firm zero"


def test_a_price_found_in_part_is_open_for_the_rest(house):
    found = bought(house, SALARY, row(A, "2024-01-22", -300, 2700, name="Seller", ref="OP 77"))
    assert ends(found) == {"paid": (300_00, 300_00), "proceeds": (300_00, 1000_00)}
    assert (found["decided"], found["rows_decided"], found["unmatched_minor"]) == (False, True, 700_00)
    (caution,) = about_price(found)
    assert "700.00" in caution and "row:3" in caution
    shown = house.call("trace", "Casa test", "--method", "fifo").out.replace("\u00a0", " ")
    assert "not matched 700.00 RON" in shown


def test_rows_in_another_currency_leave_the_price_open(house):
    house.table(
        "b", row(B, "2024-01-22", -200, 0, name="Seller", ref="OP 77"), constants={"currency": "EUR", "bank": "B"}
    )
    found = bought(house, SALARY)
    assert ends(found)["proceeds"] == (0, 1000_00)
    assert len(about_price(found)) == 2


def test_a_price_that_is_found_whole_is_decided(house):
    found = bought(house, SALARY, PRICE)
    assert (found["decided"], found["rows_decided"], found["unmatched_minor"]) == (True, True, 0)
    assert about_price(found) == []


@pytest.mark.parametrize("paid", [0, 300])
def test_the_schedule_says_the_same_of_a_price_that_is_not_matched(house, sample, paid):
    rows = [row(A, "2024-01-22", -paid, 3000 - paid, name="Seller", ref="OP 77")] if paid else []
    bought(house, SALARY, *rows)
    book = openpyxl.load_workbook(io.BytesIO(written(house, sample, "xlsx")))
    head, line = ([cell.value for cell in one] for one in list(book["Assets"].iter_rows())[:2])
    cells = dict(zip(head, line, strict=True))
    assert (cells["Traced, at least"], cells["Traced, at most"]) == (paid, 1000)
    assert cells["Price not matched"] == 1000 - paid
    assert any("OP 77" in str(cell.value) for cell in book["About"]["B"])


def noted(house: BankCase, asset: str = "Casa test", suspect: str = "Ion Popescu") -> list[dict[str, Any]]:
    """The sentences on money of the best path, with their rows."""
    found = house.call("link", suspect, asset, "--json").json["paths"][0]["notes"]
    return [one for one in found if "price" in one["template"]]


def places(sentence: dict[str, Any]) -> set[str]:
    return {f"{line['file']} {line['locator']}" for line in sentence["evidence"]}


def test_the_sentence_on_marked_proceeds_opens_payment_mark_and_deed(house):
    bought(house, SALARY, PRICE)
    found = noted(house)
    assert found
    for sentence in found:
        assert sentence["template"].startswith("At least")
        assert {"a.csv row:3", "land.csv row:2"} <= places(sentence)
        (mark,) = places(sentence) - {"a.csv row:3", "land.csv row:2"}
        assert mark.endswith(".json path:/events/0")
    for line in found[0]["evidence"]:
        row = house.call("row", line["source"], line["locator"], "--json")
        assert row.code == 0 and (row.json["cells"] or row.json["text"]), line


def test_a_mark_that_no_money_of_the_price_came_from_is_not_cited(house):
    house.table("b", row(B, "2024-01-02", 10000, 10000, name="Z"))
    house.mark(B)
    bought(house, SALARY, PRICE)
    assert all(len([one for one in places(sentence) if one.endswith("events/0")]) == 1 for sentence in noted(house))


def test_a_marked_opening_balance_is_cited_too(house):
    house.camt(
        "a", statement("S", A, "2024-01-01", "2024-01-31", 1000_00, 0, [entry(-1000_00, "2024-01-22", ref="OP 77")])
    )
    house.mark(A, "--opening")
    for sentence in noted(house):
        assert len(places(sentence)) == 3 and any(one.endswith("events/0") for one in places(sentence))


def test_the_sentence_on_undecided_rows_opens_them(house):
    bought(house, SALARY, PRICE, row(A, "2024-01-22", -1000, 1000, name="Seller", ref="OP 77"))
    (sentence,) = noted(house)
    assert {"a.csv row:3", "a.csv row:4", "land.csv row:2"} <= places(sentence)


def look(bank: BankCase, check: str = "rejected") -> list[str]:
    """The places that this check of ``verify`` flags."""
    found = bank.verify()
    assert (found["result"], found[check]["result"]) == ("look", "look")
    return [f"{flag['file']} {flag['locator']}" for flag in found["flags"] if flag["check"] == check]


def test_a_rejected_row_without_balances_opens_the_upper_end(bank):
    rows = [row(A, "2024-01-02", 100), row(A, "2024-01-03", "1.000,50"), row(A, "2024-01-04", 7)]
    report = bank.table("a", *rows)
    assert report.code == 1 and "a.csv row:3" in report.out
    bank.mark(A)
    found = bank.account(A)
    # What came before the missing row may have left by it.
    assert (found.received, found.held) == ((107_00, None), (7_00, None))
    assert any("a.csv row:3" in one and "0001" in one for one in found.cautions)
    assert look(bank) == ["a.csv row:3"]
    assert "received at least 107.00" in bank.call("trace", A, "--method", "fifo").out


def test_a_rejected_last_row_opens_the_upper_end_though_balances_precede_it(bank):
    bank.table("a", row(A, "2024-01-02", 100, 100), row(A, "2024-01-03", "1.000,50", "1.100,50"))
    bank.mark(A)
    found = bank.account(A)
    assert (found.received, found.held) == ((100_00, None), (0, None))
    assert any("a.csv row:3" in one for one in found.cautions)
    assert look(bank) == ["a.csv row:3"]


@pytest.mark.parametrize(
    ("amount", "balances", "received", "held"),
    [
        ("1.000,50", (1100.50, 1107.50), (107_00, 1107_50), (107_00, 1107_50)),
        ("-1.000,50", (9000, 9007), (10007_50, 10007_50), (9007_00, 9007_00)),
    ],
)
def test_balances_around_a_rejected_row_give_the_bounds(bank, amount, balances, received, held):
    first = 100 if balances[0] < 5000 else 10000.50
    rows = [
        row(A, "2024-01-02", first, first),
        row(A, "2024-01-03", amount, balances[0]),
        row(A, "2024-01-04", 7, balances[1]),
    ]
    bank.table("a", *rows)
    bank.mark(A)
    found = bank.account(A)
    assert (found.received, found.held) == (received, held)
    (caution,) = (one for one in found.cautions if "a.csv row:3" in one)
    assert "1,000.50" in caution
    assert look(bank) == ["a.csv row:3"]


def test_several_rejected_rows_between_two_balances_bound_what_is_held(bank):
    rows = [
        row(A, "2024-01-02", 100, 100), row(A, "2024-01-03", "1.000,50"), row(A, "2024-01-03", "-200,50"),
        row(A, "2024-01-04", 7, 907),
    ]  # fmt: skip
    bank.table("a", *rows)
    bank.mark(A)
    found = bank.account(A)
    assert (found.received, found.held) == ((107_00, None), (7_00, 907_00))
    assert look(bank) == ["a.csv row:3", "a.csv row:4"]


def test_four_rejected_rows_of_five_say_why_the_sum_is_open(bank):
    columns = {**{k: v for k, v in COLUMNS.items() if k != "amount"}, "debit": "deb", "credit": "cre"}
    rows = [
        row(A, f"2024-01-0{day}", amounts, balance)
        for day, amounts, balance in (
            (2, "5;100", 95), (3, ";-30", 65), (4, "-20;", 85), (5, "0.00;40", 125), (6, ";", 125),
        )
    ]  # fmt: skip
    bank.table("a", *rows, head=HEAD.replace("amt", "deb;cre"), columns=columns)
    bank.mark(A)
    found = bank.account(A)
    assert (found.received, found.held) == ((40_00, None), (0, None))
    (caution,) = (one for one in found.cautions if "rejected" in one)
    assert all(f"a.csv row:{number}" in caution for number in (2, 3, 4, 6))


def test_a_rejected_entry_between_the_balances_of_its_statement_gives_the_bounds(bank):
    entries = [entry(100_00, "2024-01-05"), entry(1, "2024-01-06", sum_="30,00"), entry(5_00, "2024-01-07")]
    bank.camt("a", statement("S", A, "2024-01-01", "2024-01-31", 0, 135_00, entries))
    bank.mark(A)
    found = bank.account(A)
    assert (found.received, found.held) == ((105_00, 135_00), (105_00, 135_00))
    assert look(bank) == ["a.xml path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[2]"]


def test_an_entry_that_is_not_booked_is_no_missing_money(bank):
    entries = [entry(100_00, "2024-01-05"), entry(30_00, "2024-01-06", status="PDNG")]
    bank.camt("a", statement("S", A, "2024-01-01", "2024-01-31", 0, 100_00, entries))
    bank.mark(A)
    assert bank.account(A).received == (100_00, 100_00)
    assert bank.verify()["result"] == "holds"


def test_a_rejected_row_that_another_complete_statement_states_is_not_missing(bank):
    bank.table("a", row(A, "2024-01-02", 100), row(A, "2024-01-03", "1.000,50"), row(A, "2024-01-04", 7))
    entries = [entry(minor, f"2024-01-0{day}") for minor, day in ((100_00, 2), (1000_50, 3), (7_00, 4))]
    bank.camt("b", statement("S", A, "2024-01-01", "2024-01-31", 0, 1107_50, entries))
    assert bank.verify()["rejected"]["result"] == "holds"


def test_money_paid_on_after_a_missing_row_is_not_proved(bank):
    rows = [row(A, "2024-01-02", 100), row(A, "2024-01-03", "-50,00"), row(A, "2024-01-04", -60, other=B)]
    bank.table("a", *rows)
    bank.table("b", row(B, "2024-01-04", 60, 60, other=A))
    bank.mark(A)
    found = bank.account(B)
    assert found.received == (0, 60_00)
    assert any("a.csv row:3" in one for one in found.cautions)


TWINS = [entry(50_00, "2024-01-12"), entry(50_00, "2024-01-12")]


@pytest.mark.parametrize(
    ("second", "closing", "received", "held"),
    [
        ([entry(110_00, "2024-01-05", ref="E1"), *TWINS], 210_00, (100_00, 310_00), (0, 210_00)),
        ([entry(100_00, "2024-01-05", ref="E1"), *TWINS, entry(70_00, "2024-01-20", ref="E2")], 270_00,
         (200_00, 270_00), (0, 270_00)),
        ([entry(100_00, "2024-01-05", ref="E1"), TWINS[0]], 150_00, (150_00, 200_00), (0, 200_00)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("order", [1, -1])
def test_two_readings_of_one_statement_are_both_within_the_ends(bank, second, closing, received, held, order):
    first = [entry(100_00, "2024-01-05", ref="E1"), *TWINS]
    files = [("a", first, 200_00), ("b", second, closing)]
    for name, entries, end in files[::order]:
        bank.camt(name, statement("S1", A, "2024-01-01", "2024-01-31", 0, end, entries))
    bank.mark(A)
    for method in ("fifo", "libr"):
        found = bank.account(A, method)
        assert (found.received, found.held) == (received, held)
    assert found.cautions and bank.verify()["result"] == "look"


def chain_flags(report: Any) -> list[str]:
    return [flag["template"].format(**flag["params"]) for flag in report["flags"] if flag["check"] == "chains"]


def test_import_and_verify_find_no_break_where_a_rule_joined_the_repeated_row(bank):
    first = [entry(100_00, "2024-01-11", value="2024-01-10", ref="QQ-123456")]
    second = [entry(100_00, "2024-01-11", value="2024-01-12", ref="QQ-123456")]
    assert bank.camt("a", statement("S", A, "2024-01-01", "2024-01-15", 0, 100_00, first)).code == 0
    assert bank.camt("b", statement("S2", A, "2024-01-11", "2024-01-31", 0, 100_00, second)).code == 0
    bank.mark(A)
    found = bank.account(A)
    assert (found.received, found.held, found.cautions) == ((100_00, 100_00), (100_00, 100_00), ())
    assert bank.verify()["result"] == "holds"


def test_a_break_that_depends_on_an_open_pair_is_said_so_by_import_verify_and_trace(bank):
    rows = [entry(50_00, "2024-01-15", ref="W")]
    bank.camt("a", statement("S1", A, "2024-01-01", "2024-01-15", 0, 50_00, rows))
    report = bank.camt("b", statement("S2", A, "2024-01-15", "2024-01-31", 50_00, 100_00, rows))
    assert "If the open pairs of rows are one payment each" in report.out
    bank.mark(A)
    (flag,) = chain_flags(bank.verify())
    assert flag.startswith("If the open pairs of rows are one payment each") and "differs by 50.00 RON" in flag
    (caution,) = (one for one in bank.account(A).cautions if "stated balance differs" in one)
    assert caution.startswith("If the open pairs of rows are one payment each")


def two_accounts(
    bank: BankCase, paid: list[str], came: list[str], moved: tuple[int, int], currency: str = "RON"
) -> None:
    """January of A, which pays, and of B, which receives; A's receipts are marked."""
    opening = 2000_00
    bank.camt("a", statement("S", A, "2024-01-01", "2024-01-31", opening, opening - moved[0], paid))
    bank.camt("b", statement("S2", B, "2024-01-01", "2024-01-31", 0, moved[1], came, currency=currency))
    bank.mark(A, "--opening")


@pytest.mark.parametrize("day", ["2024-01-08", "2024-01-07"])
def test_a_credit_up_to_three_days_before_its_debit_is_a_suggestion(bank, day):
    paid = entry(-100_00, "2024-01-10", other=B, ref="INV-7788991")
    two_accounts(bank, [paid], [entry(100_00, day, other=A, ref="INV-7788991")], (100_00, 100_00))
    (pair,) = bank.call("pairs", "--json").json["pairs"]
    assert pair["doubts"] == ["payee_first"] and "same_reference" in pair["reasons"]
    found = bank.account(B)
    assert found.received == (0, 100_00)
    assert any("may be one payment are open: 1" in one for one in found.cautions)


def test_an_exchange_is_a_suggestion_that_a_person_joins(bank):
    paid = entry(-500_00, "2024-01-05", other=B, ref="FX-20240105")
    came = entry(100_00, "2024-01-05", other=A, ref="FX-20240105", currency="EUR")
    two_accounts(bank, [paid], [came], (500_00, 100_00), "EUR")
    (pair,) = bank.call("pairs", "--json").json["pairs"]
    assert "currencies_differ" in pair["doubts"]
    assert bank.account(B, currency="EUR").received == (0, 100_00)
    assert bank.call("pairs", "join", pair["id"], "--reason", "schimb valutar").code == 0
    assert bank.account(B, currency="EUR").received == (100_00, 100_00)


def test_a_payment_that_the_complete_statement_of_the_payee_does_not_list_is_said(bank):
    paid = [entry(-100_00, "2024-01-10", other=B), entry(-100_00, "2024-01-10", other=B)]
    two_accounts(bank, paid, [entry(100_00, "2024-01-10", other=A)], (200_00, 100_00))
    assert bank.call("pairs", "--json").json["pairs"] == []
    (place,) = look(bank, "partners")
    assert place == "a.xml path:/Document/BkToCstmrStmt/Stmt[1]/Ntry[2]/NtryDtls[1]/TxDtls[1]"
    assert any(place in one for one in bank.account(B).cautions)


def test_a_payment_without_any_row_of_the_payee_is_said(bank):
    two_accounts(bank, [entry(-100_00, "2024-01-10", other=B)], [], (100_00, 0))
    (place,) = look(bank, "partners")
    (caution,) = (one for one in bank.account(B).cautions if place in one)
    assert "100.00" in caution


def test_a_receipt_that_the_complete_statement_of_the_payer_does_not_list_is_said(bank):
    two_accounts(bank, [], [entry(100_00, "2024-01-10", other=A)], (0, 100_00))
    (place,) = look(bank, "partners")
    assert place.startswith("b.xml")
    assert any(place in one for one in bank.account(A).cautions)


@pytest.mark.parametrize("day", ["2024-01-30", "2024-02-03"])
def test_a_payment_near_or_after_the_end_of_the_payees_statement_is_no_claim(bank, day):
    bank.camt("a", statement("S", A, "2024-01-01", "2024-02-29", 2000_00, 1900_00, [entry(-100_00, day, other=B)]))
    bank.camt("b", statement("S2", B, "2024-01-01", "2024-01-31", 0, 0))
    assert bank.verify()["partners"]["result"] == "holds"


def test_a_payment_that_came_back_is_no_claim(bank):
    there = row(A, "2024-01-10", -100, 900, other=B, ref="INV-1")
    back = row(A, "2024-01-11", 100, 1000, other=B, ref="INV-1", kind="r")
    bank.table("a", row(A, "2024-01-02", 1000, 1000), there, back)
    bank.camt("b", statement("S2", B, "2024-01-01", "2024-01-31", 0, 0))
    assert bank.verify()["partners"]["result"] == "holds"
