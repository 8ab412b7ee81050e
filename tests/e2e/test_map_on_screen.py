"""The map of assets in a browser: nothing is fetched from elsewhere, and a mark narrows the table beside it."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import change_theme, reads, rest
from tests.made_places import make_places

pytestmark = pytest.mark.browser


def test_a_mark_of_the_map_narrows_the_table_beside_it(new_page, serve, cells, choose_row, axe, screenshot, tmp_path):
    make_places(tmp_path / "case")
    served = serve(None, TRACER_STORE=str(tmp_path / "case"), TRACER_LANG="en", TRACER_USER="Ana", TRACER_ROLE="owner")
    page = new_page(served, path="/assets?form=map").page
    page.set_viewport_size({"width": 1280, "height": 800})
    reads(page, "outside Romania: 1; place not in the table: 1")
    rest(page)
    assert len(cells(page)) == 4
    mark = page.locator(".js-plotly-plot .point").first.bounding_box()
    page.mouse.click(mark["x"] + mark["width"] / 2, mark["y"] + mark["height"] / 2)
    reads(page, "Show all places")
    rest(page)
    assert [row[0] for row in cells(page)] == ["Casa de la deal", "Casa de la vale"]
    assert page.locator("img[src=x]").count() == 0
    for light in ("light", "dark"):
        change_theme(page, light)
        assert axe(page) == []
        screenshot(page, light)
    choose_row(page, "Casa de la vale")
    reads(page, "Why is this his?")
