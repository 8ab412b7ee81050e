"""Divides what is left of a fund among its contributors, without tracing."""

from __future__ import annotations

from collections.abc import Mapping

from graph_schema.errors import WrongUse
from graph_schema.values.money import split


def divide_pari_passu(contributions: Mapping[str, int], remaining: int) -> dict[str, int]:
    """What does each contributor receive, if all share what is left in proportion to what they paid in?

    Minor units. The largest remainders receive the units that rounding leaves over, the first contributor among equal ones,
    so the parts add up to ``remaining``. The order of the payments has no influence: that is what makes it no
    tracing method. Does not decide whether a court allows it.

    Raises: WrongUse if nothing was paid in, a contribution is below zero, or more is left than was paid in.
    Cost: O(n log n). Source: Barlow Clowes International Ltd v Vaughan [1992] 4 All ER 22.
    """
    total = sum(contributions.values())
    if total <= 0 or any(amount < 0 for amount in contributions.values()) or not 0 <= remaining <= total:
        raise WrongUse(
            "A fund of {remaining} cannot be divided among contributions of {total}: expected contributions of zero or more, "
            "one above zero at least, and at most their sum left.",
            remaining=remaining,
            total=total,
        )
    return dict(zip(contributions, split(remaining, list(contributions.values())), strict=True))
