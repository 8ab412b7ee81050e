"""Signs that nobody sees, or that steer what is seen, stand as their code points; all others stay."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.wording.visible_signs import escape_signs, has_written_signs, neutral_cell, replace_signs, show_signs


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u202egnp.exe", "a[U+202E]gnp.exe"),
        ("x\x1b[2J\x07", "x[U+001B][2J[U+0007]"),
        ("\ufeffa\u200b\u2060b", "[U+FEFF]a[U+200B U+2060]b"),
        ("a\rb\r\nc\td\n", "a[U+000D]b\r\nc\td\n"),
        ("\x9b31m\x7f", "[U+009B]31m[U+007F]"),
        ("\u2066x\u2069", "[U+2066]x[U+2069]"),
        ("\U000e0041", "[U+E0041]"),
        ("a\u2028b", "a[U+2028]b"),
        ("", ""),
    ],
)
def test_a_steering_sign_is_written_out(text: str, shown: str) -> None:
    assert show_signs(text) == shown
    assert show_signs(shown) == shown
    assert has_written_signs(shown) == (shown != text)


@pytest.mark.parametrize(
    "text", ["Ștefan Țuțuianu", "汽车", "بيت", "नमस्ते", "👩\u200d🚀", "می\u200cخواهم", "a\u0301", "[U+]", "[U+12]"]
)
def test_letters_of_every_script_stay(text: str) -> None:
    assert show_signs(text) == text and not has_written_signs(text)


@given(text=st.text())
def test_nothing_that_steers_is_left_and_json_keeps_its_value(text: str) -> None:
    shown = show_signs(text)
    assert not [
        x
        for x in shown
        if unicodedata.bidirectional(x) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]
    assert not [x for x in shown.replace("\r\n", "\n") if unicodedata.category(x) == "Cc" and x not in "\n\t"]
    written = escape_signs(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text and show_signs(written) == written


def test_signs_are_replaced_run_by_run() -> None:
    assert replace_signs("汽车 Dacia 车]", "车汽]") == "[U+6C7D U+8F66] Dacia [U+8F66 U+005D]"
    assert replace_signs("abc", "") == "abc"


@pytest.mark.parametrize("text", ["=1+1", "+40", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_would_run_is_made_text(text):
    assert neutral_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "1-1", "a=b", "ț", " =1"])
def test_any_other_cell_stays_as_it_is(text):
    assert neutral_cell(text) == text
