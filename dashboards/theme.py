"""One look for each stage of recovery, the same in graph, chart and table: a word, a colour and a shape.

Every colour stands out at 3:1 or more (WCAG 2.2, 1.4.11) from both the light and the dark background, so one
palette serves both. Colour never carries the meaning alone: each stage has its own mark and its own word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from graph_schema.errors import WrongUse
from graph_schema.words import N_

LIGHT_BACKGROUND: Final = "#ffffff"
LIGHT_CARD: Final = "#f3f6f9"
LIGHT_INK: Final = "#111827"
DARK_BACKGROUND: Final = "#0f1720"
DARK_CARD: Final = "#1a2530"
DARK_INK: Final = "#e5e7eb"

# Each family is quoted on its own: an unquoted name with a digit makes browsers drop the whole list.
FONTS: Final = "'Source Sans', 'Source Sans Pro', 'Noto Sans', sans-serif"

LOSS_COLOUR: Final = "#dc2626"
GAIN_COLOUR: Final = "#0d9488"
SERIES_COLOURS: Final = (
    "#4f6b8f", "#a16207", "#0d9488", "#a855f7", "#db2777", "#4d7c0f", "#c2410c", "#2563eb", "#78716c",
)  # fmt: skip
"""For series that are not stages (classes of asset): told apart by pattern too, see SERIES_PATTERNS."""

SERIES_PATTERNS: Final = ("", "/", ".", "x", "-", "\\", "+", "|")

Border = Literal["solid", "dashed", "dotted", "double"]


@dataclass(frozen=True, slots=True)
class StageLook:
    """How one stage is drawn. ``mark``: a path in a 24 by 24 box; ``symbol``: the same shape as a letter.

    ``label``: template for :meth:`tracer.language.Language.text`. ``pattern``: of bars.
    """

    label: str
    colour: str
    symbol: str
    mark: str
    border: Border
    pattern: str


_RING = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10z"
_DIAMOND = "M12 1 23 12 12 23 1 12z"

STAGES: Final[Mapping[str, StageLook]] = MappingProxyType(
    {
        "identified": StageLook(N_("Identified"), "#718096", "○", _RING, "solid", "."),
        "requested": StageLook(N_("Freezing requested"), "#a16207", "△", "M12 2 23 21H1z", "dashed", "/"),
        "frozen": StageLook(N_("Frozen"), "#2563eb", "⬢", "M12 1 22 6.5v11L12 23 2 17.5v-11z", "solid", ""),
        "managed": StageLook(N_("Seized, in custody or under sale"), "#0891b2", "■", "M2 2h20v20H2z", "solid", "-"),
        "confiscated_nonfinal": StageLook(
            N_("Confiscated, not final"), "#a855f7", "◇", _DIAMOND + "M12 7 7 12l5 5 5-5z", "dashed", "x"
        ),
        "confiscated": StageLook(N_("Confiscated, final"), "#7c3aed", "◆", _DIAMOND, "double", ""),
        "realised": StageLook(N_("Realised"), "#047857", "●", "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22z", "double", ""),
        "delivered": StageLook(
            N_("Paid or handed over"),
            "#16a34a",
            "★",
            "m12 1 3.4 7.2 7.6 1-5.6 5.3 1.5 7.8L12 18.5l-6.9 3.8 1.5-7.8L1 9.2l7.6-1z",
            "double",
            "+",
        ),
        "released": StageLook(N_("Released"), "#c2410c", "▽", "M12 22 1 3h22z", "dotted", "\\"),
        "ended": StageLook(
            N_("Ended without recovery"),
            "#78716c",
            "✕",
            "M5 2 2 5l7 7-7 7 3 3 7-7 7 7 3-3-7-7 7-7-3-3-7 7z",
            "dotted",
            "|",
        ),
    }
)

_STAGE_OF_STATE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "IDENTIFIED": "identified",
        "TRACED": "identified",
        "REQUESTED": "requested",
        "URGENT": "frozen",
        "FROZEN": "frozen",
        "CHALLENGED": "frozen",
        "PART_RELEASED": "frozen",
        "MANAGED": "managed",
        "SALE_ORDERED": "managed",
        "DEPOSITED": "managed",
        "CONF_NONFINAL": "confiscated_nonfinal",
        "CONF_FINAL": "confiscated",
        "ENFORCING": "confiscated",
        "REALISED": "realised",
        "BUDGET": "delivered",
        "VICTIM": "delivered",
        "SHARED": "delivered",
        "REUSE": "delivered",
        "RETURNED_VICTIM": "delivered",
        "RELEASED": "released",
        "LAPSED": "ended",
        "DESTROYED": "ended",
        "NOT_FOUND": "ended",
        "DROPPED": "ended",
    }
)


def stage_of(state: str) -> str:
    """Which stage of recovery does this state of a measure belong to: the key of its look in ``STAGES``?

    Raises: WrongUse for a state without a look; a state is never drawn as something it is not.
    """
    stage = _STAGE_OF_STATE.get(state)
    if stage is None:
        raise WrongUse(
            "The state {state} has no look: known are {known}. Give it one in dashboards/theme.py.",
            state=state,
            known=", ".join(_STAGE_OF_STATE),
        )
    return stage


def look_of(state: str) -> StageLook:
    """What do colour, shape and word of this state look like? Raises: WrongUse for an unknown state."""
    return STAGES[stage_of(state)]


def contrast(colour: str, background: str) -> float:
    """How far do two colours stand apart, from 1 (equal) to 21 (black on white)?

    Arguments: ``#rrggbb``. Source: WCAG 2.2, definition of contrast ratio.
    """
    lighter, darker = sorted((_luminance(colour), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
