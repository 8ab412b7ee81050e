"""Says what others did in a saved view, one sentence for each person and act."""

from __future__ import annotations

from collections.abc import Iterable

from tracer.actions.case_graph.views.acts import ViewActs
from tracer.wording.language import Language


def format_acts(acts: Iterable[ViewActs], language: Language) -> list[str]:
    """Who did what to how many nodes: "Dan Proba moved 3 nodes"."""
    return [_format(one.act, one.author, one.count, language) for one in acts]


def _format(act: str, author: str, n: int, language: Language) -> str:
    match act:
        case "moved":
            return language.plural("{author} moved {n} node", "{author} moved {n} nodes", n, author=author)
        case "added":
            return language.plural("{author} added {n} node", "{author} added {n} nodes", n, author=author)
        case "taken out":
            return language.plural("{author} took out {n} node", "{author} took out {n} nodes", n, author=author)
        case "hidden":
            return language.plural("{author} hid {n} node", "{author} hid {n} nodes", n, author=author)
        case "shown":
            return language.plural(
                "{author} showed {n} node again", "{author} showed {n} nodes again", n, author=author
            )
        case "pinned":
            return language.plural("{author} pinned {n} node", "{author} pinned {n} nodes", n, author=author)
        case "let go":
            return language.plural("{author} let {n} node go", "{author} let {n} nodes go", n, author=author)
        case "colour":
            return language.plural("{author} coloured {n} node", "{author} coloured {n} nodes", n, author=author)
        case "fold":
            return language.plural("{author} folded at {n} node", "{author} folded at {n} nodes", n, author=author)
        case "note":
            return language.plural("{author} wrote {n} note", "{author} wrote {n} notes", n, author=author)
        case "revoked":
            return language.plural("{author} revoked {n} note", "{author} revoked {n} notes", n, author=author)
        case "name":
            return language.text("{author} gave the view another name", author=author)
        case "removed":
            return language.text("{author} took the view away", author=author)
        case "restored":
            return language.text("{author} brought the view back", author=author)
        case "layout":
            return language.text("{author} arranged the view anew", author=author)
    return language.text("{author} changed the filter or the path", author=author)


def format_gone(count: int, language: Language) -> str:
    """How many nodes of a view were left out because the case no longer has them; empty for none."""
    if not count:
        return ""
    return language.plural(
        "{n} node of this view is no longer in the case", "{n} nodes of this view are no longer in the case", count
    )
