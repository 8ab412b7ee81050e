"""Company numbers: fiscal code, trade register in both forms, EUID."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ro import onrc

from graph_schema.identifiers import (
    check_cui,
    check_euid,
    check_trade_register,
    same_company_number,
    trade_register_key,
)

COUNTIES = st.sampled_from([*range(1, 41), 51, 52])


@pytest.mark.parametrize(
    ("text", "value", "is_vat"),
    [
        ("18547290", "18547290", False),
        ("RO 185 472 90", "18547290", True),
        ("ro18.547.290", "18547290", True),
    ],
)
def test_cui_well_formed(text: str, value: str, is_vat: bool) -> None:
    checked = check_cui(text)
    assert (checked.value, checked.valid, checked.reason, checked.is_vat) == (value, True, None, is_vat)


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("18547291", "18547291", "check digit"),
        ("RO18547291", "18547291", "check digit"),
        ("018547290", "018547290", "does not start with 0"),
        ("7", "7", "2 to 10 digits"),
        ("12345678901", "12345678901", "2 to 10 digits"),
        ("BG123", "BG123", "digits only"),
        ("", "", "digits only"),
    ],
)
def test_cui_flagged_and_kept(text: str, value: str, said: str) -> None:
    checked = check_cui(text)
    assert (checked.value, checked.valid) == (value, False)
    assert said in str(checked.reason)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("J40/123/2015", "J40/123/2015"),
        ("j 40 / 0123 / 2015", "J40/123/2015"),
        ("J/40/123/2015", "J40/123/2015"),
        ("J40-123-15.03.2015", "J40/123/2015"),
        ("J2/123/2015", "J02/123/2015"),
        ("F05/7/2008", "F05/7/2008"),
        ("J2012000750528", "J2012000750528"),
        ("J 2012 000750 528", "J2012000750528"),
        ("ROONRC.J52/750/2012", "J52/750/2012"),
        ("ROONRC.J2012000750528", "J2012000750528"),
    ],
)
def test_trade_register_well_formed(text: str, value: str) -> None:
    checked = check_trade_register(text)
    assert (checked.value, checked.valid, checked.reason) == (value, True, None)


@pytest.mark.parametrize(
    ("text", "value", "said"),
    [
        ("J2012000750529", "J2012000750529", "check digit"),
        ("J2025000750521", "J2025000750521", "does not fit its year"),
        ("J2012000750006", "J2012000750006", "does not fit its year"),
        ("X52/750/2012", "X52/750/2012", "starts with J"),
        ("J41/1/2000", "J41/1/2000", "county"),
        ("J40/1/1989", "J40/1/1989", "1990"),
        ("J40/1/2025", "J40/1/2025", "end with 2024"),
        ("J40/0/2015", "J40/0/2015", "not 0"),
        ("J40/123456/2015", "J40/123456/2015", "5 digits"),
        ("J40/123/15", "J40/123/15", "is written as"),
        ("", "", "is written as"),
    ],
)
def test_trade_register_flagged_and_kept(text: str, value: str, said: str) -> None:
    checked = check_trade_register(text)
    assert (checked.value, checked.valid) == (value, False)
    assert said in str(checked.reason)


def test_old_and_new_number_and_euid_are_one_registration() -> None:
    assert trade_register_key("J52/750/2012") == "J2012000750528"
    assert same_company_number("J52/750/2012", "J2012000750528")
    assert same_company_number("ROONRC.J52/750/2012", "ROONRC.J2012000750528")
    assert not same_company_number("J52/750/2012", "J51/750/2012")
    assert not same_company_number("F52/750/2012", "J52/750/2012")
    assert not same_company_number("nothing", "nothing")


@given(st.sampled_from("JFC"), COUNTIES, st.integers(1, 99_999), st.integers(1990, 2024))
def test_every_old_number_has_one_new_number_that_the_library_accepts(
    kind: str, county: int, serial: int, year: int
) -> None:
    old = f"{kind}{county:02d}/{serial}/{year}"
    key = trade_register_key(old)
    assert key is not None
    assert onrc.is_valid(old)
    assert onrc.is_valid(key)
    assert check_trade_register(key).valid
    assert same_company_number(old, key)


@given(st.from_regex(r"J(199|200|201|202)[0-4]000[0-9]{3}(0[0-9]|[1-5][0-9])[0-9]", fullmatch=True))
def test_agrees_with_the_library_on_new_numbers(text: str) -> None:
    # The library has no rule against serial number 0, which was never given out.
    assert check_trade_register(text).valid == (onrc.is_valid(text) and text[5:11] != "000000")


@pytest.mark.parametrize(
    ("text", "value", "valid"),
    [
        ("ROONRC.J52/750/2012", "ROONRC.J52/750/2012", True),
        ("roonrc. J2012000750528", "ROONRC.J2012000750528", True),
        ("ROONRC.J2012000750529", "ROONRC.J2012000750529", False),
        ("DEX0000R.HRB000000", "DEX0000R.HRB000000", True),
        ("ROABCD.J52/750/2012", "ROABCD.J52/750/2012", False),
        ("DEHRB000000", "DEHRB000000", False),
    ],
)
def test_euid(text: str, value: str, valid: bool) -> None:
    checked = check_euid(text)
    assert (checked.value, checked.valid, checked.reason is None) == (value, valid, valid)
