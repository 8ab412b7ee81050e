"""The case graph in a real browser: nothing jumps, nothing leaves the machine, both themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.drawn_graph import PLACES, click_quickly, double_click, spot
from tests.e2e.waiting import change_theme, reads, rest

pytestmark = pytest.mark.browser
BUNDLE = Path(__file__).parents[2] / "dashboards/graph_component/frontend/build/cy.js"


@pytest.fixture(scope="module")
def served(serve):
    if not BUNDLE.exists():
        pytest.skip("the graph's script is not built: run dashboards/graph_component/build_frontend.py")
    return serve(Path(__file__).with_name("graph_script.py"))


@pytest.fixture
def shown(new_page, until, served):
    def show(path="/"):
        screen = new_page(served, path=path)
        until(screen.page, "!!window.__tracer_graph && __tracer_graph.nodes().length === 40")
        rest(screen.page)
        return screen

    return show


@pytest.mark.parametrize("layout", ["fcose", "dagre"])
def test_expansion_adds_neighbours_and_moves_nothing_that_was_shown(shown, until, screenshot, layout):
    screen = shown(f"/?layout={layout}")
    page = screen.page
    screenshot(page, "before")
    before = page.evaluate(PLACES)
    double_click(page, *spot(page, "n0"))
    until(page, "__tracer_graph.nodes().length === 60")
    rest(page)
    after = page.evaluate(PLACES)
    screenshot(page, "after")
    assert {node: after[node] for node in before} == before
    added = [tuple(map(round, after[node])) for node in after if node not in before]
    assert len(set(added)) == 20
    reads(page, "selected: n0")
    assert page.evaluate("__tracer_graph.$(':selected').map(x => x.id())") == ["n0"]
    assert all(abs(x - u) + abs(y - v) > 8 for i, (x, y) in enumerate(added) for u, v in added[:i])
    assert screen.errors == []


def test_the_same_case_is_drawn_the_same_way_twice_and_as_its_states_ask(shown, axe, screenshot):
    page = shown().page
    first, second = page.evaluate(PLACES), shown().page.evaluate(PLACES)
    assert len(first) == len({tuple(place) for place in first.values()}) == 40
    assert first == second

    # Parallel transfers are one line with sum and count.
    labels = page.evaluate("__tracer_graph.getElementById('n5').edgesWith('#n20').map(e => e.data('label')).sort()")
    assert labels == ["0.99\u00a0RON · 1 transfer", "1,240.00\u00a0EUR · 3 transfers"]
    # Inferred lines are dashed, and states differ by their border.
    style = "(id, name) => __tracer_graph.getElementById(id).style(name)"
    assert page.evaluate(f"({style})('e7', 'line-style')") == "dashed"
    assert page.evaluate(f"({style})('e8', 'line-style')") == "solid"
    assert page.evaluate(f"({style})('n12', 'shape')") == "round-octagon"
    assert page.evaluate(f"({style})('n3', 'border-width')") == "4px"
    assert page.evaluate(f"({style})('n1', 'border-width')") == "0px"

    faults = [fault for fault in axe(page) if not fault.startswith("page-has-heading-one")]
    assert faults == []  # the test page has no heading of its own
    change_theme(page, "dark")
    screenshot(page, "dark")
    assert page.evaluate(f"({style})('n0', 'color')") == "rgb(233,238,243)"


def test_selection_starts_with_the_pages_and_follows_the_readers(shown, until):
    page = shown().page
    reads(page, "selected: n3")
    page.mouse.click(*spot(page, "n7"))
    reads(page, "selected: n7")
    rest(page)
    assert page.evaluate("__tracer_graph.$(':selected').map(x => x.id())") == ["n7"]
    page.mouse.click(*spot(page, "n4"), button="right")
    reads(page, "opened: n4")
    rest(page)
    # Taking nodes away leaves the others in place.
    before = page.evaluate(PLACES)
    page.get_by_text("fewer").click()
    until(page, "__tracer_graph.nodes().length === 20")
    after = page.evaluate(PLACES)
    assert after == {node: before[node] for node in after}


def test_of_messages_that_come_while_the_page_is_busy_none_is_lost(shown):
    page = shown("/?busy=3").page
    for node in ("n4", "n7", "n8", "n11"):
        page.mouse.click(*spot(page, node), button="right")
    reads(page, "all: n4,n7,n8,n11")


def test_quick_presses_on_two_nodes_expand_neither(shown):
    page = shown().page
    click_quickly(page, [spot(page, "n7"), spot(page, "n8")])
    reads(page, "selected: n8")  # sent after the time that a double click may take
    assert page.evaluate("__tracer_graph.nodes().length") == 40


def test_keys_reach_mark_open_and_expand(shown, until):
    page = shown().page
    page.get_by_role("application", name="Case graph").focus()
    page.keyboard.press("ArrowRight")
    (first,) = page.evaluate("__tracer_graph.nodes('.reached').map(n => n.id())")
    page.keyboard.press("o")
    reads(page, f"opened: {first}")
    page.keyboard.press("Enter")
    until(page, "__tracer_graph.nodes().length === 60")
