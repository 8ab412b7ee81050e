"""Answers which share of an asset a person is registered to have, and which class the asset has."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Final

from tracer.recovery.acts.assets import AssetAct, OwnerAct
from tracer.recovery.acts.facts import RecoveryFacts

IMMOVABLE_CLASSES: Final = frozenset(
    {
        "house",
        "flat",
        "apartment",
        "land",
        "farm_land",
        "building",
        "villa",
        "land_parcel",
        "real_estate",
        "commercial_space",
    }
)
MONEY_CLASSES: Final = frozenset({"cash", "account", "bank_account"})
VALUABLES_CLASSES: Final = frozenset({"gold", "jewellery", "watch", "art", "precious_metal", "precious_stones"})
"""Handed over to the Treasury or a bank. Source: CPP 252(4)-(6)."""


def registered_share(facts: RecoveryFacts, asset: str, person: str | None, on: date | None) -> Fraction | None:
    """Which share of the asset is registered to this person on this day? None: no register names an owner then.

    Entries of a register that are in force on one day add up; any other act replaces those before it.
    """
    rows = facts.of(OwnerAct, asset, on)
    in_force = [row for row in rows if on is None or row.until is None or row.until >= on]
    if not in_force:
        return None
    share = Fraction(0)
    for row in rows:
        if row.person == person:
            counted = row.share if row in in_force else Fraction(0)
            share = share + counted if row.adds else counted
    return share


def asset_class(facts: RecoveryFacts, asset: str | None) -> str | None:
    """Which class has this asset? None: no asset."""
    found = facts.first(AssetAct, asset) if asset else None
    return found.asset_class if found else None
