"""A picture of the graph goes into the report in one click and comes out of the printer: title, caption, rows."""

from __future__ import annotations

import re

import pypdf
import pytest

from tests.e2e.waiting import move, reads, rest

pytestmark = pytest.mark.browser
COUNT = "() => { window.__clicks = 0; document.addEventListener('pointerdown', () => { window.__clicks += 1 }, true) }"


@pytest.fixture(scope="module")
def served(serve, own_case, at_place):
    return serve(None, **at_place(own_case), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="investigator")


def test_one_click_adds_the_picture_and_the_document_holds_it(new_page, served, until, names, axe, screenshot):
    victor, villa = names["persons"]["victor"]["id"], names["assets"]["villa"]["id"]
    page = new_page(served, path=f"/graph?node={victor}&path_from={victor}&path_to={villa}").page
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, f"!!window.__tracer_graph && __tracer_graph.getElementById('{villa}').length > 0")
    rest(page)
    title = "Paths from Victor Inventescu to Vilă cu piscină, strada Imaginară 7"
    assert page.get_by_role("textbox", name="Title").input_value() == title
    assert "held 40\u00a0% of Delta" in page.get_by_role("textbox", name="Caption").input_value()
    button = page.get_by_role("button", name="Add to report")
    button.scroll_into_view_if_needed()
    screenshot(page, "before")
    page.evaluate(COUNT)
    button.click()
    reads(page, f"In the report as annex 1: {title}")
    assert page.evaluate("window.__clicks") == 1
    rest(page)
    screenshot(page, "added")
    assert axe(page) == []
    button.click()
    reads(page, "This picture stands in the report already, as annex 1")

    move(page, "/assets", "Which assets are known")
    reads(page, f"1. {title}")
    reads(page, "the case shows the same today")
    assert axe(page) == []
    for label, option in (("Suspect", "Victor Inventescu"), ("Tracing method", "first in, first out")):
        box = page.get_by_role("combobox", name=label)
        box.scroll_into_view_if_needed()
        rest(page)  # a list closes when the page scrolls under it
        box.click()
        page.get_by_role("option", name=re.compile(option)).click()
        rest(page)
    page.get_by_role("heading", name="Pictures in the report").scroll_into_view_if_needed()
    screenshot(page, "report")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download PDF").click()
    pages = pypdf.PdfReader(waiting.value.path()).pages
    texts = [one.extract_text().replace("\u200b", "").replace("\n", " ") for one in pages]
    (place,) = [number for number, text in enumerate(texts) if f"Annex 1. {title}" in text]
    assert "Ana Proba" in texts[place]
    behind = " ".join(texts[place:])
    assert "Source rows behind the picture" in behind and "conturi.csv" in behind

    page.get_by_role("button", name="Remove", exact=True).click()
    page.get_by_role("textbox", name="Reason, goes on record with your name").fill("alt dosar")
    page.get_by_role("button", name="Remove from the report").click()
    until(page, "!document.body.innerText.includes('Pictures in the report')")
