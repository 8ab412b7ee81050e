"""The tools of the graph in a real browser: what is done can be taken back, and nothing needs a mouse."""

from __future__ import annotations

import time

import pytest

from tests.e2e.drawn_graph import PLACES, double_click, drag, spot
from tests.e2e.test_graph_component import served, shown  # noqa: F401 - the same page
from tests.e2e.waiting import PATIENCE, rest

pytestmark = pytest.mark.browser

VISIBLE = "__tracer_graph.nodes(':visible').map(node => node.id()).sort()"
SELECTED = "__tracer_graph.nodes(':selected').map(node => node.id()).sort()"
REACHED = "__tracer_graph.nodes('.reached').map(node => node.id())"
ORDER = """__tracer_graph.nodes().toArray()
    .sort((a, b) => b.degree(false) - a.degree(false) || (a.id() < b.id() ? -1 : 1)).map(n => n.id())"""
SPOT = """id => { const box = __tracer_graph.container().getBoundingClientRect();
    const at = __tracer_graph.getElementById(id).renderedPosition(); return [box.x + at.x, box.y + at.y]; }"""
FRAMES = """(() => { const ask = window.requestAnimationFrame; window.__frames = 0;
    window.requestAnimationFrame = one => { window.__frames += 1; return ask.call(window, one); }; })()"""
UNDO, REDO = "Control+z", "Control+Shift+Z"


@pytest.fixture
def page(shown):  # noqa: F811 - the fixture
    return shown().page


def tool(page, name):
    return page.get_by_role("toolbar", name="Tools of the graph").get_by_role("button", name=name, exact=True)


def value(page, node, name):
    return page.evaluate(f"__tracer_graph.getElementById('{node}').data('{name}')")


def comes(page, expression, wanted):
    """The page shows this, at the latest when it has come to rest: a busy machine draws an act some time after its key."""
    end = time.monotonic() + PATIENCE
    while (found := page.evaluate(expression)) != wanted and time.monotonic() < end:
        page.wait_for_timeout(20)
    assert found == wanted


def test_every_act_is_undone_and_done_again_in_its_order(page, until):
    first, everything = page.evaluate(PLACES), page.evaluate(VISIBLE)
    assert tool(page, "Undo").is_disabled()
    page.mouse.click(*spot(page, "n7"))
    page.keyboard.press("h")
    comes(page, VISIBLE, [node for node in everything if node != "n7"])
    page.mouse.click(*spot(page, "n8"))
    page.keyboard.press("p")
    comes(page, "__tracer_graph.getElementById('n8').data('_pin')", True)
    tool(page, "Colour").click()
    page.get_by_role("menuitem", name="B: green").click()
    comes(page, "__tracer_graph.getElementById('n8').data('_colour')", "green")
    drag(page, "n5", 30, 20)
    rest(page)
    moved = page.evaluate(PLACES)
    assert {node for node in moved if moved[node] != first[node]} == {"n5"}
    assert "Moved: Invented" in page.locator(".acts li").first.inner_text()
    for _ in range(4):
        page.keyboard.press(UNDO)
    comes(page, PLACES, first)
    comes(page, VISIBLE, everything)
    assert not value(page, "n8", "_pin")
    assert not value(page, "n8", "_colour")
    assert tool(page, "Undo").is_disabled()
    for _ in range(4):
        page.keyboard.press(REDO)
    comes(page, PLACES, moved)
    assert "n7" not in page.evaluate(VISIBLE)
    comes(page, "__tracer_graph.getElementById('n8').data('_colour')", "green")
    tool(page, "Select").click()
    page.get_by_role("menuitem", name="Show what is hidden (1)").click()
    comes(page, VISIBLE, everything)


