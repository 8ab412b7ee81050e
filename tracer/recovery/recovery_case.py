"""Records acts one after the other, and gives the facts as they were known on any day.

An act is accepted with flags or refused with a code; a refused act changes nothing. Nothing is overwritten: a posting
is reversed, any other act is revoked, and both are acts of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts, RecoverySettings
from tracer.recovery.acts.money import PostAct, RevokeAct
from tracer.recovery.acts.refusals import ActOutcome, Refused
from tracer.recovery.admission.entrance import check_act
from tracer.recovery.admission.office_controls import check_day_of_posting, check_revoked_money


class RecoveryCase:
    """The recovery of one or more files as a list of accepted acts."""

    def __init__(self, settings: RecoverySettings | None = None, acts: Iterable[RecoveryAct] = ()) -> None:
        """``acts``: those on record, in the order of recording; they are not checked again."""
        self._settings = settings or RecoverySettings()
        self._accepted: list[RecoveryAct] = list(acts)
        self._ids = {act.id for act in self._accepted}
        self._facts = self.facts()

    @property
    def acts(self) -> tuple[RecoveryAct, ...]:
        """The accepted acts in the order of recording, revoked ones included."""
        return tuple(self._accepted)

    def record(self, act: RecoveryAct) -> ActOutcome:
        """Accept this act with flags, or refuse it with a code and a message.

        Cost: linear in the acts of the records that it concerns; for a revocation, all acts are checked again.
        """
        try:
            self._require_new(act)
            if isinstance(act, RevokeAct):
                facts = self._without(act)
                self._accepted.append(act)
                self._ids.add(act.id)
                self._facts = facts
                return ActOutcome()
            flags = check_act(self._facts, act)
        except Refused as refused:
            return ActOutcome(refused.refusal)
        self._accepted.append(act)
        self._ids.add(act.id)
        self._facts.add(act)
        return ActOutcome(flags=flags)

    def take_as_stated(self, act: RecoveryAct) -> ActOutcome:
        """Accept an act of a register of the earlier design, to which no rule is applied but that of closed months."""
        if isinstance(act, PostAct):
            try:
                check_day_of_posting(self._facts, act)
            except Refused as refused:
                return ActOutcome(refused.refusal)
        self._accepted.append(act)
        self._ids.add(act.id)
        self._facts.add(act)
        return ActOutcome()

    def preview(self, act: RecoveryAct) -> ActOutcome:
        """What would happen to this act? Nothing changes."""
        return self.copy().record(act)

    def copy(self) -> RecoveryCase:
        """An independent case with the same acts."""
        return RecoveryCase(self._settings, self._accepted)

    def facts(self, known_on: date | None = None) -> RecoveryFacts:
        """Which acts counted, as known on this day (inclusive)? None: all that are recorded. Cost: linear."""
        known = [act for act in self._accepted if known_on is None or act.recorded <= known_on]
        return RecoveryFacts(counted(known), self._settings)

    def _require_new(self, act: RecoveryAct) -> None:
        """No id is used twice, not even that of a revoked act. Raises: Refused ALREADY_RECORDED."""
        if act.id in self._ids:
            raise Refused("ALREADY_RECORDED", record=act.id)

    def _without(self, revoke: RevokeAct) -> RecoveryFacts:
        """The facts without the revoked act. Raises: Refused, also if a later act depends on it."""
        target = next((act for act in self._accepted if act.id == revoke.target), None)
        if revoke.effective > revoke.recorded:
            raise Refused("FUTURE_DATE")
        if target is None or isinstance(target, RevokeAct):
            raise Refused("NO_SUCH_RECORD", record=revoke.target)
        if revoke.effective != target.effective:
            raise Refused("BAD_DATE", day=target.effective)
        if not revoke.reason:
            raise Refused("NO_REASON")
        if self._facts.find(target.id) is None:
            raise Refused("ALREADY_REVERSED")
        check_revoked_money(self._facts, revoke)
        facts = RecoveryFacts(settings=self._settings)
        for act in counted([*self._accepted, revoke]):
            try:
                if not act.as_stated:
                    check_act(facts, act)
            except Refused as refused:
                raise Refused("BREAKS_LATER", act=act.id) from refused
            facts.add(act)
        return facts


def counted(acts: Iterable[RecoveryAct]) -> list[RecoveryAct]:
    """Which of these acts count: neither revoked nor revocations themselves?"""
    rows = list(acts)
    revoked = {act.target for act in rows if isinstance(act, RevokeAct)}
    return [act for act in rows if act.id not in revoked and not isinstance(act, RevokeAct)]
