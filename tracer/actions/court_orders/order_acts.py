"""Builds the acts of one order on many items: the order, a step or a check of each item, the communications."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from graph_schema.codes.documents import DOCUMENT_CODES
from graph_schema.errors import WrongUse
from graph_schema.records.identity import order_id
from tracer.casework.earlier_measures.worded_sources import UNKNOWN, named_source
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import CommunicationAct, ItemAct, OrderAct, PeriodicCheckAct, StepAct
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.pairs import JUDGMENT, ORD, RUL, Pair
from tracer.recovery.orders.transitions import ITEM_TRANSITIONS, find_transitions

CHECK: Final = "CHECK"
"""The effect of an order that keeps the freeze after its periodic check."""
ORDER_KINDS: Final = MappingProxyType(
    {
        "FROZEN": "freezing",
        "URGENT": "urgent",
        "CONF_NONFINAL": "confiscation",
        "CONF_FINAL": "confiscation",
        "ACQ_NONFINAL": "judgment",
        "RELEASED": "release",
        "RETURNED_VICTIM": "release",
    }
)
"""Effect -> the kind of order that has it. Other effects are steps without an order of their own."""
EFFECTS: Final = (
    *dict.fromkeys(row.to_state for row in ITEM_TRANSITIONS if row.off is None and row.pairs),
    CHECK,
)


@dataclass(frozen=True, slots=True)
class StatedOrder:
    """What a person states of an order. ``effect``: a state of items, or CHECK; ``items``: ids.

    ``document_kind``: a code. ``authority``: its name; the kind follows from the words and the document.
    ``communicated``: when it was communicated to the holders of the items; None: not yet, or unknown.
    """

    document_kind: str
    number: str
    on: date
    authority: str
    effect: str
    items: tuple[str, ...]
    basis: str | None = None
    communicated: date | None = None
    reason: str = ""


def order_acts(facts: RecoveryFacts, stated: StatedOrder, recorded: date) -> Iterator[RecoveryAct]:
    """The acts in the order of recording; ids are given when they are written. Raises: WrongUse for an unknown effect
    and for a communication before the order.

    The order first, then each item, then the communications to their holders.
    """
    if stated.effect not in EFFECTS:
        raise WrongUse(
            "{effect} is no effect of an order; expected one of {known}.",
            effect=stated.effect,
            known=", ".join(EFFECTS),
        )
    if stated.communicated is not None and stated.communicated < stated.on:
        raise WrongUse(
            "The order is dated {day} and was communicated before, on {sent}. Check both dates.",
            day=stated.on.isoformat(),
            sent=stated.communicated.isoformat(),
        )
    items = [item for name in stated.items if (item := facts.first(ItemAct, name)) is not None]
    kind = ORDER_KINDS.get(stated.effect)
    order = order_id(stated.authority, stated.number) if kind is not None else None
    days: dict[str, Any] = {"id": "", "effective": stated.on, "recorded": recorded}
    if order is not None and kind is not None and items and facts.first(OrderAct, order) is None:
        yield OrderAct(**days, **_source(facts, stated, items[0]), order=order, case=items[0].case, order_kind=kind)
    for item in items:
        source = _source(facts, stated, item)
        if stated.effect == CHECK:
            yield PeriodicCheckAct(**days, **source, item=item.item)
        else:
            yield StepAct(
                **days,
                **source,
                item=item.item,
                to=stated.effect,
                order=order,
                reason=stated.reason or None,
                basis=stated.basis,
            )
    if order is not None and stated.communicated is not None:
        for person in dict.fromkeys(item.holder for item in items if item.holder):
            yield CommunicationAct(id="", effective=stated.communicated, recorded=recorded, order=order, person=person)


def allowed_pairs(state: str | None, effect: str) -> frozenset[Pair]:
    """Which document of which authority has this effect on an item in this state?"""
    if effect == CHECK:
        return ORD | RUL | JUDGMENT
    return frozenset[Pair]().union(*(row.pairs for row in find_transitions(state, effect)))


def document_kinds_of(effect: str) -> tuple[str, ...]:
    """The kinds of document that can have this effect, from any state, the usual ones first."""
    rows = [row for row in ITEM_TRANSITIONS if row.to_state == effect]
    allowed = allowed_pairs(None, CHECK) if effect == CHECK else {pair for row in rows for pair in row.pairs}
    found = {document for document, _ in allowed}
    return tuple(code for code in dict.fromkeys((*_USUAL, *DOCUMENT_CODES)) if code in found)


def can_take(states: Sequence[str | None], effect: str, document_kind: str) -> list[bool]:
    """Which items in these states can a document of this kind move to this effect?"""
    if effect == CHECK:
        return [state in _CHECKED and document_kind in document_kinds_of(CHECK) for state in states]
    rows = [row for row in ITEM_TRANSITIONS if row.to_state == effect]
    starts = {row.from_state for row in rows if document_kind in {document for document, _ in row.pairs}}
    return [state in starts for state in states]


_USUAL: Final = ("ordinance", "judgment", "ruling")
_CHECKED: Final = frozenset({"FROZEN", "ACQ_NONFINAL", "CONF_NONFINAL"})


def _source(facts: RecoveryFacts, stated: StatedOrder, item: ItemAct) -> dict[str, Any]:
    """The document and the authority; of several kinds that the name means, one that may have the effect on this item."""
    props = {"document_kind": stated.document_kind, "document_number": stated.number, "authority": stated.authority}
    allowed = allowed_pairs(item_state(facts, item, stated.on).state, stated.effect)
    document, authority = named_source(props, stated.on, allowed)
    if authority is not None and authority.kind == UNKNOWN:
        raise WrongUse(
            "{authority} is no authority that is known by its name. Write what it is, such as Tribunal, Curtea de Apel, "
            "Parchet, ANABI.",
            authority=stated.authority,
        )
    return {"document": document, "authority": authority}
