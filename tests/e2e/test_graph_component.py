"""The case graph in a real browser: nothing jumps, nothing leaves the machine, both themes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.waiting import reads

pytestmark = pytest.mark.browser
BUNDLE = Path(__file__).parents[2] / "dashboards/graph_component/frontend/build/cy.js"
PLACES = """Object.fromEntries(__tracer_graph.nodes().map(
    node => [node.id(), [node.renderedPosition('x'), node.renderedPosition('y')]]))"""


@pytest.fixture(scope="module")
def served(serve):
    if not BUNDLE.exists():
        pytest.skip("the graph's script is not built: run dashboards/graph_component/build_frontend.py")
    return serve(Path(__file__).with_name("graph_script.py"))


@pytest.fixture
def shown(new_page, ready, until, served):
    def show(path="/", **options):
        page = new_page(served, path=path, **options).page
        until(page, "!!window.__tracer_graph && __tracer_graph.nodes().length === 40")
        ready(page)
        return page

    return show


def spot(page, node):
    return page.evaluate(
        f"""() => {{ const box = __tracer_graph.container().getBoundingClientRect();
        const at = __tracer_graph.getElementById('{node}').renderedPosition();
        return [box.x + at.x, box.y + at.y]; }}"""
    )


@pytest.mark.parametrize("layout", ["fcose", "dagre"])
def test_expansion_adds_neighbours_and_moves_nothing_that_was_shown(shown, until, ready, screenshot, layout):
    page = shown(f"/?layout={layout}")
    screenshot(page, "before")
    before = page.evaluate(PLACES)
    page.mouse.dblclick(*spot(page, "n0"))
    until(page, "__tracer_graph.nodes().length === 60")
    ready(page)
    after = page.evaluate(PLACES)
    screenshot(page, "after")
    assert {node: after[node] for node in before} == before
    added = [tuple(map(round, after[node])) for node in after if node not in before]
    assert len(set(added)) == 20
    reads(page, "selected: n0")
    assert page.evaluate("__tracer_graph.$(':selected').map(x => x.id())") == ["n0"]
    assert all(abs(x - u) + abs(y - v) > 8 for i, (x, y) in enumerate(added) for u, v in added[:i])


def test_the_same_case_is_drawn_the_same_way_twice(shown):
    first, second = shown().evaluate(PLACES), shown().evaluate(PLACES)
    assert len(first) == len({tuple(place) for place in first.values()}) == 40
    assert first == second


def test_taking_nodes_away_leaves_the_others_in_place(shown, until):
    page = shown()
    before = page.evaluate(PLACES)
    page.get_by_text("fewer").click()
    until(page, "__tracer_graph.nodes().length === 20")
    after = page.evaluate(PLACES)
    assert after == {node: before[node] for node in after}


def test_selection_starts_with_the_pages_and_follows_the_readers(shown, ready):
    page = shown()
    reads(page, "selected: n3")
    page.mouse.click(*spot(page, "n7"))
    reads(page, "selected: n7")
    ready(page)
    assert page.evaluate("__tracer_graph.$(':selected').map(x => x.id())") == ["n7"]


def test_right_click_opens_a_node(shown):
    page = shown()
    page.mouse.click(*spot(page, "n4"), button="right")
    reads(page, "opened: n4")


def test_keys_reach_mark_open_and_expand(shown, until):
    page = shown()
    canvas = page.get_by_role("application", name="Case graph")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("__tracer_graph.nodes('.reached').map(n => n.id())") == ["n0"]
    page.keyboard.press("Enter")
    reads(page, "opened: n0")
    page.keyboard.press("e")
    until(page, "__tracer_graph.nodes().length === 60")


def test_parallel_transfers_are_one_line_with_sum_and_count(shown):
    page = shown()
    labels = page.evaluate("__tracer_graph.getElementById('n5').edgesWith('#n20').map(e => e.data('label')).sort()")
    assert labels == ["0.99\u00a0RON · 1 transfer", "1,240.00\u00a0EUR · 3 transfers"]


def test_inferred_lines_are_dashed_and_states_differ_by_border(shown):
    page = shown()
    style = "(id, name) => __tracer_graph.getElementById(id).style(name)"
    assert page.evaluate(f"({style})('e7', 'line-style')") == "dashed"
    assert page.evaluate(f"({style})('e8', 'line-style')") == "solid"
    assert page.evaluate(f"({style})('n12', 'shape')") == "round-octagon"
    assert page.evaluate(f"({style})('n3', 'border-width')") == "4px"
    assert page.evaluate(f"({style})('n1', 'border-width')") == "0px"


def test_dark_theme_paints_the_captions_light(shown, screenshot):
    page = shown(dark=True)
    screenshot(page)
    assert page.evaluate("__tracer_graph.getElementById('n0').style('color')") == "rgb(229,231,235)"


def test_the_page_passes_axe(shown, axe):
    page = shown()
    faults = [fault for fault in axe(page) if not fault.startswith("page-has-heading-one")]
    assert faults == []  # the test page has no heading of its own


def test_no_console_error_while_working(new_page, ready, until, served):
    screen = new_page(served)
    until(screen.page, "!!window.__tracer_graph && __tracer_graph.nodes().length === 40")
    ready(screen.page)
    screen.page.mouse.dblclick(*spot(screen.page, "n0"))
    until(screen.page, "__tracer_graph.nodes().length === 60")
    assert screen.errors == []
