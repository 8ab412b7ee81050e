"""Joins the acts of several cases, so that an order, an item or a posting in two of them counts once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Final

from tracer.recovery.acts.abroad import CertificateAct, RecognitionAct
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts, RecoverySettings
from tracer.recovery.acts.measures import ItemAct, OrderAct
from tracer.recovery.acts.money import ReverseAct, RevokeAct
from tracer.recovery.recovery_case import counted

_STAGES: Final[tuple[Callable[[RecoveryAct], bool], ...]] = (
    lambda act: not isinstance(act, ReverseAct | RevokeAct),
    lambda act: isinstance(act, ReverseAct),
    lambda act: isinstance(act, RevokeAct),
)
"""An act is joined before what reverses it, and this before what revokes it."""


def join_cases(
    cases: Sequence[Iterable[RecoveryAct]], settings: RecoverySettings | None = None, known_on: date | None = None
) -> RecoveryFacts:
    """Which acts of these cases count, as known on this day (inclusive), each once?

    An act of another case is the same if it has the same id, if it introduces the same order, item or certificate, is
    the same step with a foreign order or reverses the same posting, or if it equals the act in all but id and day of
    recording. Of several equal acts of one case each has at most one copy in another case. The copy recorded first is
    kept. A reversal or revocation of any copy undoes the act. An asset in two cases needs no rule here: its slices lie
    on one lane. Cost: linear, apart from sorting and from acts that are equal within one case.
    """
    known = [[act for act in acts if known_on is None or act.recorded <= known_on] for acts in cases]
    placed = _in_order(known)
    joined = _JoinedActs(known)
    for is_of_stage in _STAGES:
        for order, (place, act) in enumerate(placed):
            if is_of_stage(act):
                joined.add(order, place, act)
    return RecoveryFacts(counted(joined.in_order()), settings)


def _in_order(cases: Sequence[Sequence[RecoveryAct]]) -> list[tuple[int, RecoveryAct]]:
    """The acts with the places of their cases, by day of recording; those of one case stay in their order."""
    placed: list[tuple[date, int, RecoveryAct]] = []
    for place, acts in enumerate(cases):
        days = accumulate((act.recorded for act in acts), max)
        placed.extend((day, place, act) for day, act in zip(days, acts, strict=True))
    placed.sort(key=lambda row: row[0])
    return [row[1:] for row in placed]


class _JoinedActs:
    def __init__(self, cases: Sequence[Sequence[RecoveryAct]]) -> None:
        self._kept: dict[int, RecoveryAct] = {}
        self._ids = [{act.id for act in acts} for acts in cases]
        self._undone = {act.about for acts in cases for act in acts if isinstance(act, ReverseAct | RevokeAct)}
        self._kept_as: dict[str, str] = {}
        self._copies: defaultdict[object, list[str]] = defaultdict(list)
        self._taken: set[tuple[int, str]] = set()

    def add(self, order: int, place: int, act: RecoveryAct) -> None:
        """Keep this act of the case at this place, unless a copy of it is kept. ``order``: its rank among all acts."""
        if act.id in self._kept_as:
            self._taken.add((place, self._kept_as[act.id]))
            return
        row = self._named_as_kept(act)
        mark = _mark(row)
        free = [
            name for name in self._copies[mark] if name not in self._ids[place] and (place, name) not in self._taken
        ]
        if free:
            is_undone = act.id in self._undone
            same = min(free, key=lambda name: (name in self._undone) is not is_undone)
            self._taken.add((place, same))
            self._kept_as[act.id] = same
            return
        self._kept_as[act.id] = act.id
        self._copies[mark].append(act.id)
        self._kept[order] = row

    def in_order(self) -> list[RecoveryAct]:
        """The acts that are kept, by rank."""
        return [self._kept[order] for order in sorted(self._kept)]

    def _named_as_kept(self, act: RecoveryAct) -> RecoveryAct:
        if isinstance(act, ReverseAct):
            return replace(act, posting=self._kept_as.get(act.posting, act.posting))
        if isinstance(act, RevokeAct):
            return replace(act, target=self._kept_as.get(act.target, act.target))
        return act


def _mark(act: RecoveryAct) -> object:
    """By what is this act known again in another case?"""
    if isinstance(act, OrderAct | ItemAct | ReverseAct):
        return type(act), act.about
    if isinstance(act, CertificateAct):
        return CertificateAct, act.certificate
    if isinstance(act, RecognitionAct):
        return RecognitionAct, act.recognition, act.event, act.result
    return replace(act, id="", recorded=date.min, as_stated=False)
