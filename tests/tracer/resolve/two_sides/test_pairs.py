"""Which rows of two statements are one payment by rule, which may be, and which are nothing to one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tracer.resolve.two_sides.pairs import _is_specific, find_two_sides


def found(
    said: SimpleNamespace, payer: dict[str, Any], payee: dict[str, Any], *more: dict[str, Any], **case: Any
) -> Any:
    """The matches of one payer's row p and one payee's row q, with whatever else stands in the case."""
    rows = [said.row("p", "A", "debit", **payer), said.row("q", "B", "credit", **payee), *more]
    return find_two_sides(said.case(rows, **case))


E2E = {"reference": "E2E-2024-77"}


@pytest.mark.parametrize(
    ("payer", "payee", "reasons"),
    [
        (E2E, {**E2E, "day": 3}, ("same_reference",)),
        (E2E, {"reference": "e2e 2024/77", "day": 10}, ("same_reference",)),
        (E2E, {**E2E, "day": -1}, ("same_reference",)),
        ({**E2E, "named": "B"}, {**E2E, "day": 1}, ("same_reference", "payer_names_payee")),
        ({**E2E, "named": "B"}, {**E2E, "named": "A", "day": 1}, ("same_reference", "accounts_name_each_other")),
        ({"named": "B", "transfer_id": "p"}, {"named": "A"}, ("same_parties_and_day",)),
    ],
)
def test_sure(said: SimpleNamespace, payer: Any, payee: Any, reasons: tuple[str, ...]) -> None:
    (match,) = found(said, payer, payee)
    assert (match.first, match.second, match.sure, match.reasons) == ("p", "q", True, reasons)


@pytest.mark.parametrize(
    ("payer", "payee", "reasons", "doubts"),
    [
        ({"named": "B"}, {"day": 3}, ("payer_names_payee",), ("days_apart", "account_open")),
        ({}, {"named": "A", "day": -1}, ("payee_names_payer",), ("payee_first", "account_open")),
        ({"named": "B"}, {"named": "A", "day": 5}, ("accounts_name_each_other",), ("days_apart",)),
        ({"counterparty_name": "SC BETA INVENTATĂ S.R.L."}, {}, ("names_agree",), ("account_open",)),
        ({}, {"counterparty_name": "alfa inventata", "day": 2}, ("names_agree",), ("days_apart", "account_open")),
        (
            {**E2E, "named": "B"},
            {"reference": "BANCA-2-19", "day": 1},
            ("payer_names_payee",),
            ("days_apart", "references_differ", "account_open"),
        ),
        (
            {"reference": "chirie"},
            {"reference": "chirie"},
            ("same_reference",),
            ("reference_says_little", "account_open"),
        ),
        (
            {"reference": "chirie", "named": "B"},
            {"reference": "chirie", "day": 2},
            ("same_reference", "payer_names_payee"),
            ("days_apart", "reference_says_little", "account_open"),
        ),
        ({**E2E, "counterparty_name": "Delta SA"}, E2E, ("same_reference",), ("account_open", "names_differ")),
        (E2E, {**E2E, "day": -2}, ("same_reference",), ("payee_first", "account_open")),
        (
            {**E2E, "named": "B"},
            {**E2E, "named": "A", "day": -3},
            ("same_reference", "accounts_name_each_other"),
            ("payee_first",),
        ),
        ({"named": "B"}, {"day": -2}, ("payer_names_payee",), ("payee_first", "account_open")),
        (
            {**E2E, "named": "B"},
            {**E2E, "named": "A", "minor": 20, "debit_currency": "EUR", "credit_currency": "EUR"},
            ("same_reference", "accounts_name_each_other"),
            ("currencies_differ",),
        ),
    ],
)
def test_probable(said: SimpleNamespace, payer: Any, payee: Any, reasons: Any, doubts: Any) -> None:
    (match,) = found(said, payer, payee)
    assert (match.sure, match.reasons, match.doubts) == (False, reasons, doubts)


@pytest.mark.parametrize(
    ("payer", "payee"),
    [
        ({}, {}),
        (E2E, {"reference": "E2E-2024-78"}),
        ({"reference": "NOTPROVIDED"}, {"reference": "notprovided"}),
        (E2E, {**E2E, "day": 11}),
        (E2E, {**E2E, "day": -4}),
        ({"counterparty_name": "Beta Inventata SRL"}, {"day": -2}),
        (E2E, {**E2E, "minor": 101}),
        ({**E2E, "named": "C"}, E2E),
        (E2E, {**E2E, "named": "C"}),
        ({"named": "B"}, {"day": 6}),
        ({"named": "B", "debit_currency": "EUR", "credit_currency": "EUR"}, {}),
        ({**E2E, "named": "B"}, {**E2E, "minor": 20, "debit_currency": "EUR", "credit_currency": "EUR"}),
        ({"named": "B"}, {"named": "A", "minor": 20, "debit_currency": "EUR", "credit_currency": "EUR"}),
        (
            {**E2E, "named": "B", "credit_minor": 21, "credit_currency": "EUR"},
            {**E2E, "named": "A", "minor": 20, "debit_currency": "EUR", "credit_currency": "EUR"},
        ),
    ],
    ids=[
        "sum-alone",
        "other-reference",
        "none-given",
        "too-late",
        "too-early",
        "early-by-name",
        "other-sum",
        "payer-names-another",
        "payee-names-another",
        "late-without-reference",
        "other-currency",
        "exchange-one-names",
        "exchange-no-reference",
        "exchange-of-another-amount",
    ],
)
def test_nothing(said: SimpleNamespace, payer: Any, payee: Any) -> None:
    assert found(said, payer, payee) == ()


def test_a_reference_that_one_side_states_twice_with_the_sum_is_not_sure(said: SimpleNamespace) -> None:
    twice = said.row("p2", "A", "debit", "C", day=-20, **E2E)
    (match,) = found(said, E2E, E2E, twice)
    assert not match.sure and "reference_repeats" in match.doubts
    (match,) = found(said, E2E, E2E, said.row("p2", "A", "debit", "C", 101, -20, **E2E))
    assert match.sure


def test_a_reference_counts_also_where_its_row_has_found_its_other_side(said: SimpleNamespace) -> None:
    whole = said.row("w", "A", "debit", "C", day=-20, credit_seq=1, **E2E)
    (match,) = found(said, E2E, E2E, whole)
    assert not match.sure


def test_rows_seen_from_both_sides_are_in_no_match(said: SimpleNamespace) -> None:
    assert found(said, {**E2E, "named": "B", "credit_seq": 4}, E2E) == ()


def test_an_account_does_not_pay_itself_unless_it_exchanges(said: SimpleNamespace) -> None:
    rows = [said.row("p", "A", "debit", **E2E), said.row("q", "A", "credit", **E2E)]
    assert find_two_sides(said.case(rows)) == ()
    rows = [
        said.row("p", "A", "debit", minor=497, credit_minor=100, credit_currency="EUR", **E2E),
        said.row("q", "A", "credit", minor=100, debit_currency="EUR", credit_currency="EUR", **E2E),
    ]
    assert [match.sure for match in find_two_sides(said.case(rows))] == [True]


@pytest.mark.parametrize(
    ("payer", "payee", "matches"),
    [
        (
            {"credit_minor": 497, "credit_currency": "RON"},
            {"credit_minor": 497, "credit_currency": "RON", "debit_minor": 497, "debit_currency": "RON"},
            1,
        ),
        ({}, {"credit_minor": 497, "credit_currency": "RON"}, 1),
        (
            {"credit_minor": 497, "credit_currency": "RON"},
            {"credit_minor": 497, "credit_currency": "RON", "debit_minor": 99},
            0,
        ),
        ({}, {"credit_minor": 497, "credit_currency": "RON", "debit_minor": 497, "debit_currency": "RON"}, 0),
    ],
    ids=["payer-states-what-arrives", "payee-states-what-left", "they-contradict", "nobody-states-it"],
)
def test_two_currencies_meet_by_the_stated_counter_sum(
    said: SimpleNamespace, payer: Any, payee: Any, matches: int
) -> None:
    euro = {"debit_currency": "EUR", "credit_currency": "EUR", **E2E}
    assert len(found(said, euro | payer, euro | payee)) == matches


def test_equal_payments_of_a_day_are_joined_if_both_sides_have_as_many(said: SimpleNamespace) -> None:
    payers = [said.row(f"p{n}", "A", "debit", "B") for n in range(2)]
    payees = [said.row(f"q{n}", "B", "credit", "A") for n in range(2)]
    sure = [m for m in find_two_sides(said.case([*payers, *payees])) if m.sure]
    assert [(m.first, m.second) for m in sure] == [("p0", "q0"), ("p1", "q1")]
    assert not any(m.sure for m in find_two_sides(said.case([*payers, *payees[:1]])))


def test_a_match_is_found_across_any_border_of_days(said: SimpleNamespace) -> None:
    for shift in range(-20, 20):
        assert len(found(said, {"day": shift, **E2E}, {"day": shift + 10, **E2E})) == 1
        assert len(found(said, {"day": shift, **E2E}, {"day": shift - 1, **E2E})) == 1


def test_a_bare_number_of_the_same_account_does_not_contradict(said: SimpleNamespace) -> None:
    bare = said.account("bare", "1234567890")
    (match,) = found(said, {"named": "bare"}, {"day": 1}, accounts=[bare])
    assert (match.sure, match.reasons) == (False, ("payee_number",))
    (match,) = found(said, {"named": "bare", **E2E}, {"day": 1, **E2E}, accounts=[bare])
    assert match.sure
    assert found(said, {"named": "other", **E2E}, E2E, accounts=[said.account("other", "7777777777")]) == ()


def test_the_payers_day_is_the_value_date(said: SimpleNamespace) -> None:
    (match,) = found(said, {**E2E, "booking_date": date(2020, 1, 1)}, E2E)
    assert match.sure


WEEKLY = {"reference": "ORDIN-PERMANENT-12"}


@pytest.mark.parametrize(
    "periods",
    [
        {"A": [(-30, 0)], "B": [(7, 30)]},
        {"A": [(-30, 0)]},
        {"B": [(1, 30)]},
        {"A": [(-30, 3), (5, 30)]},
        {"B": [(-30, 3), (5, 30)]},
        {"A": [(-30, 6), (8, 30)]},
    ],
    ids=["both-statements-missing", "payers-later", "payees-earlier", "gap-at-payer", "gap-at-payee", "payees-day"],
)
def test_a_reference_does_not_join_rows_across_days_without_a_statement(said: SimpleNamespace, periods: Any) -> None:
    (match,) = found(said, WEEKLY, {**WEEKLY, "day": 7}, periods=periods)
    assert not match.sure and "days_not_covered" in match.doubts


@pytest.mark.parametrize(
    ("days", "payee", "sure"),
    [
        (3, {}, True),
        (4, {}, False),
        (3, {"named": None}, False),
        (3, {"reference": "12"}, False),
    ],
    ids=["a weekend", "longer", "one row names no account", "a short reference"],
)
def test_rows_that_name_one_another_need_no_statement_for_a_weekend(
    said: SimpleNamespace, days: int, payee: Any, sure: bool
) -> None:
    payer = {"reference": payee.get("reference", WEEKLY["reference"]), "named": "B"}
    payee = {**WEEKLY, "named": "A", "day": days, **payee}
    (match,) = found(said, payer, payee, periods={"A": [(-30, 0)], "B": [(days, 30)]})
    assert match.sure is sure


def test_a_back_dated_booking_needs_covered_days_too(said: SimpleNamespace) -> None:
    payee = {**WEEKLY, "day": -1}
    assert [m.sure for m in found(said, WEEKLY, payee, periods={"A": [(0, 30)]})] == [False]
    assert [m.sure for m in found(said, WEEKLY, payee, periods={"A": [(-1, 30)], "B": [(-30, 0)]})] == [True]


@pytest.mark.parametrize(
    "periods",
    [
        {"A": [(-30, 7)], "B": [(0, 30)]},
        {"A": [(-30, 2), (3, 5), (6, 7)], "B": [(0, 3), (2, 20)]},
        {"A": [(0, 40), (3, 5)], "B": [(-5, 2), (3, 7)]},
    ],
    ids=["just-covered", "by-statements-that-touch-or-overlap", "one-within-another"],
)
def test_days_between_that_statements_cover_do_not_stand_against_a_pair(said: SimpleNamespace, periods: Any) -> None:
    (match,) = found(said, WEEKLY, {**WEEKLY, "day": 7}, periods=periods)
    assert match.sure and "days_not_covered" not in match.doubts


def test_one_value_date_needs_no_other_days(said: SimpleNamespace) -> None:
    (match,) = found(said, WEEKLY, WEEKLY, periods={"A": [(0, 0)], "B": [(5, 9)]})
    assert match.sure


def test_a_statement_that_lacks_a_row_covers_no_day(said: SimpleNamespace) -> None:
    case = said.case([said.row("p", "A", "debit", **WEEKLY), said.row("q", "B", "credit", day=7, **WEEKLY)])
    broken = said.statement("B", -400, 400, balance_breaks=1)
    case = replace(case, nodes={**case.nodes, broken.id: broken})
    assert [match.sure for match in find_two_sides(case)] == [False]


def test_a_statement_in_another_currency_covers_nothing(said: SimpleNamespace) -> None:
    case = said.case([said.row("p", "A", "debit", **WEEKLY), said.row("q", "B", "credit", day=7, **WEEKLY)])
    euro = said.statement("B", -400, 400, currency="EUR")
    case = replace(case, nodes={**case.nodes, euro.id: euro})
    assert [match.sure for match in find_two_sides(case)] == [False]


@pytest.mark.parametrize(("reference", "specific"), [("A12", False), ("A123", True), ("ABCDEFG", False), (None, False)])
def test_a_reference_of_four_signs_with_a_figure_is_not_shared_by_chance(reference: str | None, specific: bool) -> None:
    assert _is_specific(reference) == specific
