"""The kinds of appeal and their outcomes."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

APPEAL_KINDS: Final[tuple[CodeRow, ...]] = (
    CodeRow(
        "challenge", N_("challenge of a freezing order"), "contestație împotriva măsurii asigurătorii", "250, 250^1"
    ),
    CodeRow("appeal", N_("appeal against a judgment"), "apel", "410"),
    CodeRow("sale", N_("challenge of an order of sale"), "contestație împotriva valorificării", "252^2, 252^3"),
    CodeRow(
        "manner_of_sale",
        N_("challenge of the manner of sale"),
        "contestație împotriva modului de valorificare",
        "252^4",
    ),
    CodeRow("enforcement", N_("challenge of the enforcement"), "contestație la executare", "598"),
)
APPEAL_OUTCOMES: Final[tuple[CodeRow, ...]] = (
    CodeRow("rejected", N_("appeal rejected"), "respinsă"),
    CodeRow("upheld", N_("appeal upheld"), "admisă"),
    CodeRow("upheld_in_part", N_("appeal upheld in part"), "admisă în parte"),
    CodeRow("withdrawn", N_("appeal withdrawn"), "retrasă"),
)
APPEAL_KIND_CODES: Final = list_codes(APPEAL_KINDS)
APPEAL_OUTCOME_CODES: Final = list_codes(APPEAL_OUTCOMES)
