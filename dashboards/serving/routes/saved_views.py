"""The routes of saved views: a page keeps each change as it is made, and no page runs again for it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, JsonValue, TypeAdapter

from dashboards.components.graph.saved.view_news import format_acts
from dashboards.serving.routes.asked import Answer, Asked
from graph_schema.errors import WrongUse
from tracer.actions.case_graph.views.catching_up import changes_after
from tracer.actions.case_graph.views.opening import list_views, notes_on, open_view
from tracer.actions.case_graph.views.saving import (
    MOST_CHANGES,
    SentChange,
    create_view,
    delete_view,
    restore_view,
    save_changes,
)


@dataclass(frozen=True, slots=True)
class _Named:
    """``id``: one that the page makes, so that the question can be sent again."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class _Removal:
    __pydantic_config__ = ConfigDict(extra="forbid")

    removed: bool


@dataclass(frozen=True, slots=True)
class _Change:
    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: str
    target: str
    value: JsonValue


@dataclass(frozen=True, slots=True)
class _Batch:
    __pydantic_config__ = ConfigDict(extra="forbid")

    batch: str
    changes: Annotated[tuple[_Change, ...], Field(max_length=MOST_CHANGES)]


_NUMBER: Final = re.compile(r"[0-9]{1,15}")
_NAMED: Final = TypeAdapter(_Named)
_REMOVAL: Final = TypeAdapter(_Removal)
_BATCH: Final = TypeAdapter(_Batch)


def answer_list(asked: Asked) -> Answer:
    """All saved views, the one changed last first."""
    return {"views": [asdict(line) for line in list_views(asked.session)]}


def answer_new(asked: Asked) -> Answer:
    """A new view of this name."""
    named = asked.read(_NAMED)
    return {"id": create_view(asked.session, named.name, named.id)}


def answer_view(asked: Asked) -> Answer:
    """One view with its state, its notes and its news."""
    view = open_view(asked.session, asked.path["view"])
    return {
        "id": view.id,
        "name": view.name,
        "revision": view.revision,
        "removed": view.removed,
        "gone": view.gone,
        "state": dict(view.state),
        "notes": [asdict(note) for note in view.notes],
        "news": [asdict(one) for one in view.news],
    }


def answer_steps(asked: Asked) -> Answer:
    """What was changed in one view since the revision ``after``, and what others did there in words."""
    after = asked.query.get("after", "")
    if not _NUMBER.fullmatch(after):
        raise WrongUse("The number of the last change is missing. Reload the page.")
    found = changes_after(asked.session, asked.path["view"], int(after))
    return {
        "revision": found.revision,
        "name": found.name,
        "removed": found.removed,
        "steps": [asdict(step) for step in found.steps],
        "news": format_acts(found.acts, asked.session.language),
        "notes": None if found.notes is None else [asdict(note) for note in found.notes],
    }


def answer_changes(asked: Asked) -> Answer:
    """Keeps a batch of changes."""
    sent = asked.read(_BATCH)
    changes = [SentChange(one.kind, one.target, one.value) for one in sent.changes]
    saved = save_changes(asked.session, asked.path["view"], sent.batch, changes)
    others: list[dict[str, Any]] = [asdict(one) for one in saved.others]
    return {"saved": saved.moment, "revision": saved.revision, "others": others}


def answer_removal(asked: Asked) -> Answer:
    """Takes a view away, or brings it back."""
    removed = asked.read(_REMOVAL).removed
    (delete_view if removed else restore_view)(asked.session, asked.path["view"])
    return {"removed": removed}


def answer_notes(asked: Asked) -> Answer:
    """What is noted on a node or link, in all views."""
    return {"notes": [asdict(note) for note in notes_on(asked.session, asked.query.get("target", ""))]}