def test_an_expansion_is_taken_back_and_the_page_follows(page, until):
    before = page.evaluate(VISIBLE)
    double_click(page, *spot(page, "n0"))
    until(page, "__tracer_graph.nodes().length === 60")
    rest(page)
    grown = page.evaluate(PLACES)
    page.locator(".canvas").focus()
    page.keyboard.press(UNDO)
    comes(page, VISIBLE, before)
    rest(page)
    page.get_by_text("drawn: 40").wait_for()
    comes(page, VISIBLE, before)
    page.locator(".canvas").focus()
    page.keyboard.press(REDO)
    comes(page, PLACES, grown)
    page.get_by_text("drawn: 60").wait_for()
    rest(page)
    comes(page, PLACES, grown)


def test_leaves_fold_into_a_count_and_unfold(page):
    everything = page.evaluate(VISIBLE)
    # n12 has three neighbours that nothing else is linked to.
    page.mouse.click(*spot(page, "n12"))
    tool(page, "Fold").click()
    page.get_by_role("menuitem", name="What hangs on it alone (3)").click()
    comes(page, VISIBLE, [node for node in everything if node not in {"n37", "n38", "n39"}])
    comes(page, "__tracer_graph.getElementById('n12').data('_fold')", 3)
    assert "Folded: 3" in page.locator(".count").inner_text()
    tool(page, "Fold").click()
    page.get_by_role("menuitem", name="Unfold (3)").click()
    comes(page, VISIBLE, everything)


def test_neighbours_of_one_kind_are_drawn_as_one_and_move_as_one(page, screenshot):
    first = page.evaluate(PLACES)
    # The 20 nodes that come next are of five kinds.
    double_click(page, *spot(page, "n0"))
    page.get_by_text("drawn: 60").wait_for()
    rest(page)
    grown, before = page.evaluate(VISIBLE), page.evaluate(PLACES)
    assert {node: before[node] for node in first} == first
    page.mouse.click(*spot(page, "n0"))
    tool(page, "Fold").click()
    kind = page.get_by_role("menuitem").filter(has_text="a company")
    name = kind.inner_text().strip()
    kind.click()
    rest(page)
    group = page.evaluate("__tracer_graph.nodes('[_members]').map(node => node.id())")[0]
    members = page.evaluate("__tracer_graph.nodes('[_members]').data('_members')")
    seen = page.evaluate(VISIBLE)
    assert set(seen) == set(grown) - set(members) | {group}
    assert name == f"a company or other legal entity ({len(members)})"
    assert page.evaluate("id => __tracer_graph.getElementById(id).data('name')", group) == (
        f"{len(members)} × a company or other legal entity"
    )
    assert f"Drawn as one: {len(members)}" in page.locator(".count").inner_text()
    lines = page.evaluate("__tracer_graph.edges('[_holds]').map(e => [e.source().id(), e.data('_holds').length])")
    assert ["n0", len(members) - 1] in lines or ["n0", len(members)] in lines
    # Everything else lies where it lay.
    after = page.evaluate(PLACES)
    assert {node: after[node] for node in before} == before
    screenshot(page, "group")
    x, y = page.evaluate(SPOT, group)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 24, steps=4)
    page.mouse.up()
    rest(page)
    moved = page.evaluate(PLACES)
    assert {node for node in before if moved[node] != before[node]} == set(members)
    page.keyboard.press(UNDO)
    page.keyboard.press("Escape")
    double_click(page, *page.evaluate(SPOT, group))
    rest(page)
    comes(page, VISIBLE, grown)
    for _ in range(2):
        page.locator(".canvas").focus()
        page.keyboard.press(UNDO)
    rest(page)
    comes(page, VISIBLE, grown)
    comes(page, PLACES, before)


def test_a_kind_or_a_loop_selects_many(page):
    tool(page, "Select").click()
    page.get_by_role("menuitem", name="a company or other").click()
    companies = page.evaluate("__tracer_graph.nodes('[type = \"Company\"][!protected]').map(n => n.id()).sort()")
    assert page.evaluate(SELECTED) == companies
    tool(page, "Select").click()
    page.get_by_role("menuitem", name="Draw a loop").click()
    x, y = spot(page, "n20")
    page.mouse.move(x - 30, y - 30)
    page.mouse.down()
    for dx, dy in ((30, -30), (30, 30), (-30, 30), (-30, -25)):
        page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()
    assert "n20" in page.evaluate(SELECTED)
    assert "n0" not in page.evaluate(SELECTED)
    assert not page.locator(".lasso").is_visible()


