"""Holds a measure of the earlier design with the events about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from graph_schema.records.events import Event
from tracer.recovery.acts.measures import ItemAct


@dataclass(frozen=True, slots=True)
class EarlierMeasure:
    """A measure on a share of one asset.

    ``asset_class``: the code of its class. ``is_owner``: the person was entered as owner on the first day.
    ``events``: its StateChange, Cost and Revoked events, revoked ones included, in any order.
    """

    id: str
    case: str
    asset: str
    person: str | None
    share: Fraction
    purposes: frozenset[str]
    cap: tuple[int, str] | None
    asset_class: str
    is_owner: bool
    stated_on: date
    events: tuple[Event, ...] = field(hash=False)

    @property
    def begun(self) -> date:
        """The day on which the first step took effect; without a step, the day on which the measure was received."""
        return min((event.effective for event in self.events), default=self.stated_on)

    @property
    def known(self) -> date:
        """The day on which the first event was recorded."""
        return min((event.recorded for event in self.events), default=self.stated_on)

    def as_item(self) -> ItemAct:
        """The item that the measure is. A cap without a currency cannot be; both or none are stated."""
        return ItemAct(
            id=self.id,
            effective=self.begun,
            recorded=self.known,
            as_stated=True,
            item=self.id,
            case=self.case,
            against=self.person,
            purposes=self.purposes,
            asset=self.asset,
            title_holder=self.person if self.is_owner else None,
            share=self.share,
            cap=self.cap[0] if self.cap else None,
            cap_currency=self.cap[1] if self.cap else None,
        )
