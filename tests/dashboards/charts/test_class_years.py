from __future__ import annotations

import pytest

from dashboards.charts.class_years import ClassYear, draw_class_years
from graph_schema.errors import WrongUse
from tracer.wording.language import find_language

RO = find_language("ro")
CELLS = [
    ClassYear(2024, "Autoturisme", 100_00, "100 lei în 2024"),
    ClassYear(2022, "Autoturisme", 50_00, "50 lei în 2022"),
    ClassYear(2022, "Ceasuri", 7_00, "7 lei în 2022"),
]


def test_classes_are_stacked_by_year_and_empty_years_stay():
    figure = draw_class_years(CELLS, RO, currency="RON", running_year=2024)
    cars, watches = figure.data
    assert (cars.name, list(cars.x), list(cars.y)) == ("Autoturisme", [2022, 2024], [50, 100])
    assert (watches.name, list(watches.x), list(watches.y)) == ("Ceasuri", [2022], [7])
    assert figure.layout.xaxis.ticktext == ("2022", "2023", "2024*")
    assert figure.layout.barmode == "stack"
    assert cars.marker.pattern.shape != watches.marker.pattern.shape


def test_two_values_for_one_class_and_year_are_refused():
    with pytest.raises(WrongUse, match="two values"):
        draw_class_years([*CELLS, CELLS[0]], RO, currency="RON")


def test_no_values_give_an_empty_figure():
    assert len(draw_class_years([], RO, currency="RON").data) == 0
