"""File numbers: thousand dots off, suffix kept, office recognised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.identifiers import check_case_number


@pytest.mark.parametrize(
    ("text", "value", "kind", "year", "court", "suffix"),
    [
        ("40.607/3/2014", "40607/3/2014", "court", 2014, 3, ""),
        ("40607/3/2014", "40607/3/2014", "court", 2014, 3, ""),
        ("782/1/2022", "782/1/2022", "court", 2022, 1, ""),
        ("40.607/3/2014/A1", "40607/3/2014/a1", "court", 2014, 3, "/a1"),
        ("782/1/2022*", "782/1/2022*", "court", 2022, 1, "*"),
        ("782/1/2022*/a1.2", "782/1/2022*/a1.2", "court", 2022, 1, "*/a1.2"),
        ("1.123/P/2021", "1123/P/2021", "prosecution", 2021, None, ""),
        ("Dosar nr. 123 / p / 2021", "123/P/2021", "prosecution", 2021, None, ""),
        ("nr.123/d/p/2021", "123/D/P/2021", "organised crime prosecution", 2021, None, ""),
    ],
)
def test_understood(text: str, value: str, kind: str, year: int, court: int | None, suffix: str) -> None:
    checked = check_case_number(text)
    assert (checked.value, checked.valid, checked.reason) == (value, True, None)
    assert (checked.kind, checked.year, checked.court, checked.suffix) == (kind, year, court, suffix)


@pytest.mark.parametrize(
    "text",
    [
        "40.60/3/2014",
        "0123/P/2021",
        "123/D/3/2020",
        "123/P/21",
        "12/II-2/2020",
        "123/P",
        "P/123/2021",
        "",
        "1..000/3/2014",
    ],
)
def test_flagged_and_kept(text: str) -> None:
    checked = check_case_number(text)
    assert (checked.value, checked.valid, checked.kind, checked.year) == (text, False, None, None)
    assert "is written as" in str(checked.reason)


@given(st.integers(1, 10**7), st.integers(1, 9999), st.integers(1900, 2099), st.sampled_from(["", "/a1", "*"]))
def test_thousand_dots_change_nothing(number: int, court: int, year: int, suffix: str) -> None:
    plain = check_case_number(f"{number}/{court}/{year}{suffix}")
    dotted = check_case_number(f"{number:,}/{court}/{year}{suffix}".replace(",", "."))
    assert plain == dotted
    assert plain.valid
    assert check_case_number(plain.value) == plain
