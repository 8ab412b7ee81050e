"""The graph that a page has drawn: where its nodes are, and what a double click adds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e.waiting import rest

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
    page.mouse.dblclick(*spot(page, node))
    until(page, f"__tracer_graph.nodes().length > {len(before)}")
    rest(page)
    after = page.evaluate(PLACES)
    assert {shown: after[shown] for shown in before} == before
