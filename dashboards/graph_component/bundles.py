"""Draws parallel links between the same two nodes as one line that says all of them."""

from __future__ import annotations

from collections.abc import Sequence

from dashboards.graph_component.elements import GraphEdge

_MOST_WORDS = 3


def bundle_parallel(edges: Sequence[GraphEdge]) -> tuple[list[GraphEdge], dict[str, str]]:
    """Which lines does the picture draw for these links, and which line holds which link?

    Links of one kind from one node to another are one line; recorded links, concluded ones and those of the chosen path
    stay apart. The line of payments has one row of words for each currency, with its sum and count as Python wrote them:
    nothing is added here. A line is pale where all its links are. A link without a parallel keeps its id. Cost: O(n).
    """
    groups: dict[tuple[str, str, str, bool, bool], list[GraphEdge]] = {}
    for edge in edges:
        key = (edge["source"], edge["target"], edge["kind"], edge.get("inferred", False), edge.get("path", False))
        groups.setdefault(key, []).append(edge)
    drawn: list[GraphEdge] = []
    held: dict[str, str] = {}
    for (source, target, kind, inferred, path), group in groups.items():
        line = group[0] if len(group) == 1 else _bundle(group)
        if len(group) > 1:
            marks = [mark for mark, on in (("inferred", inferred), ("path", path)) if on]
            line["holds"] = [edge["id"] for edge in group]
            line["id"] = "\x1f".join(("bundle", kind, *marks, source, target))
        drawn.append(line)
        held |= {edge["id"]: line["id"] for edge in group}
    return drawn, held


def _bundle(group: Sequence[GraphEdge]) -> GraphEdge:
    words = list(dict.fromkeys(edge["label"] for edge in group if edge["label"]))
    if group[0]["kind"] != "money" and len(words) > _MOST_WORDS:
        words = [*words[: _MOST_WORDS - 1], f"+{len(words) - _MOST_WORDS + 1}"]
    return {**group[0], "label": "\n".join(words), "faded": all(edge.get("faded", False) for edge in group)}
