"""Counts what others did in a saved view: changes in, values out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tracer.actions.case_graph.views.state import REMOVED, SEEN, placed_nodes
from tracer.store.ports.view_log import ViewChange

ON_NODES: Final = ("node", "hidden", "pinned", "colour", "fold", "group")
"""The kinds of change whose target is a node of the picture."""


@dataclass(frozen=True, slots=True)
class ViewActs:
    """How many things another person changed in one way. ``act``: a kind of change, or what became of nodes by it."""

    author: str
    act: str
    count: int


def sum_up(changes: Sequence[ViewChange], reader: str, after: int) -> tuple[ViewActs, ...]:
    """What others did after this number, counted: each node once for each author and act, by its newest change."""
    before = placed_nodes(change for change in changes if change.seq <= after)
    found: dict[tuple[str, str, str], str] = {}
    for change in changes:
        if change.seq > after and change.author != reader and change.kind not in (SEEN, "camera"):
            note = json.loads(change.value)["id"] if change.kind == "note" else ""
            target = change.target if change.kind in ON_NODES else note
            found[change.author, change.kind, target] = _act(change, before)
    counts: dict[tuple[str, str], int] = {}
    for (author, *_), act in found.items():
        counts[author, act] = counts.get((author, act), 0) + 1
    return tuple(ViewActs(author, act, count) for (author, act), count in counts.items())


def _act(change: ViewChange, before: set[str]) -> str:
    value = json.loads(change.value)
    match change.kind:
        case "node" if value is None:
            return "taken out"
        case "node":
            return "moved" if change.target in before else "added"
        case "hidden":
            return "hidden" if value else "shown"
        case "pinned":
            return "pinned" if value else "let go"
        case "note":
            return "revoked" if value["revoked"] else "note"
        case _ if change.kind == REMOVED:
            return "removed" if value else "restored"
    return change.kind
