from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.components.tables import Figure, _column, _config, money_cell
from tracer.wording.language import find_language

RO, EN = find_language("ro"), find_language("en")


@given(st.lists(st.integers(0, 10**15), min_size=1), st.sampled_from(["ro", "en"]))
def test_amounts_sort_as_text_as_they_do_as_numbers(minors, code):
    language = find_language(code)
    texts = _column([money_cell(minor, "EUR", language) for minor in minors])
    in_order = [minor for _, minor in sorted(zip(texts, minors, strict=True))]
    assert in_order == sorted(minors)


def test_what_is_copied_is_the_amount_and_not_its_cents():
    assert [text.strip() for text in _column([money_cell(18000000, "EUR", RO), money_cell(5, "EUR", RO)])] == [
        "180.000,00\u00a0EUR",
        "0,05\u00a0EUR",
    ]


def test_an_unknown_amount_is_a_word_and_no_zero():
    assert money_cell(None, "", EN) == Figure("unknown")


@pytest.mark.parametrize(("language", "form"), [(RO, "DD.MM.YYYY"), (EN, "D MMM YYYY")])
def test_days_are_written_as_the_language_does(language, form):
    config = _config([None, date(2026, 11, 23)], language)
    assert config is not None
    assert config["type_config"]["format"] == form


def test_plain_columns_need_no_setting():
    assert _config(["a", "b"], RO) is None
