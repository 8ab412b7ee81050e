"""The graph that a page has drawn: where its nodes are, and what a double click adds."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from tests.e2e.waiting import PATIENCE, rest

PLACES = """Object.fromEntries(__tracer_graph.nodes().map(
    node => [node.id(), [node.renderedPosition('x'), node.renderedPosition('y')]]))"""


def spot(page: Any, node: str) -> tuple[float, float]:
    """Where this node is on the page, in pixels."""
    x, y = page.evaluate(
        f"""() => {{ const box = __tracer_graph.container().getBoundingClientRect();
        const at = __tracer_graph.getElementById('{node}').renderedPosition();
        return [box.x + at.x, box.y + at.y]; }}"""
    )
    return x, y


def choose(page: Any, node: str) -> None:
    """Click on this node, again where a late movement of the picture took it from under the mouse, until it is chosen."""
    end = time.monotonic() + PATIENCE
    while True:
        page.mouse.click(*spot(page, node))
        if page.evaluate(f"__tracer_graph.getElementById('{node}').selected()"):
            return
        assert time.monotonic() < end, f"{node} is not chosen after {PATIENCE} s"
        rest(page)


def double_click(page: Any, x: float, y: float) -> None:
    """Click twice on one place, as quickly as a hand does."""
    click_quickly(page, [(x, y), (x, y)])


def click_quickly(page: Any, places: list[tuple[float, float]]) -> None:
    """Click on these places, 40 ms from one click to the next.

    A busy machine makes Playwright's own clicks as far apart as it takes for each, and what is further apart than 250 ms is
    no double click. Here each event carries the moment at which it is meant to have happened.
    """
    line = page.context.new_cdp_session(page)
    moment = time.time()
    for count, (x, y) in enumerate(places, 1):
        page.mouse.move(x, y)
        for kind in ("mousePressed", "mouseReleased"):
            moment += 0.02
            event = {"type": kind, "x": x, "y": y, "button": "left", "clickCount": count, "timestamp": moment}
            line.send("Input.dispatchMouseEvent", event)
    line.detach()


def drag(page: Any, node: str, dx: int, dy: int) -> None:
    """Drag this node by so many pixels."""
    x, y = spot(page, node)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()


def wait_drawn(page: Any, until: Callable[..., object]) -> None:
    """Wait until the graph has nodes and rests, and bring it into sight."""
    until(page, "!!window.__tracer_graph && __tracer_graph.nodes().length > 1")
    rest(page)
    page.locator(".canvas").scroll_into_view_if_needed()
    rest(page)


def check_expansion(page: Any, until: Callable[..., object], node: str) -> None:
    """A double click on this node shows more nodes, and none that was shown moves."""
    before = page.evaluate(PLACES)
    double_click(page, *spot(page, node))
    until(page, f"__tracer_graph.nodes().length > {len(before)}")
    rest(page)
    after = page.evaluate(PLACES)
    assert {shown: after[shown] for shown in before} == before
