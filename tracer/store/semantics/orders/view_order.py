"""The numbers of the changes of views: each follows the one before, in both stores."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.errors import WrongUse
from tracer.store.ports.view_log import ViewBatch, ViewChange


def number_changes(batch: ViewBatch, last: int) -> list[ViewChange]:
    """The changes of a batch as they are kept after the change ``last``. Raises WrongUse for a batch without changes."""
    if not batch.changes:
        raise WrongUse("A batch of changes of a view holds no change. Send at least one.")
    return [
        ViewChange(seq, batch.view, batch.author, batch.at, batch.id, one.kind, one.target, one.value)
        for seq, one in enumerate(batch.changes, last + 1)
    ]


def check_order(changes: Sequence[ViewChange], last: int) -> None:
    """Raises WrongUse where a change does not follow the change before it; ``last``: the number of the last one kept."""
    for change in changes:
        if change.seq <= last:
            raise WrongUse(
                "The change {seq} of a view does not follow the change {last}. The case has views of its own: copy it to a "
                "place without a case.",
                seq=change.seq,
                last=last,
            )
        last = change.seq
