"""The log of changes of saved views: working material of the case, beside its records.

A view is how somebody looks at the case: what is in a picture, where it lies, what is noted beside it. It states nothing of
the case, so it is outside the data version, the digest and the seals. It is kept with the case: by a copy, a rebuild and a
backup.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One changed field of a view. ``value``: canonical JSON. The newest change of a kind and target is the state."""

    kind: str
    target: str
    value: str


@dataclass(frozen=True, slots=True)
class ViewBatch:
    """Changes that one person makes at once. ``id``: made by the sender, so that a batch sent again counts once.

    ``at``: the moment in UTC, ISO 8601.
    """

    id: str
    view: str
    author: str
    at: str
    changes: Sequence[FieldChange]


@dataclass(frozen=True, slots=True)
class ViewChange:
    """A kept change. ``seq``: 1, 2, 3 ... over all views of the case, in the order in which they were kept."""

    seq: int
    view: str
    author: str
    at: str
    batch: str
    kind: str
    target: str
    value: str


class ViewLog(Protocol):
    """The log of changes of all views of one case. Nothing is changed or removed in it.

    Raises what opening the store raises where another program has upgraded the case since it was opened.
    """

    def append(self, batch: ViewBatch) -> int:
        """Keep the changes, all or none; durable on return. Returns the number of the last one.

        A batch that the view has already is not kept again: the number is that of its last change.
        Raises WrongUse for a batch without changes, and if the case is opened for reading only; StoreBusy.
        """
        ...

    def changes(self, view: str | None = None, kinds: Collection[str] = ()) -> tuple[ViewChange, ...]:
        """The changes of one view or of all, of these kinds or of all, in their order. No batch is seen in part."""
        ...

    def last_changes(self, without: Collection[str] = ()) -> tuple[ViewChange, ...]:
        """The last change of each view, leaving out these kinds, in their order."""
        ...

    def adopt(self, changes: Iterable[ViewChange]) -> int:
        """Keep changes of another case unchanged, with their numbers, all or none. Returns how many.

        Raises WrongUse where a number does not follow those before it, and if the case is opened for reading only.
        """
        ...
