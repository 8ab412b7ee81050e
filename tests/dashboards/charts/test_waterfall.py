from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.charts.waterfall import WaterfallBar, _spans, draw_waterfall
from dashboards.theme import LOSS_COLOUR
from graph_schema.errors import WrongUse
from tracer.wording.language import find_language
from tracer.wording.looks.stage_looks import STAGES

RO = find_language("ro")


def step(label, minor, kind, stage=None):
    return WaterfallBar(label, minor, kind, f"{minor} bani", f"hover {label}", stage)


STEPS = [
    step("Identified", 1000_00, "total", "identified"),
    step("Lost", 300_00, "loss"),
    step("Found", 50_00, "gain"),
    step("Frozen", 750_00, "total", "frozen"),
]


def test_bars_stand_where_the_steps_lead():
    figure = draw_waterfall(STEPS, RO, currency="RON")
    bars = figure.data[0]
    assert list(bars.base) == [0, 700, 700, 0]
    assert list(bars.x) == [1000, 300, 50, 750]
    assert list(bars.y) == [0, 1, 2, 3]
    assert figure.layout.yaxis.autorange == "reversed"
    assert list(bars.text) == ["100000 bani", "30000 bani", "5000 bani", "75000 bani"]
    assert bars.marker.color[3] == STAGES["frozen"].colour
    assert list(bars.marker.pattern.shape) == ["", "/", "+", ""]
    assert figure.layout.separators == ",."


def test_red_is_for_losses_alone():
    steps = [
        step("Identified", 1000_00, "total", "identified"),
        step("Not found", 100_00, "loss"),
        step("Still frozen", 600_00, "stands", "frozen"),
        step("Returned to victims", 200_00, "recovered", "delivered"),
        step("Paid out", 100_00, "total", "delivered"),
    ]
    figure = draw_waterfall(steps, RO, currency="RON")
    bars = figure.data[0]
    assert [colour == LOSS_COLOUR for colour in bars.marker.color] == [False, True, False, False, False]
    assert list(bars.base) == [0, 900, 300, 100, 0]
    assert bars.marker.color[2] == STAGES["frozen"].colour
    assert len(set(bars.marker.pattern.shape[1:4])) == 3
    assert [(key.name, key.x) for key in figure.data[1:]] == [
        ("se află aici, nu este o pierdere", (None,)),
        ("a ajuns la victime sau la public ca bun", (None,)),
        ("pierdut pe parcurs", (None,)),
    ]


def test_units_follow_the_currency():
    assert list(draw_waterfall([step("a", 1234, "total")], RO, currency="JPY").data[0].x) == [1234]
    assert list(draw_waterfall([step("a", 1234, "total")], RO, currency="KWD").data[0].x) == [1.234]


def test_a_total_its_steps_do_not_lead_to_is_refused():
    with pytest.raises(WrongUse, match="lead to 70000"):
        draw_waterfall([STEPS[0], STEPS[1], step("Frozen", 700_01, "total")], RO, currency="RON")


def test_the_first_step_is_a_total_and_no_amount_is_negative():
    with pytest.raises(WrongUse, match="must be a total"):
        draw_waterfall(STEPS[1:], RO, currency="RON")
    with pytest.raises(WrongUse, match="zero or more"):
        draw_waterfall([STEPS[0], step("x", -1, "loss")], RO, currency="RON")


def test_markup_in_a_label_stays_text():
    figure = draw_waterfall([step("<b>&x", 1, "total")], RO, currency="RON")
    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;&amp;x",)


def test_no_steps_give_an_empty_figure():
    assert len(draw_waterfall([], RO, currency="RON").data[0].y) == 0


@given(
    st.integers(0, 10**15),
    st.lists(st.tuples(st.sampled_from(["loss", "stands", "recovered", "gain"]), st.integers(0, 10**12))),
)
def test_every_bar_touches_the_one_before(opening, moves):
    steps = [step("a", opening, "total"), *(step("m", minor, kind) for kind, minor in moves)]
    spans = _spans(steps)
    assert all(upper - lower == s.minor for s, (lower, upper) in zip(steps, spans, strict=True))
    assert all(set(left) & set(right) for left, right in pairwise(spans))
