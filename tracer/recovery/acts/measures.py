"""Acts about orders and their items: order, item, step, part release, check, communication, custody, finding, appeal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import ClassVar

from tracer.recovery.acts.act import RecoveryAct, SourcedAct


@dataclass(frozen=True, kw_only=True)
class OrderAct(SourcedAct):
    """An order of one authority. ``order_kind``: freezing, urgent, confiscation, judgment, sale, release."""

    order: str
    case: str
    order_kind: str
    fine: bool = False
    damages: bool = False

    @property
    def about(self) -> str:
        """The order."""
        return self.order


@dataclass(frozen=True, kw_only=True)
class ItemAct(RecoveryAct):
    """An order item: a share of an asset registered to ``title_holder``, or an amount (minor units).

    ``attached_to``: the item whose lot it shares. ``under``: the item of a sum under which the asset is enforced.
    """

    item: str
    case: str
    against: str | None
    purposes: frozenset[str]
    asset: str | None = None
    title_holder: str | None = None
    share: Fraction | None = None
    amount: int | None = None
    currency: str | None = None
    cap: int | None = None
    cap_currency: str | None = None
    foreign: bool = False
    attached_to: str | None = None
    under: str | None = None

    @property
    def about(self) -> str:
        """The item."""
        return self.item

    @property
    def holder(self) -> str | None:
        """The registered holder of the share; the person against whom the item is ordered if no holder is stated."""
        return self.title_holder or self.against


@dataclass(frozen=True, kw_only=True)
class ItemChange(SourcedAct):
    """An act that changes the state or the share of an item."""

    item: str

    @property
    def about(self) -> str:
        """The item."""
        return self.item


@dataclass(frozen=True, kw_only=True)
class StepAct(ItemChange):
    """An item enters a state. ``share``: the share confiscated, where it is less than the live share."""

    to: str
    order: str | None = None
    reason: str | None = None
    basis: str | None = None
    share: Fraction | None = None


@dataclass(frozen=True, kw_only=True)
class PartReleaseAct(ItemChange):
    """A share of the asset is released from the item."""

    share: Fraction


@dataclass(frozen=True, kw_only=True)
class PeriodicCheckAct(SourcedAct):
    """The freeze of an item was checked. Source: CPP 250^2."""

    item: str

    @property
    def about(self) -> str:
        """The item."""
        return self.item


@dataclass(frozen=True, kw_only=True)
class CommunicationAct(RecoveryAct):
    """An order was communicated to a person; ``at``: the instant in UTC, None if only the day is known."""

    order: str
    person: str
    at: datetime | None = None

    @property
    def about(self) -> str:
        """The order."""
        return self.order


@dataclass(frozen=True, kw_only=True)
class CustodyAct(SourcedAct):
    """A custodian takes the asset of an item."""

    item: str
    custodian: str

    @property
    def about(self) -> str:
        """The item."""
        return self.item


@dataclass(frozen=True, kw_only=True)
class FindingAct(RecoveryAct):
    """What a court found about a factor. ``typed``: fact or assessment."""

    item: str
    factor: str
    typed: str
    text: str

    @property
    def about(self) -> str:
        """The item."""
        return self.item


@dataclass(frozen=True, kw_only=True)
class AppealAct(SourcedAct):
    """An affected person challenges an order, or one item of it. ``at``: the instant in UTC, None if unknown."""

    appeal: str
    order: str
    item: str | None
    by: str
    at: datetime | None = None

    @property
    def about(self) -> str:
        """The order."""
        return self.order


@dataclass(frozen=True, kw_only=True)
class AppealDecisionAct(SourcedAct):
    """An appeal is decided. ``outcome``: rejected, upheld, upheld_in_part, withdrawn."""

    needs_source: ClassVar[bool] = True

    appeal: str
    outcome: str

    @property
    def about(self) -> str:
        """The appeal."""
        return self.appeal
