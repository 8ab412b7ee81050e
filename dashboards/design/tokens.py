"""The design tokens: every size and every colour of the screens, light and dark, once.

The stylesheet, Streamlit's own theme and docs/design.md are made from this table. Contrast is computed from it by the
tests: text has 4.5:1 or more, borders of fields 3:1 or more, on every ground it is used on (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Pair:
    """One colour in both themes, each as #rrggbb."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class TextSize:
    """``size`` and ``line``: height of letters and of a line, in pixels. ``use``: what it is for."""

    size: int
    line: int
    weight: int
    use: str


@dataclass(frozen=True, slots=True)
class StateColours:
    """How the word of a state is written: ``ink`` on ``tint``. Beside it are always its shape and the word itself."""

    ink: Pair
    tint: Pair


TEXT_SIZES: Final[Mapping[str, TextSize]] = MappingProxyType(
    {
        "number": TextSize(28, 32, 650, "the number of a page"),
        "question": TextSize(20, 28, 650, "the question of a page"),
        "card": TextSize(16, 20, 650, "the title of a card"),
        "text": TextSize(14, 20, 400, "text and fields"),
        "table": TextSize(13, 18, 400, "tables and sentences"),
        "caption": TextSize(12, 16, 400, "captions, heads of columns"),
    }
)

SPACES: Final = (4, 8, 12, 16, 24)
"""Distances in pixels. Nothing stands apart by another one."""

SIZES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "header": 40,
        "row-height": 28,
        "field-height": 32,
        "button-height": 28,
        "radius": 8,
        "radius-small": 6,
        "column": 820,
    }
)
"""In pixels. ``column``: the widest column of text."""

COLOURS: Final[Mapping[str, Pair]] = MappingProxyType(
    {
        "ground": Pair("#F5F7F9", "#0E1419"),
        "surface": Pair("#FFFFFF", "#161D24"),
        "sunken": Pair("#EDF1F4", "#202A33"),
        "line": Pair("#D8DFE5", "#2D3944"),
        "line-strong": Pair("#B5C0CA", "#465563"),
        "field": Pair("#7F8B97", "#728291"),
        "ink": Pair("#101828", "#E9EEF3"),
        "ink-second": Pair("#3D4A57", "#BCC8D3"),
        "ink-caption": Pair("#5A6774", "#9AA8B5"),
        "accent": Pair("#0B4A6F", "#7CC4F0"),
        "accent-tint": Pair("#E4EFF6", "#173242"),
        "on-accent": Pair("#FFFFFF", "#0B1A24"),
        "focus": Pair("#0B6BCB", "#7CC4F0"),
    }
)

GROUNDS: Final = ("ground", "surface", "sunken")
"""The colours that lie under text."""

STATE_COLOURS: Final[Mapping[str, StateColours]] = MappingProxyType(
    {
        "found": StateColours(Pair("#5A6774", "#A3B0BC"), Pair("#EDF1F4", "#26313B")),
        "asked": StateColours(Pair("#5A6774", "#A3B0BC"), Pair("#EDF1F4", "#26313B")),
        "frozen": StateColours(Pair("#1D4ED8", "#86ADFF"), Pair("#E6EDFD", "#1B2A4A")),
        "custody": StateColours(Pair("#0E7490", "#55C7DA"), Pair("#E0F2F5", "#12333A")),
        "not-final": StateColours(Pair("#7C3AED", "#BDA4FF"), Pair("#F1EAFE", "#2A2145")),
        "final": StateColours(Pair("#5B21B6", "#C9B6FF"), Pair("#EBE4F8", "#342A55")),
        "money": StateColours(Pair("#0F766E", "#5FD3BC"), Pair("#DFF3EF", "#12332E")),
        "paid": StateColours(Pair("#12743A", "#63D492"), Pair("#E2F4E8", "#14331F")),
        "loss": StateColours(Pair("#B42318", "#FF8F85"), Pair("#FDEBE9", "#421D1A")),
        "soon": StateColours(Pair("#92400E", "#F2B866"), Pair("#FCF1DD", "#3A2A10")),
    }
)
"""``loss`` is red: lost, overdue, or a statement that does not add up, and nothing else. ``soon`` is amber: due within
days, missing, refused."""
