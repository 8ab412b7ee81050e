"""Turns the sums of a measure into postings: found, deposited, sold, spent, paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from graph_schema.records.events import Event
from tracer.casework.earlier_measures.worded_sources import named_source
from tracer.recovery.acts.money import PostAct
from tracer.recovery.ledger.templates import TEMPLATES

PAYMENTS: Final = MappingProxyType({"VICTIM": "pay_victim", "BUDGET": "pay_budget", "SHARED": "pay_state"})
"""State of a measure -> template of the payment."""
FOUND_BY: Final = MappingProxyType({"cash": "seize_cash", "account": "bank_freeze"})
"""Class of asset that is money -> template of the sum found. Any other asset becomes money by a sale."""
RECEIPTS: Final = frozenset({"sale_record", "account_entry"})
"""The documents of a receipt of money; another document repeats the state and not the sum."""


@dataclass(slots=True)
class MoneyOfMeasure:
    """The money of one measure while its events are read in order.

    By currency, minor units. ``held``: in the unique account. ``found``: found and not deposited. ``deposited``: what
    came in before a realisation. ``realised``: the sums that realisations state.
    """

    measure: str
    asset_class: str
    frozen_on: date | None = None
    held: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    deposited: Counter[str] = field(default_factory=Counter)
    realised: Counter[str] = field(default_factory=Counter)

    def find(self, event: Event, minor: int, currency: str, on: date) -> Iterator[PostAct]:
        """The sum that a freeze found; nothing if the asset is not money."""
        template = FOUND_BY.get(self.asset_class)
        if template is not None and minor > 0:
            self.found[currency] += minor
            yield self._post(event, template, minor, currency, on=on, part="found")

    def deposit(self, event: Event, minor: int, currency: str) -> Iterator[PostAct]:
        """The sum comes into the unique account before a realisation."""
        self.deposited[currency] += minor
        yield from self._receive(event, minor, currency)

    def realise(self, event: Event, minor: int, currency: str) -> Iterator[PostAct]:
        """The sum realised. After a deposit it is the deposited money with interest: only what is more is booked."""
        self.realised[currency] += minor
        if not self.deposited:
            yield from self._receive(event, minor, currency)
            return
        more = self.realised[currency] - self.deposited[currency]
        if more > 0 and not self.differs(currency):
            self.held[currency] += more
            self.deposited[currency] += more
            yield self._post(event, "interest", more, currency)

    def differs(self, currency: str) -> bool:
        """Is the sum realised less than what was deposited, or was nothing deposited in its currency?"""
        return bool(self.deposited) and not 0 < self.deposited[currency] <= self.realised[currency]

    def _receive(self, event: Event, minor: int, currency: str) -> Iterator[PostAct]:
        """Money is deposited; anything else is sold. A deposit beyond the sum found counts as found on the day of the freeze."""
        if self.asset_class in FOUND_BY:
            missing = minor - self.found[currency]
            if missing > 0:
                yield from self.find(event, missing, currency, min(self.frozen_on or event.effective, event.effective))
            self.found[currency] -= minor
            yield self._post(event, "deposit", minor, currency)
        else:
            yield self._post(event, "sale", minor, currency)
        self.held[currency] += minor

    def spend(self, event: Event, minor: int, currency: str) -> Iterator[PostAct]:
        """A cost, out of the money held; advanced by the office if that is not enough."""
        if minor <= 0:
            return
        if self.held[currency] >= minor:
            self.held[currency] -= minor
            yield self._post(event, "cost", minor, currency, part="")
        else:
            yield self._post(event, "cost_advance", minor, currency, part="")

    def pay(self, event: Event, state: str, minor: int, currency: str) -> Iterator[PostAct]:
        """A payment; nothing if less is held."""
        if minor <= self.held[currency]:
            self.held[currency] -= minor
            yield self._post(event, PAYMENTS[state], minor, currency, part="")

    def _post(
        self, event: Event, template: str, minor: int, currency: str, *, on: date | None = None, part: str = "money"
    ) -> PostAct:
        document, authority = named_source(event.props, event.effective, TEMPLATES[template].pairs)
        source: dict[str, Any] = {} if part == "found" else {"document": document, "authority": authority}
        return PostAct(
            id=f"{event.id}/{part}" if part else event.id,
            effective=on or event.effective,
            recorded=event.recorded,
            as_stated=True,
            item=self.measure,
            template=template,
            amount=minor,
            currency=currency,
            **source,
        )


def stated_sum(event: Event) -> tuple[int, str] | None:
    """The sum and currency that the event states. None: none above 0."""
    minor, currency = event.props.get("amount_minor"), event.props.get("currency")
    return (minor, str(currency)) if isinstance(minor, int) and minor > 0 and currency is not None else None
