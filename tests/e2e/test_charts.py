"""The charts in a real browser, under the strict content policy and in both themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.waiting import change_theme, rest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def served(serve):
    return serve(Path(__file__).with_name("charts_script.py"))


def test_charts_are_drawn_without_markup_from_records(new_page, until, screenshot, served):
    screen = new_page(served)
    page = screen.page
    page.set_viewport_size({"width": 1440, "height": 1500})
    for light in ("light", "dark"):
        change_theme(page, light)
        until(page, "document.querySelectorAll('.js-plotly-plot .bars').length > 10")
        rest(page)
        screenshot(page, light)
        drawn = page.evaluate("[...document.querySelectorAll('.js-plotly-plot text')].map(t => t.textContent)")
        assert "Reevaluare <b>" in drawn
        assert "1.076.500,00\u00a0EUR" in drawn
        assert "B-000 · bun inventat <b>" in drawn
        assert "2026*" in drawn
        assert "23.11.2026" in drawn
    assert screen.errors == []
