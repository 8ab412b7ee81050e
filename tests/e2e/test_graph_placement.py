"""Where nodes and captions go in the sample after sixteen expansions: nothing covers anything, nothing moves."""

from __future__ import annotations

import pytest

from tests.e2e.waiting import rest

pytestmark = pytest.mark.browser

STEPS = 16
PLACES = "Object.fromEntries(__tracer_graph.nodes().map(node => [node.id(), node.position()]))"
NAMED = "__tracer_graph.nodes().toArray().filter(node => node.data('_label'))"
# The node with most links of those that have neighbours to show and were not expanded yet.
EXPAND = """done => {
    const next = __tracer_graph.nodes().toArray().filter(node => node.data('hidden') > 0 && !done.includes(node.id()))
        .sort((a, b) => b.degree(false) - a.degree(false) || (a.id() < b.id() ? -1 : 1))[0];
    for (const press of ['tap', 'tap', 'dbltap']) next.emit(press);
    return next.id();
}"""
# What is drawn, as the library itself measures it; a caption touches where it lies over another caption or disc.
DRAWN = """() => {
    const nodes = __tracer_graph.nodes(':visible').toArray();
    const covers = (a, b) => a.id !== b.id && a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;
    const discs = nodes.map(node => {
        const {x, y} = node.position(), r = node.width() / 2;
        return {id: node.id(), x1: x - r, x2: x + r, y1: y - r, y2: y + r};
    });
    const captions = nodes.filter(node => node.style('label')).map(node => ({
        ...node.boundingBox({includeNodes: false, includeEdges: false, includeOverlays: false, includeUnderlays: false}),
        id: node.id(),
    }));
    const order = [...nodes].sort((a, b) => b.degree(false) - a.degree(false) || (a.id() < b.id() ? -1 : 1));
    return {
        nodes: nodes.length, named: captions.length,
        overlaps: discs.filter(a => discs.some(b => covers(a, b))).length,
        touching: captions.filter(a => captions.some(b => covers(a, b)) || discs.some(b => covers(a, b))).length,
        unnamed: order.slice(0, 20).filter(node => !node.style('label')).map(node => node.id()),
        pixels: [...new Set(captions.map(a => Math.round(
            __tracer_graph.getElementById(a.id).numericStyle('font-size') * __tracer_graph.zoom() * 100) / 100))],
    };
}"""


@pytest.fixture
def page(new_page, sample_served, until, names):
    shown = new_page(sample_served, path=f"/graph?node={names['persons']['victor']['id']}").page
    until(shown, "!!window.__tracer_graph && __tracer_graph.nodes().length > 1")
    rest(shown)
    return shown


def test_sixteen_expansions_move_nothing_and_cover_nothing(page, until, screenshot, capsys):
    done: list[str] = []
    for _ in range(STEPS):
        before = page.evaluate(PLACES)
        done.append(page.evaluate(EXPAND, done))
        until(page, f"__tracer_graph.nodes().length > {len(before)}")
        rest(page)
        after = page.evaluate(PLACES)
        assert {node: after[node] for node in before} == before
    figures = []
    for zoom in (0.2, 0.33, 0.5, 0.7, 0.85, 1, 1.5, 2.5):
        page.evaluate(f"() => {{ __tracer_graph.zoom({zoom}); __tracer_graph.center(); }}")
        until(page, f"{NAMED}.every(node => Math.abs(node.data('_size') * {zoom} - 12) < 0.01)")
        drawn = page.evaluate(DRAWN)
        figures.append((zoom, drawn))
        assert drawn["overlaps"] == 0
        assert drawn["unnamed"] == []
        assert drawn["pixels"] == [12]
        if zoom >= 0.7:
            assert drawn["touching"] < 0.02 * drawn["named"], (zoom, drawn)
    page.evaluate("() => { __tracer_graph.zoom(0.75); __tracer_graph.center(); }")
    page.locator(".canvas").scroll_into_view_if_needed()
    rest(page)
    screenshot(page, "sixteen")
    with capsys.disabled():
        print()
        for zoom, drawn in figures:
            print(f"zoom {zoom}: {drawn['named']} of {drawn['nodes']} named, {drawn['touching']} touching")
