"""Acts about money: sale, posting, reversal, month of the ledger, claim, decision on it; and the revocation of any act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.act import RecoveryAct, SourcedAct


@dataclass(frozen=True, kw_only=True)
class SaleAct(SourcedAct):
    """A step of a sale. ``event``: proposed, ordered, communicated, challenged, rejected, sold, closed, cancelled.

    From ``method`` on: what a sale states when it is closed; ``price`` and ``cost`` in minor units.
    """

    sale: str
    item: str
    event: str
    ground: str | None = None
    consent: bool = False
    method: str | None = None
    notice: str | None = None
    offers: int | None = None
    buyer: str | None = None
    price: int | None = None
    cost: int | None = None
    currency: str | None = None
    second_person: str | None = None
    reason: str | None = None

    @property
    def about(self) -> str:
        """The item."""
        return self.item


@dataclass(frozen=True, kw_only=True)
class PostAct(SourcedAct):
    """A posting: a template and an amount, minor units. The lines follow from the template."""

    item: str
    template: str
    amount: int
    currency: str
    cost: int = 0
    share: Fraction | None = None
    to_amount: int | None = None
    to_currency: str | None = None
    rate_num: int | None = None
    rate_den: int | None = None
    claim: str | None = None
    certificate: str | None = None
    encumbrance: str | None = None
    reason: str | None = None

    @property
    def about(self) -> str:
        """The item."""
        return self.item


@dataclass(frozen=True, kw_only=True)
class ReverseAct(RecoveryAct):
    """The lines of a posting are booked again with the opposite sign: on its day, or in an open month if its month is closed."""

    posting: str
    reason: str | None = None

    @property
    def about(self) -> str:
        """The posting."""
        return self.posting


@dataclass(frozen=True, kw_only=True)
class MonthAct(RecoveryAct):
    """A month of the ledger of an office is closed or reopened. ``month``: its first day. ``event``: closed, reopened.

    ``signed_by``: the second person who signs. ``effective``: the day of closing or reopening.
    """

    office: str
    month: date
    event: str
    signed_by: str | None = None
    reason: str | None = None

    @property
    def about(self) -> str:
        """The office."""
        return self.office


@dataclass(frozen=True, kw_only=True)
class RevokeAct(RecoveryAct):
    """An act recorded by mistake no longer counts."""

    target: str
    reason: str | None = None

    @property
    def about(self) -> str:
        """The act that no longer counts."""
        return self.target


@dataclass(frozen=True, kw_only=True)
class ClaimAct(RecoveryAct):
    """A claim, minor units. ``claim_kind``: damage, restitution, title. ``amount`` None: not stated."""

    claim: str
    case: str
    person: str
    claim_kind: str
    amount: int | None
    currency: str
    item: str | None = None
    rank: int = 1

    @property
    def about(self) -> str:
        """The claim."""
        return self.claim


@dataclass(frozen=True, kw_only=True)
class ClaimDecisionAct(SourcedAct):
    """A claim is decided. ``outcome``: awarded, awarded_final, rejected, withdrawn, admitted."""

    claim: str
    outcome: str
    amount: int | None = None
    currency: str | None = None

    @property
    def about(self) -> str:
        """The claim."""
        return self.claim
