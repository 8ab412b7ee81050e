"""One victim's money in the browser: receipt, method, stop, run, and from the picture to the row in the bank's file."""

from __future__ import annotations

import re
import time

import pytest

from tests.e2e.waiting import change_theme, reads, rest
from tracer.access.roles import Actor
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

pytestmark = [pytest.mark.browser, pytest.mark.in_order]

VILLA = "Vilă cu piscină, strada Imaginară 7"
ENABLED = "//button[not(@disabled)][contains(., '4 · Follow the money')]"
VICTIM = "RO28…0002 (Victim 6521)"


@pytest.fixture(scope="module")
def served(serve, own_case, at_place):
    return serve(None, **at_place(own_case), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="investigator")


def count_clicks(page):
    """Count what the mouse presses, on this page and those after it."""
    page.evaluate("window.__clicks = 0; document.addEventListener('pointerdown', () => { window.__clicks += 1 }, true)")


def test_one_victims_money_is_followed_in_four_clicks(
    new_page, ready, until, served, choose_row, axe, screenshot, capsys
):
    page = new_page(served, path="/money").page
    page.set_viewport_size({"width": 1280, "height": 800})
    reads(page, "1 · Which receipts?")
    ready(page)
    assert axe(page) == []
    count_clicks(page)
    choose_row(page, VICTIM)
    reads(page, "The chosen mark")
    page.get_by_text("lowest intermediate balance, own money first").first.click()
    ready(page)
    choose_row(page, VILLA, table=1)
    run = page.get_by_role("button", name="4 · Follow the money")
    until(page, f"document.evaluate({ENABLED!r}, document).iterateNext() !== null")
    ready(page)
    begun = time.monotonic()
    run.click()
    reads(page, "proceeds that reached it")
    seconds = time.monotonic() - begun
    assert page.evaluate("window.__clicks") == 4
    ready(page)
    box = page.locator(".st-key-money_flow_libr .js-plotly-plot").bounding_box()
    assert box["y"] < 420, "the picture begins above the fold"
    screenshot(page, "flow")
    assert axe(page) == []
    for text in ("asset=lan-", "method=libr", "mark=evt-", "show=flow"):
        assert text in page.url
    page.get_by_role("link", name="Choose again").click()
    reads(page, "1 · Which receipts?")
    ready(page)
    begun = time.monotonic()
    page.get_by_role("button", name="4 · Follow the money").click()
    reads(page, "proceeds that reached it")
    again = time.monotonic() - begun
    with capsys.disabled():
        print(f"\nfour clicks; from the fourth to the picture {seconds:.1f} s, the next time {again:.1f} s")
    ready(page)
    other = new_page(served, path=page.url.removeprefix(served.url)).page
    reads(other, f"Which money paid for {VILLA}?")
    reads(other, "Followed by itself: the mark on RO28…0002 (Victim 6521)")


def test_a_band_opens_its_rows_and_the_flow_reads_well_in_both_languages_and_lights(
    new_page, ready, served, choose_row, names, axe, screenshot
):
    villa = names["assets"]["villa"]["id"]
    page = new_page(served, path=f"/money?show=flow&asset={villa}&method=fifo").page
    reads(page, "The bands, one by one")
    ready(page)
    choose_row(page, "Paid elsewhere · RO55…0001 (Victim 4F87)")
    reads(page, "257,645.00\u00a0RON, proceeds that did not reach it")
    reads(page, "Rows 1 to 20 of 183, the largest first.")
    ready(page)
    ready(page)
    page.evaluate("document.querySelector('.st-key-money_flow_fifo').scrollIntoView({block: 'center'})")
    ready(page)
    into = page.locator(".st-key-money_flow_fifo .textpoint text").filter(has_text="120,000.00").bounding_box()
    page.mouse.click(into["x"] + into["width"] / 2, into["y"] + into["height"] / 2)
    reads(page, "120,000.00\u00a0EUR, proceeds that reached it")
    ready(page)
    screenshot(page, "rows")
    row = page.get_by_role("link", name=re.compile(r"banca-.*\.xml · row")).last
    row.click()
    reads(page, "What is in the file behind this figure?")
    page.get_by_role("link", name="Back to the flow of money").click()
    reads(page, f"Which money paid for {VILLA}?")
    reads(page, "The bands, one by one")
    page.set_viewport_size({"width": 1280, "height": 800})
    _check_reading(page, axe)
    screenshot(page, "en")
    page.get_by_role("radio", name="RO", exact=True).click()
    reads(page, "Benzile, una câte una")
    change_theme(page, "dark")
    _check_reading(page, axe)
    screenshot(page, "ro")


def _check_reading(page, axe):
    rest(page)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_receipts_are_marked_after_what_they_are_was_said(new_page, ready, served, names, own_case, screenshot):
    page = new_page(served, path="/money").page
    reads(page, "Choose the account into which the money came.")
    ready(page)
    box = page.get_by_label("Account into which the money came")
    box.click()
    box.fill("Gama")
    page.keyboard.press("Enter")
    reads(page, "In this period:")
    page.get_by_text("All receipts", exact=True).click()
    reads(page, "Would be marked as proceeds:")
    ready(page)
    page.get_by_label("Reason, goes on record with your name").fill("bani ai clienților")
    page.get_by_role("button", name="Mark as proceeds").click()
    reads(page, "is marked as proceeds.")
    with open_session(Settings(own_case, Actor("Ana Proba", "owner"), "en")) as session:
        assert [entry.audit_event.action for entry in session.store.log()][-1] == "mark"
