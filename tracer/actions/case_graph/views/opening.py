"""Lists the saved views of the case, opens one, and lists the notes on a node or a link.

Who has the right ``read`` may do all this, and keep views too (see ``saving``): a view shows nothing that its reader could
not find otherwise. Names and notes are free text of colleagues. Others read it under the veil. Its author reads it as it was
typed: a pseudonym in its place would tell who guesses names or numbers whether they are a victim's, and whose.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from graph_schema.errors import EnvironmentFailure, NotFound
from tracer.actions.case_graph.views.acts import ViewActs, sum_up
from tracer.actions.case_graph.views.fields import write_value
from tracer.actions.case_graph.views.known_ids import is_node, log_target
from tracer.actions.case_graph.views.state import (
    REMOVED,
    SEEN,
    Veiling,
    ViewNews,
    ViewNote,
    is_removed,
    name_of,
    read_news,
    read_notes,
    read_state,
    revision_of,
    seen_up_to,
)
from tracer.casework.sessions.session import Session
from tracer.store.ports.view_log import FieldChange, ViewBatch, ViewChange


@dataclass(frozen=True, slots=True)
class ViewLine:
    """One saved view. ``made`` and ``changed``: moments in UTC; ``author``: who made it; ``changed_by``: who changed it last.

    ``removed``: it was taken away.
    """

    id: str
    name: str
    author: str
    made: str
    changed: str
    changed_by: str
    revision: int
    removed: bool


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view as it is now. ``state``: what is in the picture and how it is looked at, ready to be sent as JSON.

    ``gone``: how many nodes were left out because the case no longer has them. ``news``: what others changed since this
    reader opened the view last; ``acts``: the same, counted.
    """

    id: str
    name: str
    revision: int
    removed: bool
    gone: int
    notes: tuple[ViewNote, ...]
    news: tuple[ViewNews, ...]
    acts: tuple[ViewActs, ...]
    state: Mapping[str, Any] = field(hash=False)


def list_views(session: Session) -> tuple[ViewLine, ...]:
    """Which views are saved, the one changed last first? Those that were taken away are among them, and marked.

    Cost: reads names alone, and the last change of each view.
    """
    session.read("read", "views")
    veil = veil_for(session)
    named: dict[str, list[ViewChange]] = defaultdict(list)
    for change in session.store.view_log.changes(kinds=("name", REMOVED)):
        named[change.view].append(change)
    last = session.store.view_log.last_changes(without=(SEEN, "camera"))  # to look closer changes nothing
    lines = [
        ViewLine(
            id=end.view,
            name=name_of(named[end.view], veil),
            author=named[end.view][0].author,
            made=named[end.view][0].at,
            changed=end.at,
            changed_by=end.author,
            revision=end.seq,
            removed=is_removed(named[end.view]),
        )
        for end in last
    ]
    return tuple(sorted(lines, key=lambda line: line.revision, reverse=True))


def open_view(session: Session, view: str) -> SavedView:
    """What does this view show, what is noted in it, and what did others change since this person opened it last?

    The person has then seen it up to this revision. Where the case cannot be written now, the news are told again next time.
    Raises NotFound for an unknown view. Cost: reads all changes of the view.
    """
    changes = find_view(session, view, "view")
    veil, person = veil_for(session), session.actor.name
    state, gone = read_state(changes, lambda node: is_node(session, node))
    revision, seen = revision_of(changes), seen_up_to(changes, person)
    opened = SavedView(
        id=view,
        name=name_of(changes, veil),
        revision=revision,
        removed=is_removed(changes),
        gone=gone,
        notes=read_notes(changes, veil),
        news=read_news(changes, person),
        acts=sum_up(changes, person, revision if seen is None else seen),
        state=state,
    )
    mark_seen(session, view, changes)
    return opened


def mark_seen(session: Session, view: str, changes: Sequence[ViewChange]) -> None:
    """Keep that this person has seen these changes of the view; where the case cannot be written now, keep nothing."""
    person, revision = session.actor.name, revision_of(changes)
    if (seen_up_to(changes, person) or 0) < revision:
        seen = [FieldChange(SEEN, person, write_value(revision))]
        with suppress(EnvironmentFailure):
            session.store.view_log.append(ViewBatch(uuid.uuid4().hex, view, person, session.stamp(), seen))


def notes_on(session: Session, target: str) -> tuple[ViewNote, ...]:
    """What is noted on this node or link, in all views that were not taken away? Revoked notes are among them."""
    session.allow("read", "notes")
    session.note("notes", log_target(session, target))
    veil = veil_for(session)
    by_view: dict[str, list[ViewChange]] = defaultdict(list)
    for change in session.store.view_log.changes(kinds=("note", REMOVED)):
        by_view[change.view].append(change)
    notes = [
        note
        for changes in by_view.values()
        if not is_removed(changes)
        for note in read_notes(changes, veil)
        if note.target == target
    ]
    return tuple(sorted(notes, key=lambda note: (note.moment, note.id)))


def notes_in(session: Session, view: str) -> tuple[ViewNote, ...]:
    """What is noted in this view, on all its nodes and links? Revoked notes are among them. Raises NotFound."""
    return read_notes(find_view(session, view, "notes", ("name", "note")), veil_for(session))


def veil_for(session: Session) -> Veiling:
    """Author and text -> the text as this person may see it: own text as it was typed, that of others under the veil."""
    veil, reader = session.veil(), session.actor.name
    return lambda author, text: text if author == reader else veil.text(text)


def find_view(session: Session, view: str, action: str, kinds: Collection[str] = ()) -> tuple[ViewChange, ...]:
    """The changes of a view, after the right was checked and the act logged by its ids and counts.

    Raises NotFound; the log then keeps no text that names no view.
    """
    session.allow("read", action)
    changes = session.store.view_log.changes(view, kinds)
    session.note(action, view if changes else "?", f"changes={len(changes)}")
    if not changes:
        raise NotFound("There is no saved view {id} in the case.", id=repr(view[:80]))
    return changes