def test_a_word_finds_nodes_whatever_its_accents_and_enter_goes_to_the_next(page):
    field = page.get_by_role("searchbox", name="Find in the picture")
    field.fill("ÎNVENTED company")
    found = page.evaluate("__tracer_graph.nodes('.found').map(n => n.id()).sort()")
    assert found == page.evaluate("__tracer_graph.nodes('[name ^= \"Invented Company\"]').map(n => n.id()).sort()")
    first = page.evaluate(REACHED)
    field.press("Enter")
    second = page.evaluate(REACHED)
    assert first != second
    assert {*first, *second} <= set(found)
    field.press("Escape")
    assert page.evaluate("__tracer_graph.nodes('.found').length") == 0


def test_tab_goes_by_importance_arrows_along_links_and_escape_lets_go(page):
    order = page.evaluate(ORDER)
    page.locator(".canvas").focus()
    for wanted in order[:3]:
        page.keyboard.press("Tab")
        assert page.evaluate(REACHED) == [wanted]
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(REACHED) == [order[1]]
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        (here,) = page.evaluate(REACHED)
        page.keyboard.press(key)
        (there,) = page.evaluate(REACHED)
        linked = page.evaluate(f"__tracer_graph.getElementById('{here}').neighborhood().nodes().map(n => n.id())")
        assert there == here or there in linked
    page.keyboard.press("Escape")
    assert page.evaluate(REACHED) == []
    page.keyboard.press("Tab")
    assert not page.evaluate("!!document.activeElement.shadowRoot?.activeElement?.matches('.canvas')")


def test_the_small_map_never_covers_a_node_that_is_chosen_and_the_picture_rests(page, until):
    node = page.evaluate("""() => { const cy = __tracer_graph;
        const node = cy.nodes()[7]; cy.pan({ x: cy.pan().x + cy.width() - 60 - node.renderedPosition('x'),
        y: cy.pan().y + cy.height() - 50 - node.renderedPosition('y') }); return node.id(); }""")
    rest(page)
    small = page.locator(".map")
    assert "left" not in small.get_attribute("class")
    page.evaluate(f"void __tracer_graph.getElementById('{node}').select()")
    page.locator(".map.left").wait_for()
    page.evaluate("void __tracer_graph.elements().unselect()")  # the elements would be sent here, half a minute long
    page.locator(".map:not(.left)").wait_for()
    # Nothing is drawn now, and no frame is asked for; a look from elsewhere draws again.
    page.evaluate(FRAMES)
    page.wait_for_timeout(2_500)
    page.evaluate("window.__frames = 0")
    page.wait_for_timeout(1_000)
    assert page.evaluate("window.__frames") == 0
    page.mouse.move(*spot(page, "n0"))
    page.mouse.wheel(0, 120)
    until(page, "window.__frames > 0")


def test_the_small_map_brings_a_part_into_view_and_the_tools_fit_their_row(page, axe, screenshot):
    before = page.evaluate("[__tracer_graph.pan().x, __tracer_graph.pan().y]")
    box = page.locator(".map").bounding_box()
    page.mouse.click(box["x"] + 20, box["y"] + 15)
    assert page.evaluate("[__tracer_graph.pan().x, __tracer_graph.pan().y]") != before
    bar = page.locator(".bar")
    assert bar.evaluate("bar => bar.scrollWidth <= bar.clientWidth")
    heights = bar.evaluate("bar => [...bar.querySelectorAll('button')].map(b => b.getBoundingClientRect().height)")
    assert set(heights) == {28}
    page.mouse.click(*spot(page, "n0"))
    tool(page, "Colour").click()
    screenshot(page, "tools")
    assert [fault for fault in axe(page) if not fault.startswith("page-has-heading-one")] == []
