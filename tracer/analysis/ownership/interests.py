"""Decides which interests in a company are capital, and which are votes."""

from __future__ import annotations

from typing import Final, Literal

Nature = Literal["capital", "capital through others", "votes", "votes through others", "not stated", "other"]
_NATURES: Final[dict[str, Nature]] = {
    "": "capital",
    "shareholding": "capital",
    "indirectshareholding": "capital through others",
    "indirectnotstated": "capital through others",
    "votingrights": "votes",
    "indirectvotingrights": "votes through others",
    "notstated": "not stated",
}


def nature_of(interest: str) -> Nature:
    """What does an interest of this kind, as the source states it, give its holder?

    ``not stated``: the source names the holder and not the kind, so it may be capital. ``votes through others``: the sum
    of a chain; ``capital through others`` too, which is never added to capital, because the links of its chain are capital
    one by one. Letters alone are compared: ``voting-rights`` is ``votingRights``.
    """
    plain = "".join(letter for letter in interest.casefold() if letter.isalnum())
    return _NATURES.get(plain, "other")
