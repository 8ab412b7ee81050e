"""The kinds of evidence link: kinds that move money, kinds that give an account to a party, and others."""

from __future__ import annotations

from typing import Final

from graph_schema.errors import WrongUse

TRANSFER: Final = "transfer"
PAID_FOR: Final = "paid_for"
SAME_AS: Final = "same_as"
SHAREHOLDING: Final = "shareholding"

MONEY_KINDS: Final = frozenset({TRANSFER, PAID_FOR})
"""Links on which money moves from tail to head, on a day that must be known."""

ACCOUNT_KINDS: Final = frozenset({"holds", "holds_account", "controls_account", "benefits_from"})
"""Links from a party (tail) to what it holds (head): money on the head must move within the period of the link."""

TITLE_KINDS: Final = frozenset({"holds", "benefits_from"})
"""Links by which a party is entered as owner or beneficiary of a thing."""

LEVEL_KINDS: Final = frozenset({SAME_AS, "related_to"})
"""Links without direction: a path uses them both ways."""

DOWN_KINDS: Final = ACCOUNT_KINDS | {"controls", "represents", "share_of", SHAREHOLDING, "uses"}
"""Links from a party (tail) down to what it has (head). A path never goes down to a thing and up to another party."""

LINK_KINDS: Final = MONEY_KINDS | LEVEL_KINDS | DOWN_KINDS
"""All kinds that a path can be searched for."""


def check_kinds(kinds: frozenset[str]) -> None:
    """Check that these are known kinds of link. Raises: WrongUse naming the unknown kinds."""
    unknown = sorted(kinds - LINK_KINDS)
    if unknown or not kinds:
        raise WrongUse(
            "The kinds of link {unknown} cannot be walked: expected one or more of {known}.",
            unknown=", ".join(unknown) or "(none)",
            known=", ".join(sorted(LINK_KINDS)),
        )
