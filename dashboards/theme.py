"""The colours of backgrounds, charts and warnings, and the fonts.

Every colour has a contrast of 3:1 or more (WCAG 2.2, 1.4.11) on the light and the dark background, so one palette
serves both. Colour never carries the meaning alone: each stage has its own mark, and the word of the state is beside
it.
"""

from __future__ import annotations

from typing import Final

from dashboards.design.tokens import COLOURS

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
