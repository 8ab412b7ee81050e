"""The kinds of evidence link, which of them move money, and which give somebody the use of an account."""

from __future__ import annotations

from typing import Final

from graph_schema.errors import WrongUse

TRANSFER: Final = "transfer"
PAID_FOR: Final = "paid_for"
SAME_AS: Final = "same_as"

MONEY_KINDS: Final = frozenset({TRANSFER, PAID_FOR})
"""Links on which money moves from tail to head, on a day that must be known."""

ACCOUNT_KINDS: Final = frozenset({"holds", "holds_account", "controls_account", "benefits_from"})
"""Links from a party (tail) to what it holds (head): money through the head falls in the period."""

LINK_KINDS: Final = (
    MONEY_KINDS | ACCOUNT_KINDS | {SAME_AS, "controls", "related_to", "represents", "share_of", "shareholding", "uses"}
)
"""Every kind a path may be asked for."""


def check_kinds(kinds: frozenset[str]) -> None:
    """Are these kinds of link whose direction and time are understood? Raises: WrongUse naming the others."""
    unknown = sorted(kinds - LINK_KINDS)
    if unknown or not kinds:
        raise WrongUse(
            "The kinds of link {unknown} cannot be walked: expected one or more of {known}.",
            unknown=", ".join(unknown) or "(none)", known=", ".join(sorted(LINK_KINDS)),
        )  # fmt: skip
