"""Turns the events of a measure, in order, into the acts of an item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from graph_schema.records.events import Event
from graph_schema.records.identity import order_id
from graph_schema.values.money import Money
from tracer.casework.earlier_measures.mapping_flags import MappingFlag
from tracer.casework.earlier_measures.measure_records import EarlierMeasure
from tracer.casework.earlier_measures.money_postings import PAYMENTS, RECEIPTS, MoneyOfMeasure, stated_sum
from tracer.casework.earlier_measures.worded_sources import UNKNOWN, named_source
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.measures import (
    AppealAct,
    AppealDecisionAct,
    CustodyAct,
    PartReleaseAct,
    PeriodicCheckAct,
    StepAct,
)
from tracer.recovery.acts.money import PostAct, SaleAct
from tracer.recovery.measures.history import replay_counted
from tracer.recovery.orders.pairs import Pair
from tracer.recovery.orders.transitions import TIED_STATES, find_transitions

_OUTCOMES: Final = MappingProxyType({"RELEASED": "upheld", "PART_RELEASED": "upheld_in_part"})
"""The step that follows a challenge -> its outcome; any other step rejects it."""
ORDER_KINDS: Final = MappingProxyType(
    {"URGENT": "urgent", "FROZEN": "freezing", "CONF_NONFINAL": "confiscation", "CONF_FINAL": "confiscation"}
)
"""State that a document orders -> the kind of order that it is."""
Acts = Iterator[RecoveryAct]


_WITH_SUM: Final = frozenset({"REALISED", *PAYMENTS})
"""Steps that say themselves why a sum of theirs is not in the ledger."""
_BEFORE_FREEZE: Final = (None, "IDENTIFIED", "TRACED", "REQUESTED", "URGENT")


class MeasureWalk:
    """Reads the events of one measure in order. ``acts``, ``flags``: what they become."""

    def __init__(self, measure: EarlierMeasure, counted: Sequence[Event]) -> None:
        """``counted``: its StateChange and Cost events that count, in any order. Cost: linear, apart from sorting."""
        self._measure = measure
        self._money = MoneyOfMeasure(measure.id, measure.asset_class)
        self._state: str | None = None
        self._live: Fraction = measure.share
        self._appeal: str | None = None
        self._sale: str | None = None
        self._stage: str | None = None
        self.flags: list[MappingFlag] = []
        self.acts: list[RecoveryAct] = []
        for event in self._in_order(counted):
            self.acts.extend(self._read_cost(event) if event.type == "Cost" else self._read_step(event))

    def _in_order(self, counted: Sequence[Event]) -> list[Event]:
        """The steps in the order of the earlier rules; a cost stands before the steps of its day."""
        steps = {event.id: event for event in counted if event.type == "StateChange"}
        walked = replay_counted(steps.values())
        for name, _ in walked.left_out:
            self._flag("LEFT_OUT", steps[name])
        costs = sorted((event for event in counted if event.type == "Cost"), key=lambda one: (one.effective, one.id))
        ordered: list[Event] = []
        for _, day, name in walked.entered:
            while costs and costs[0].effective <= day:
                ordered.append(costs.pop(0))
            ordered.append(steps[name])
        return [*ordered, *costs]

    def _read_cost(self, event: Event) -> Acts:
        stated = stated_sum(event)
        return self._money.spend(event, *stated) if stated else iter(())

    def _read_step(self, event: Event) -> Acts:
        to = str(event.props["state"])
        read: Callable[[Event], Acts] = {
            "CHALLENGED": self._file_appeal,
            "PART_RELEASED": self._release_part,
            "MANAGED": self._take_custody,
            "SALE_ORDERED": self._order_sale,
            "DEPOSITED": self._deposit,
            "REALISED": self._realise,
        }.get(to, self._pay if to in PAYMENTS else self._enter)
        if self._appeal is not None and to != "CHALLENGED":
            yield self._decide_appeal(event, _OUTCOMES.get(to, "rejected"))
            decided_only = to == self._state
        else:
            decided_only = False
        acts = [] if decided_only else list(read(event))
        yield from acts
        if stated_sum(event) and to not in _WITH_SUM and not any(isinstance(act, PostAct) for act in acts):
            self._flag("SUM_UNUSED", event)
        if event.on_record is not None and event.recorded > event.on_record[0]:
            self._flag("FUTURE_DATE", event)
        self._stage = to

    def _enter(self, event: Event) -> Acts:
        to = str(event.props["state"])
        if self._sale is not None and to == "FROZEN":
            yield self._cancel_sale(event)
        elif to == self._state:
            yield from self._check(event)
            return
        if to != self._state:
            yield self._step(event, to)
        stated = stated_sum(event)
        if to == "FROZEN" and stated:
            yield from self._money.find(event, *stated, event.effective)

    def _step(self, event: Event, to: str) -> RecoveryAct:
        if to == "FROZEN" and self._money.frozen_on is None:
            self._money.frozen_on = event.effective
        allowed = frozenset[Pair]().union(*(row.pairs for row in find_transitions(self._state, to)))
        sourced = self._sourced(event, allowed)
        is_quashed = to == "FROZEN" and self._state not in _BEFORE_FREEZE
        self._state = to
        reason = event.props.get("reason")
        return StepAct(
            **sourced,
            item=self._measure.id,
            to=to,
            order=None if to not in ORDER_KINDS or is_quashed else _order_of(sourced),
            reason=None if reason is None else str(reason),
        )

    def _check(self, event: Event) -> Acts:
        if self._state in TIED_STATES:
            yield PeriodicCheckAct(**self._sourced(event), item=self._measure.id)
        else:
            self._flag("REPEATED", event)

    def _file_appeal(self, event: Event) -> Acts:
        if self._appeal is not None:
            self._flag("REPEATED", event)
            return
        self._appeal = event.id
        yield AppealAct(
            **self._sourced(event),
            appeal=event.id,
            order="",
            item=self._measure.id,
            by=self._measure.person or "",
        )

    def _decide_appeal(self, event: Event, outcome: str) -> RecoveryAct:
        assert self._appeal is not None
        appeal, self._appeal = self._appeal, None
        return AppealDecisionAct(**self._sourced(event, part="/decided"), appeal=appeal, outcome=outcome)

    def _release_part(self, event: Event) -> Acts:
        stated = event.props.get("released_share")
        share = None if stated is None else Fraction(str(stated))
        if share is None or not 0 < share < self._live:
            self._flag("NO_SHARE", event)
            return
        self._live -= share
        yield PartReleaseAct(**self._sourced(event), item=self._measure.id, share=share)

    def _take_custody(self, event: Event) -> Acts:
        if self._sale is not None:
            yield self._cancel_sale(event)
        if self._stage == "MANAGED":
            yield from self._check(event)
        else:
            custodian = str(event.props.get("authority") or "")
            yield CustodyAct(**self._sourced(event), item=self._measure.id, custodian=custodian)

    def _order_sale(self, event: Event) -> Acts:
        if self._sale is not None:
            yield from self._check(event)
            return
        self._sale = event.id
        yield SaleAct(**self._sourced(event), sale=event.id, item=self._measure.id, event="ordered")

    def _cancel_sale(self, event: Event) -> RecoveryAct:
        assert self._sale is not None
        sale, self._sale = self._sale, None
        return SaleAct(**self._sourced(event, part="/cancelled"), sale=sale, item=self._measure.id, event="cancelled")

    def _deposit(self, event: Event) -> Acts:
        stated = stated_sum(event)
        document, _ = named_source(event.props, event.effective, ())
        if self._stage == "DEPOSITED" and (document is None or document.kind not in RECEIPTS):
            yield from self._check(event)
            return
        if self._sale is not None:
            sale, self._sale = self._sale, None
            yield SaleAct(**self._sourced(event, part="/sold"), sale=sale, item=self._measure.id, event="sold")
        if stated is None:
            self._flag("NO_AMOUNT", event)
        else:
            yield from self._money.deposit(event, *stated)

    def _realise(self, event: Event) -> Acts:
        if self._state != "REALISED":
            yield self._step(event, "REALISED")
        stated = stated_sum(event)
        if stated is not None:
            yield from self._money.realise(event, *stated)
            if self._money.differs(stated[1]):
                self._flag("SUM_DIFFERS", event)
        elif not self._money.deposited:
            self._flag("NO_AMOUNT", event)

    def _pay(self, event: Event) -> Acts:
        stated = stated_sum(event)
        if stated is None:
            self._flag("NO_AMOUNT", event)
            return
        posts = list(self._money.pay(event, str(event.props["state"]), *stated))
        if not posts:
            self._flag("NO_SOURCE", event, Money(stated[0] - self._money.held[stated[1]], stated[1]))
        yield from posts

    def _sourced(self, event: Event, allowed: frozenset[Pair] = frozenset(), part: str = "") -> dict[str, Any]:
        document, authority = named_source(event.props, event.effective, allowed)
        unnamed = [one for one in (document, authority) if one is not None and one.kind == UNKNOWN]
        if unnamed and not part:
            self._flag("NO_KIND", event)
        return {
            "id": event.id + part,
            "effective": event.effective,
            "recorded": event.recorded,
            "as_stated": True,
            "document": document,
            "authority": authority,
        }

    def _flag(self, code: str, event: Event, missing: Money | None = None) -> None:
        state = str(event.props["state"])
        self.flags.append(
            MappingFlag(code, self._measure.id, event.id, state, event.effective, event.recorded, missing)
        )


def _order_of(sourced: Mapping[str, Any]) -> str | None:
    """The order that the document of the step is. None: the document has no number, or nobody is named."""
    document, authority = sourced["document"], sourced["authority"]
    if document is None or authority is None or not document.number or not authority.name:
        return None
    return order_id(authority.name, document.number)
