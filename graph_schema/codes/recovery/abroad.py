"""The forms, steps and grounds of work with other States: certificates, recognition, requests of asset recovery offices."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.code_rows import CodeRow, list_codes
from graph_schema.messages import N_

CERTIFICATE_FORMS: Final[tuple[CodeRow, ...]] = (
    CodeRow("freezing", N_("freezing certificate"), "certificat de indisponibilizare", "Reg 4, 6, Annex I"),
    CodeRow("confiscation", N_("confiscation certificate"), "certificat de confiscare", "Reg 14, 17, Annex II"),
)
RECOGNITION_STEPS: Final[tuple[CodeRow, ...]] = (
    CodeRow("decided", N_("recognition decided"), "recunoaștere soluționată", "Reg 7, 9, 18, 20"),
    CodeRow("executed", N_("foreign order executed"), "ordin străin executat", "Reg 9, 20"),
    CodeRow("postponed", N_("recognition postponed"), "recunoaștere amânată", "Reg 10, 21"),
)
RECOGNITION_RESULTS: Final[tuple[CodeRow, ...]] = (
    CodeRow("recognised", N_("recognised"), "recunoscut", "Reg 7, 18"),
    CodeRow("refused", N_("recognition refused"), "recunoaștere refuzată", "Reg 8, 19"),
)
RECOGNITION_GROUNDS: Final[tuple[CodeRow, ...]] = (
    CodeRow(
        "ne_bis_in_idem", N_("the person was judged for the same facts"), "ne bis in idem", "Reg 8(1)(a), 19(1)(a)"
    ),
    CodeRow("immunity", N_("privilege or immunity"), "privilegiu sau imunitate", "Reg 8(1)(b), 19(1)(b)"),
    CodeRow(
        "incomplete",
        N_("certificate incomplete or incorrect"),
        "certificat incomplet sau incorect",
        "Reg 8(1)(c), 19(1)(c)",
    ),
    CodeRow(
        "territory",
        N_("offence on the territory of this State"),
        "faptă săvârșită pe teritoriul propriu",
        "Reg 8(1)(d), 19(1)(d)",
    ),
    CodeRow(
        "not_an_offence",
        N_("not an offence in this State"),
        "fapta nu este infracțiune în acest stat",
        "Reg 8(1)(e), 19(1)(f)",
    ),
    CodeRow("rights_of_others", N_("rights of affected persons"), "drepturile persoanelor afectate", "Reg 19(1)(e)"),
    CodeRow("in_absentia", N_("judged in absence"), "judecată în lipsă", "Reg 19(1)(g)"),
    CodeRow(
        "fundamental_rights",
        N_("manifest breach of a fundamental right"),
        "încălcarea vădită a unui drept fundamental",
        "Reg 8(1)(f), 19(1)(h)",
    ),
    CodeRow(
        "investigation", N_("an investigation would be harmed"), "prejudicierea unei anchete", "Reg 10(1)(a), 21(1)(b)"
    ),
    CodeRow(
        "earlier_order",
        N_("an earlier order covers the asset"),
        "un ordin anterior vizează bunul",
        "Reg 10(1)(b)-(c), 21(1)(c)-(d)",
    ),
)
"""Grounds of refusal, and at the end grounds of postponement. The points of the paragraphs are not confirmed."""
REQUEST_DIRECTIONS: Final[tuple[CodeRow, ...]] = (
    CodeRow("sent", N_("request sent"), "cerere transmisă", "Dir 10"),
    CodeRow("received", N_("request received"), "cerere primită", "Dir 10"),
)
REQUEST_URGENCIES: Final[tuple[CodeRow, ...]] = (
    CodeRow("ordinary", N_("ordinary request"), "cerere obișnuită", "Dir 10"),
    CodeRow("urgent", N_("urgent request"), "cerere urgentă", "Dir 10"),
)
CERTIFICATE_FORM_CODES: Final = list_codes(CERTIFICATE_FORMS)
RECOGNITION_STEP_CODES: Final = list_codes(RECOGNITION_STEPS)
RECOGNITION_RESULT_CODES: Final = list_codes(RECOGNITION_RESULTS)
RECOGNITION_GROUND_CODES: Final = list_codes(RECOGNITION_GROUNDS)
REQUEST_DIRECTION_CODES: Final = list_codes(REQUEST_DIRECTIONS)
REQUEST_URGENCY_CODES: Final = list_codes(REQUEST_URGENCIES)
