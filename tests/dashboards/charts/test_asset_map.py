"""The map draws the border and a mark for each place; names are text."""

from __future__ import annotations

from dashboards.charts.asset_map import MapMark, draw_map, mark_size
from dashboards.charts.country_outline import BORDER
from tracer.wording.language import find_language

CLUJ = MapMark("Cluj-Napoca (2)", "2 assets", 46.77, 23.6, 2, True)
IASI = MapMark("<b>Iași</b> (1)", "1 <i>asset</i>", 47.17, 27.6, 1, False)


def test_marks_stand_on_the_border_in_two_shapes_and_name_their_place():
    figure = draw_map([CLUJ, IASI], find_language("en"))
    border, exact, half = figure.data
    assert (border.x[0], border.y[0]) == BORDER[0] == BORDER[-1]
    assert (exact.marker.symbol, list(exact.customdata)) == ("circle", [0])
    assert (half.marker.symbol, list(half.customdata)) == ("square-open", [1])
    assert half.text[0] == "&lt;b&gt;Iași&lt;/b&gt; (1)" and "<i>" not in half.hovertext[0]
    assert "scattergeo" not in figure.to_json() and "topojson" not in figure.to_json()


def test_a_mark_grows_with_its_count_up_to_a_limit():
    assert mark_size(1) < mark_size(4) == 2 * mark_size(1) < mark_size(10**6) == 40


def test_a_map_without_a_place_is_the_border_alone():
    assert len(draw_map([], find_language("ro")).data) == 1
