"""One look for each stage of recovery, the same in graph, chart and table: a colour and a shape.

Every colour has a contrast of 3:1 or more (WCAG 2.2, 1.4.11) on the light and the dark background, so one palette
serves both. Colour never carries the meaning alone: each stage has its own mark, and the word of the state is beside
it.
"""

from __future__ import annotations

from typing import Final

from tracer.wording.looks.stage_looks import STAGES, StageLook, look_of, stage_of

__all__ = [
    "DARK_BACKGROUND",
    "DARK_CARD",
    "DARK_INK",
    "FONTS",
    "GAIN_COLOUR",
    "LIGHT_BACKGROUND",
    "LIGHT_CARD",
    "LIGHT_INK",
    "LOSS_COLOUR",
    "OVERDUE_GROUND",
    "OVERDUE_INK",
    "SERIES_COLOURS",
    "SERIES_PATTERNS",
    "STAGES",
    "WAITING_COLOUR",
    "StageLook",
    "look_of",
    "stage_of",
]

LIGHT_BACKGROUND: Final = "#ffffff"
LIGHT_CARD: Final = "#f3f6f9"
LIGHT_INK: Final = "#111827"
DARK_BACKGROUND: Final = "#0f1720"
DARK_CARD: Final = "#1a2530"
DARK_INK: Final = "#e5e7eb"

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
