"""The kinds of claim, their outcomes, and the kinds of encumbrance on an asset."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

CLAIM_KINDS: Final[tuple[CodeRow, ...]] = (
    CodeRow("damage", N_("claim for damage"), "despăgubiri", "19-25"),
    CodeRow("restitution", N_("claim for restitution"), "restituire", "255, 25(3)"),
    CodeRow("title", N_("claim of ownership of the asset"), "drept de proprietate asupra bunului", "366"),
)
CLAIM_OUTCOMES: Final[tuple[CodeRow, ...]] = (
    CodeRow("awarded", N_("claim awarded, not final"), "pretenție admisă, nedefinitiv", "397"),
    CodeRow("awarded_final", N_("claim awarded, final"), "pretenție admisă, definitiv", "397, 421"),
    CodeRow("rejected", N_("claim rejected"), "pretenție respinsă", "397"),
    CodeRow("withdrawn", N_("claim withdrawn"), "renunțare la pretenție", "22"),
    CodeRow("admitted", N_("ownership admitted"), "drept de proprietate recunoscut", "366"),
)
ENCUMBRANCE_KINDS: Final[tuple[CodeRow, ...]] = (
    CodeRow("mortgage", N_("mortgage of land or building"), "ipotecă imobiliară"),
    CodeRow("movable_mortgage", N_("mortgage of a movable"), "ipotecă mobiliară"),
    CodeRow("pledge", N_("pledge"), "gaj"),
    CodeRow("privilege", N_("privilege"), "privilegiu"),
    CodeRow("enforcement", N_("seizure by another creditor"), "urmărire a altui creditor"),
    CodeRow("other", N_("other encumbrance"), "altă sarcină"),
)
CLAIM_KIND_CODES: Final = list_codes(CLAIM_KINDS)
CLAIM_OUTCOME_CODES: Final = list_codes(CLAIM_OUTCOMES)
ENCUMBRANCE_KIND_CODES: Final = list_codes(ENCUMBRANCE_KINDS)
