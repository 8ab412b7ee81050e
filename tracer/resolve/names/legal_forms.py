"""Legal forms of companies by class: SRL, GmbH and Ltd are one class, SA, AG and JSC another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

# As folded words; letters with dots are one word. From the laws that graph_schema.values.names cites, and ISO 20275.
_CLASSES: Final = {
    "limited": """
        SRL, SRLD, SRL D, GMBH, UG, LTD, LIMITED, LLC, BV, BVBA, SPRL, SARL, SLU, SL, LDA, KFT, EOOD, OOD, DOO, SRO, SPZOO,
        SP ZOO, OY, APS, OU, UAB, SIA, EPE, IKE, OOO, TOV, EURL, FZE, FZCO, CO LTD, PVT LTD, PTY LTD, PTE LTD,
        SOCIETATE CU RASPUNDERE LIMITATA, SOCIETATEA CU RASPUNDERE LIMITATA, LIMITED LIABILITY COMPANY, COMPANY LIMITED,
        PRIVATE LIMITED, GESELLSCHAFT MIT BESCHRANKTER HAFTUNG, KORLATOLT FELELOSSEGU TARSASAG
    """,
    "shares": """
        SA, AG, PLC, INC, CORP, CORPORATION, INCORPORATED, SPA, AB, NV, AD, EAD, ZRT, NYRT, RT, AS, ASA, OYJ, JSC, OJSC, CJSC,
        PJSC, OAO, ZAO, PAO, AO, SE, SAS, PUBLIC LIMITED COMPANY, JOINT STOCK COMPANY, OPEN JOINT STOCK COMPANY,
        CLOSED JOINT STOCK COMPANY, PUBLIC JOINT STOCK COMPANY, SOCIETATE PE ACTIUNI, SOCIETATEA PE ACTIUNI,
        AKTIENGESELLSCHAFT, ZARTKORUEN MUKODO RESZVENYTARSASAG
    """,
    "partnership": """
        SNC, SCS, SCA, KG, OHG, LP, LLP, BT, CO KG, GMBH CO KG, SCI, SOCIETATE IN NUME COLECTIV, SOCIETATE IN COMANDITA SIMPLA,
        SOCIETATE IN COMANDITA PE ACTIUNI, BETETI TARSASAG
    """,
    "sole": """
        PFA, II, IF, PERSOANA FIZICA AUTORIZATA, INTREPRINDERE INDIVIDUALA, INTREPRINDEREA INDIVIDUALA,
        INTREPRINDERE FAMILIALA, INTREPRINDEREA FAMILIALA
    """,
    "association": "ONG, ASOCIATIA, FUNDATIA, SOCIETATE COOPERATIVA",
    "public": "RA, REGIE AUTONOMA, REGIA AUTONOMA",
    # These state no class: S.C. Alfa, Alfa & Co.
    "": "SC, CO, COMPANY, SOCIETATEA, SOCIETATEA COMERCIALA",
}
_FORMS: Final = {
    tuple(form.split()): class_ for class_, forms in _CLASSES.items() for form in forms.replace("\n", " ").split(",")
}
_LONGEST: Final = max(map(len, _FORMS))
# At the start of a name these are part of it more often than not: AS Roma.
_ENDINGS_ALONE: Final = frozenset(
    (form,) for form in ("AS", "SE", "AD", "SL", "AB", "SIA", "RT", "BT", "LP", "CO", "COMPANY")
)


def split_form(words: Sequence[str]) -> tuple[int, int, str | None]:
    """Where the name without its legal forms begins and ends among these folded words, and the class of the form.

    The class is None without a form, and empty for a form that states none. A name of forms alone stays whole.
    """
    start, end, class_ = 0, len(words), None
    while found := _form_at(words, start, end):
        start, end, named = found
        class_ = named or class_ or ""
    return start, end, class_


def _form_at(words: Sequence[str], start: int, end: int) -> tuple[int, int, str] | None:
    for length in range(min(_LONGEST, end - start - 1), 0, -1):
        named = _FORMS.get(tuple(words[end - length : end]))
        if named is not None:
            return start, end - length, named
        head = tuple(words[start : start + length])
        named = _FORMS.get(head)
        if named is not None and head not in _ENDINGS_ALONE:
            return start + length, end, named
    return None
