"""The kinds of order, the bases of a confiscation, and the reasons of an act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_


@dataclass(frozen=True, slots=True)
class Basis(CodeRow):
    """The ground on which an item is confiscated. ``needs_reason``: the order states why there is no conviction."""

    needs_reason: bool = False


ORDER_KINDS: Final[tuple[CodeRow, ...]] = (
    CodeRow("freezing", N_("freezing order"), "măsură asigurătorie", "249"),
    CodeRow(
        "urgent",
        N_("urgent freezing order of the asset recovery office"),
        "indisponibilizare urgentă",
        "Dir 11(2)-(3)",
        valid_from=None,
    ),
    CodeRow("confiscation", N_("confiscation order"), "confiscare", "CP 112, 112^1; 549^1"),
    CodeRow("judgment", N_("judgment of the court"), "hotărâre judecătorească", "404"),
    CodeRow("sale", N_("order of sale"), "valorificare", "252^1-252^4"),
    CodeRow("release", N_("release order"), "ridicarea măsurii", "250, 250^2, 315"),
)
BASES: Final[tuple[Basis, ...]] = (
    Basis("DIRECT", N_("proceeds and instrumentalities"), "confiscare directă", "Dir 12(1)"),
    Basis("VALUE", N_("property of equal value"), "confiscare prin echivalent", "Dir 12(2)"),
    Basis("THIRD", N_("property of a third party"), "confiscare de la un terț", "Dir 13"),
    Basis(
        "EXTENDED", N_("extended confiscation of property"), "confiscare extinsă asupra bunurilor", "Dir 14; CP 112^1"
    ),
    Basis(
        "NCB", N_("confiscation without a conviction"), "confiscare fără condamnare", "Dir 15; 549^1", needs_reason=True
    ),
    Basis("UWO", N_("unexplained wealth"), "avere nejustificată", "Dir 16", valid_from=None),
)
"""A basis with ``valid_from`` None is refused until a Romanian act transposes the article."""
REASONS: Final[tuple[CodeRow, ...]] = (
    CodeRow("illness", N_("illness of the person"), "boala persoanei", "Dir 15(1)(a)"),
    CodeRow("absconding", N_("the person has absconded"), "sustragerea persoanei", "Dir 15(1)(b)"),
    CodeRow("death", N_("death of the person"), "decesul persoanei", "Dir 15(1)(c)"),
    CodeRow("limitation", N_("limitation of criminal liability"), "prescripția răspunderii penale", "Dir 15(1)(d)"),
    CodeRow("amnesty", N_("amnesty"), "amnistie", "CP 152"),
    CodeRow("acquittal", N_("acquittal"), "achitare", "396-397"),
    CodeRow("dismissal", N_("dismissal of the case"), "clasare", "315"),
    CodeRow("quashed", N_("the judgment is quashed"), "desființarea hotărârii", "421"),
    CodeRow("retrial", N_("retrial"), "rejudecare", "426-465"),
    CodeRow("annulment", N_("annulment of the judgment"), "anularea hotărârii", "426-465"),
    CodeRow("title", N_("the property belongs to another person"), "bunul aparține altei persoane", "598"),
    CodeRow("challenge_upheld", N_("a challenge was upheld"), "admiterea contestației", "250, 250^1"),
    CodeRow("no_grounds", N_("the grounds of the measure have ended"), "încetarea temeiurilor măsurii", "250^2"),
    CodeRow(
        "disproportionate", N_("the measure goes beyond what is needed"), "măsura este disproporționată", "249, 250^2"
    ),
    CodeRow("victim_property", N_("the property belongs to the victim"), "bunul aparține victimei", "255; Reg 29"),
    CodeRow(
        "controlled",
        N_("the person controls the asset that another holds"),
        "persoana controlează bunul altui titular",
        "249",
    ),
    CodeRow("victim_account", N_("account of a victim"), "contul unei victime"),
    CodeRow("not_located", N_("the asset was not located"), "bunul nu a fost găsit"),
    CodeRow("no_link", N_("the asset has no link with the file"), "bunul nu are legătură cu dosarul"),
    CodeRow("other", N_("other reason, stated in the note"), "alt motiv, arătat în mențiuni"),
)
ORDER_KIND_CODES: Final = list_codes(ORDER_KINDS)
BASIS_CODES: Final = list_codes(BASES)
REASON_CODES: Final = list_codes(REASONS)
