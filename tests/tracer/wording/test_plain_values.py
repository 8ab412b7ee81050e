"""Sums, days and instants inside a flag are written as the reader's language writes them; other values stay."""

from __future__ import annotations

import pytest

from graph_schema.messages import Message
from tracer.wording.language import find_language
from tracer.wording.plain_values import plain_params, say_plain


@pytest.mark.parametrize(
    ("value", "ro", "en"),
    [
        ("50010.00 RON", "50.010,00\u00a0RON", "50,010.00\u00a0RON"),
        ("-100.00 RON", "\u2212100,00\u00a0RON", "\u2212100.00\u00a0RON"),
        ("1234 JPY", "1.234\u00a0JPY", "1,234\u00a0JPY"),
        ("2024-01-31", "31.01.2024", "31 Jan 2024"),
        ("2024-01-01 2024-01-31", "01.01.2024 – 31.01.2024", "1 Jan 2024 – 31 Jan 2024"),
        ("2024-02-31", "2024-02-31", "2024-02-31"),
        ("2026-03-06 10:00:00+00:00", "06.03.2026, 12:00", "6 Mar 2026, 12:00"),
        ("2026-02-30 10:00:00+00:00", "2026-02-30 10:00:00+00:00", "2026-02-30 10:00:00+00:00"),
        ("12.345 RON", "12.345 RON", "12.345 RON"),
        ("10.00 XQQ", "10.00 XQQ", "10.00 XQQ"),
        ("row:12", "row:12", "row:12"),
        ("0001", "0001", "0001"),
    ],
)
def test_a_sum_or_a_day_is_written_in_the_readers_language(value, ro, en):
    assert plain_params({"value": value}, find_language("ro")) == {"value": ro}
    assert plain_params({"value": value}, find_language("en")) == {"value": en}


def test_a_sentence_inside_a_sentence_too():
    inner = Message("in {day}", day="2024-01-31")
    assert say_plain(Message("{reason}; {sum}", reason=inner, sum="1.00 RON"), find_language("en")) == (
        "in 31 Jan 2024; 1.00\u00a0RON"
    )
    assert say_plain("2024-01-31", find_language("ro")) == "2024-01-31"
