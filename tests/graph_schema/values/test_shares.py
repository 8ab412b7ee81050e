"""Shares: exact, never above the whole, never guessed from a bare number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongValue
from graph_schema.values.shares import ShareRange, parse_share, read_share_text, share_text

SHARES = st.fractions(0, 1)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1/4", Fraction(1, 4)),
        (" 2 / 8 ", Fraction(1, 4)),
        ("25%", Fraction(1, 4)),
        ("25,5 %", Fraction(51, 200)),
        ("25.5\u00a0%", Fraction(51, 200)),
        ("33%", Fraction(33, 100)),
        ("0%", Fraction(0)),
        ("100 %", Fraction(1)),
        ("7/7", Fraction(1)),
        ("0.000000000000001%", Fraction(1, 10**17)),
    ],
)
def test_parse_share(text: str, share: Fraction) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize("text", ["0.25", "0,25", "25", "1", "0"])
def test_bare_number_is_refused_with_the_remedy(text: str) -> None:
    with pytest.raises(WrongValue, match="Say in the source mapping which it is") as caught:
        parse_share(text)
    assert caught.value.params["text"] == text


@pytest.mark.parametrize("text", ["120 %", "100.01%", "5/4"])
def test_more_than_the_whole_is_refused(text: str) -> None:
    with pytest.raises(WrongValue, match="above the whole"):
        parse_share(text)


def test_division_by_zero_is_refused() -> None:
    with pytest.raises(WrongValue, match="divides by zero"):
        parse_share("1/0")


@pytest.mark.parametrize("text", ["", "%", "a half", "-1/4", "1/-4", "-5%", "1/4/2", "1e1%", "25%%", "25 % %", "½"])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(WrongValue, match="is not a share"):
        parse_share(text)


@given(SHARES)
def test_stored_share_is_read_back(share: Fraction) -> None:
    assert read_share_text(share_text(share)) == share


@given(st.integers(0, 10_000))
def test_percentages_in_either_spelling_agree(hundredths: int) -> None:
    whole, part = divmod(hundredths, 100)
    assert parse_share(f"{whole}.{part:02d}%") == parse_share(f"{whole},{part:02d} %") == Fraction(hundredths, 10_000)


def test_share_text() -> None:
    assert [share_text(Fraction(n, 4)) for n in (0, 1, 2, 4)] == ["0/1", "1/4", "1/2", "1/1"]


@pytest.mark.parametrize("text", ["2/8", "1", "25%", "5/4", "1/0", "01/4", "1/4 ", "", "0/2"])
def test_only_the_stored_spelling_is_read(text: str) -> None:
    with pytest.raises(WrongValue, match="not a stored share"):
        read_share_text(text)


def test_range() -> None:
    psc = ShareRange(Fraction(3, 4), Fraction(1))
    assert not psc.exact
    assert str(psc) == "3/4..1/1"
    half = ShareRange.exactly(Fraction(1, 2))
    assert half.exact
    assert (half.lower, half.upper, str(half)) == (Fraction(1, 2), Fraction(1, 2), "1/2")
    assert ShareRange(0, 1) == ShareRange(Fraction(0), Fraction(1))  # type: ignore[arg-type] - whole numbers are exact


@pytest.mark.parametrize(
    ("lower", "upper"),
    [(Fraction(1, 2), Fraction(1, 4)), (Fraction(-1, 4), Fraction(1, 4)), (Fraction(1, 4), Fraction(5, 4))],
)
def test_range_out_of_order_is_refused(lower: Fraction, upper: Fraction) -> None:
    with pytest.raises(WrongValue, match="not a range of shares"):
        ShareRange(lower, upper)


def test_range_refuses_floats() -> None:
    with pytest.raises(WrongValue, match="not exact"):
        ShareRange(0.25, 0.5)  # type: ignore[arg-type] - the mistake under test


def test_a_range_may_leave_out_its_ends_and_not_its_only_share() -> None:
    half, whole = Fraction(1, 2), Fraction(1)
    assert str(ShareRange(half, whole, True)) == ">1/2..1/1"
    assert str(ShareRange(half, whole, False, True)) == "1/2..<1/1"
    assert ShareRange(half, whole) != ShareRange(half, whole, True)
    for ends in ((True, False), (False, True)):
        with pytest.raises(WrongValue, match="No share lies"):
            ShareRange(half, half, *ends)


@given(st.integers(0, 10**6), st.sampled_from((("percent", 100), ("permille", 1000), ("whole", 1))))
def test_a_bare_number_is_a_share_where_the_source_states_its_unit(millionths: int, unit: tuple[str, int]) -> None:
    share, (name, parts) = Fraction(millionths, 10**6), unit
    text = f"{Decimal(millionths) * parts / 10**6:f}"
    assert parse_share(text, unit=name) == share
    assert parse_share(f"{text}E+0", unit=name) == share
    with pytest.raises(WrongValue):
        parse_share(text)


def test_a_percentage_with_its_sign_needs_no_unit_and_ignores_it() -> None:
    assert parse_share("25 %", unit="whole") == parse_share("2.5E1", unit="percent") == Fraction(1, 4)
    with pytest.raises(WrongValue, match="above the whole"):
        parse_share("25", unit="whole")
