"""The words for claims: kinds, and where a claim stands."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.recovery.claims import CLAIM_KINDS, CLAIM_OUTCOMES
from graph_schema.messages import N_

CLAIM_KIND_WORDS: Final[dict[str, str]] = {row.code: row.words for row in CLAIM_KINDS}
CLAIM_STATUS_WORDS: Final[dict[str, str]] = {"filed": N_("claim filed")} | {
    row.code: row.words for row in CLAIM_OUTCOMES
}
"""The last outcome of a claim, or that it is filed."""
