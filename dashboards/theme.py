"""One look for each stage of recovery, the same in graph, chart and table: a colour and a shape.

Every colour has a contrast of 3:1 or more (WCAG 2.2, 1.4.11) on the light and the dark background, so one palette
serves both. Colour never carries the meaning alone: each stage has its own mark, and the word of the state is beside
it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from dashboards.design.tokens import COLOURS
from graph_schema.codes.states import STATES_BY_CODE
from graph_schema.errors import WrongUse

LIGHT_BACKGROUND: Final = COLOURS["ground"].light
LIGHT_CARD: Final = COLOURS["surface"].light
LIGHT_INK: Final = COLOURS["ink"].light
DARK_BACKGROUND: Final = COLOURS["ground"].dark
DARK_CARD: Final = COLOURS["surface"].dark
DARK_INK: Final = COLOURS["ink"].dark

# Each family is quoted on its own: an unquoted name with a digit makes browsers drop the whole list.
FONTS: Final = "'Source Sans', 'Source Sans Pro', 'Noto Sans', sans-serif"

LOSS_COLOUR: Final = "#dc2626"
OVERDUE_GROUND: Final = "#b91c1c"
OVERDUE_INK: Final = "#ffffff"
GAIN_COLOUR: Final = "#0d9488"
WAITING_COLOUR: Final = "#a16207"
SERIES_COLOURS: Final = (
    "#4f6b8f",
    "#a16207",
    "#0d9488",
    "#a855f7",
    "#db2777",
    "#4d7c0f",
    "#c2410c",
    "#2563eb",
    "#78716c",
)
"""For series that are not stages (classes of asset): they differ by pattern too, see SERIES_PATTERNS."""

SERIES_PATTERNS: Final = ("", "/", ".", "x", "-", "\\", "+", "|")

Border = Literal["solid", "dashed", "dotted", "double"]


@dataclass(frozen=True, slots=True)
class StageLook:
    """How one stage is drawn. ``mark``: a path in a 24 by 24 box; ``symbol``: the same shape as a letter.

    ``pattern``: of bars. ``words``: the name of the colours of its word in ``dashboards.design.tokens``. The words are those
    of the states: ``graph_schema.codes.states``.
    """

    colour: str
    symbol: str
    mark: str
    border: Border
    pattern: str
    words: str


_COIN = "M12 1a11 11 0 1 0 0 22 11 11 0 0 0 0-22zm0 7a4 4 0 1 1 0 8 4 4 0 0 1 0-8z"
_RING = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm0 5a5 5 0 1 1 0 10 5 5 0 0 1 0-10z"
_DIAMOND = "M12 1 23 12 12 23 1 12z"

STAGES: Final[Mapping[str, StageLook]] = MappingProxyType(
    {
        "identified": StageLook("#718096", "○", _RING, "solid", ".", "found"),
        "requested": StageLook("#a16207", "△", "M12 2 23 21H1z", "dashed", "/", "asked"),
        "frozen": StageLook("#2563eb", "⬢", "M12 1 22 6.5v11L12 23 2 17.5v-11z", "solid", "", "frozen"),
        "managed": StageLook("#0891b2", "■", "M2 2h20v20H2z", "solid", "-", "custody"),
        "confiscated_nonfinal": StageLook("#a855f7", "◇", _DIAMOND + "M12 7 7 12l5 5 5-5z", "dashed", "x", "not-final"),
        "confiscated": StageLook("#7c3aed", "◆", _DIAMOND, "double", "", "final"),
        "realised": StageLook("#047857", "◉", _COIN, "double", "", "money"),
        "delivered": StageLook(
            "#16a34a",
            "★",
            "m12 1 3.4 7.2 7.6 1-5.6 5.3 1.5 7.8L12 18.5l-6.9 3.8 1.5-7.8L1 9.2l7.6-1z",
            "double",
            "+",
            "paid",
        ),
        "released": StageLook("#c2410c", "▽", "M12 22 1 3h22z", "dotted", "\\", "loss"),
        "ended": StageLook(
            "#78716c",
            "✕",
            "M5 2 2 5l7 7-7 7 3 3 7-7 7 7 3-3-7-7 7-7-3-3-7 7z",
            "dotted",
            "|",
            "loss",
        ),
    }
)


def stage_of(state: str) -> str:
    """Which stage of recovery does this state of a measure belong to: the key of its look in ``STAGES``?

    Raises: WrongUse for a state without a look; a state is never drawn as something it is not.
    """
    found = STATES_BY_CODE.get(state)
    if found is None or found.stage not in STAGES:
        raise WrongUse(
            "The state {state} has no look: known are {known}. Give it one in dashboards/theme.py.",
            state=state,
            known=", ".join(STATES_BY_CODE),
        )
    return found.stage


def look_of(state: str) -> StageLook:
    """What do colour and shape of this state look like? Raises: WrongUse for an unknown state."""
    return STAGES[stage_of(state)]
