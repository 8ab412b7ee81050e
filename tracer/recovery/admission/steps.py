"""Checks the steps of an order item against the table of transitions."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Final

from tracer.recovery.acts.act import SourcedAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, OrderAct, StepAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.admission import step_conditions as conditions
from tracer.recovery.admission.step_conditions import StepCheck
from tracer.recovery.orders.item_states import ItemState, item_state
from tracer.recovery.orders.pairs import JUDGMENT, ORD, SYSTEM, Pair, pairs_text, require_source
from tracer.recovery.orders.people import is_in_trial
from tracer.recovery.orders.transitions import ItemTransition, find_transitions

_CONDITIONS: Final = MappingProxyType(
    {
        "protected": conditions.check_protected,
        "holder": conditions.check_holder,
        "reach": conditions.check_reach,
        "share": conditions.check_share,
        "basis": conditions.check_basis,
        "finding": conditions.check_finding,
        "reason": conditions.check_reason,
        "same_day": conditions.check_same_day,
        "remainder": conditions.check_remainder,
        "award_final": conditions.check_award_final,
        "under": conditions.check_under,
        "money": conditions.check_money,
        "urgent_passed": conditions.check_urgent_passed,
        "suit_passed": conditions.check_suit_passed,
        "no_title_claim": conditions.check_no_title_claim,
    }
)


def check_step(facts: RecoveryFacts, step: StepAct) -> list[str]:
    """May the item take this step? Returns the flags. Raises: Refused."""
    item = require_item(facts, step.item)
    if step.order is not None and facts.first(OrderAct, step.order) is None:
        raise Refused("NO_SUCH_RECORD", record=step.order)
    pair = _step_pair(step)
    state = item_state(facts, item)
    row = _find_row(step, state, pair)
    require_phase(facts, item, step, pair)
    if not _is_in_force(facts, row, step):
        raise Refused("NOT_IN_FORCE")
    if state.since is not None and step.effective < state.since:
        raise Refused("BAD_DATE", day=state.since)
    check = StepCheck(facts, step, state)
    return [flag for name in row.conditions if name in _CONDITIONS for flag in _CONDITIONS[name](check)]


def require_item(facts: RecoveryFacts, name: str) -> ItemAct:
    """The item of this id. Raises: Refused NO_SUCH_RECORD."""
    item = facts.first(ItemAct, name)
    if item is None:
        raise Refused("NO_SUCH_RECORD", record=name)
    return item


def require_phase(facts: RecoveryFacts, item: ItemAct, act: SourcedAct, pair: Pair) -> None:
    """An ordinance of the prosecutor is enough only during the investigation. Raises: Refused WRONG_PHASE."""
    if pair in ORD and is_in_trial(facts, item.case, act.effective):
        raise Refused("WRONG_PHASE")


def _is_in_force(facts: RecoveryFacts, row: ItemTransition, step: StepAct) -> bool:
    since = row.valid_from if row.off is None else facts.settings.valid_from.get(row.off, date.max)
    begun = since is None or since <= step.effective
    return begun and (row.valid_to is None or step.effective <= row.valid_to)


def _step_pair(step: StepAct) -> Pair:
    if step.document is None and step.authority is not None and step.authority.kind == SYSTEM[1]:
        return SYSTEM
    return require_source(step)


def _find_row(step: StepAct, state: ItemState, pair: Pair) -> ItemTransition:
    rows = find_transitions(state.state, step.to)
    if not rows:
        raise Refused("NO_SUCH_STEP" if state.state is None or state.is_live else "ITEM_ENDED")
    fitting = [row for row in rows if pair in row.pairs]
    if not fitting:
        if pair in JUDGMENT and any("final" in row.conditions for row in rows):
            raise Refused("NOT_FINAL")
        if pair == SYSTEM:
            raise Refused("NO_DOCUMENT")
        raise Refused("WRONG_PAIR", pairs=pairs_text(frozenset[Pair]().union(*(row.pairs for row in rows))))
    under = [row for row in fitting if ("under" in row.conditions) is (state.item.under is not None)]
    return (under or fitting)[0]
