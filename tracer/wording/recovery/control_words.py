"""The words for the columns of the roll-forward."""

from __future__ import annotations

from typing import Final

from graph_schema.messages import N_

ROLL_COLUMN_WORDS: Final[dict[str, str]] = {
    "opening": N_("opening"),
    "added": N_("taken"),
    "released": N_("released from the measure"),
    "returned": N_("returned to a victim"),
    "sold": N_("sold"),
    "destroyed": N_("destroyed assets"),
    "reused": N_("given for reuse"),
    "corrected": N_("corrected"),
    "revalued": N_("revalued"),
    "closing": N_("closing"),
}
"""Column -> its words, in the order of the columns."""
