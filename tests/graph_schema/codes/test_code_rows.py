"""One row of a table of codes, and the days on which it may be used."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.codes.code_rows import CodeRow, list_codes
from tracer.wording.code_words import CODE_TABLES

ONE_DAY = timedelta(days=1)


@given(first=st.dates(date(1900, 1, 1), date(2100, 1, 1)), days=st.integers(0, 5000))
def test_a_row_holds_from_its_first_to_its_last_day(first, days):
    last = first + timedelta(days=days)
    row = CodeRow("a", "a", "a", valid_from=first, valid_to=last)
    assert row.is_valid_on(first) and row.is_valid_on(last)
    assert not row.is_valid_on(first - ONE_DAY) and not row.is_valid_on(last + ONE_DAY)


def test_a_row_without_an_act_holds_on_no_day_and_one_without_limits_on_each():
    off, on = CodeRow("a", "a", "a", valid_from=None), CodeRow("a", "a", "a")
    for day in (date.min, date(2026, 12, 3), date.max):
        assert not off.is_valid_on(day) and on.is_valid_on(day)


@pytest.mark.parametrize("table", CODE_TABLES, ids=lambda table: table[0].code)
def test_codes_and_words_of_a_table_are_unique_and_in_two_languages(table):
    for quality in ("code", "words", "romanian"):
        found = [getattr(row, quality) for row in table]
        assert len(set(found)) == len(found) and all(found), quality
    assert not set("şţŞŢ") & set("".join(row.romanian for row in table))
    assert list_codes(table) == tuple(row.code for row in table)
    assert not any("," in row.code or " " in row.code for row in table)


def test_no_two_tables_have_the_same_codes():
    assert len({list_codes(table) for table in CODE_TABLES}) == len(CODE_TABLES)
