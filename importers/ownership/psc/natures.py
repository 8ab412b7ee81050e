"""Reads the natures of control of the British register as interests with the range of their share.

Source: Companies Act 2006, schedule 1A; Companies House, ``psc_descriptions.yml``: 25-to-50 is more than 25 and not
more than 50 per cent, 50-to-75 is more than 50 and less than 75, 75-to-100 is 75 or more.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from graph_schema.records.fields import Value
from graph_schema.values.shares import ShareRange
from importers.ownership.capital import CAPITAL
from importers.ownership.percentages import share_props

_NATURE: Final = re.compile(r"(?P<right>[a-z-]{1,80}?)-(?P<range>[0-9a-z-]{5,12})-percent(?:-(?P<form>[a-z-]{1,80}))?")
_RANGES: Final = {
    "25-to-50": ShareRange(Fraction(1, 4), Fraction(1, 2), lower_open=True),
    "50-to-75": ShareRange(Fraction(1, 2), Fraction(3, 4), lower_open=True, upper_open=True),
    "75-to-100": ShareRange(Fraction(3, 4), Fraction(1)),
    "more-than-25": ShareRange(Fraction(1, 4), Fraction(1), lower_open=True),
}
_RIGHTS: Final = {"ownership-of-shares": CAPITAL, "voting-rights": "votingRights"}
_OF_THE_COMPANY: Final = (None, "registered-overseas-entity")
"""Forms that name the kind of company. Others name a trust or firm, whose members state the same shares each."""


def read_nature(nature: str) -> dict[str, Value]:
    """Which interest is it? ``ground`` is the nature as written; without a range there is no share."""
    props: dict[str, Value] = {"interest": nature, "ground": nature}
    found = _NATURE.fullmatch(nature)
    share = _RANGES.get(found["range"]) if found else None
    if found is None or share is None:
        return props
    right = _RIGHTS.get(found["right"], found["right"])
    props["interest"] = right if found["form"] in _OF_THE_COMPANY else f"{right} {found['form']}"
    return props | share_props(share)
