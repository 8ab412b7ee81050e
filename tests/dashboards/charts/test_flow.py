"""The picture of a flow: bars and captions keep their places under every method; bands lead to the right and add up."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dashboards.charts.flow import draw_flow, drawing_rates
from tracer.actions.money.flow import FlowLine, FlowPoint, FlowReport, MethodFlow
from tracer.wording.language import find_language

EN = find_language("en")
DAY = date(2024, 1, 5)
MARK, ALFA, BETA, BOAT, OWN, REST = range(6)
POINTS = (
    FlowPoint(MARK, "mark", "Alfa", "RON", ALFA),
    FlowPoint(ALFA, "account", "Alfa", "RON", None),
    FlowPoint(BETA, "account", "Beta <b>SRL</b>", "EUR", None),
    FlowPoint(BOAT, "asset", "Boat", "EUR", None),
    FlowPoint(OWN, "untraced", "Beta", "EUR", BETA),
    FlowPoint(REST, "held", "Alfa", "RON", ALFA),
)


def line(payer, payee, kind, left, paid_in, came=None, received_in=None):
    return FlowLine(
        payer, payee, kind, left, paid_in, left if came is None else came, received_in or paid_in, 1, DAY, DAY
    )


def report(*backwards):
    first = (
        line(MARK, ALFA, "reached", 400_00, "RON"),
        line(MARK, ALFA, "beside", 100_00, "RON"),
        line(ALFA, BETA, "reached", 400_00, "RON", 100_00, "EUR"),
        line(ALFA, REST, "beside", 100_00, "RON"),
        line(OWN, BETA, "untraced", 50_00, "EUR"),
        line(BETA, BOAT, "reached", 100_00, "EUR"),
        line(BETA, BOAT, "untraced", 50_00, "EUR"),
        *backwards,
    )
    second = (first[0], first[2], first[5])
    flows = (MethodFlow("fifo", first, ("Beta",), 0, True), MethodFlow("libr", second, (), 0, True))
    return FlowReport(POINTS, flows, BOAT)


def bands(drawn):
    return [trace for trace in drawn.figure.data if trace.fill == "toself"]


def thickness(trace, end):
    """Between the upper and the lower edge at the left (0) or right (1) end of a band."""
    half = len(trace.x) // 2
    upper, lower = (0, -1) if end == 0 else (half - 1, half)
    return trace.y[lower] - trace.y[upper]


def test_bars_and_captions_stay_where_they_are_under_another_method():
    fifo, libr = (draw_flow(report(), method, EN, ink="#111827") for method in ("fifo", "libr"))
    assert [(one.x, one.y) for one in fifo.figure.layout.annotations] == [
        (one.x, one.y) for one in libr.figure.layout.annotations
    ]
    assert fifo.figure.layout.height == libr.figure.layout.height
    assert (len(bands(fifo)), len(bands(libr))) == (7, 3)
    assert fifo.lines == tuple(range(7))
    faint = [one.opacity for one in libr.figure.layout.shapes]
    assert faint.count(0.35) == 2  # nothing untraced and nothing held under this method


def test_a_band_is_as_wide_as_its_money_also_through_an_exchange():
    drawn = draw_flow(report(), "fifo", EN, ink="#111827")
    assert drawing_rates(report()) == {"EUR": 1.0, "RON": 0.25}
    proceeds, rest, exchanged = (bands(drawn)[number] for number in (0, 1, 2))
    assert thickness(proceeds, 0) == pytest.approx(4 * thickness(rest, 0))
    assert thickness(exchanged, 0) == pytest.approx(thickness(exchanged, 1))
    assert thickness(bands(drawn)[4], 0) == pytest.approx(thickness(proceeds, 0) / 2)
    assert bands(drawn)[4].fillpattern.shape == "/"


def test_every_band_leads_to_the_right_even_one_that_runs_back():
    drawn = draw_flow(report(line(BETA, ALFA, "beside", 5_00, "EUR", 20_00, "RON")), "fifo", EN, ink="#111827")
    for trace in bands(drawn):
        half = len(trace.x) // 2
        assert trace.x[half - 1] > trace.x[0]
    assert len(bands(drawn)) == 9
    assert drawn.lines[-2:] == (7, 7)  # one band in two parts


def test_captions_are_in_full_and_escaped_and_amounts_as_they_are_read():
    drawn = draw_flow(report(), "fifo", EN, ink="#111827")
    told = " | ".join(str(one.text) for one in drawn.figure.layout.annotations)
    assert "Beta" in told and "&lt;b&gt;SRL&lt;/b&gt;" in told
    assert set(re.findall(r"<[^>]*>", told)) <= {"<br>"}  # any other tag would be a style attribute
    assert "150.00\u00a0EUR" in told and "500.00\u00a0RON" in told
    assert {str(one.font.color) for one in drawn.figure.layout.annotations} == {"#111827"}
    assert "400.00\u00a0RON → 100.00\u00a0EUR" in bands(drawn)[2].text


def test_names_of_bands_are_in_the_key_once():
    drawn = draw_flow(report(), "fifo", EN, ink="#111827")
    assert [trace.name for trace in drawn.figure.data if trace.showlegend] == [
        "proceeds that reached it",
        "proceeds that did not reach it",
        "money not traced to a mark",
    ]
