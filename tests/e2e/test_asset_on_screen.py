"""The page of an asset and the proof in a real browser, clicks counted: how do we know it is his, what stands in the file?"""

from __future__ import annotations

import re

import pytest

from tests.e2e.waiting import change_theme, heading, move, reads, rest

pytestmark = pytest.mark.browser
VILLA = "Vilă cu piscină, strada Imaginară 7"
PROOF = "What is in the file behind this figure?"
BANK_ROW = re.compile(r"banca-.*\.xml · r")
COUNT = """() => {
    window.__clicks = 0;
    window.addEventListener('click', event => { window.__clicks += event.isTrusted ? 1 : 0; }, true);
}"""


def clicks(page):
    return page.evaluate("window.__clicks")


def in_sight(page, place):
    box = place.bounding_box()
    return box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 800


def test_how_we_know_it_is_his_takes_one_click_and_the_proof_one_more(page, choose_row, screenshot):
    move(page, "/assets?class=house", "Which assets are known")
    page.evaluate(COUNT)
    choose_row(page, VILLA)
    heading(page, VILLA)
    page.get_by_role("heading", name="Why is this his?").wait_for()
    rest(page)
    assert clicks(page) == 1
    reasons = page.locator(".st-key-asset_reasons")
    said = reasons.inner_text()
    assert said.index("Traced money.") < said.index("Family with money.")
    assert "Victor Inventescu has held 40\u00a0% of Delta Organizare Fictivă SRL" in said
    assert [tag.strip() for tag in reasons.locator(".tracer-tag").all_inner_texts()] == [
        "fact",
        "assessment",
        "fact",
        "assessment",
    ]
    borders = [tag.evaluate("e => getComputedStyle(e).borderTopStyle") for tag in reasons.locator(".tracer-tag").all()]
    assert borders == ["solid", "dashed", "solid", "dashed"]
    picture = reasons.locator("img.tracer-picture").first
    assert "Delta Organizare Fictivă SRL → Elena Pretextescu: 130,000.00" in picture.get_attribute("alt")
    assert picture.evaluate("e => e.complete && e.naturalWidth > 0")
    assert in_sight(page, picture)
    screenshot(page, "en-light")
    reasons.get_by_role("link", name=BANK_ROW).first.click()
    heading(page, PROOF)
    marked = page.locator("tr[aria-current=true]")
    marked.wait_for()
    rest(page)
    assert clicks(page) == 2
    assert page.locator("tr[aria-current=true]").count() == 1
    assert "130,000.00" in marked.inner_text() and in_sight(page, marked)
    reads(page, "adds up")
    reads(page, "as it was received")
    screenshot(page, "proof-en-light")
    page.get_by_role("link", name="Back to the asset").click()
    heading(page, VILLA)


def test_the_proof_goes_on_to_the_next_row_to_the_other_side_and_back(page, names):
    move(page, f"/asset?asset={names['assets']['villa']['id']}", VILLA)
    page.locator(".st-key-asset_reasons").get_by_role("link", name=BANK_ROW).first.click()
    heading(page, PROOF)
    marked = page.locator("tr[aria-current=true]")
    marked.filter(has_text="130,000.00").wait_for()
    rest(page)
    first = marked.locator("td").first.inner_text()
    page.get_by_role("button", name="row after").click()
    marked.filter(has_not_text="130,000.00").wait_for()
    rest(page)
    assert int(marked.locator("td").first.inner_text()) == int(first) + 1
    page.get_by_role("button", name="row before").click()
    marked.filter(has_text="130,000.00").wait_for()
    rest(page)
    page.get_by_role("link", name="banca-exemplu-elena-eur-2022.xml").click()
    marked.filter(has_text="Delta Organizare").wait_for()
    rest(page)
    page.get_by_role("button", name="Show all").click()
    page.get_by_role("button", name="Show all").wait_for(state="detached")
    reads(page, "130,000.00")
    page.get_by_text("The row as the file has it").click()
    page.get_by_test_id("stCode").filter(has_text="130000.00").wait_for()
    page.get_by_role("link", name="Back to the asset").click()
    heading(page, VILLA)


def test_all_ties_come_with_each_step_and_the_graph_opens_with_the_path(page, names):
    villa, victor = names["assets"]["villa"]["id"], names["persons"]["victor"]["id"]
    move(page, f"/asset?asset={villa}", VILLA)
    page.get_by_role("radio", name="all 5").click()
    page.get_by_text("Path 5, step by step").wait_for()
    rest(page)
    page.get_by_role("button", name="Show in the graph").click()
    heading(page, "Who and what is connected here?")
    reads(page, "Path 1 of 5")
    assert f"path_from={victor}" in page.url and f"path_to={villa}" in page.url


def test_asset_and_proof_read_in_romanian_and_pass_axe_in_both_themes(page, names, axe, screenshot):
    faults = {}
    page.get_by_role("radio", name="RO", exact=True).click()
    heading(page, "Ce mă așteaptă în acest caz?")
    move(page, f"/asset?asset={names['assets']['villa']['id']}", VILLA)
    page.get_by_role("heading", name="De ce este al lui?").wait_for()
    reads(page, "130.000,00\u00a0EUR")
    for light in ("light", "dark"):
        change_theme(page, light)
        screenshot(page, f"asset-ro-{light}")
        faults["asset", light] = axe(page)
    page.locator(".st-key-asset_reasons").get_by_role("link", name=BANK_ROW).first.click()
    reads(page, "se verifică")
    rest(page)
    for light in ("dark", "light"):
        change_theme(page, light)
        screenshot(page, f"proof-ro-{light}")
        faults["proof", light] = axe(page)
    assert {place: found for place, found in faults.items() if found} == {}
