"""Computes the claims on an asset that was bought with mixed money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from graph_schema.errors import WrongUse


@dataclass(frozen=True, slots=True)
class AssetClaim:
    """The two alternative remedies of one source: a lien for its money, or its share of the asset."""

    lien: int
    share: Fraction
    share_of_value: Fraction


def claims_on_asset(price_by_label: Mapping[str, int], present_value: int) -> dict[str, AssetClaim]:
    """What can each source claim, now that the asset its money went into is worth ``present_value``?

    ``price_by_label``: what the paying entries carried, in minor units. ``share_of_value`` is exact; round it
    once for display. Does not decide which remedy the law allows.

    Raises: WrongUse if nothing was paid, or a part or the value is below zero.
    Source: Foskett v McKeown [2000] UKHL 29.
    """
    price = sum(price_by_label.values())
    if price <= 0 or present_value < 0 or any(amount < 0 for amount in price_by_label.values()):
        raise WrongUse(
            "A price of {price} and a present value of {value} give no shares. "
            "Give what was paid, by source, and what the asset is worth.",
            price=price,
            value=present_value,
        )
    return {
        label: AssetClaim(amount, Fraction(amount, price), Fraction(amount * present_value, price))
        for label, amount in price_by_label.items()
    }
