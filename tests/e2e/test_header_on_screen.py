"""The header: at one place on every page, in print not at all, and whole at 200 %; the page does not move when it loads."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import change_theme, heading, move, rest

pytestmark = pytest.mark.browser
PAGES = (
    ("/files", "Is everything read"),
    ("/graph", "Who and what is connected here?"),
    ("/money", "Which money paid?"),
    ("/owners", "Who owns and who controls the companies?"),
    ("/payments", "Which rows may be one payment?"),
    ("/assets", "Which assets are known"),
    ("/totals", "Where does the value stand"),
)
PLACES = """() => Object.fromEntries([...document.querySelectorAll(
    '.tracer-mark, [data-testid=stTopNavLink], .st-key-head_language, .st-key-head_person, [data-testid=stHeader]')].map(
    part => [part.textContent || part.dataset.testid, Object.values(part.getBoundingClientRect().toJSON()).map(Math.round)]))"""
# What moved without the reader's doing, as a share of the window: https://web.dev/articles/cls
MOVED = """() => {
    const kept = part => part.closest('[data-testid=stHeader], .st-key-head_left, .st-key-head_right')
        || part.closest('[data-testid=stHeading]')?.querySelector('h1');
    window.__moved = 0;
    new PerformanceObserver(seen => seen.getEntries().forEach(one => {
        const parts = one.sources.map(source => source.node instanceof Element ? source.node : source.node?.parentElement);
        if (parts.some(part => part && kept(part))) window.__moved += one.value;
    })).observe({type: 'layout-shift', buffered: true});
}"""


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_nothing_in_the_header_moves_and_the_question_stands_right_under_it(page, sample_served, lang):
    page.goto(f"{sample_served.url}/?lang={lang}")
    rest(page)
    first = page.evaluate(PLACES)
    assert page.get_by_test_id("stHeader").bounding_box()["height"] == 40
    assert page.get_by_test_id("stTopNavLink").count() == 9
    for path, _ in PAGES:
        page.goto(f"{sample_served.url}{path}?lang={lang}")
        rest(page)
        assert page.evaluate(PLACES) == first, path
        title = page.get_by_role("heading", level=1).bounding_box()
        assert title["y"] <= 60 and title["height"] <= 40, path
        assert page.evaluate("document.documentElement.scrollWidth") == 1280


def test_the_stylesheet_is_there_before_the_first_paint(page, sample_served):
    page.add_init_script(f"({MOVED})()")
    page.goto(sample_served.url + "/totals")
    rest(page)
    assert page.evaluate("window.__moved") < 0.01


def test_print_leaves_the_header_out(page):
    page.emulate_media(media="print")
    for part in ("[data-testid=stHeader]", ".st-key-head_left", ".st-key-head_right"):
        assert not page.locator(part).first.is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
    page.emulate_media(media="screen")


def test_at_200_percent_the_header_takes_two_rows_and_nothing_is_cut(page, until):
    page.set_viewport_size({"width": 640, "height": 400})
    rest(page)
    until(page, "document.querySelector('header').getBoundingClientRect().height === 80")
    for part in (".tracer-mark", ".st-key-head_language", ".st-key-head_person button"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] >= 40 and box["y"] + box["height"] <= 80
        assert box["x"] >= 0 and box["x"] + box["width"] <= 640
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_role("link", name="Totals", exact=True).click()
    heading(page, "Where does the value stand")
    assert page.evaluate("document.documentElement.scrollWidth") == 640


def test_a_column_of_text_stays_readable_on_a_wide_screen(page, sample_served):
    page.set_viewport_size({"width": 1920, "height": 1080})
    move(page, "/totals", "Where does the value stand")
    texts = page.locator("[data-testid=stMain] [data-testid=stMarkdownContainer] p, [data-testid=stAlert]")
    assert max(box["width"] for one in texts.all() if (box := one.bounding_box())) <= 820
    chart = page.get_by_test_id("stPlotlyChart").first.bounding_box()
    assert chart["width"] > 1200


def test_the_person_and_the_role_are_told_in_a_menu(page, axe):
    page.locator(".st-key-head_person button:visible").click()
    page.get_by_text("acting as owner of the case", exact=True).wait_for()
    assert axe(page) == []
    page.keyboard.press("Escape")
    change_theme(page, "dark")
    assert axe(page) == []
    change_theme(page, "light")
