"""Every form of an amount: what is written in it reads back, to the minor unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongValue
from graph_schema.values.amount_forms import AmountForm
from graph_schema.values.money import format_plain

PLAIN = AmountForm(".")
WIDE = AmountForm(",", ".", ("brackets", "trailing_minus"), exponents=True, units=("£", "EUR", "kr"))
MINOR = st.integers(-(10**15), 10**15)


def german(minor: int) -> str:
    whole, decimals = f"{minor / 1:.0f}", ""
    whole, decimals = str(abs(minor) // 100), f"{abs(minor) % 100:02}"
    return f"{int(whole):,}".replace(",", ".") + f",{decimals}"


@given(
    MINOR, st.sampled_from(("minus", "brackets", "trailing")), st.sampled_from(("", "£", "EUR", "kr")), st.booleans()
)
def test_what_is_written_in_a_form_reads_back(minor: int, sign: str, unit: str, after: bool) -> None:
    text = f"{german(minor)} {unit}" if unit and after else f"{unit}{german(minor)}"
    if minor < 0:
        text = {"minus": f"-{text}", "brackets": f"({text})", "trailing": f"{text}-"}[sign]
        if sign == "trailing" and unit and after:
            text = f"{german(minor)}- {unit}"
    assert WIDE.read(text, "EUR") == minor


@given(MINOR, st.integers(-20, 20))
def test_an_exponent_is_read_exactly(minor: int, power: int) -> None:
    mantissa = Decimal(format_plain(minor, "EUR")).scaleb(-power)
    text = f"{mantissa:f}E{power:+}"
    form = AmountForm(".", exponents=True)
    if len(text) <= 48:
        assert form.read(text, "EUR") == minor
    with pytest.raises(WrongValue):
        PLAIN.read(text, "EUR")


@pytest.mark.parametrize(
    "text", ["(-1,00)", "(1,00", "1,00)", "-1,00-", "--1,00", "()", "-", "1,00-kr-", "1E400", "1,5E1,5"]
)
def test_two_signs_or_half_a_form_are_refused(text: str) -> None:
    with pytest.raises(WrongValue):
        WIDE.read(text, "EUR")


@pytest.mark.parametrize("text", ["(1.00)", "1.00-", "£1.00", "1.00 EUR", "1.5E3"])
def test_a_form_that_is_not_stated_is_refused(text: str) -> None:
    with pytest.raises(WrongValue):
        PLAIN.read(text, "EUR")


def test_an_exponent_that_leaves_less_than_a_minor_unit_is_refused() -> None:
    assert AmountForm(".", exponents=True).read("1.5e-1", "EUR") == 15
    with pytest.raises(WrongValue, match="more decimals"):
        AmountForm(".", exponents=True).read("1.5e-3", "EUR")
