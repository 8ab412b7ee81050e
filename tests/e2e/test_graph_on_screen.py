"""The graph as a tool in the browser: a path to another node, and the money narrowed by one drag."""

from __future__ import annotations

import time

import pytest

from tests.e2e.waiting import reads, rest

pytestmark = pytest.mark.browser

PLACES = "Object.fromEntries(__tracer_graph.nodes().map(node => [node.id(), node.position()]))"
PATH = "__tracer_graph.nodes('[?path]').map(node => node.id())"
FADED = "__tracer_graph.edges('[?faded]').length"


@pytest.fixture(scope="module")
def served(serve, sample_case):
    return serve(
        None, TRACER_STORE=str(sample_case), TRACER_LANG="en", TRACER_USER="Ana Proba", TRACER_ROLE="investigator"
    )


@pytest.fixture
def opened(new_page, served, until):
    def show(path, **options):
        page = new_page(served, path=path, **options).page
        page.set_viewport_size({"width": 1280, "height": 800})
        until(page, "!!window.__tracer_graph && __tracer_graph.nodes().length > 1")
        rest(page)
        return page

    return show


def test_a_path_to_another_node_in_three_clicks_and_from_its_sentence_to_the_row(
    opened, until, names, axe, screenshot, capsys
):
    victor, villa = names["persons"]["victor"]["id"], names["assets"]["villa"]["id"]
    page = opened(f"/graph?node={victor}")
    before = page.evaluate(PLACES)
    assert villa not in before
    page.evaluate("window.__clicks = 0; document.addEventListener('pointerdown', () => { window.__clicks += 1 }, true)")
    page.get_by_role("textbox", name="Paths to").fill("vila cu piscina")
    page.keyboard.press("Enter")
    hit = page.get_by_role("radiogroup", name="Found").locator("label").filter(has_text="Vilă cu piscină").first
    hit.wait_for()
    begun = time.monotonic()
    hit.click()
    reads(page, "Path 1 of 5")
    first = time.monotonic() - begun
    assert (
        page.evaluate("window.__clicks") == 1
    )  # and the name that was typed; the third is the node, chosen here by the address
    until(page, f"{PATH}.includes('{villa}')")
    rest(page)
    after = page.evaluate(PLACES)
    assert {node: after[node] for node in before} == before
    assert "held 40\u00a0% of Delta Organizare Fictivă SRL" in page.locator("body").inner_text()
    marked = page.evaluate(PATH)
    screenshot(page, "path")
    assert axe(page) == []
    begun = time.monotonic()
    page.get_by_role("button", name="›", exact=True).click()
    reads(page, "Path 2 of 5")
    until(page, f"JSON.stringify({PATH}) !== {str(marked)!r}")
    with capsys.disabled():
        print(f"\nfirst paths of the case in {first:.1f} s; to the next one {time.monotonic() - begun:.1f} s")
    rest(page)
    page.reload()
    until(page, f"!!window.__tracer_graph && {PATH}.includes('{villa}')")
    reads(page, "Path 1 of 5")
    rest(page)
    page.get_by_role("link", name="conturi.csv").first.click()
    reads(page, "What is in the file behind this figure?")
    page.get_by_role("link", name="Back to the graph").click()
    until(page, f"!!window.__tracer_graph && {PATH}.includes('{villa}')")
    rest(page)
    page.get_by_role("button", name="×", exact=True).click()
    until(page, f"{PATH}.length === 0 && !__tracer_graph.getElementById('{villa}').length")


def test_one_drag_over_the_months_narrows_the_money_and_a_reload_keeps_it(opened, until, names, axe, screenshot):
    alma, villa = names["persons"]["alma"]["id"], names["assets"]["villa"]["id"]
    page = opened(f"/graph?node={alma}&path_from={alma}&path_to={villa}&paths=money")
    reads(page, "34 of 34 transfers shown")
    chart = page.get_by_role("slider", name="Months shown")
    chart.scroll_into_view_if_needed()
    rest(page)
    before = page.evaluate(PLACES)
    assert page.evaluate(FADED) == 0
    box = chart.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.36, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.40, box["y"] + 30, steps=4)
    page.mouse.move(box["x"] + box["width"] * 0.42, box["y"] + 30, steps=4)
    page.mouse.up()
    reads(page, "filter on")
    until(page, f"{FADED} > 0")
    rest(page)
    assert page.evaluate(PLACES) == before
    assert "days=2022-0" in page.url
    left = page.evaluate("__tracer_graph.edges('[!faded][kind = \"money\"]').map(e => e.data('label')).sort()")
    assert left
    page.get_by_role("slider", name="Amount of a transfer, from").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    reads(page, "a transfer")
    rest(page)
    screenshot(page, "narrowed")
    assert axe(page) == []
    said = page.get_by_text("transfers shown").inner_text()
    page.reload()
    until(page, f"!!window.__tracer_graph && {FADED} > 0")
    reads(page, said)
    rest(page)
    page.get_by_role("button", name="Take the filter off").click()
    reads(page, "34 of 34 transfers shown")
    until(page, f"{FADED} === 0")
    assert "days=" not in page.url


SPAN = """(() => {
    const find = root => root.querySelector('.span') ?? [...root.querySelectorAll('*')].map(
        one => one.shadowRoot && find(one.shadowRoot)).find(Boolean);
    return find(document)?.textContent ?? '';
})()"""
OFF = "__tracer_graph.edges('.off').length"
ON = "__tracer_graph.edges('.on').length"


def test_money_is_played_month_by_month_and_the_last_months_shown_become_the_filter(opened, until, names, screenshot):
    alma, villa = names["persons"]["alma"]["id"], names["assets"]["villa"]["id"]
    page = opened(f"/graph?node={alma}&path_from={alma}&path_to={villa}&paths=money")
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    reads(page, "34 of 34 transfers shown")
    until(page, f"!!window.__tracer_graph && {SPAN}.includes('Transfers: 34/34')")
    months = page.get_by_role("slider", name="Months shown")
    months.scroll_into_view_if_needed()
    asked = []
    page.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)
    months.focus()
    page.keyboard.press("Space")
    until(page, f"{OFF} > 0 && {ON} > 0")
    shown = page.evaluate(SPAN)
    until(page, f"{SPAN} !== {shown!r}")
    screenshot(page, "playing")
    # Nothing is told or kept while it plays.
    assert "days=" not in page.url
    assert asked == []
    assert "34 of 34 transfers shown" in page.locator("body").inner_text()
    page.keyboard.press("Escape")
    left = page.evaluate(SPAN)
    reads(page, "filter on")
    until(page, f"{OFF} + {ON} === 0 && {FADED} > 0")
    assert page.evaluate(SPAN) == left
    assert "days=20" in page.url
    # From where it was ended it goes on, and at the last month it ends by itself.
    page.get_by_label("Months a second").select_option("4")
    page.get_by_label("Months shown at once").select_option("from the start")
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Pause", exact=True).wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    until(page, f"{OFF} + {ON} === 0")
    reads(page, "34 of 34 transfers shown")
    # Who asks for little motion gets a step for each press.
    page.emulate_media(reduced_motion="reduce")
    page.reload()
    until(page, f"!!window.__tracer_graph && {SPAN}.includes('34/34')")
    page.get_by_role("button", name="Next month", exact=True).click()
    reads(page, "filter on")
    assert page.get_by_role("button", name="Pause", exact=True).count() == 0
