"""Acts about assets: asset, registered owner, debt on it, value, exchange rate, worksheet, table to publish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.act import RecoveryAct

WHOLE = "whole"
"""The value of ``EncumbranceAct.on`` for a debt that burdens the whole asset."""


@dataclass(frozen=True, kw_only=True)
class AssetAct(RecoveryAct):
    """An asset of one class (a code)."""

    asset: str
    asset_class: str

    @property
    def about(self) -> str:
        """The asset."""
        return self.asset


@dataclass(frozen=True, kw_only=True)
class OwnerAct(RecoveryAct):
    """A person is registered as owner of a share. A later act for the same person replaces an earlier one.

    ``adds``: an entry of a register, which stands beside the other entries of the same person.
    """

    asset: str
    person: str
    share: Fraction
    until: date | None = None
    adds: bool = False

    @property
    def about(self) -> str:
        """The asset."""
        return self.asset


@dataclass(frozen=True, kw_only=True)
class EncumbranceAct(RecoveryAct):
    """A secured debt, minor units. ``on``: "whole", or the owner whose share it burdens."""

    encumbrance: str
    asset: str
    creditor: str
    rank: int
    amount: int
    currency: str
    on: str = WHOLE
    encumbrance_kind: str = "other"

    @property
    def about(self) -> str:
        """The asset."""
        return self.asset


@dataclass(frozen=True, kw_only=True)
class ValueAct(RecoveryAct):
    """The value of the whole asset, minor units. ``moment``: freezing, confiscation, disposal, other; ``method``: how found.

    ``appraiser``: who determined it; None: who recorded it.
    """

    asset: str
    moment: str
    amount: int
    currency: str
    method: str = "estimate"
    appraiser: str | None = None

    @property
    def about(self) -> str:
        """The asset."""
        return self.asset


@dataclass(frozen=True, kw_only=True)
class RateAct(RecoveryAct):
    """An official rate: ``num / den`` units of ``to_currency`` for one unit of ``from_currency``."""

    from_currency: str
    to_currency: str
    num: int
    den: int


@dataclass(frozen=True, slots=True)
class Acquisition:
    """A thing acquired on a day for an amount, minor units."""

    asset: str
    on: date
    amount: int


@dataclass(frozen=True, kw_only=True)
class WorksheetAct(RecoveryAct):
    """The worksheet of extended confiscation of one person; amounts in minor units, days inclusive."""

    worksheet: str
    person: str
    window_from: date
    window_to: date
    lawful_income: int
    expenses: int
    currency: str
    acquisitions: tuple[Acquisition, ...]

    @property
    def about(self) -> str:
        """The worksheet."""
        return self.worksheet


@dataclass(frozen=True, kw_only=True)
class CountTableAct(RecoveryAct):
    """A table of counts to publish. Counts from 1 to below ``smallest`` are hidden."""

    table: str
    rows: tuple[tuple[int, ...], ...]
    smallest: int

    @property
    def about(self) -> str:
        """The table."""
        return self.table
