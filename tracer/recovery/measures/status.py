"""The status of an asset, derived from the measures on it: the most binding one speaks."""

from __future__ import annotations

from collections.abc import Iterable

from graph_schema.codes.states import RANK
from tracer.recovery.measures.history import MeasureState

_TIED = frozenset({"URGENT", "FROZEN"})


def asset_status(measures: Iterable[MeasureState]) -> str:
    """In which state is an asset under these measures? IDENTIFIED where no measure is on it.

    A measure that has paid out, or handed over the asset, still says where it went; one that lapsed, was released,
    dropped or found nothing speaks where no other binds the asset. The totals count a whole asset under the bucket of
    this state. Does not say for which share: see ``totals``.
    """
    return max(map(counted_state, measures), key=RANK.__getitem__, default="IDENTIFIED")


def counted_state(measure: MeasureState) -> str:
    """As which state does a measure count?

    One without a step that counts: as identified. One released before it ever froze anything: as dropped, for nothing
    was secured that could be freed.
    """
    if measure.state is None:
        return "IDENTIFIED"
    if measure.state == "RELEASED" and not _TIED & {name for name, _, _ in measure.entered}:
        return "DROPPED"
    return measure.state
