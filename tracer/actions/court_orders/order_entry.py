"""Records one order on many items in one transaction; what an item's state or the law refuses is left out and said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from graph_schema.errors import WrongUse
from tracer.actions.court_orders.order_acts import StatedOrder, order_acts
from tracer.actions.decisions import record_decision
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.recovery.recovery_state import read_recovery_state
from tracer.casework.recovery_records.act_kinds import write_act
from tracer.casework.recovery_records.act_sheet import ActSheet
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import FileReport
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import CommunicationAct, ItemAct, PeriodicCheckAct, StepAct
from tracer.recovery.acts.refusals import FLAGS, ActOutcome
from tracer.recovery.figures.running_terms import running_terms
from tracer.recovery.orders.orders_on_items import items_of_order
from tracer.recovery.recovery_case import RecoveryCase
from tracer.recovery.totals.counted_items import counted_item
from tracer.recovery.totals.totals import Totals, compute_totals


@dataclass(frozen=True, slots=True)
class OrderLine:
    """What the order does to one item. ``before``, ``after``: states that lists show; equal if it is refused.

    ``minor``: the value of the item's share in the currency of the preview; None: unknown. ``refusal``: in the reader's
    language, empty if the order is accepted; ``code``: of the refusal.
    """

    item: str
    asset: str
    caption: str
    before: str
    after: str
    minor: int | None
    code: str
    refusal: str
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BucketChange:
    """A stage of the totals before and after the order, minor units."""

    bucket: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that the order starts, for so many items. ``lapses``: what ends with it."""

    rule: str
    due: date
    items: int
    lapses: str


@dataclass(frozen=True, slots=True)
class OrderPreview:
    """What one order would change. ``changes``: only stages that move. ``terms``: those that run after it and not before."""

    currency: str
    lines: tuple[OrderLine, ...]
    changes: tuple[BucketChange, ...]
    terms: tuple[TermChange, ...]

    @property
    def accepted(self) -> tuple[str, ...]:
        """The items that the order moves."""
        return tuple(line.item for line in self.lines if not line.code)


@dataclass(frozen=True, slots=True)
class _Tried:
    """The case as it would be, and what became of each item's act."""

    case: RecoveryCase
    outcomes: Mapping[str, ActOutcome]
    sheet: ActSheet


def preview_order(session: Session, stated: StatedOrder, *, currency: str) -> OrderPreview:
    """What would this order change, if it were recorded today? Nothing is recorded, and nothing is logged.

    Cost: the totals of the case, twice.
    """
    session.allow("order")
    day, graph, veil = session.today(), session.graph(), session.veil()
    case = read_recovery_case(session)
    tried = _try(session, case, stated)
    before, after = case.facts(day), tried.case.facts(day)
    state = read_recovery_state(graph, case, as_of=day, known_on=day)
    old, new = (
        compute_totals(facts, state.assets, state.events, as_of=day, known_on=day, currency=currency)
        for facts in (before, after)
    )
    values = old.values_of_items()
    lines = []
    for name, outcome in tried.outcomes.items():
        item = before.first(ItemAct, name)
        if item is None or item.asset is None:
            continue
        refusal = outcome.refusal
        lines.append(
            OrderLine(
                item=name,
                asset=item.asset,
                caption=caption(graph.nodes[item.asset], veil),
                before=counted_item(before, item, day).state,
                after=counted_item(after, item, day).state,
                minor=values.get(name),
                code="" if refusal is None else refusal.code,
                refusal="" if refusal is None else veil.text(session.language.said(refusal.message)),
                flags=tuple(session.language.text(FLAGS[code]) for code in outcome.flags),
            )
        )
    return OrderPreview(currency, tuple(lines), tuple(_changes(old, new)), tuple(_terms(before, after, day)))


def record_order(session: Session, stated: StatedOrder, *, reason: str) -> FileReport:
    """Put an order on record with a step of each item that takes it, in one transaction.

    Raises: WrongUse if no item takes it. What another person changed meanwhile is refused in the transaction and stands in
    the report's ``rejections``.
    """
    session.allow("order")
    tried = _try(session, read_recovery_case(session), stated)
    if all(outcome.refusal is not None for outcome in tried.outcomes.values()):
        raise WrongUse("No item takes this order, so nothing was recorded. See the reason beside each item.")
    sheet = tried.sheet
    return record_decision(
        session,
        right="order",
        action="order",
        reason=reason,
        nodes=sheet.nodes,
        links=sheet.links,
        events=sheet.events,
    )


def _try(session: Session, case: RecoveryCase, stated: StatedOrder) -> _Tried:
    """Record the acts in a copy of the case; a step that is refused adds no record, nor does what follows for its holder.

    Raises: WrongUse if the order itself or a communication is refused: neither is left out without a word.
    """
    today = session.today()
    after = case.copy()
    sheet = ActSheet(author=session.actor.name, recorded=today, number=stated.number)
    outcomes: dict[str, ActOutcome] = {}
    holders: set[str] = set()
    facts = case.facts()
    for act in order_acts(facts, stated, today):
        if isinstance(act, CommunicationAct) and act.person not in holders:
            continue
        kept = len(sheet.nodes), len(sheet.links), len(sheet.events)
        sheet.id = ""
        write_act(act, sheet, facts)
        outcome = after.record(replace(act, id=sheet.id))
        if isinstance(act, StepAct | PeriodicCheckAct):
            outcomes[act.item] = outcome
            item = facts.first(ItemAct, act.item)
            if outcome.refusal is None and item is not None and item.holder:
                holders.add(item.holder)
        elif outcome.refusal is not None:
            raise WrongUse(outcome.refusal.message.template, **outcome.refusal.message.params)
        if outcome.refusal is not None:
            del sheet.nodes[kept[0] :], sheet.links[kept[1] :], sheet.events[kept[2] :]
    return _Tried(after, outcomes, sheet)


def _changes(before: Totals, after: Totals) -> list[BucketChange]:
    pairs = zip(before.buckets, after.buckets, strict=True)
    return [BucketChange(old.name, old.minor, new.minor) for old, new in pairs if old.minor != new.minor]


def _terms(before: RecoveryFacts, after: RecoveryFacts, day: date) -> list[TermChange]:
    known = {(term.rule.id, term.subject, term.due) for term in running_terms(before, day)}
    counts: dict[tuple[str, date, str], set[str]] = {}
    for term in running_terms(after, day):
        if (term.rule.id, term.subject, term.due) not in known:
            counts.setdefault((term.rule.id, term.due_day, term.rule.lapses), set()).update(_items(after, term.subject))
    return [TermChange(rule, due, len(items), lapses) for (rule, due, lapses), items in counts.items()]


def _items(facts: RecoveryFacts, subject: str) -> list[str]:
    """The items that a term is about: itself, or those of an order that one person holds."""
    record, _, person = subject.partition(":")
    return [item.item for item in items_of_order(facts, record) if item.holder == person] or [subject]
