"""The facts of a criminal file that other rules count from, and the results of a periodic check."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

CASE_FACTS: Final[tuple[CodeRow, ...]] = (
    CodeRow("opened", N_("file opened"), "începerea urmăririi penale", "305"),
    CodeRow("indicted", N_("indictment"), "trimitere în judecată", "327-329"),
    CodeRow("judged", N_("judgment at first instance"), "hotărâre în primă instanță", "396-404"),
    CodeRow("final", N_("judgment final"), "hotărâre definitivă", "551-552"),
    CodeRow("dismissed", N_("file dismissed"), "clasarea cauzei", "314-315"),
    CodeRow("retrial", N_("case back for retrial"), "rejudecarea cauzei", "426-465"),
    CodeRow("civil_unsolved", N_("civil action left unsolved"), "acțiune civilă lăsată nesoluționată", "397(5)"),
    CodeRow("civil_suit_filed", N_("civil suit filed"), "acțiune civilă introdusă", "397(5)"),
)
CHECK_RESULTS: Final[tuple[CodeRow, ...]] = (
    CodeRow("maintained", N_("measure maintained"), "măsură menținută", "250^2"),
    CodeRow("restricted", N_("measure restricted"), "măsură restrânsă", "250^2"),
    CodeRow("extended", N_("measure extended"), "măsură extinsă", "250^2"),
    CodeRow("lifted", N_("measure lifted"), "măsură ridicată", "250^2"),
)
CASE_FACT_CODES: Final = list_codes(CASE_FACTS)
CHECK_RESULT_CODES: Final = list_codes(CHECK_RESULTS)
