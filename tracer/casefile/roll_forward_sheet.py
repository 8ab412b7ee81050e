"""The roll-forward as it is read and exported: assets by class in number and value, and the classes of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One column of a line: assets and minor units, both signed. ``assets``: the ids of those behind it."""

    column: str
    number: int
    minor: int
    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssetRoll:
    """One class of assets of one office and currency; ``currency`` empty: assets without a value, counted only."""

    office: str
    asset_class: str
    currency: str
    cells: tuple[SheetCell, ...]


@dataclass(frozen=True, slots=True)
class MoneyRoll:
    """One class of the ledger of one office and currency, minor units: closing = opening + in - out."""

    office: str
    ledger_class: str
    currency: str
    opening_minor: int
    in_minor: int
    out_minor: int
    closing_minor: int


@dataclass(frozen=True, slots=True)
class RollForwardSheet:
    """The roll-forward from ``first`` (None: from the beginning) to ``last``, both inclusive, as known on a day."""

    first: date | None
    last: date
    known_on: date
    assets: tuple[AssetRoll, ...]
    money: tuple[MoneyRoll, ...]
