"""What a finding is about, whether it is a fact, and the moment to which a value belongs."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

FACTORS: Final[tuple[CodeRow, ...]] = (
    CodeRow(
        "knew_or_should_have_known",
        N_("the third party knew or should have known"),
        "terțul a cunoscut sau trebuia să cunoască",
        "Dir 13",
    ),
    CodeRow("free_of_charge", N_("transfer free of charge"), "transfer cu titlu gratuit", "Dir 13"),
    CodeRow("below_value", N_("price far below the market value"), "preț vădit sub valoarea de piață", "Dir 13"),
    CodeRow(
        "close_person", N_("the third party is close to the suspect"), "terțul este apropiat al suspectului", "Dir 13"
    ),
    CodeRow(
        "control_kept", N_("the suspect keeps control of the asset"), "suspectul păstrează controlul bunului", "Dir 13"
    ),
    CodeRow(
        "income_gap",
        N_("value out of proportion to lawful income"),
        "valoare disproporționată față de veniturile licite",
        "Dir 14, 16; CP 112^1",
    ),
    CodeRow("no_lawful_source", N_("no plausible lawful source"), "lipsa unei surse licite plauzibile", "Dir 16"),
    CodeRow(
        "criminal_network", N_("connection with a criminal network"), "legătura cu o rețea infracțională", "Dir 16"
    ),
    CodeRow("other", N_("other circumstance"), "altă împrejurare"),
)
FINDING_TYPES: Final[tuple[CodeRow, ...]] = (
    CodeRow("fact", N_("fact"), "fapt"),
    CodeRow("assessment", N_("assessment"), "apreciere"),
)
VALUATION_MOMENTS: Final[tuple[CodeRow, ...]] = (
    CodeRow("freezing", N_("value at freezing"), "valoarea la indisponibilizare", "Dir 28"),
    CodeRow("confiscation", N_("value at confiscation"), "valoarea la confiscare", "Dir 28"),
    CodeRow("disposal", N_("value at disposal"), "valoarea la valorificare sau atribuire", "Dir 28"),
    CodeRow("other", N_("value at another moment"), "valoarea la alt moment"),
)
FACTOR_CODES: Final = list_codes(FACTORS)
FINDING_TYPE_CODES: Final = list_codes(FINDING_TYPES)
VALUATION_MOMENT_CODES: Final = list_codes(VALUATION_MOMENTS)
