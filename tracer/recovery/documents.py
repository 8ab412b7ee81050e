"""The documents and authorities that move a measure, by their English and Romanian names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph_schema.words import N_


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document. ``spellings``: other words by which a record may call it."""

    code: str
    english: str
    romanian: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """Who may issue a document that moves a measure."""

    code: str
    english: str
    romanian: str


DOCUMENT_KINDS: Final[tuple[DocumentKind, ...]] = (
    DocumentKind("source_record", N_("source record"), "înscris sursă", ("source", "registru")),
    DocumentKind("register_extract", N_("register extract"), "extras din registru",
                 ("extract", "extras")),
    DocumentKind("referral", N_("referral or proposal"), "referat",
                 ("referral", "proposal", "propunere", "request", "cerere")),
    DocumentKind("certificate", N_("freezing or confiscation certificate"), "certificat",
                 ("certificate",)),
    DocumentKind("urgent_order", N_("urgent freezing order"), "ordin de indisponibilizare urgentă",
                 ("urgent",)),
    DocumentKind("ordinance", N_("prosecutor's order"), "ordonanță", ("ordinance", "order")),
    DocumentKind("ruling", N_("judge's ruling"), "încheiere", ("ruling",)),
    DocumentKind("minutes", N_("minutes"), "proces-verbal", ("minutes", "proces verbal")),
    DocumentKind("challenge", N_("challenge"), "contestație", ("challenge", "plângere")),
    DocumentKind("consent", N_("owner's consent"), "acordul proprietarului",
                 ("consent", "acord", "consimțământ")),
    DocumentKind("sale_record", N_("sale record"), "act de valorificare",
                 ("sale", "vânzare", "valorificare", "adjudecare", "licitație")),
    DocumentKind("account_entry", N_("deposit slip or account entry"), "foaie de vărsământ",
                 ("deposit", "account entry", "vărsământ", "depunere", "recipisă", "extras")),
    DocumentKind("judgment", N_("judgment"), "hotărâre",
                 ("judgment", "judgement", "sentință", "decizie", "decision")),
    DocumentKind("operative_part", N_("copy of the operative part"), "copie de pe dispozitiv",
                 ("operative", "dispozitiv")),
    DocumentKind("payment_order", N_("payment order"), "ordin de plată", ("payment", "plată")),
    DocumentKind("restitution_order", N_("restitution order"), "ordonanță de restituire",
                 ("restitution", "restituire")),
    DocumentKind("decision", N_("decision"), "hotărâre de atribuire",
                 ("decision", "decizie", "hotărâre")),
    DocumentKind("note", N_("reasoned note"), "notă motivată",
                 ("note", "notă", "rezoluție", "proces-verbal")),
)  # fmt: skip
AUTHORITIES: Final[tuple[Authority, ...]] = (
    Authority("investigator", N_("investigator"), "organ de cercetare"),
    Authority("aro", N_("asset recovery office"), "ANABI (oficiu de recuperare a creanțelor)"),
    Authority("anabi", N_("asset management office"), "ANABI (administrare)"),
    Authority("party", N_("party to the proceedings"), "parte în proces"),
    Authority("affected_person", N_("affected person"), "persoana afectată"),
    Authority("prosecutor", N_("prosecutor"), "procuror"),
    Authority("judge", N_("judge of rights and liberties or preliminary chamber"), "judecător"),
    Authority("court", N_("court"), "instanța de judecată"),
    Authority("delegated_judge", N_("judge delegated with enforcement"), "judecător delegat cu executarea"),
    Authority("tax_authority", N_("tax authority"), "ANAF"),
    Authority("custodian", N_("custodian"), "custode"),
    Authority("government", N_("Government"), "Guvernul"),
    Authority("system", N_("the passing of time, no authority"), "împlinirea termenului"),
)

_BY_CODE: Final = {kind.code: kind for kind in DOCUMENT_KINDS}


def document_kind(code: str) -> DocumentKind:
    """Which kind of document has this code? Raises KeyError for a code that is not in ``DOCUMENT_KINDS``."""
    return _BY_CODE[code]


def names_document(text: str, codes: Iterable[str]) -> bool:
    """May this free wording of a record mean one of these kinds of document?

    Reads code, English, Romanian and other spellings inside the wording, without regard to case and
    diacritics. Proves nothing about the document itself; a "no" is a reason to look, not to refuse.
    """
    wording = _fold(text)
    return any(
        _fold(name) in wording
        for code in codes
        for kind in (_BY_CODE[code],)
        for name in (kind.code, kind.english, kind.romanian, *kind.spellings)
    )


def _fold(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return " ".join("".join(sign for sign in spread if not unicodedata.combining(sign)).split())
