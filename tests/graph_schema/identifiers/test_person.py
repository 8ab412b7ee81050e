"""The personal number: well formed or flagged, and hidden whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.ro import cnp

from graph_schema.identifiers import check_cnp, mask_cnp


@pytest.mark.parametrize("text", ["1630615123457", "163 0615 123457", "163.0615-123457", " 1630615123457\n"])
def test_well_formed(text: str) -> None:
    checked = check_cnp(text)
    assert (checked.value, checked.valid, checked.reason) == ("1630615123457", True, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1630615123458", "check digit"),
        ("0630615123457", "first digit"),
        ("1630231123457", "birth date"),
        ("1630615993454", "county"),
        ("163061512345", "13 digits"),
        ("16306151234577", "13 digits"),
        ("163061512345X", "digits only"),
        ("", "digits only"),
    ],
)
def test_flagged_and_kept(text: str, said: str) -> None:
    checked = check_cnp(text)
    assert (checked.value, checked.valid) == (text, False)
    assert said in str(checked.reason)


def test_resident_without_century_may_be_born_on_a_leap_day() -> None:
    stem = "700022940001"
    assert check_cnp(stem + cnp.calc_check_digit(stem)).valid
    stem = "100022940001"
    assert "birth date" in str(check_cnp(stem + cnp.calc_check_digit(stem)).reason)


@given(st.from_regex("[1-6][0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-5][0-9]{5}", fullmatch=True))
def test_agrees_with_the_library_where_the_century_is_known(text: str) -> None:
    assert check_cnp(text).valid == cnp.is_valid(text)


@given(st.text(max_size=20))
def test_mask_tells_nothing(text: str) -> None:
    assert mask_cnp(text) == "*************"


@given(st.text(max_size=30))
def test_reason_never_repeats_the_number(text: str) -> None:
    checked = check_cnp(text)
    assert checked.valid is (checked.reason is None)
    assert len(checked.value) < 4 or checked.value not in str(checked.reason)
