"""What the changes of a view come to: its state, its notes, and what others changed since a reader last saw it.

Pure: changes in, values out. The newest change of each kind and target is the state, so two who work at once lose nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tracer.store.ports.view_log import ViewChange

SEEN: Final = "seen"
"""The kind of change that keeps up to which number a reader has seen the view; its target is the reader."""
REMOVED: Final = "removed"
"""The kind of change that takes a view away, or brings it back."""
Veiling = Callable[[str, str], str]
"""Author and text -> the text as the reader of now may see it."""


@dataclass(frozen=True, slots=True)
class ViewNote:
    """A note on a node or a link, under the veil. ``moment``: when it was made; ``changed``: when its text was last changed.

    A note is revoked and stays: ``revoked_by`` and ``revoked_at`` say by whom and when, and are empty before.
    """

    id: str
    target: str
    author: str
    moment: str
    changed: str
    sort: str
    text: str
    revoked: bool = False
    revoked_by: str = ""
    revoked_at: str = ""


@dataclass(frozen=True, slots=True)
class ViewNews:
    """Something that another person changed: who, what, when. ``note``: the id of the note, else empty."""

    author: str
    kind: str
    target: str
    moment: str
    note: str = ""


def newest(changes: Iterable[ViewChange]) -> dict[tuple[str, str], ViewChange]:
    """The newest change of each kind and target; of notes see ``read_notes``."""
    return {(change.kind, change.target): change for change in changes}


def revision_of(changes: Sequence[ViewChange]) -> int:
    """The number of the last change of the view itself; 0 for a view without any."""
    return max((change.seq for change in changes if change.kind != SEEN), default=0)


def name_of(changes: Iterable[ViewChange], veil: Veiling) -> str:
    """The name of the view, as this reader may see it."""
    found = newest(changes).get(("name", ""))
    return "" if found is None else veil(found.author, str(json.loads(found.value)))


def is_removed(changes: Iterable[ViewChange]) -> bool:
    """Is the view taken away? Nothing of it is lost."""
    found = newest(changes).get((REMOVED, ""))
    return found is not None and json.loads(found.value) is True


def placed_nodes(changes: Iterable[ViewChange]) -> set[str]:
    """The nodes that are in the picture."""
    return {target for (kind, target), change in newest(changes).items() if kind == "node" and change.value != "null"}


def read_state(changes: Iterable[ViewChange], is_known: Callable[[str], bool]) -> tuple[dict[str, Any], int]:
    """The state as the page takes it, and how many nodes of it the case no longer has: those are left out."""
    state: dict[str, Any] = {
        "nodes": {}, "hidden": [], "pinned": [], "colours": {}, "folds": {}, "groups": {},
        "filter": {"days": None, "least": {}, "types": [], "families": None},
        "camera": None, "layout": None, "seed": None, "path": None,
    }  # fmt: skip
    gone: set[str] = set()
    for (kind, target), change in sorted(newest(changes).items()):
        value = json.loads(change.value)
        named = _ids_in(kind, target, value)
        if not all(map(is_known, named)):
            gone.update(one for one in named if kind == "node" and not is_known(one))
            continue
        match kind:
            case "node" if value is not None:
                state["nodes"][target] = value
            case "hidden" | "pinned" if value:
                state[kind].append(target)
            case "colour" if value is not None:
                state["colours"][target] = value
            case "fold" if leaves := [leaf for leaf in value if is_known(leaf)]:
                state["folds"][target] = leaves
            case "group" if members := [member for member in value if is_known(member)]:
                state["groups"][target] = members
            case "filter" if target.startswith("least:"):
                state["filter"]["least"][target.removeprefix("least:")] = value
            case "filter":
                state["filter"][target] = value
            case "camera" | "layout" | "seed" | "path":
                state[kind] = value
    return state, len(gone)


def read_notes(changes: Iterable[ViewChange], veil: Veiling) -> tuple[ViewNote, ...]:
    """The notes in the order in which they were made, as this reader may see them."""
    return tuple(replace(note, text=veil(note.author, note.text)) for note in kept_notes(changes).values())


def kept_notes(changes: Iterable[ViewChange]) -> dict[str, ViewNote]:
    """The notes as they were typed, by id. Never shown: see ``read_notes``."""
    notes: dict[str, ViewNote] = {}
    for change in changes:
        if change.kind != "note":
            continue
        value = json.loads(change.value)
        found = notes.get(value["id"])
        if found is None:
            at = (change.author, change.at, change.at)
            notes[value["id"]] = found = ViewNote(value["id"], change.target, *at, value["sort"], value["text"])
        elif not value["revoked"]:
            found = replace(found, sort=value["sort"], text=value["text"], changed=change.at)
        if value["revoked"] and not found.revoked:
            found = replace(found, revoked=True, revoked_by=change.author, revoked_at=change.at)
        notes[value["id"]] = found
    return notes


def seen_up_to(changes: Iterable[ViewChange], reader: str) -> int | None:
    """The number of the last change that this reader has seen; None: the reader has never opened the view."""
    found = newest(changes).get((SEEN, reader))
    return None if found is None else int(json.loads(found.value))


def read_news(changes: Sequence[ViewChange], reader: str) -> tuple[ViewNews, ...]:
    """What others changed since this reader last opened the view, each thing once, by its newest change."""
    seen = seen_up_to(changes, reader)
    if seen is None:
        return ()
    found: dict[tuple[str, ...], ViewNews] = {}
    for change in changes:
        if change.seq > seen and change.author != reader and change.kind != SEEN:
            note = json.loads(change.value)["id"] if change.kind == "note" else ""
            key = (change.author, change.kind, change.target, note)
            found.pop(key, None)
            found[key] = ViewNews(change.author, change.kind, change.target, change.at, note)
    return tuple(found.values())


def _ids_in(kind: str, target: str, value: Any) -> tuple[str, ...]:
    if kind in ("node", "hidden", "pinned", "colour", "fold", "group"):
        return (target,)
    if kind == "seed" and value is not None:
        return (value,)
    return (value["from"], value["to"]) if kind == "path" and value is not None else ()
