"""The saved view that a picture is kept as: what the page sends of it, and what the browser asks of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

ViewAct = Literal["kept", "open", "catch_up", "drop"]
"""``kept``: the browser has made this view. ``open``: show it instead. ``catch_up``: others changed it, so that the page
itself has to follow. ``drop``: there is no such view."""
_ID: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class ViewField:
    """A field of a view that the page itself has, such as the filter; kind and target as a change of a view has them."""

    kind: str
    target: str
    value: Any = field(hash=False)


@dataclass(frozen=True, slots=True)
class OpenView:
    """``id``: empty where the picture is kept as none yet. ``opening``: rises when the page opens another view, or none.

    ``case``, ``language``, ``reader``: for the browser's own questions, and whose changes are the reader's. ``said``: what
    the reader should know of a view that was just opened.
    """

    id: str
    opening: int
    case: str
    language: str
    reader: str
    fields: Sequence[ViewField]
    said: Sequence[str]


@dataclass(frozen=True, slots=True)
class ViewAsked:
    """What the browser asks. ``ids``: nodes that should be in the picture; ``turn``: the number of that change."""

    act: ViewAct
    id: str
    ids: tuple[str, ...] = ()
    turn: int = 0


def is_view_id(text: str) -> bool:
    """Has this text the form of a view's id? It comes from an address or a browser."""
    return _ID.fullmatch(text) is not None


def read_asked(value: object) -> ViewAsked | None:
    """What a browser sent, if it is such a question. Ids of nodes are not looked up here."""
    if not isinstance(value, dict):
        return None
    act, view, ids, turn = (value.get(name) for name in ("act", "id", "ids", "turn"))
    known: ViewAct | None = next((one for one in get_args(ViewAct) if one == act), None)
    if known is None or not isinstance(view, str) or not is_view_id(view):
        return None
    nodes = tuple(one for one in ids if isinstance(one, str)) if isinstance(ids, list) else ()
    return ViewAsked(known, view, nodes, turn if isinstance(turn, int) else 0)
