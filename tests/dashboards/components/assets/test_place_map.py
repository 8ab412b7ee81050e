"""What the browser says of a click on the map is read strictly."""

from __future__ import annotations

import pytest

from dashboards.components.assets.place_map import read_spot


@pytest.mark.parametrize(
    ("picked", "spot"),
    [
        (None, None),
        ({"selection": {"points": []}}, None),
        ({"selection": {"points": [{"customdata": 1}]}}, 1),
        ({"selection": {"points": [{"customdata": [0]}]}}, 0),
        ({"selection": {"points": [{"customdata": 2}]}}, None),
        ({"selection": {"points": [{"customdata": "<b>"}]}}, None),
        ({"selection": {"points": [{}]}}, None),
        ({"selection": "x"}, None),
    ],
)
def test_a_click_names_one_of_the_places_or_none(picked, spot):
    assert read_spot(picked, 2) == spot
