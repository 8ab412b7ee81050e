"""The bars of the money by month: all pale, what is left full, roots of sums, one drag sideways."""

from __future__ import annotations

from datetime import date

from dashboards.charts.money_months import MonthBar, draw_months
from tracer.wording.language import find_language

MAY, JUNE = date(2022, 5, 1), date(2022, 6, 1)


def test_pale_is_all_and_full_is_what_is_left_by_the_root_of_the_sum():
    bars = [MonthBar(MAY, 40_000, 10_000, "may"), MonthBar(JUNE, 900, 0, "june")]
    figure = draw_months(bars, "RON", find_language("en"), first=MAY, last=date(2022, 6, 30))
    pale, full = figure.data
    assert (list(pale.y), list(full.y)) == ([20.0, 3.0], [10.0, 0.0])
    assert list(pale.x) == ["2022-05-01", "2022-06-01"]
    assert list(pale.customdata) == ["may", "june"]
    assert figure.layout.annotations[0].text == "highest: 400.00\u00a0RON"
    assert (figure.layout.dragmode, figure.layout.selectdirection) == ("select", "h")
    assert list(figure.layout.xaxis.range) == ["2022-05-01", "2022-06-30"]


def test_without_money_there_is_an_axis_and_no_bar():
    figure = draw_months([], "EUR", find_language("ro"), first=MAY, last=JUNE)
    assert not figure.layout.annotations
    assert [len(trace.x or ()) for trace in figure.data] == [0, 0]
