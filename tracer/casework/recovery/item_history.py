"""Lists what happened to an item, one entry for each record, with the state that the record shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from graph_schema.records.merged_records import KeptEvent
from tracer.casework.earlier_measures.mapping_flags import MappingFlag
from tracer.casework.earlier_measures.reading import mapping_flags, source_record
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.recovery.acts.act import ActAuthority, ActDocument, RecoveryAct, SourcedAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import (
    AppealAct,
    AppealDecisionAct,
    CustodyAct,
    ItemAct,
    PartReleaseAct,
    PeriodicCheckAct,
    StepAct,
)
from tracer.recovery.acts.money import PostAct, ReverseAct, SaleAct
from tracer.recovery.orders.orders_on_items import appeals_against
from tracer.recovery.orders.transitions import FINAL_STATES
from tracer.recovery.totals.counted_items import PAID_STATES
from tracer.wording.documents import describe_document, name_document
from tracer.wording.language import Language

_LISTED: Final = frozenset({"NO_AMOUNT", "NO_SOURCE", "NO_SHARE", "REPEATED"})
"""The step counts, but nothing follows from it."""
_SALES: Final = MappingProxyType({"ordered": "SALE_ORDERED"})
_KINDS: Final = (StepAct, PartReleaseAct, PeriodicCheckAct, AppealAct, AppealDecisionAct, CustodyAct, SaleAct, PostAct)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One record about an item. ``record``: its id; ``state``: what a list shows for it, a code.

    ``minor``, ``currency``: the sum received or paid; None: no sum.
    """

    record: str
    state: str
    effective: date
    recorded: date
    document: ActDocument | None
    authority: ActAuthority | None
    minor: int | None = None
    currency: str = ""


def item_history(
    facts: RecoveryFacts, item: ItemAct, on: date, unstated: Sequence[MappingFlag] = ()
) -> list[HistoryEntry]:
    """What happened to this item by the end of this day, by effect, then in the order of recording?

    A record that changes no state, such as a check, shows the state at that time. Sums found, interest and costs are
    lines of the ledger and not listed. ``unstated``: what the register of this measure does not state; a step that
    became no act because of it is listed with its state. Cost: linear in the acts of the item.
    """
    entries: dict[str, HistoryEntry] = {}
    stepped: set[str] = set()
    state = "IDENTIFIED"
    for act in _acts(facts, item, on):
        if isinstance(act, StepAct):
            state = act.to
        shown = _shown(act, state)
        record = source_record(act.id)
        before = entries.get(record)
        if shown is None or (before is not None and not isinstance(act, StepAct | PostAct)):
            continue
        money = act if isinstance(act, PostAct) else None
        keeps = before is not None and record in stepped and money is not None
        if isinstance(act, StepAct):
            stepped.add(record)
        sourced = act if isinstance(act, SourcedAct) else None
        entries[record] = HistoryEntry(
            record=record,
            state=before.state if keeps and before is not None else shown,
            effective=act.effective,
            recorded=act.recorded,
            document=sourced.document if sourced else None,
            authority=sourced.authority if sourced else None,
            minor=money.amount if money else None,
            currency=money.currency if money else "",
        )
    for flag in unstated:
        if flag.code in _LISTED and flag.day is not None and flag.day <= on and flag.record not in entries:
            entries[flag.record] = HistoryEntry(
                flag.record, flag.state, flag.day, flag.recorded or flag.day, None, None
            )
    return sorted(entries.values(), key=lambda entry: entry.effective) if unstated else list(entries.values())


def _acts(facts: RecoveryFacts, item: ItemAct, on: date) -> list[RecoveryAct]:
    """The acts about the item and the appeals against it, in the order in which they take effect."""
    found: list[RecoveryAct] = [act for act in facts.of(RecoveryAct, item.item, on) if isinstance(act, _KINDS)]
    for appeal in appeals_against(facts, item, on):
        found.append(appeal)
        found.extend(facts.of(AppealDecisionAct, appeal.appeal, on))
    reversed_ = {act.id for act in found if isinstance(act, PostAct) and facts.of(ReverseAct, act.id)}
    return sorted((act for act in found if act.id not in reversed_), key=lambda act: act.effective)


def _shown(act: RecoveryAct, state: str) -> str | None:
    """Which state does a list show for this act? None: it is not listed."""
    if isinstance(act, PostAct):
        if act.template in PAID_STATES:
            return PAID_STATES[act.template]
        return _received(state) if act.template in ("deposit", "sale") else None
    if isinstance(act, AppealAct):
        return "CHALLENGED"
    if isinstance(act, CustodyAct):
        return "MANAGED"
    if isinstance(act, PartReleaseAct):
        return "PART_RELEASED"
    return _SALES.get(act.event, state) if isinstance(act, SaleAct) else state


def _received(state: str) -> str:
    return "REALISED" if state in FINAL_STATES else "DEPOSITED"


def unstated_of_measures(session: Session) -> Mapping[str, list[MappingFlag]]:
    """What the registers of the measures do not state, by measure. Cost: linear in the events, once for each data version."""
    graph = session.graph()

    def read() -> dict[str, list[MappingFlag]]:
        found: dict[str, list[MappingFlag]] = {}
        for flag in mapping_flags(graph):
            found.setdefault(flag.measure, []).append(flag)
        return found

    return session.case.cache.value(("mapping flags",), graph.version, read)


def moved_by_acts(session: Session, measure: str) -> bool:
    """Are acts on record for this measure of the earlier design that no register states?"""
    return any(not act.as_stated for act in read_recovery_case(session).facts().of(RecoveryAct, measure))


def entry_document(events: Mapping[str, KeptEvent], entry: HistoryEntry, language: Language) -> str:
    """The document of an entry: as its record words it, else by the kind, number and day of the act."""
    kept = events.get(entry.record)
    if kept is not None:
        return describe_document(kept.event, language)
    if entry.document is None:
        return ""
    return name_document(entry.document.kind, entry.document.number, entry.document.on.isoformat(), language)


def events_by_id(session: Session) -> Mapping[str, KeptEvent]:
    """The events of the case by id. Cost: linear, once for each data version."""
    graph = session.graph()
    return session.case.cache.value(
        ("events by id",), graph.version, lambda: {kept.event.id: kept for kept in graph.events}
    )
