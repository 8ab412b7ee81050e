"""Amounts: one reading or a refusal, and sums that never lose a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.codes.currencies import ACTIVE_EXPONENTS, WITHDRAWN_EXPONENTS
from graph_schema.errors import WrongUse, WrongValue
from graph_schema.values.money import (
    LARGEST_MINOR,
    Money,
    convert,
    exponent,
    format_plain,
    parse_amount,
    parse_plain,
    share_of,
    split,
)

AMOUNTS = st.integers(-(10**15), 10**15)
CURRENCIES = st.sampled_from(["RON", "EUR", "JPY", "KWD", "CLF"])


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("RON", 2), ("EUR", 2), ("JPY", 0), ("HUF", 2), ("KWD", 3), ("CLF", 4), ("ROL", 2)],
)
def test_exponent(currency: str, digits: int) -> None:
    assert exponent(currency) == digits


@pytest.mark.parametrize("currency", ["LEI", "ron", "", "XXX"])
def test_unknown_currency_is_named(currency: str) -> None:
    with pytest.raises(WrongValue) as caught:
        exponent(currency)
    assert caught.value.params["currency"] == currency
    assert repr(currency) in str(caught.value)


def test_no_currency_is_both_active_and_withdrawn() -> None:
    assert not ACTIVE_EXPONENTS.keys() & WITHDRAWN_EXPONENTS.keys()
    assert all(len(code) == 3 and code.isupper() for code in [*ACTIVE_EXPONENTS, *WITHDRAWN_EXPONENTS])


@pytest.mark.parametrize(
    ("text", "currency", "decimal_mark", "group_mark", "minor"),
    [
        ("1234.56", "RON", ".", None, 123456),
        ("1.234,56", "RON", ",", ".", 123456),
        ("1,234,567.8", "RON", ".", ",", 123456780),
        ("12 345,6", "EUR", ",", " ", 1234560),
        ("12\u00a0345,6", "EUR", ",", " ", 1234560),
        ("12\u202f345,6", "EUR", ",", "\u00a0", 1234560),
        ("1'234.05", "CHF", ".", "'", 123405),
        ("1234,56", "RON", ",", ".", 123456),
        ("-0,01", "RON", ",", None, -1),
        ("+7", "RON", ",", None, 700),
        ("\u22127,5", "RON", ",", None, -750),
        ("  3.00 ", "EUR", ".", None, 300),
        ("12,", "EUR", ",", None, 1200),
        ("000000002145.00", "EUR", ".", None, 214500),
        ("0,00", "EUR", ",", None, 0),
        ("100", "JPY", ".", None, 100),
        ("100.00", "JPY", ".", None, 100),
        ("1.23400", "EUR", ".", None, None),
        ("1.23000", "EUR", ".", None, 123),
        ("1.234", "KWD", ".", None, 1234),
    ],
)
def test_parse_amount_literals(
    text: str, currency: str, decimal_mark: Literal[",", "."], group_mark: str | None, minor: int | None
) -> None:
    if minor is None:
        with pytest.raises(WrongValue, match="more decimals"):
            parse_amount(text, currency, decimal_mark=decimal_mark, group_mark=group_mark)
    else:
        assert parse_amount(text, currency, decimal_mark=decimal_mark, group_mark=group_mark) == minor


@pytest.mark.parametrize(
    ("text", "decimal_mark", "group_mark", "said"),
    [
        ("1,234,56", ",", None, "more than once"),
        ("1,234,56", ",", ".", "more than once"),
        ("1.234,56", ",", None, "is not an amount"),
        ("12.34,56", ",", ".", "not grouped in threes"),
        ("1234.567,00", ",", ".", "not grouped in threes"),
        (".123,00", ",", ".", "not grouped in threes"),
        ("1..234,00", ",", ".", "not grouped in threes"),
        ("1,234.567", ",", ".", "is not an amount"),
        ("", ",", None, "is not an amount"),
        ("-", ",", None, "is not an amount"),
        (",5", ",", None, "is not an amount"),
        ("5-", ",", None, "is not an amount"),
        ("--5", ",", None, "is not an amount"),
        ("(5)", ",", None, "is not an amount"),
        ("5 RON", ",", None, "is not an amount"),
        ("1e3", ",", None, "is not an amount"),
        ("١٢", ",", None, "is not an amount"),
        ("1_000", ".", None, "is not an amount"),
        ("9" * 49, ".", None, "characters"),
        ("92233720368547758.08", ".", None, "too large"),
    ],
)
def test_parse_amount_refuses(text: str, decimal_mark: Literal[",", "."], group_mark: str | None, said: str) -> None:
    with pytest.raises(WrongValue, match=said):
        parse_amount(text, "RON", decimal_mark=decimal_mark, group_mark=group_mark)


def test_refusal_holds_text_and_remedy() -> None:
    with pytest.raises(WrongValue) as caught:
        parse_amount("1,234,56", "RON", decimal_mark=",")
    assert caught.value.params["text"] == "1,234,56"
    assert "source mapping" in str(caught.value)


@pytest.mark.parametrize(("text", "minor"), [("1.23456", 123), ("1.235", 124), ("1.245", 124), ("-1.2451", -125)])
def test_more_digits_round_once_half_to_even(text: str, minor: int) -> None:
    assert parse_amount(text, "EUR", decimal_mark=".", allow_more_digits=True) == minor


@pytest.mark.parametrize("group_mark", [",", "", "..", "0"])
def test_grouping_sign_must_differ_from_decimal_sign(group_mark: str) -> None:
    with pytest.raises(WrongUse):
        parse_amount("1,0", "RON", decimal_mark=",", group_mark=group_mark)


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123456, "RON", "1234.56"),
        (-5, "RON", "-0.05"),
        (0, "EUR", "0.00"),
        (7, "JPY", "7"),
        (-7, "KWD", "-0.007"),
    ],
)
def test_format_plain(minor: int, currency: str, text: str) -> None:
    assert format_plain(minor, currency) == text


@given(AMOUNTS, CURRENCIES)
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    assert parse_amount(format_plain(minor, currency), currency, decimal_mark=".") == minor


@given(AMOUNTS, st.sampled_from([(",", "."), (".", ","), (",", " "), (".", "'")]))
def test_grouped_text_is_read_back(minor: int, marks: tuple[Literal[",", "."], str]) -> None:
    decimal_mark, group_mark = marks
    whole, decimals = format_plain(abs(minor), "RON").split(".")
    grouped = f"{int(whole):,}".replace(",", group_mark)
    text = f"{'-' if minor < 0 else ''}{grouped}{decimal_mark}{decimals}"
    assert parse_amount(text, "RON", decimal_mark=decimal_mark, group_mark=group_mark) == minor


def test_money_adds_in_one_currency_only() -> None:
    assert Money(150, "RON") + Money(-50, "RON") == Money(100, "RON")
    assert Money(150, "RON") - Money(200, "RON") == -Money(50, "RON")
    assert str(Money(-5, "EUR")) == "-0.05 EUR"
    for refused in (Money(1, "RON").__add__, Money(1, "RON").__sub__):
        with pytest.raises(WrongValue, match="one currency"):
            refused(Money(1, "EUR"))


def test_money_is_checked() -> None:
    assert Money(LARGEST_MINOR, "RON") == -Money(-LARGEST_MINOR, "RON")
    with pytest.raises(WrongValue, match="too large"):
        Money(LARGEST_MINOR, "RON") + Money(1, "RON")
    with pytest.raises(WrongValue, match="too large"):
        Money(-LARGEST_MINOR - 1, "RON")
    with pytest.raises(WrongValue, match="whole number"):
        Money(1.0, "RON")  # type: ignore[arg-type] - the mistake under test
    with pytest.raises(WrongValue, match="Unknown currency"):
        Money(1, "LEI")


@pytest.mark.parametrize(
    ("minor", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (1, [1, 1], [1, 0]),
        (10, [0, 3, 0, 7], [0, 3, 0, 7]),
        (5, [1, 2, 2], [1, 2, 2]),
        (7, [1, 2, 2], [1, 3, 3]),
        (0, [5, 5], [0, 0]),
        (10**15 + 1, [1, 10**15], [1, 10**15]),
    ],
)
def test_split_literals(minor: int, weights: list[int], parts: list[int]) -> None:
    assert split(minor, weights) == parts


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1]])
def test_split_refuses(weights: list[int]) -> None:
    with pytest.raises(WrongValue, match="cannot be divided"):
        split(10, weights)


@given(AMOUNTS, st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any))
def test_split_adds_up_and_stays_within_one_unit(minor: int, weights: list[int]) -> None:
    parts = split(minor, weights)
    total = sum(weights)
    assert sum(parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(minor * weight, total)) < 1
        assert weight or part == 0


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=2, max_size=12).filter(any))
def test_split_gives_the_larger_weight_no_less(minor: int, weights: list[int]) -> None:
    parts = split(abs(minor), sorted(weights, reverse=True))
    assert parts == sorted(parts, reverse=True)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=2, max_size=12).filter(any))
def test_split_serves_equal_weights_in_their_order(minor: int, weights: list[int]) -> None:
    parts = split(abs(minor), weights)
    for weight in set(weights):
        alike = [part for part, other in zip(parts, weights, strict=True) if other == weight]
        assert alike == sorted(alike, reverse=True)
        assert alike[0] - alike[-1] <= 1


@pytest.mark.parametrize(
    ("minor", "source", "target", "rate", "result"),
    [
        (10000, "EUR", "RON", Fraction("4.9765"), 49765),
        (100000, "HUF", "RON", Fraction("1.2345") / 100, 1234),
        (1000, "JPY", "EUR", Fraction("0.0061"), 610),
        (100, "RON", "JPY", Fraction(30), 30),
        (1, "EUR", "RON", Fraction(5, 2), 2),
        (3, "EUR", "RON", Fraction(5, 2), 8),
        (-1, "EUR", "RON", Fraction(5, 2), -2),
        (1000, "KWD", "EUR", Fraction(3), 300),
    ],
)
def test_convert_rounds_once_half_to_even(minor: int, source: str, target: str, rate: Fraction, result: int) -> None:
    assert convert(minor, source, target, rate) == result


def test_convert_refuses() -> None:
    with pytest.raises(WrongValue, match="above zero"):
        convert(1, "EUR", "RON", Fraction(0))
    with pytest.raises(WrongValue, match="too large"):
        convert(LARGEST_MINOR, "EUR", "RON", Fraction(5))


@pytest.mark.parametrize(
    ("minor", "share", "result"),
    [(100, Fraction(1, 3), 33), (5, Fraction(1, 2), 2), (7, Fraction(1, 2), 4), (-5, Fraction(1, 2), -2)],
)
def test_share_of_rounds_half_to_even(minor: int, share: Fraction, result: int) -> None:
    assert share_of(minor, share) == result


@pytest.mark.parametrize("share", [Fraction(-1, 2), Fraction(6, 5)])
def test_share_of_refuses_more_than_the_whole(share: Fraction) -> None:
    with pytest.raises(WrongValue, match="not a share"):
        share_of(100, share)


@pytest.mark.parametrize("minor", [1.5, 100.0, True])
def test_what_is_not_whole_is_not_converted(minor) -> None:
    with pytest.raises(WrongValue, match="whole number"):
        convert(minor, "EUR", "RON", Fraction(5))


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [("12.50", "RON", 1250), ("12.5", "EUR", 1250), ("12", "RON", 1200), ("12", "JPY", 12), ("1.234", "KWD", 1234)],
)
def test_an_amount_that_a_person_types_is_read_in_its_currency(text: str, currency: str, minor: int) -> None:
    assert parse_plain(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("1.500", "RON"),
        ("1,5", "EUR"),
        ("1.0", "JPY"),
        ("1.2345", "KWD"),
        ("-5", "RON"),
        ("+5", "RON"),
        ("1 000", "RON"),
        ("", "RON"),
        ("5.", "RON"),
        (".5", "RON"),
        ("٣", "RON"),
        ("1e3", "RON"),
        ("5\n", "RON"),
    ],
)
def test_an_amount_of_another_form_is_refused_and_the_form_is_shown(text: str, currency: str) -> None:
    with pytest.raises(WrongUse, match=f"is not an amount in {currency}; expected digits") as refused:
        parse_plain(text, currency)
    assert format_plain(123456, currency) in str(refused.value)


@pytest.mark.parametrize("currency", ["LEI", "eur", "EURO", ""])
def test_an_amount_in_no_currency_is_refused(currency: str) -> None:
    with pytest.raises(WrongUse, match="ISO 4217"):
        parse_plain("5", currency)


@given(st.integers(0, 10**15), st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_what_is_written_plainly_is_read_back(minor: int, currency: str) -> None:
    assert parse_plain(format_plain(minor, currency), currency) == minor
