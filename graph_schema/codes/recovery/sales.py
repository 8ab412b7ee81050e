"""The grounds of an early sale and its steps."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

SALE_GROUNDS: Final[tuple[CodeRow, ...]] = (
    CodeRow("consent", N_("the owner consents"), "acordul proprietarului", "252^1(1)"),
    CodeRow(
        "value_drop",
        N_("the value has fallen by 40 % within a year"),
        "scăderea valorii cu cel puțin 40 % într-un an",
        "252^1(2)(a)",
    ),
    CodeRow(
        "perishable",
        N_("the term of guarantee ends, or living animals"),
        "expirarea garanției sau animale vii",
        "252^1(2)(b)",
    ),
    CodeRow(
        "inflammable", N_("inflammable or petroleum products"), "produse inflamabile sau petroliere", "252^1(2)(c)"
    ),
    CodeRow(
        "storage_cost",
        N_("storage costs out of proportion to the value"),
        "cheltuieli de depozitare disproporționate",
        "252^1(2)(d)",
    ),
    CodeRow("vehicle", N_("a vehicle"), "autovehicul", "252^1(3)"),
    CodeRow(
        "widened_3_1",
        N_("widened cases of sale without consent"),
        "cazurile extinse de valorificare fără acord",
        "252^1(3^1)",
    ),
)
SALE_STEPS: Final[tuple[CodeRow, ...]] = (
    CodeRow("proposed", N_("sale proposed"), "valorificare propusă", "252^2(1)"),
    CodeRow("ordered", N_("sale ordered"), "valorificare dispusă", "252^2(3), 252^3"),
    CodeRow("communicated", N_("order of sale communicated"), "valorificare comunicată", "252^2(4)"),
    CodeRow("challenged", N_("sale challenged"), "valorificare contestată", "252^2(4), 252^3(4)"),
    CodeRow("rejected", N_("challenge of the sale rejected"), "contestația valorificării respinsă", "252^2, 252^3"),
    CodeRow("sold", N_("sale carried out"), "bun valorificat", "252^4"),
    CodeRow("closed", N_("sale closed as complete"), "valorificare încheiată"),
    CodeRow("cancelled", N_("sale cancelled"), "valorificare anulată"),
)
SALE_METHODS: Final[tuple[CodeRow, ...]] = (
    CodeRow("auction", N_("public auction"), "licitație publică"),
    CodeRow("electronic_auction", N_("electronic auction"), "licitație electronică"),
    CodeRow("direct_sale", N_("direct sale"), "vânzare directă"),
    CodeRow("exchange", N_("sale on a market or an exchange"), "vânzare pe o piață sau la bursă"),
)
SALE_METHOD_CODES: Final = list_codes(SALE_METHODS)
SALE_GROUND_CODES: Final = list_codes(SALE_GROUNDS)
SALE_STEP_CODES: Final = list_codes(SALE_STEPS)
