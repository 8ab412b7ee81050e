"""Month names of twelve languages, each of one month."""

from __future__ import annotations

import pytest
from babel import Locale

from graph_schema.values.month_names import NAMES, find_month, plain_letters

LANGUAGES = ("en", "ro", "de", "fr", "it", "es", "nl", "pl", "cs", "hu", "bg", "uk")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("use", ["format", "stand-alone"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_each_name_of_the_unicode_tables_is_its_month(language: str, use: str, width: str) -> None:
    named = {month: name for month, name in Locale(language).months[use][width].items() if not name.isdigit()}
    assert {month: find_month(name.upper()) for month, name in named.items()} == {month: month for month in named}


def test_no_name_means_two_months() -> None:
    plain = [{plain_letters(name) for name in names.split()} for names in NAMES]
    assert len(plain) == 12
    assert len(set().union(*plain)) == sum(map(len, plain))


@pytest.mark.parametrize("text", ["", "ma", "13", "luna", "."])
def test_other_words_are_no_month(text: str) -> None:
    assert find_month(text) is None
