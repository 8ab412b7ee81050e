"""Defines how each type of node is drawn: a shape, a pale colour and an icon.

The colour is pale because strong colours show the stage of recovery (``stage_looks``); shape and icon show the
type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class TypeLook:
    """``shape``: a node shape of cytoscape.js. ``icon``: a path in a 24 by 24 box, holes by even-odd fill."""

    colour: str
    shape: str
    icon: str


_PEOPLE, _FIRMS, _MONEY, _GOODS, _PAPER = "#8d6a4f", "#4f6b8f", "#44806b", "#8a6d1f", "#6b7280"

TYPES: Final[Mapping[str, TypeLook]] = MappingProxyType(
    {
        "Person": TypeLook(
            _PEOPLE,
            "ellipse",
            "M12 3a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM3 21c0-5 4-7.5 9-7.5s9 2.5 9 7.5z",
        ),
        "Company": TypeLook(
            _FIRMS,
            "round-rectangle",
            "M4 2h16v20H4zm4 4v3h3V6zm5 0v3h3V6zm-5 6v3h3v-3zm5 0v3h3v-3zm-3 6v4h4v-4z",
        ),
        "Account": TypeLook(_MONEY, "rectangle", "M2 5h20v14H2zm0 3.5v3h20v-3zm3 6v2h6v-2z"),
        "Statement": TypeLook(_PAPER, "tag", "M5 2h14v20H5zm3 4v2h8V6zm0 5v2h8v-2zm0 5v2h5v-2z"),
        "Property": TypeLook(_GOODS, "pentagon", "M12 2 2 11h3v11h5v-7h4v7h5V11h3z"),
        "Vehicle": TypeLook(
            _GOODS,
            "barrel",
            "M5.5 5h13l2.5 6.5V19h-4v-2H7v2H3v-7.5zm1.5 2-1.5 4h13L17 7zM6 13v2h3v-2zm9 0v2h3v-2z",
        ),
        "Valuable": TypeLook(_GOODS, "octagon", "M7 3h10l5 6.5L12 22 2 9.5zm1.2 2.5L5.5 9h13l-2.7-3.5z"),
        "Cash": TypeLook(_MONEY, "rhomboid", "M2 6h20v12H2zm10 2.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z"),
        "CryptoWallet": TypeLook(
            _MONEY,
            "round-hexagon",
            "M8 6a6 6 0 1 0 5.6 8H16v3h3v-3h3v-4h-8.4A6 6 0 0 0 8 6zm0 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
        ),
        "CompanyShare": TypeLook(
            _FIRMS,
            "cut-rectangle",
            "M11 3a9.5 9.5 0 1 0 10 10H11zm2.5-1.5V10.5H22a9 9 0 0 0-8.5-9z",
        ),
        "Case": TypeLook(_PAPER, "bottom-round-rectangle", "M2 4h8l2.5 3H22v13H2z"),
        "Measure": TypeLook(_PAPER, "diamond", "M6 10V8a6 6 0 0 1 12 0v2h2v12H4V10zm3 0h6V8a3 3 0 0 0-6 0z"),
    }
)

# A victim or a witness: only the protection is shown, not the type or the role.
PROTECTED: Final = TypeLook(
    "#57735a",
    "round-octagon",
    "M12 1.5 3.5 5v6.5c0 5.5 3.7 9 8.5 11 4.8-2 8.5-5.5 8.5-11V5z",
)
