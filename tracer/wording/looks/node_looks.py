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
        "Charge": TypeLook(_PAPER, "heptagon", "M11 2h2v3h7l3 9h-7l3-7h-6v13h4v2H7v-2h4V7H5l3 7H1l3-9h7z"),
        "Order": TypeLook(_PAPER, "round-tag", "M4 2h11l5 5v15H4zm10 2v4h4zM7 11v2h10v-2zm0 4v2h10v-2z"),
        "OrderItem": TypeLook(
            _PAPER, "round-diamond", "M3 4h4v4H3zm7 1h11v2H10zM3 10h4v4H3zm7 1h11v2H10zM3 16h4v4H3zm7 1h11v2H10z"
        ),
        "Appeal": TypeLook(_PAPER, "triangle", "M12 3 21 12h-5v9H8v-9H3z"),
        "Sale": TypeLook(_MONEY, "right-rhomboid", "M3 3h9l9 9-9 9-9-9zm4 2.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z"),
        "Encumbrance": TypeLook(
            _MONEY,
            "hexagon",
            "M5 8a4 4 0 0 1 4-4h2v3H9a1 1 0 0 0 0 2h6a4 4 0 0 1 0 8h-2v-3h2a1 1 0 0 0 0-2H9a4 4 0 0 1-4-4z",
        ),
        "Claim": TypeLook(
            _PEOPLE, "round-pentagon", "M11 2h2v3h6v2h-2l4 8h-8l4-8h-4v12h4v3H7v-3h4V7H7l4 8H3l4-8H5V5h6z"
        ),
        "Worksheet": TypeLook(
            _PAPER, "concave-hexagon", "M3 3h18v18H3zm2 4v3h6V7zm8 0v3h6V7zm-8 5v3h6v-3zm8 0v3h6v-3z"
        ),
        "SupportContact": TypeLook(_PEOPLE, "round-heptagon", "M12 21 3 12a5 5 0 0 1 9-6 5 5 0 0 1 9 6z"),
        "Certificate": TypeLook(_PAPER, "star", "M3 3h18v12h-5v7l-3-2-3 2v-7H3zm3 3v2h12V6zm0 4v2h8v-2z"),
        "Recognition": TypeLook(_PAPER, "round-triangle", "M3 3h18v14H11l-6 5v-5H3zm5 7 3 4 6-7-2-1-4 5-2-2z"),
        "Request": TypeLook(_PAPER, "vee", "M2 4h20v16H2zm2 3 8 6 8-6z"),
    }
)

# A victim or a witness: only the protection is shown, not the type or the role.
PROTECTED: Final = TypeLook(
    "#57735a",
    "round-octagon",
    "M12 1.5 3.5 5v6.5c0 5.5 3.7 9 8.5 11 4.8-2 8.5-5.5 8.5-11V5z",
)
