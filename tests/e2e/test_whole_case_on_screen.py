"""The overview of the whole case in a browser: drawn under the policy of the page; a node opened from it by mouse and keys."""

from __future__ import annotations

import json
import random
import time

import pytest

from tests.e2e.waiting import reads, rest
from tracer.actions.case_graph.whole.places import place_nodes

pytestmark = pytest.mark.browser

DRAWN = "!!window.__tracer_whole && __tracer_whole.getGraph().order > 0"
SPOT = """id => { const box = __tracer_whole.getContainer().getBoundingClientRect();
    const at = __tracer_whole.graphToViewport(__tracer_whole.getGraph().getNodeAttributes(id));
    return [box.x + at.x, box.y + at.y]; }"""


def ten_thousand():
    """An answer of the route: 10,000 invented nodes, 20,000 links."""
    chance, size = random.Random(1), 10_000
    near = [set() for _ in range(size)]
    for node in range(1, size):
        for _ in range(2):
            other = int(node * chance.random() ** 2)
            near[node].add(other)
            near[other].add(node)
    links = [[one, other] for one, others in enumerate(near) for other in others if one < other]
    places = place_nodes([sorted(others - {node}) for node, others in enumerate(near)])
    nodes = [
        [f"n{node}", node % 3, *places.spots[node], places.group[node], len(near[node]), f"Invented {node}"]
        for node in range(size)
    ]
    groups = [[f"Invented {one.hub}", one.x, one.y, one.radius, one.size] for one in places.circles]
    kinds = ["Account", "Company", "Person"]
    return {"kinds": kinds, "nodes": nodes, "links": links, "groups": groups, "total": 12_345, "left_out": 0}


def test_the_whole_case_is_drawn_and_a_node_opens_in_the_working_picture(show, until, names, axe, screenshot, capsys):
    victor, villa = names["persons"]["victor"]["id"], names["assets"]["villa"]["id"]
    page = show(f"/graph?node={victor}")
    page.set_viewport_size({"width": 1280, "height": 800})
    until(page, "!!window.__tracer_graph && __tracer_graph.nodes().length > 1")
    before = page.evaluate("__tracer_graph.nodes().map(node => node.id())")
    page.get_by_role("radio", name="Whole case").click()
    until(page, DRAWN)
    rest(page)
    assert page.evaluate(f"__tracer_whole.getGraph().hasNode({villa!r})")
    assert "Victim 4F87" in page.evaluate("__tracer_whole.getGraph().mapNodes((_, of) => of.label)")
    screenshot(page, "whole")
    assert axe(page) == []
    page.mouse.click(*page.evaluate(SPOT, villa))
    until(page, f"!!window.__tracer_graph && __tracer_graph.getElementById({villa!r}).length === 1")
    assert set(before) < set(page.evaluate("__tracer_graph.nodes().map(node => node.id())"))
    reads(page, "Vilă cu piscină")
    # The same by keys: the list beside the overview.
    page.get_by_role("radio", name="Whole case").click()
    until(page, DRAWN)
    first = page.locator(".nodes button").first
    first.focus()
    page.keyboard.press("Enter")
    until(page, "!!window.__tracer_graph && __tracer_graph.nodes().length > 1")

    page.emulate_media(color_scheme="dark")
    answer = json.dumps(ten_thousand())
    page.route("**/workbench/graph/whole**", lambda route: route.fulfill(body=answer, content_type="application/json"))
    rest(page)  # a run that goes on would take the choice back
    begun = time.monotonic()
    page.get_by_role("radio", name="Whole case").click()
    until(page, "!!window.__tracer_whole && __tracer_whole.getGraph().order === 10000")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    with capsys.disabled():
        own = page.evaluate("performance.getEntriesByName('tracer-whole').at(-1).duration")
        print(
            f"\n10,000 nodes drawn {time.monotonic() - begun:.2f} s after the click, {own:.0f} ms of it by the browser"
        )
    assert "Nodes: 10,000 / 12,345. Only the most linked are drawn." in page.locator(".side .count").inner_text()
    rest(page)
    screenshot(page, "ten thousand")
