"""The words for terms: whom they remind, how urgent they are, what ends when they have passed."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.recovery.proceedings import CASE_FACTS
from graph_schema.messages import N_

REMIND_WORDS: Final[dict[str, str]] = {
    "P": N_("prosecutor"),
    "J": N_("judge or court"),
    "A": N_("ANABI"),
    "V": N_("lawyer of the victim"),
}
SEVERITY_WORDS: Final[dict[str, str]] = {
    "overdue": N_("overdue"),
    "red": N_("urgent"),
    "amber": N_("soon"),
    "green": N_("in time"),
}
LAPSES_WORDS: Final[dict[str, str]] = {
    "right": N_("the right is lost after it"),
    "measure": N_("the measure may end after it"),
    "nothing": N_("nothing ends after it"),
}
"""What a term lapses, where the law states it."""
FACT_WORDS: Final[dict[str, str]] = {row.code: row.words for row in CASE_FACTS}
