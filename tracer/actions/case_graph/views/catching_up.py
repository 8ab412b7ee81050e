"""Brings a page that has a view open up to date: what was changed since, by whom, and what it comes to in words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

from graph_schema.errors import NotFound
from tracer.actions.case_graph.views.acts import ON_NODES, ViewActs, sum_up
from tracer.actions.case_graph.views.known_ids import is_node
from tracer.actions.case_graph.views.opening import mark_seen, veil_for
from tracer.actions.case_graph.views.state import (
    SEEN,
    ViewNote,
    is_removed,
    name_of,
    read_notes,
    revision_of,
)
from tracer.casework.sessions.session import Session

_ON_SCREEN: Final = frozenset({*ON_NODES, "filter", "camera", "layout", "seed", "path"})
"""The kinds of change that a page takes up one by one; names and notes reach it under the veil, as a whole."""


@dataclass(frozen=True, slots=True)
class ViewStep:
    """A change that a page takes up. ``batch``: the id that its sender made; ``value``: as JSON is read."""

    seq: int
    author: str
    batch: str
    kind: str
    target: str
    value: Any = field(hash=False)


@dataclass(frozen=True, slots=True)
class ViewSteps:
    """What was changed since a revision. ``notes``: all notes of the view if one of them changed, else None."""

    revision: int
    name: str
    removed: bool
    steps: tuple[ViewStep, ...]
    acts: tuple[ViewActs, ...]
    notes: tuple[ViewNote, ...] | None


def changes_after(session: Session, view: str, after: int) -> ViewSteps:
    """What was changed in this view since this revision, by anybody? 0 asks for everything.

    Of each thing the newest change of each author, in their order. Left out are nodes that the case no longer has. The
    person has then seen the view up to here. A question without news is not logged: it shows nothing.
    Raises NotFound for an unknown view. Cost: reads all changes of the view.
    """
    session.allow("read", "view")
    changes = session.store.view_log.changes(view)
    fresh = [change for change in changes if change.seq > after and change.kind != SEEN]
    if fresh or not changes:
        session.note("view", view if changes else "?", f"changes={len(fresh)}")
    if not changes:
        raise NotFound("There is no saved view {id} in the case.", id=repr(view[:80]))
    veil, person = veil_for(session), session.actor.name
    if any(change.author != person for change in fresh):
        mark_seen(session, view, changes)
    noted = any(change.kind == "note" for change in fresh)
    newest = {(change.kind, change.target, change.author): change for change in fresh if change.kind in _ON_SCREEN}
    steps = (
        ViewStep(one.seq, one.author, one.batch, one.kind, one.target, json.loads(one.value)) for one in newest.values()
    )
    return ViewSteps(
        revision=revision_of(changes),
        name=name_of(changes, veil),
        removed=is_removed(changes),
        steps=tuple(sorted((step for step in steps if _is_there(session, step)), key=lambda step: step.seq)),
        acts=sum_up(changes, person, after),
        notes=read_notes(changes, veil) if noted else None,
    )


def _is_there(session: Session, step: ViewStep) -> bool:
    named = [step.target] if step.kind in ON_NODES else [step.value] if step.kind == "seed" and step.value else []
    if step.kind == "path" and step.value:
        named = [step.value["from"], step.value["to"]]
    return all(is_node(session, node) for node in named)
