"""Finds the terms that run on a day: each from the record that starts it until the record that ends it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from graph_schema.codes.roles import ROLE_TABLE
from tracer.recovery.acts.abroad import RecognitionAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import AppealAct, CommunicationAct, CustodyAct, ItemAct, OrderAct, StepAct
from tracer.recovery.acts.parties import NoticeAct, ProceedingAct, RoleAct, TermDoneAct
from tracer.recovery.deadlines.terms import RecoveryTerm, compute_term, day_of
from tracer.recovery.ledger.classes import HOLDINGS
from tracer.recovery.ledger.lot_books import book_of
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.ledger.takings import deposit_term, valuables_term
from tracer.recovery.orders.early_sales import early_sale
from tracer.recovery.orders.item_states import ItemState, item_state
from tracer.recovery.orders.orders_on_items import challenge_term, last_check_start
from tracer.recovery.orders.people import fact_day, is_in_trial
from tracer.recovery.orders.transitions import TIED_STATES

NOTICE_FACTS = ("indicted", "judged", "final", "dismissed")
VICTIM_ROLES = frozenset(row.code for row in ROLE_TABLE if row.code in ("victim", "injured_person", "civil_party"))


def running_terms(facts: RecoveryFacts, on: date) -> list[RecoveryTerm]:
    """Which terms run on this day, or are overdue? By the end of the term, then rule and subject.

    A term that lapses a right is listed until its last day. Others are listed until the task is done.
    Cost: for each item, linear in its acts and in the postings.
    """
    found = [*_challenges(facts, on), *_notices(facts, on), *_recognitions(facts, on)]
    for item in facts.of(ItemAct, until=on):
        found.extend(_of_item(facts, item_state(facts, item, on), on))
    return _listed(facts, found, on)


def terms_of_item(facts: RecoveryFacts, item: ItemAct, on: date) -> list[RecoveryTerm]:
    """Which terms run on this item on this day, or are overdue? By the end of the term. Cost: linear in its acts."""
    return _listed(facts, _of_item(facts, item_state(facts, item, on), on), on)


def _listed(facts: RecoveryFacts, terms: Iterable[RecoveryTerm], on: date) -> list[RecoveryTerm]:
    kept = [
        term
        for term in terms
        if not (term.rule.lapses == "right" and on > term.due_day)
        and _is_in_force(facts, term)
        and not _is_done(facts, term, on)
    ]
    return sorted(kept, key=lambda term: (str(term.due_day), str(term.due), term.rule.id, term.subject))


def is_overdue(term: RecoveryTerm, on: date) -> bool:
    """Has the last day of the term passed?"""
    return on > term.due_day


def _is_in_force(facts: RecoveryFacts, term: RecoveryTerm) -> bool:
    """Had the rule begun on the day of the start, as far as the settings give a first day?"""
    since = facts.settings.valid_from.get(term.rule.id)
    return since is None or since <= day_of(term.start)


def _is_done(facts: RecoveryFacts, term: RecoveryTerm, on: date) -> bool:
    return any(done.rule == term.rule.id for done in facts.of(TermDoneAct, term.subject, on))


def _challenges(facts: RecoveryFacts, on: date) -> Iterator[RecoveryTerm]:
    seen = set()
    for act in facts.of(CommunicationAct, until=on):
        order = facts.first(OrderAct, act.order)
        filed = any(row.by == act.person for row in facts.of(AppealAct, act.order, on))
        if order is not None and not filed and (act.order, act.person) not in seen:
            seen.add((act.order, act.person))
            yield challenge_term(order, act)


def _notices(facts: RecoveryFacts, on: date) -> Iterator[RecoveryTerm]:
    for fact in facts.of(ProceedingAct, until=on):
        if fact.fact not in NOTICE_FACTS:
            continue
        victims = {
            role.person for role in facts.of(RoleAct, until=on) if role.case == fact.case and role.role in VICTIM_ROLES
        }
        for person in sorted(victims):
            given = any(row.case == fact.case and row.moment == fact.fact for row in facts.of(NoticeAct, person, on))
            if not given:
                yield compute_term("victim_notice", f"{fact.case}:{person}:{fact.fact}", fact.effective)


def _recognitions(facts: RecoveryFacts, on: date) -> Iterator[RecoveryTerm]:
    names = dict.fromkeys(act.recognition for act in facts.of(RecognitionAct, until=on))
    for name in names:
        steps = facts.of(RecognitionAct, name, on)
        received = steps[0]
        decided = next((step for step in steps if step.event == "decided"), None)
        stopped = any(step.event in ("executed", "postponed") for step in steps)
        if decided is None and not stopped:
            if received.form == "confiscation":
                yield compute_term("reg1805_confiscation_decision", name, received.effective)
            elif received.urgent:
                yield compute_term("reg1805_freeze_decision", name, received.at or received.effective)
        is_open = decided is not None and decided.result == "recognised" and not stopped
        if is_open and decided is not None and received.form == "freezing" and received.urgent:
            yield compute_term("reg1805_freeze_execution", name, decided.at or decided.effective)


def _of_item(facts: RecoveryFacts, state: ItemState, on: date) -> Iterator[RecoveryTerm]:
    item = state.item
    if state.state in TIED_STATES:
        yield from _while_tied(facts, item, on)
    if state.state == "URGENT":
        started = state.last("URGENT")
        if started is not None:
            yield compute_term("urgent_aro", item.item, started.effective)
    if state.state == "FROZEN" and item.purposes == {"damage"}:
        yield from _civil_suit(facts, item, on)
    if state.state == "CONF_FINAL" and state.steps:
        yield compute_term("enforcement_step", item.item, state.steps[-1].effective)
    if state.state in ("RELEASED", "LAPSED") and state.steps:
        held = book_of(facts, lot_of(facts, item).item).balances(on)
        if any(name in HOLDINGS and minor > 0 for (name, _), minor in held.items()):
            yield compute_term("return_money", item.item, state.steps[-1].effective)


def _while_tied(facts: RecoveryFacts, item: ItemAct, on: date) -> Iterator[RecoveryTerm]:
    start = last_check_start(facts, item, on)
    if start is not None and not item.foreign:
        judged = any(step.to == "CONF_NONFINAL" for step in facts.of(StepAct, item.item, on))
        rule = "check_trial" if judged or is_in_trial(facts, item.case, on) else "check_investigation"
        yield compute_term(rule, item.item, start)
    yield from _handovers(facts, item, on)
    sale = early_sale(facts, item.item, on)
    if sale.event in ("communicated", "rejected") and sale.communicated is not None and not sale.consent:
        yield compute_term("sale_challenge", item.item, sale.communicated)


def _handovers(facts: RecoveryFacts, item: ItemAct, on: date) -> Iterator[RecoveryTerm]:
    if facts.of(CustodyAct, item.item, on):
        return
    valuables = valuables_term(facts, item, on)
    if valuables is not None:
        yield valuables
    held = book_of(facts, lot_of(facts, item).item).balances(on)
    for (name, currency), minor in sorted(held.items()):
        if name == "SEIZED_CASH" and minor > 0:
            term = deposit_term(facts, item, currency, on)
            if term is not None:
                yield term


def _civil_suit(facts: RecoveryFacts, item: ItemAct, on: date) -> Iterator[RecoveryTerm]:
    unsolved = fact_day(facts, item.case, "civil_unsolved", on)
    if unsolved is not None and fact_day(facts, item.case, "civil_suit_filed", on) is None:
        yield compute_term("civil_suit", item.item, fact_day(facts, item.case, "final", on) or unsolved)
