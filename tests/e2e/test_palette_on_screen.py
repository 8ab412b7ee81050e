"""The palette in the browser, by keyboard alone: find, open, leave, and nothing of it in an address."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from tests.e2e.drawn_graph import wait_drawn
from tests.e2e.waiting import heading, move, reads, rest

pytestmark = pytest.mark.browser
GRAPH = "Who and what is connected here?"
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


def options(page):
    return page.locator(".st-key-head_find").get_by_role("option")


def shown(page):
    return page.locator(".st-key-head_find .option .name").all_inner_texts()


def test_a_misspelt_name_is_found_and_opened_by_keyboard_and_stays_out_of_every_address(
    show, until, names, axe, screenshot
):
    page = show("/?lang=en")
    asked = []
    page.on("request", lambda request: asked.append((request.url, request.post_data or "")))
    page.keyboard.press("Control+k")
    assert shown(page) == ["Overview", "Files", "Graph", "Money", "Owners", "Payments", "Assets", "Orders", "Totals"]
    page.keyboard.type("stefania fictivesku")
    options(page).filter(has_text="Ştefania Fictivescu").first.wait_for()
    first = options(page).first
    assert first.get_attribute("aria-selected") == "true"
    assert "another spelling of one sound" in first.inner_text()
    assert axe(page) == []
    screenshot(page)
    page.keyboard.press("Enter")
    heading(page, GRAPH)
    wait_drawn(page, until)
    assert f"node={names['persons']['stefania']['id']}" in page.url
    assert any("fictivesku" in body for url, body in asked if "/workbench/find" in url)
    assert not any("fictiv" in url.lower() for url, _ in asked)


def test_escape_gives_back_focus_and_scroll_and_letters_do_nothing_else(show):
    page = show()
    page.get_by_label("Find by name, number or description").focus()
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 300)")
    before = page.evaluate(SCROLLED)
    run = page.get_by_test_id("stApp")
    page.keyboard.press("Control+k")
    page.keyboard.type("rc")  # Streamlit runs the page again at r, and asks to clear its cache at c
    assert run.get_attribute("data-test-script-state") == "notRunning"
    assert page.get_by_role("dialog").count() == 1
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert page.evaluate(SCROLLED) == before
    assert page.evaluate("document.activeElement.placeholder") == "name, IBAN, plate, parcel"


def test_pages_open_by_name_and_a_path_by_its_two_ends(show, until, names):
    page = show()
    page.keyboard.press("Control+k")
    page.keyboard.type("t")
    options(page).filter(has_text="Totals").wait_for()
    assert options(page).count() == 1
    page.keyboard.press("Enter")
    heading(page, "Where does the value stand")
    rest(page)
    page.keyboard.press("Control+k")
    page.keyboard.type("victor inventescu")
    options(page).filter(has_text="Victor Inventescu").first.wait_for()
    page.keyboard.press("Alt+p")
    page.keyboard.type("vila")
    options(page).filter(has_text="Vilă cu piscină").first.wait_for()
    page.keyboard.press("Enter")
    heading(page, GRAPH)
    reads(page, "Victor Inventescu → Vilă cu piscină")
    assert f"path_to={names['assets']['villa']['id']}" in page.url


def test_an_answer_to_an_older_question_is_dropped_and_enter_waits_for_the_newest(show, names):
    page = show()
    held = []
    page.route("**/workbench/find*", lambda route: held.append(route))

    def asked(count):
        while len(held) < count:
            page.wait_for_timeout(20)

    page.keyboard.press("Control+k")
    page.keyboard.insert_text("victor")  # at once: typed slowly, one name is several questions
    asked(1)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("vila cu piscina")
    asked(2)
    page.keyboard.press("Enter")
    old = {"id": "x", "type": "Person", "kind": "", "name": "Old", "detail": "", "reason": "", "exact": True}
    answer = {"groups": [{"title": "Old", "hits": [old]}], "complete": True}
    with suppress(Exception):  # the page has given the request up
        held[0].fulfill(status=200, content_type="application/json", body=json.dumps(answer))
    assert "Old" not in shown(page)
    held[1].continue_()
    heading(page, "Vilă cu piscină, strada Imaginară 7")
    assert f"asset={names['assets']['villa']['id']}" in page.url


def test_a_supervisor_finds_pages_and_nothing_of_the_case(new_page, serve, sample_case):
    served = serve(None, TRACER_STORE=str(sample_case), TRACER_LANG="en", TRACER_ROLE="supervisor")
    page = new_page(served).page
    rest(page)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Control+k")
    page.keyboard.type("vila")
    page.wait_for_timeout(400)
    assert options(page).count() == 0
    assert not any("/workbench/" in url for url in asked)
    move(page, "/totals", "Where does the value stand")
