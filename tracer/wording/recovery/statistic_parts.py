"""Formats the part of a statistic for a reader."""

from __future__ import annotations

from tracer.recovery.national.cohorts import FINAL, STATE
from tracer.recovery.national.notes import EMPTY_TITLES, FIGURE_TITLES, FINAL_TITLE, PLACE_TITLES, VALUE_TITLES
from tracer.recovery.tables.method_notes import PART_TITLES
from tracer.wording.language import Language
from tracer.wording.terms import CLASS_WORDS


def format_part(part: str, language: Language) -> str:
    """What is this part called: the figure, then the value in each division? Empty for a cell without parts."""
    if part in PART_TITLES:
        return language.text(PART_TITLES[part]) if part else ""
    figure, *places = part.split("|")
    words = [language.text(FIGURE_TITLES[figure])]
    for place in places:
        division, _, value = place.partition("=")
        words.append(_format_place(division, value, language))
    return ", ".join(words)


def _format_place(division: str, value: str, language: Language) -> str:
    if not value:
        return language.text(EMPTY_TITLES[division])
    if division == "class":
        return language.text(CLASS_WORDS.get(value, value))
    if division == STATE and value.startswith(FINAL):
        return language.text(FINAL_TITLE, year=value.removeprefix(FINAL))
    if (division, value) in VALUE_TITLES:
        return language.text(VALUE_TITLES[division, value])
    return language.text(PLACE_TITLES[division], value=value)
