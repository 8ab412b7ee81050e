"""What the browser is sent of the statements, and which month it may open."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.statement_grid.component import MOST_MONTHS, _row, month_at, span_of
from tracer.actions.overview.statement_grid import MonthRow
from tracer.casework.overview.statement_months import AccountMonths, StatementMonth
from tracer.wording.language import find_language

LETTERS = {"a": "adds_up", "m": "missing", "d": "differs", "u": "unknown"}


def row(first, lights):
    begin = first.year * 12 + first.month - 1
    months = tuple(
        StatementMonth(
            date((begin + n) // 12, (begin + n) % 12 + 1, 1), LETTERS[light], "" if light == "m" else f"s{n}"
        )
        for n, light in enumerate(lights)
    )
    return MonthRow("…0001", "Ana", AccountMonths("acc", "RON", months, (), ()))


ROWS = (row(date(2022, 11, 1), "aama"), row(date(2023, 1, 1), "udda"))


def test_lines_begin_where_their_statements_do():
    first, last = span_of(ROWS)
    assert (first, last) == (date(2022, 11, 1), date(2023, 4, 1))
    sent = _row(ROWS[1], first, find_language("en"))
    assert (sent["begin"], sent["lights"], sent["count"]) == (2, "udda", "1 / 4")


@pytest.mark.parametrize(
    ("opened", "month"),
    [
        ({"line": 0, "month": 2}, ROWS[0].line.months[2]),
        ({"line": 1, "month": 2}, ROWS[1].line.months[0]),
        ({"line": 1, "month": 0}, None),
        ({"line": 2, "month": 0}, None),
        ({"line": -1, "month": 2}, None),
        ({"line": "0", "month": 2}, None),
        ({"month": 2}, None),
        (None, None),
        ("x", None),
    ],
)
def test_a_cell_opens_its_month_and_nothing_else_does(opened, month):
    assert month_at(ROWS, date(2022, 11, 1), opened) == month


def test_of_a_long_time_the_last_months_are_sent():
    long = row(date(2010, 1, 1), "m" + "a" * (MOST_MONTHS + 20))
    first, last = span_of([long])
    assert (last.year * 12 + last.month) - (first.year * 12 + first.month) + 1 == MOST_MONTHS
    sent = _row(long, first, find_language("en"))
    assert (sent["begin"], sent["lights"]) == (0, "a" * MOST_MONTHS)
    assert month_at([long], first, {"line": 0, "month": 0}).month == first
