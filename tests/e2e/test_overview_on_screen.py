"""The Overview in a browser: the sums above the fold, what waits opens where it is settled, a month opens its statement."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import change_theme, heading, metric, move, reads, rest
from tracer.sample.world.people import PEOPLE, VICTIMS

pytestmark = pytest.mark.browser
START = {"en": "What needs me in this case?", "ro": "Ce mă așteaptă în acest caz?"}
GRID = ".st-key-start_grid"


@pytest.fixture
def show(new_page, sample_served):
    """``show(path)``: this address in a new tab 1280 pixels wide, as soon as it rests."""

    def opened(path="/"):
        page = new_page(sample_served, path=path).page
        page.set_viewport_size({"width": 1280, "height": 800})
        rest(page)
        return page

    return opened


def box_of(page, selector):
    return page.locator(selector).first.bounding_box()


def says(page, text):
    """Wait until the line below the months says this."""
    page.locator(f"{GRID} .said").filter(has_text=text).wait_for()


def test_the_sums_and_the_first_alerts_stand_above_the_fold(show, screenshot):
    page = show()
    assert metric(page, "Identified") == "693,200.00\u00a0EUR"
    strip, alert = box_of(page, ".st-key-totals_strip"), box_of(page, "[class*=st-key-alert_loss_]")
    assert strip["y"] + strip["height"] < 200 and alert["y"] + alert["height"] < 400
    assert strip["x"] >= 24 and strip["x"] + strip["width"] <= 1280 - 16
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    field = page.get_by_label("Find by name, number or description")
    assert field.bounding_box()["y"] < 100
    screenshot(page)


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_it_passes_axe_in_both_themes_and_languages(show, axe, screenshot, lang):
    page = show(f"/?lang={lang}")
    heading(page, START[lang])
    for light in ("light", "dark"):
        change_theme(page, light)
        screenshot(page, f"{lang}-{light}")
        assert axe(page) == []


def test_what_waits_opens_where_it_is_settled(show):
    page = show()
    grid = box_of(page, f"{GRID} .grid")
    assert grid["y"] + grid["height"] / 2 < 800
    page.get_by_text("all 9 alerts").click()
    rest(page)
    page.get_by_role("link", name="Decide").click()
    heading(page, "Which rows may be one payment?")
    move(page, "/", START["en"])
    page.get_by_role("link", name="Add the statement").click()
    heading(page, "Is everything read, and does it add up?")
    move(page, "/", START["en"])
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name="vehicule.csv").click()
    heading(page, "What is in the file behind this figure?")
    page.get_by_role("link", name="Back to the overview").click()
    heading(page, START["en"])


def test_a_month_opens_its_statement_by_mouse_and_a_missing_one_the_files_by_key(show, screenshot):
    page = show()
    grid = page.locator(f"{GRID} .grid")
    cells = page.locator(f"{GRID} .cell")
    cells.first.wait_for()
    grid.scroll_into_view_if_needed()
    rest(page)
    grid.focus()
    says(page, "…0013 Ştefania Fictivescu RON, May 2023: statement missing")
    screenshot(page, "missing")
    page.keyboard.press("ArrowDown")
    says(page, "…0001 Victim 4F87 RON, May 2023: adds up")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    heading(page, "Is everything read, and does it add up?")
    move(page, "/", START["en"])
    cells.first.wait_for()
    grid.scroll_into_view_if_needed()
    rest(page)
    box = cells.first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    says(page, "January 2021: adds up")
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    heading(page, "What is in the file behind this figure?")
    reads(page, "1 Jan 2021 – 30 Apr 2023")
    rest(page)
    page.get_by_role("link", name="Back to the overview").click()
    heading(page, START["en"])


def test_no_protected_name_reaches_the_browser_and_all_accounts_are_one_click_away(new_page, sample_served):
    screen = new_page(sample_served, alone=True, listen=True)
    page = screen.page
    rest(page)
    page.locator(f"{GRID} .cell").first.wait_for()
    before = page.locator(f"{GRID} text.quiet").count()
    page.get_by_text("all", exact=True).click()
    rest(page)
    assert page.locator(f"{GRID} text.quiet").count() > before
    assert not [key for key in VICTIMS if PEOPLE[key].name.encode() in screen.told]
