"""Says what others did in a saved view, one sentence for each person and act."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_, Counted
from tracer.actions.case_graph.views.acts import ViewActs
from tracer.wording.language import Language

_COUNTED: Final[Mapping[str, Counted]] = MappingProxyType(
    {
        "moved": Counted("{author} moved {n} node", "{author} moved {n} nodes"),
        "added": Counted("{author} added {n} node", "{author} added {n} nodes"),
        "taken out": Counted("{author} took out {n} node", "{author} took out {n} nodes"),
        "hidden": Counted("{author} hid {n} node", "{author} hid {n} nodes"),
        "shown": Counted("{author} showed {n} node again", "{author} showed {n} nodes again"),
        "pinned": Counted("{author} pinned {n} node", "{author} pinned {n} nodes"),
        "let go": Counted("{author} let {n} node go", "{author} let {n} nodes go"),
        "colour": Counted("{author} coloured {n} node", "{author} coloured {n} nodes"),
        "fold": Counted("{author} folded at {n} node", "{author} folded at {n} nodes"),
        "group": Counted("{author} made or undid groups at {n} node", "{author} made or undid groups at {n} nodes"),
        "note": Counted("{author} wrote {n} note", "{author} wrote {n} notes"),
        "revoked": Counted("{author} revoked {n} note", "{author} revoked {n} notes"),
    }
)
_WHOLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "name": N_("{author} gave the view another name"),
        "removed": N_("{author} took the view away"),
        "restored": N_("{author} brought the view back"),
        "layout": N_("{author} arranged the view anew"),
        "filter": N_("{author} changed the filter or the path"),
        "path": N_("{author} changed the filter or the path"),
        "seed": N_("{author} changed the filter or the path"),
    }
)
"""Acts on the view as a whole; an act is in one of the two tables."""


def format_acts(acts: Iterable[ViewActs], language: Language) -> list[str]:
    """Who did what to how many nodes: "Dan Proba moved 3 nodes"."""
    return [_format(one, language) for one in acts]


def _format(one: ViewActs, language: Language) -> str:
    counted = _COUNTED.get(one.act)
    if counted is None:
        return language.text(_WHOLE[one.act], author=one.author)
    return language.plural(counted.one, counted.many, one.count, author=one.author)


def format_gone(count: int, language: Language) -> str:
    """How many nodes of a view were left out because the case no longer has them; empty for none."""
    if not count:
        return ""
    return language.plural(
        "{n} node of this view is no longer in the case", "{n} nodes of this view are no longer in the case", count
    )
