"""One order on many assets in a real browser: what changes is shown before, and the totals have moved after."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import change_theme, heading, move, pick, reads, rest

pytestmark = pytest.mark.browser
ORDERS = "What did the court decide"


@pytest.fixture
def office(own_case, serve, new_page):
    """The page of orders of a case of its own, as the owner sees it."""
    served = serve(None, TRACER_STORE=str(own_case), TRACER_USER="Ana Proba", TRACER_ROLE="owner", TRACER_LANG="en")
    page = new_page(served, path="/orders").page
    heading(page, ORDERS)
    rest(page)
    return page


def fill(page, label, text):
    box = page.get_by_label(label, exact=True)
    box.click()
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")
    rest(page)


def day(page, label, digits):
    field = page.get_by_test_id("stDateInput").filter(has_text=label)
    field.locator("[contenteditable=true], input").first.click()
    page.keyboard.type(digits)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # the calendar
    rest(page)


def choose(page, *places):
    """Click on the boxes of these rows of the table of assets."""
    canvas = page.locator("[data-testid=stDataFrame] canvas").first
    box = canvas.bounding_box()
    for place in places:
        page.mouse.click(box["x"] + 16, box["y"] + 31 * (place + 1) + 15)
        rest(page)


def test_an_order_on_three_assets_is_seen_before_it_is_recorded(office, axe, screenshot):
    page = office
    pick(page, "Effect on the assets", "confiscated, not final")
    rest(page)
    reads(page, "Still to fill in: Issuing authority")
    fill(page, "Issuing authority", "Tribunalul Exemplu")
    fill(page, "Number", "77/2025")
    day(page, "Date", "01122025")
    fill(page, "Reason, with your name", "first instance")
    pick(page, "Ground of confiscation", "proceeds and instrumentalities")
    rest(page)
    choose(page, 0, 1, 2)
    reads(page, "3 accepted, 0 refused")
    reads(page, "Totals of the case, EUR")
    send = page.get_by_role("button", name="Put 3 assets on record")
    assert send.is_enabled()
    for light in ("light", "dark"):
        change_theme(page, light)
        screenshot(page, light)
        assert axe(page) == []
    send.click()
    reads(page, "On record: 77/2025, for 3 assets.")
    rest(page)
    assert page.get_by_label("Number", exact=True).input_value() == ""
    assert page.get_by_role("button", name="Put 0 assets on record").is_disabled()
    move(page, "/totals", "Where does the value stand")
    rest(page)
    reads(page, "Not final yet")


def test_a_refusal_is_said_before_anything_is_recorded(office):
    page = office
    pick(page, "Effect on the assets", "^frozen$")
    rest(page)
    fill(page, "Issuing authority", "Procuror Exemplu")
    fill(page, "Number", "78/2025")
    day(page, "Date", "01122025")
    fill(page, "Reason, with your name", "test")
    page.get_by_role("radio", name="all 34").click()
    rest(page)
    fill(page, "Find an asset", "Microbuz")
    choose(page, 0)
    reads(page, "0 accepted, 1 refused")
    reads(page, "The item has ended.")
    assert page.get_by_role("button", name="Put 0 assets on record").is_disabled()
