"""Finds the acts that a measure is, as they were known on each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph_schema.records.events import Event
from tracer.casework.earlier_measures.item_changes import MeasureWalk
from tracer.casework.earlier_measures.mapping_flags import MappingFlag
from tracer.casework.earlier_measures.measure_records import EarlierMeasure
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.money import RevokeAct
from tracer.recovery.counting import counted_events


@dataclass(frozen=True, slots=True)
class MappedMeasure:
    """The acts that a measure is, in the order of recording, and what a person should add."""

    acts: tuple[RecoveryAct, ...]
    flags: tuple[MappingFlag, ...]


def map_measure(measure: EarlierMeasure) -> MappedMeasure:
    """Which acts is this measure, so that the facts known on any day are those of the events known on that day?

    An event recorded later can change what an earlier one means: a second freeze is a check, and is the freeze itself
    once the first is revoked. What a day changes is revoked and stated again on that day.
    Cost: linear in the events if they were recorded in the order of their days; else quadratic in them.
    """
    item = measure.as_item()
    if _is_plain(measure.events):
        walk = MeasureWalk(measure, measure.events)
        return MappedMeasure((item, *walk.acts), tuple(walk.flags))
    changes = _Changes()
    flags: list[MappingFlag] = []
    for day in sorted({event.recorded for event in measure.events}):
        walk = MeasureWalk(measure, counted_events(measure.events, known_on=day))
        changes.take(walk.acts, day)
        flags = walk.flags
    return MappedMeasure((item, *changes.acts), tuple(flags))


def _is_plain(events: Sequence[Event]) -> bool:
    """Were the events recorded in the order in which they took effect, and none revoked?"""
    rows = sorted(events, key=lambda event: (event.effective, event.recorded))
    recorded = [event.recorded for event in rows]
    return recorded == sorted(recorded) and all(event.type != "Revoked" for event in rows)


class _Changes:
    """The acts of a measure as each day of recording states them."""

    def __init__(self) -> None:
        self.acts: list[RecoveryAct] = []
        self._current: dict[str, tuple[RecoveryAct, RecoveryAct]] = {}
        self._versions: Counter[str] = Counter()

    def take(self, acts: Sequence[RecoveryAct], day: date) -> None:
        """From this day on these acts count, and no others."""
        stated = {act.id: act for act in acts}
        for name, (content, published) in list(self._current.items()):
            if stated.get(name) != content:
                del self._current[name]
                self.acts.append(_revoke(published, day))
        for act in acts:
            if act.id not in self._current:
                self._versions[act.id] += 1
                version = self._versions[act.id]
                name = act.id if version == 1 else f"{act.id}/{version}"
                published = replace(act, id=name, recorded=max(act.recorded, day))
                self._current[act.id] = (act, published)
                self.acts.append(published)


def _revoke(act: RecoveryAct, day: date) -> RecoveryAct:
    return RevokeAct(
        id=f"{act.id}/replaced",
        effective=act.effective,
        recorded=day,
        as_stated=True,
        target=act.id,
        reason="replaced",
    )
