"""What the timeline of the graph is sent, and which days it may send back."""

from __future__ import annotations

from datetime import date

import pytest

from dashboards.graph_component.timeline import MonthBar, Timeline, describe_timeline, read_days

FIRST, LAST = date(2021, 11, 1), date(2022, 3, 31)
DECEMBER, MARCH = date(2021, 12, 1), date(2022, 3, 1)
LINES = {
    "ron": ((DECEMBER, 2), (MARCH, 1)),
    "eur": ((DECEMBER, 3),),
    "other": ((MARCH, 9),),
}
TIMELINE = Timeline(
    FIRST, LAST, (None, date(2022, 1, 31)), [MonthBar(DECEMBER, 3.0, 1.5, "December")], LINES, "highest"
)


def test_months_are_numbers_and_links_drawn_as_one_line_are_counted_together():
    sent = describe_timeline(TIMELINE, {"ron": "bundle", "eur": "bundle"})
    assert sent == {
        "first": "2021-11-01",
        "last": "2022-03-31",
        "days": [None, "2022-01-31"],
        "bars": [[1, 3.0, 1.5, "December"]],
        "lines": {"bundle": [(1, 5), (4, 1)]},
        "highest": "highest",
    }


@pytest.mark.parametrize(
    ("sent", "days"),
    [
        ({"days": ["2021-12-01", "2022-01-31"]}, (DECEMBER, date(2022, 1, 31))),
        ({"days": ["2022-01-31", "2021-12-01"]}, (DECEMBER, date(2022, 1, 31))),
        ({"days": ["2021-11-01", "2022-03-31"]}, (None, None)),
        ({"days": ["1999-01-01", "2099-01-01"]}, (None, None)),
        ({"days": ["1999-01-01", "2000-01-01"]}, (None, FIRST)),
        ({"days": ["<b>", "2022-01-31"]}, None),
        ({"days": ["2021-12-01"]}, None),
        ({"days": None}, None),
        ("2021-12-01", None),
        (None, None),
    ],
)
def test_days_from_a_browser_lie_within_the_case_and_what_is_no_day_is_not_taken(sent, days):
    assert read_days(sent, TIMELINE) == days
