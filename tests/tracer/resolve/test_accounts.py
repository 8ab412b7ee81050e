"""Which account a number without its bank means."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tracer.resolve.accounts import AccountNumbers, join_accounts, read_numbers
from tracer.resolve.payments import resolve_payments


def test_a_bare_number_is_the_only_account_that_has_it(said: SimpleNamespace) -> None:
    accounts = [said.account("bare", "456"), said.account("full", "BANCA/456", bank="BANCA")]
    rows = [said.row("p", "A", "debit", "bare"), said.row("q", "bare", "credit", "A", debit_seq=None)]
    graph = join_accounts(said.case(rows[:1], accounts=accounts))
    assert graph.transfers["credit_account"].to_pylist() == ["full"]
    assert (graph.account_of("bare"), graph.account_of("A")) == ("full", "A")


@pytest.mark.parametrize(
    "accounts",
    [
        [("bare", "456", {}), ("full", "BANCA/456", {"bank": "BANCA"}), ("other", "ALTA/456", {"bank": "ALTA"})],
        [("bare", "456", {"bank": "BANCA"}), ("full", "BANCA/456", {"bank": "BANCA"})],
        [("bare", "456", {}), ("full", "BANCA/457", {"bank": "BANCA"})],
        [("bare", "0800", {}), ("full", "123456/0800", {})],
        [("bare", "456", {})],
    ],
    ids=["two-banks", "bank-known-otherwise", "another-number", "a-number-with-a-stroke", "nobody-has-it"],
)
def test_a_bare_number_stays_by_itself(said: SimpleNamespace, accounts: list[tuple[str, str, dict[str, str]]]) -> None:
    nodes = [said.account(name, number, **props) for name, number, props in accounts]
    graph = said.case([said.row("p", "A", "debit", "bare")], accounts=nodes)
    assert join_accounts(graph) is graph


def test_a_bare_number_with_a_statement_of_its_own_is_an_account(said: SimpleNamespace) -> None:
    accounts = [said.account("bare", "456"), said.account("full", "BANCA/456", bank="BANCA")]
    graph = said.case([said.row("p", "bare", "debit")], accounts=accounts, told=("A", "bare"))
    assert join_accounts(graph) is graph
    assert read_numbers(graph).fit("full", "bare") == "number"


def test_both_sides_meet_whether_the_bank_is_named_or_not(said: SimpleNamespace) -> None:
    accounts = [
        said.account("a", "BANCA/111", bank="BANCA"),
        said.account("b", "ALTA/222", bank="ALTA"),
        said.account("bare", "222"),
    ]
    rows = [said.row("p", "a", "debit", "bare"), said.row("q", "b", "credit", "a")]
    payments = resolve_payments(said.case(rows, accounts=accounts, told=("a", "b")))
    assert [(j.match.first, j.match.second, j.by) for j in payments.joined] == [("p", "q", "rule")]


def test_a_number_at_several_banks_is_a_doubt(said: SimpleNamespace) -> None:
    accounts = [
        said.account("b", "ALTA/222", bank="ALTA"),
        said.account("c", "TERTA/222", bank="TERTA"),
        said.account("bare", "222"),
    ]
    rows = [said.row("p", "A", "debit", "bare"), said.row("q", "b", "credit", "A", day=1)]
    (match,) = resolve_payments(said.case(rows, accounts=accounts, told=("A", "b"))).open
    assert "number_at_several_banks" in match.doubts


def test_the_same_number_at_another_bank_is_another_account() -> None:
    keys = dict.fromkeys(("a", "b", "bare"), "456")
    numbers = AccountNumbers(keys, {"a": "BANCA", "b": "ALTA"}, frozenset({"456"}))
    assert [numbers.fit(named, "a") for named in (None, "a", "bare", "b", "c")] == [
        "open",
        "same",
        "number",
        "other",
        "other",
    ]


@pytest.mark.parametrize(("bare", "fit"), [("23456", "other"), ("123456", "number")])
def test_a_bare_number_of_six_signs_ends_an_iban_and_a_shorter_one_does_not(
    said: SimpleNamespace, bare: str, fit: str
) -> None:
    accounts = [said.account("full", "RO49AAAA1B31007593123456"), said.account("bare", bare)]
    graph = said.case([said.row("p", "full", "debit")], accounts=accounts, told=("full",))
    assert read_numbers(graph).fit("bare", "full") == fit
