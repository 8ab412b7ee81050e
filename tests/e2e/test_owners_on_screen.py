"""The page of owners in a browser: a person's companies, one row opened, its source row and the way back."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import rest

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_owners_are_read_and_a_row_leads_to_its_file_and_back(show, names, axe, choose_row, screenshot, lang):
    victor = names["persons"]["victor"]["id"]
    page = show(f"/owners?person={victor}&lang={lang}")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.get_by_text("Omega Fictional Holding Ltd").last.wait_for()
    rest(page)
    assert axe(page) == []
    choose_row(page, "Elena Pretextescu")
    page.get_by_role("heading", name="Elena Pretextescu").wait_for()
    rest(page)
    screenshot(page, lang)
    assert axe(page) == []
    page.get_by_role("link", name="companii.json").first.click()
    page.get_by_text("companii.json").first.wait_for()
    rest(page)
    back = page.get_by_role("link", name="Back to the owners" if lang == "en" else "Înapoi la titulari")
    back.click()
    page.get_by_text("Omega Fictional Holding Ltd").last.wait_for()
    assert f"person={victor}" in page.url
