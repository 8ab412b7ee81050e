"""Makes a saved view, keeps its changes, renames it, takes it away.

Right ``read``: a view is working material. It states nothing of the case, changes no figure, and no document is made of it;
a note in it is no decision and no evidence. Who may read the case may arrange what is read, as on paper. Each change keeps
its author, and nothing is overwritten: another person's change is a further line of the log. The right to decide would
leave nobody the means to work who only reads, and the supervisor, who cannot open the graph, has no use for a view.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph_schema.errors import NotFound, WrongUse
from tracer.actions.case_graph.views.fields import CheckedChange, check_change, write_value
from tracer.actions.case_graph.views.known_ids import is_link, is_node
from tracer.actions.case_graph.views.opening import find_view
from tracer.actions.case_graph.views.state import (
    REMOVED,
    ViewNews,
    is_removed,
    kept_notes,
    placed_nodes,
    read_news,
)
from tracer.casework.sessions.session import Session
from tracer.store.ports.view_log import FieldChange, ViewBatch, ViewChange

MOST_NODES: Final = 2_000
MOST_CHANGES: Final = 5_000
"""How many changes a batch may hold."""
_TEXTS: Final = ("name", "note")
_BATCH: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_VIEW: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class SentChange:
    """A change as it was sent. ``value``: as JSON was read."""

    kind: str
    target: str
    value: object


@dataclass(frozen=True, slots=True)
class ViewSaved:
    """What was kept: the moment, the revision of the view now, and what others changed that this person has not seen."""

    moment: str
    revision: int
    others: tuple[ViewNews, ...]


def create_view(session: Session, name: str, view: str = "") -> str:
    """Make an empty view of this name. Returns its id.

    ``view``: an id that the sender makes, 32 digits of 0 to 9 and a to f; sent again, the view is made once. Raises WrongUse
    for another form, and where the id is that of a view that somebody else made or that was made under another name.
    """
    session.allow("read", "view made")
    named = check_change("name", "", name)
    if view and not _VIEW.fullmatch(view):
        raise WrongUse("The id of a view is 32 digits of 0 to 9 and a to f.")
    view = view or uuid.uuid4().hex
    session.note("view made", view)
    _log_mentions(session, view, [named])
    _append(session, view, view, [named])
    first = session.store.view_log.changes(view)[0]
    if (first.author, first.batch, first.value) != (session.actor.name, view, named.text):
        raise WrongUse("There is another view with this id. Reload the page.")
    return view


def save_changes(session: Session, view: str, batch: str, changes: Sequence[SentChange]) -> ViewSaved:
    """Keep these changes of a view, all or none. ``batch``: an id that the sender makes; sent again, the batch counts once.

    Raises: NotFound for an unknown view, or for a node or link that the case does not have; WrongUse for a view that was
    taken away, for what is no change of a view, for a batch kept with other changes, and above the limits; StoreBusy while
    another writer is at work in a folder.
    Cost: reads all changes of the view.
    """
    present = find_view(session, view, "view saved")
    if not _BATCH.fullmatch(batch):
        raise WrongUse("The id of a batch is 8 to 64 letters, digits, - and _.")
    if not changes or len(changes) > MOST_CHANGES:
        raise WrongUse("A batch holds 1 to {limit} changes. Send it in parts.", limit=MOST_CHANGES)
    if is_removed(present):
        raise WrongUse("This view was taken away. Bring it back first, or keep your work as a new view.")
    checked = [check_change(one.kind, one.target, one.value) for one in changes]
    if before := [change for change in present if change.batch == batch]:
        if before[0].author != session.actor.name or [_compared(one.kind, one.target, one.value) for one in before] != [
            _compared(one.kind, one.target, one.text) for one in checked
        ]:
            raise WrongUse("This batch was kept with other changes. Send these under an id of their own.")
        return _saved(session, present, max(change.seq for change in before))
    _check_ids(session, checked)
    checked = list(_as_noted(session, present, checked))
    _check_room(present, checked)
    _log_mentions(session, view, checked)
    return _saved(session, present, _append(session, view, batch, checked))


def rename_view(session: Session, view: str, name: str) -> ViewSaved:
    """Give a view another name; the log keeps the one before."""
    return save_changes(session, view, uuid.uuid4().hex, [SentChange("name", "", name)])


def delete_view(session: Session, view: str) -> None:
    """Take a view away: it is marked, and nothing of it is lost."""
    _remove(session, view, removed=True)


def restore_view(session: Session, view: str) -> None:
    """Bring back a view that was taken away."""
    _remove(session, view, removed=False)


def _remove(session: Session, view: str, *, removed: bool) -> None:
    present = find_view(session, view, "view taken away" if removed else "view brought back", (REMOVED, "name"))
    if is_removed(present) != removed:
        _append(session, view, uuid.uuid4().hex, [CheckedChange(REMOVED, "", removed, write_value(removed), ())])


def _append(session: Session, view: str, batch: str, changes: Iterable[CheckedChange]) -> int:
    kept = [FieldChange(one.kind, one.target, one.text) for one in changes]
    return session.store.view_log.append(ViewBatch(batch, view, session.actor.name, session.stamp(), kept))


def _saved(session: Session, present: Sequence[ViewChange], revision: int) -> ViewSaved:
    return ViewSaved(session.stamp(), revision, read_news(present, session.actor.name))


def _compared(kind: str, target: str, text: str) -> tuple[str, str, str]:
    """What two sendings of one change have in common. A note that is revoked keeps the text that it had, whatever is sent."""
    if kind != "note":
        return kind, target, text
    value = json.loads(text)
    return kind, target, write_value({**value, "text": "", "sort": ""} if value["revoked"] else value)


def _log_mentions(session: Session, view: str, changes: Iterable[CheckedChange]) -> None:
    """Log how many of these texts mention a protected person: who tries names one after another is seen in the log."""
    veil = session.veil()
    typed = [
        change.value if change.kind == "name" else change.value["text"] for change in changes if change.kind in _TEXTS
    ]
    if count := sum(veil.text(text) != text for text in typed):
        session.note("mention", view, f"texts={count}")


def _check_ids(session: Session, changes: Iterable[CheckedChange]) -> None:
    for id_, or_link in dict.fromkeys(named for change in changes for named in change.ids):
        if not (is_node(session, id_) or (or_link and is_link(session, id_))):
            raise NotFound("There is nothing with the id {id} in the case.", id=repr(id_[:80]))


def _as_noted(
    session: Session, present: Sequence[ViewChange], changes: Iterable[CheckedChange]
) -> Iterable[CheckedChange]:
    """The changes, with those of notes as their rules have it.

    A note stays where it is. Its text is its author's; others revoke it. A revoked note stays revoked, with its text; so does
    the text of a note that comes back as it was shown, under the veil.
    """
    notes, veil = kept_notes(present), session.veil()
    for change in changes:
        found = notes.get(change.value["id"]) if change.kind == "note" else None
        if found is None:
            if change.kind == "note" and change.value["revoked"]:
                raise WrongUse("There is no such note to revoke. Reload the view.")
            yield change
            continue
        if found.target != change.target:
            raise WrongUse("A note stays where it is. Revoke it, and make another one.")
        if found.revoked:
            raise WrongUse("This note was revoked. Make another one.")
        value = dict(change.value)
        # Its author reads it as it was typed: a pseudonym in its place is another text, and tells nothing.
        as_shown = found.text if session.actor.name == found.author else veil.text(found.text)
        if value["revoked"] or value["text"] == as_shown:
            value["text"] = found.text
        if value["revoked"]:
            value["sort"] = found.sort
        elif (value["text"], value["sort"]) != (found.text, found.sort) and session.actor.name != found.author:
            raise WrongUse("A note is changed by its author alone. Revoke it, or make another one.")
        yield replace(change, value=value, text=write_value(value))


def _check_room(present: Sequence[ViewChange], changes: Iterable[CheckedChange]) -> None:
    nodes = placed_nodes(present)
    grown = False
    for change in changes:
        if change.kind == "node":
            grown = grown or (change.value is not None and change.target not in nodes)
            (nodes.discard if change.value is None else nodes.add)(change.target)
    if grown and len(nodes) > MOST_NODES:
        raise WrongUse(
            "A view holds at most {limit} nodes, and this would make {found}. Take nodes out of it, or begin another view.",
            limit=MOST_NODES,
            found=len(nodes),
        )
