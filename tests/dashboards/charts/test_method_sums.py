from __future__ import annotations

import pytest

from dashboards.charts.method_sums import MethodSum, draw_method_sums
from graph_schema.errors import WrongUse
from tracer.wording.language import find_language

EN = find_language("en")
SUMS = [
    MethodSum("first in, first out", 12_000_000, 15_000_000, "120,000.00 – 150,000.00 EUR"),
    MethodSum("own money first", 10_000_000, 10_000_000, "100,000.00 EUR", is_chosen=True),
    MethodSum("<b>none</b>", 0, 0, "0.00 EUR"),
    MethodSum("open", 500, 500, "at least 5.00 EUR", is_open=True),
]


def drawn(sums=SUMS, whole=15_000_000):
    return draw_method_sums(
        sums, EN, currency="EUR", whole_minor=whole, whole_text="price 150,000.00 EUR", ink="#000000"
    )


def test_each_bar_goes_from_the_lower_to_the_upper_end_on_one_scale():
    (bars,) = drawn().data
    assert (bars.base[0], bars.base[0] + bars.x[0]) == (120_000, 150_000)
    assert bars.base[1] == 100_000 and 0 < bars.x[1] < 2_000  # a known sum is a thin bar, not none
    assert bars.x[2] == 0
    assert bars.base[3] == 5
    assert drawn().layout.xaxis.range[0] == 0
    assert list(bars.marker.pattern.shape) == ["", "", "", "/"]


def test_names_and_sums_stand_in_words_and_markup_of_a_record_is_text():
    figure = drawn()
    said = [note.text for note in figure.layout.annotations]
    assert said[:-1:2] == ["first in, first out", "own money first", "&lt;b&gt;none&lt;/b&gt;", "open"]
    assert said[1::2] == [one.text for one in SUMS]
    assert said[-1] == "price 150,000.00 EUR"
    assert [note.font.weight for note in figure.layout.annotations[:4]] == ["normal", "normal", "bold", "bold"]


def test_without_a_whole_no_line_is_drawn_and_ends_in_the_wrong_order_are_refused():
    assert len(drawn(whole=0).layout.shapes) == len(SUMS) == len(drawn().layout.shapes) - 1
    with pytest.raises(WrongUse, match="lower end"):
        drawn([MethodSum("x", 2, 1, "")])
