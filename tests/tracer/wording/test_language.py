from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.messages import Message
from graph_schema.values.money import LARGEST_MINOR, exponent
from tracer.wording.language import LANGUAGES, find_language

RO, EN = find_language("ro"), find_language("en")
NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("minor", "currency", "romanian", "english"),
    [
        (123456789, "EUR", "1.234.567,89 EUR", "1,234,567.89 EUR"),
        (5, "RON", "0,05 RON", "0.05 RON"),
        (0, "RON", "0,00 RON", "0.00 RON"),
        (-150, "RON", "−1,50 RON", "−1.50 RON"),
        (1234567, "JPY", "1.234.567 JPY", "1,234,567 JPY"),
        (1234567, "KWD", "1.234,567 KWD", "1,234.567 KWD"),
        (LARGEST_MINOR, "EUR", "92.233.720.368.547.758,07 EUR", "92,233,720,368,547,758.07 EUR"),
    ],
)
def test_money_is_written_with_the_currencys_decimals(minor, currency, romanian, english):
    assert RO.money(minor, currency) == romanian.replace(" ", NBSP)
    assert EN.money(minor, currency) == english.replace(" ", NBSP)


@given(st.integers(-(10**40), 10**40), st.sampled_from(["EUR", "JPY", "KWD", "CLF"]))
def test_every_digit_of_an_amount_is_on_the_page(minor, currency):
    written = RO.money(minor, currency).removesuffix(NBSP + currency)
    whole, _, decimals = written.replace(".", "").replace("−", "-").partition(",")
    assert len(decimals) == exponent(currency)
    assert int(whole + decimals) == minor


def test_money_of_an_unknown_currency_is_refused():
    with pytest.raises(WrongValue):
        RO.money(100, "XYZ")


def test_numbers_keep_their_decimals():
    assert RO.number(10765) == "10.765"
    assert EN.number(10765) == "10,765"
    assert RO.number(Decimal("15.70")) == "15,70"
    assert RO.number(Decimal("0.1234567890123456789012345678901234")) == "0,1234567890123456789012345678901234"


@pytest.mark.parametrize(
    ("share", "romanian"),
    [
        (Fraction(1, 8), "12,5 %"),
        (Fraction(1, 3), "33,3 %"),
        (Fraction(0), "0,0 %"),
        (Fraction(1), "100,0 %"),
        (Fraction(1, 100_000), "<0,1 %"),
        (Fraction(99_999, 100_000), ">99,9 %"),
        (Fraction(5, 4), "125,0 %"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_all(share, romanian):
    assert RO.percent(share) == romanian.replace(" ", NBSP)


def test_percent_without_decimals():
    assert EN.percent(Fraction(1, 8), places=0) == f"12{NBSP}%"


def test_a_sentence_within_a_sentence_is_said_in_the_same_language():
    reason = Message("The required field {field} is empty. Ask the sender.", field="Suma")
    whole = Message.listed([Message("{name}: {reason}", name="row:2", reason=reason), "=1+1"])
    assert RO.said(whole) == "row:2: Câmpul obligatoriu Suma este gol. Întrebați expeditorul.; =1+1"
    assert EN.said(whole) == whole
    assert (
        RO.text("Not recorded: {reason}", reason=reason)
        == "Neînregistrat: Câmpul obligatoriu Suma este gol. Întrebați expeditorul."
    )
    assert (
        RO.error(WrongValue("Not recorded: {reason}", reason=reason))
        == "Neînregistrat: Câmpul obligatoriu Suma este gol. Întrebați expeditorul."
    )


def test_text_that_an_old_case_kept_finished_is_said_as_it_is():
    assert RO.said("The field {Suma} is empty.") == "The field {Suma} is empty."


def test_dates():
    day = date(2026, 11, 23)
    assert (RO.date(day), EN.date(day)) == ("23.11.2026", "23 Nov 2026")
    assert (RO.long_date(day), EN.long_date(day)) == ("23 noiembrie 2026", "23 November 2026")
    assert (RO.month(day), EN.month(day)) == ("noiembrie 2026", "November 2026")
    assert RO.date(date(988, 1, 2)) == "02.01.988"


def test_a_date_known_in_part_says_no_more_than_is_known():
    assert [RO.partial_date(text) for text in ("2021", "2021-05", "2021-05-17")] == ["2021", "mai 2021", "17.05.2021"]


def test_a_moment_keeps_the_zone_it_carries():
    assert RO.moment(datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)) == "04.03.2026, 05:06:07"


@pytest.mark.parametrize(
    ("n", "romanian"),
    [
        (0, "0 transferuri"),
        (1, "1 transfer"),
        (2, "2 transferuri"),
        (19, "19 transferuri"),
        (20, "20 de transferuri"),
        (101, "101 transferuri"),
        (1234, "1.234 de transferuri"),
    ],
)
def test_romanian_counts_in_three_forms(n, romanian):
    assert RO.plural("{n} transfer", "{n} transfers", n) == romanian


def test_english_counts_in_two_forms():
    said = [EN.plural("{n} transfer", "{n} transfers", n) for n in (0, 1, 2)]
    assert said == ["0 transfers", "1 transfer", "2 transfers"]


def test_text_fills_names_and_never_reads_a_template_out_of_a_value():
    assert EN.text("{amount} · {transfers}", amount="{transfers}", transfers="x") == "{transfers} · x"


def test_text_without_parameters_keeps_braces():
    assert EN.text("a {brace}") == "a {brace}"


def test_an_unknown_sentence_stays_english():
    assert RO.text("No such sentence was ever written.") == "No such sentence was ever written."


def test_errors_are_told_in_the_readers_language():
    with pytest.raises(WrongUse) as caught:
        find_language("fr")
    assert EN.error(caught.value) == "There is no language 'fr': expected one of ro, en. Choose one of them."
    assert RO.error(caught.value) == "Limba 'fr' nu există: se poate alege una dintre ro, en. Alegeți una dintre ele."


def test_two_languages_live_side_by_side():
    assert find_language("ro") is find_language("ro")
    assert RO.text("Case graph") == "Graful cazului"
    assert EN.text("Case graph") == "Case graph"
    assert (RO.separators, EN.separators) == (",.", ".,")
    assert [find_language(code).code for code in LANGUAGES] == ["ro", "en"]
