from __future__ import annotations

import pytest

from dashboards.header import initials


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Proba", "AP"),
        ("Ștefania Maria Fictivescu", "ȘF"),
        ("ana", "A"),
        ("Ana (birou 2)", "A"),
        ("", "?"),
        ("  ", "?"),
    ],
)
def test_a_person_is_marked_by_the_first_letters_of_first_and_last_name(name, letters):
    assert initials(name) == letters


def test_the_header_names_person_role_and_language(app, sample_case):
    at = app(sample_case, language="ro", role="supervisor")
    assert "**Ana Proba**" in [text.value for text in at.markdown]
    assert "în calitate de supervizor" in [text.value for text in at.markdown]
    assert [switch.value for switch in at.button_group if switch.key == "head_language"] == ["ro"]
    assert not at.get("menu_button")  # one case alone is served
