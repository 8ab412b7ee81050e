from __future__ import annotations

from datetime import date

import pytest

from dashboards.charts.timeline import TimelineBar, draw_timeline
from graph_schema.errors import WrongUse
from tracer.wording.language import find_language
from tracer.wording.looks.stage_looks import STAGES

RO = find_language("ro")
DAY = 86_400_000
TODAY = date(2026, 11, 23)
BARS = [
    TimelineBar("B-002", "IDENTIFIED", "identificat", date(2026, 1, 1), date(2026, 1, 11), "10 zile"),
    TimelineBar("B-002", "FROZEN", "indisponibilizat", date(2026, 1, 11), None, "316 zile"),
    TimelineBar("B-001", "CHALLENGED", "contestat", date(2026, 11, 20), date(2026, 11, 20), "aceeași zi"),
]


def test_bars_start_and_last_as_their_states_do():
    identified, challenged, frozen = draw_timeline(BARS, RO, today=TODAY).data
    assert (list(identified.base), list(identified.x)) == (["2026-01-01"], [10 * DAY])
    assert (list(challenged.base), list(challenged.x)) == (["2026-11-20"], [1 * DAY])
    assert (list(frozen.base), list(frozen.x)) == (["2026-01-11"], [316 * DAY])
    assert [frozen.name, challenged.name] == ["⬢ indisponibilizat", "⬢ indisponibilizat, contestat"]
    assert frozen.marker.color == STAGES["frozen"].colour
    assert frozen.customdata[0] == ["indisponibilizat", "316 zile"]


def test_rows_keep_the_order_they_came_in():
    axis = draw_timeline(BARS, RO, today=TODAY).layout.yaxis
    assert (axis.categoryarray, axis.autorange) == (("B-002", "B-001"), "reversed")  # the first row on top


def test_today_is_marked_in_words():
    figure = draw_timeline(BARS, RO, today=TODAY)
    assert figure.layout.annotations[0].text == "23.11.2026"


def test_a_state_that_ends_before_it_starts_is_refused():
    late = TimelineBar("B-001", "FROZEN", "x", date(2026, 2, 1), date(2026, 1, 31), "")
    with pytest.raises(WrongUse, match="starts on 2026-02-01"):
        draw_timeline([late], RO, today=TODAY)
    future = TimelineBar("B-001", "FROZEN", "x", date(2026, 11, 24), None, "")
    with pytest.raises(WrongUse, match="B-001"):
        draw_timeline([future], RO, today=TODAY)


def test_no_bars_still_show_the_day():
    figure = draw_timeline([], RO, today=TODAY)
    assert len(figure.data) == 0
    assert figure.layout.height == 120
