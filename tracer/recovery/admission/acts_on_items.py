"""Checks acts on items that are no steps: part release, periodic check, custody, appeal, early sale."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import (
    AppealAct,
    AppealDecisionAct,
    CustodyAct,
    ItemAct,
    OrderAct,
    PartReleaseAct,
    PeriodicCheckAct,
)
from tracer.recovery.acts.money import SaleAct
from tracer.recovery.acts.refusals import Refused
from tracer.recovery.admission.office_controls import check_closing
from tracer.recovery.admission.steps import require_item, require_phase
from tracer.recovery.claims.debts import latest_value
from tracer.recovery.deadlines.term_rules import TERM_RULES_BY_ID
from tracer.recovery.deadlines.terms import compute_term
from tracer.recovery.orders.early_sales import NEXT_EVENTS, SALE_GROUNDS, EarlySale, early_sale
from tracer.recovery.orders.item_states import ItemState, item_state
from tracer.recovery.orders.orders_on_items import challenge_flags, last_check_start
from tracer.recovery.orders.pairs import (
    APPEAL,
    FINALITY,
    JUDGMENT,
    ORD,
    RIGHTS_JUDGE,
    RUL,
    pairs,
    require_pair,
    require_source,
)
from tracer.recovery.orders.people import is_in_trial
from tracer.recovery.orders.titles import IMMOVABLE_CLASSES, asset_class
from tracer.recovery.orders.transitions import FINAL_STATES, TIED_STATES

OUTCOMES = frozenset({"rejected", "upheld", "upheld_in_part", "withdrawn"})
LEAST_FALL = Fraction(2, 5)
"""Source: CPP 252^1(2)(a)."""


def check_part_release(facts: RecoveryFacts, release: PartReleaseAct) -> list[str]:
    """May this share be released? Raises: Refused."""
    item = require_item(facts, release.item)
    state = item_state(facts, item)
    require_source(release)
    limit = state.live
    if state.state in FINAL_STATES:
        allowed = APPEAL | FINALITY | pairs("ruling:court")
        limit = state.live - state.enforced_share
    elif state.state == "CONF_NONFINAL":
        allowed = APPEAL
    elif state.state in TIED_STATES:
        allowed = ORD | RUL | RIGHTS_JUDGE | APPEAL
    else:
        raise _no_step(state)
    require_phase(facts, item, release, require_pair(release, allowed))
    if state.since is not None and release.effective < state.since:
        raise Refused("BAD_DATE", day=state.since)
    is_whole = release.share == limit and state.state not in FINAL_STATES
    if not 0 < release.share <= limit or is_whole:
        raise Refused("BAD_SHARE", limit=limit)
    return []


def check_periodic_check(facts: RecoveryFacts, check: PeriodicCheckAct) -> list[str]:
    """May the freeze be checked now, and is the check late? Source: CPP 250^2. Raises: Refused."""
    item = require_item(facts, check.item)
    require_phase(facts, item, check, require_pair(check, ORD | RUL | JUDGMENT | APPEAL))
    state = item_state(facts, item, check.effective)
    if state.state not in TIED_STATES:
        raise _no_step(state)
    start = last_check_start(facts, item, check.effective)
    if start is None:
        return []
    rule = "check_trial" if is_in_trial(facts, item.case, check.effective) else "check_investigation"
    return ["CHECK_LATE"] if check.effective > compute_term(rule, item.item, start).due_day else []


def check_custody(facts: RecoveryFacts, custody: CustodyAct) -> list[str]:
    """May a custodian take the asset? Raises: Refused."""
    state = item_state(facts, require_item(facts, custody.item), custody.effective)
    require_source(custody)
    if state.state is not None and not state.is_live:
        raise Refused("ITEM_ENDED")
    return []


def check_appeal(facts: RecoveryFacts, appeal: AppealAct) -> list[str]:
    """May this challenge be filed? A late one is a fact with a flag. Source: CPP 250, 250^1. Raises: Refused."""
    if facts.first(OrderAct, appeal.order) is None:
        raise Refused("NO_SUCH_RECORD", record=appeal.order)
    require_source(appeal)
    if appeal.item is not None:
        state = item_state(facts, require_item(facts, appeal.item), appeal.effective)
        if state.state not in TIED_STATES and state.state not in FINAL_STATES:
            raise _no_step(state)
    return list(challenge_flags(facts, appeal))


def check_appeal_decision(facts: RecoveryFacts, decision: AppealDecisionAct) -> list[str]:
    """May this decision on an appeal be recorded? Raises: Refused."""
    appeal = next((row for row in facts.of(AppealAct) if row.appeal == decision.appeal), None)
    if appeal is None:
        raise Refused("NO_SUCH_RECORD", record=decision.appeal)
    require_source(decision)
    if decision.outcome not in OUTCOMES or facts.of(AppealDecisionAct, decision.appeal):
        raise Refused("NO_SUCH_STEP")
    if decision.effective < appeal.effective:
        raise Refused("BAD_DATE", day=appeal.effective)
    return []


def check_sale(facts: RecoveryFacts, act: SaleAct) -> list[str]:
    """May the sale go on, or be closed? Source: CPP 252^1-252^4. Raises: Refused."""
    item = require_item(facts, act.item)
    state = item_state(facts, item, act.effective)
    sale = early_sale(facts, act.item)
    if act.event not in NEXT_EVENTS.get(sale.event, frozenset()):
        raise Refused("NO_SUCH_STEP")
    if act.event != "communicated":
        require_source(act)
    if act.event == "closed":
        return check_closing(facts, item, act)
    if act.event == "sold" and not sale.may_close(act.effective):
        raise Refused("SALE_CHALLENGE_OPEN")
    if act.event in ("proposed", "ordered") and state.state not in TIED_STATES:
        raise _no_step(state)
    return _check_sale_order(facts, item, act, sale) if act.event == "ordered" else []


def _check_sale_order(facts: RecoveryFacts, item: ItemAct, act: SaleAct, sale: EarlySale) -> list[str]:
    if act.consent or sale.consent:
        require_phase(facts, item, act, require_pair(act, ORD | RUL))
        return []
    if asset_class(facts, item.asset) in IMMOVABLE_CLASSES:
        raise Refused("SALE_NEEDS_CONSENT")
    ground = act.ground or sale.ground
    if ground not in SALE_GROUNDS:
        raise Refused("SALE_NO_GROUND")
    require_pair(act, RUL | RIGHTS_JUDGE)
    flags = []
    earliest = timedelta(days=TERM_RULES_BY_ID["sale_hearing_earliest"].length)
    if sale.proposed is not None and act.effective < sale.proposed + earliest:
        flags.append("HEARING_TOO_EARLY")
    if ground == "value_drop" and not _fell(facts, item, act):
        flags.append("FALL_BELOW_40")
    return flags


def _fell(facts: RecoveryFacts, item: ItemAct, act: SaleAct) -> bool:
    before = latest_value(facts, item.asset, act.effective, "freezing")
    after = latest_value(facts, item.asset, act.effective)
    if before is None or after is None or before.currency != after.currency:
        return False
    return before.amount - after.amount >= LEAST_FALL * before.amount


def _no_step(state: ItemState) -> Refused:
    return Refused("NO_SUCH_STEP" if state.state is None or state.is_live else "ITEM_ENDED")
