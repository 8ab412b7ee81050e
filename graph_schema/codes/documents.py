"""The documents that move a measure or an item and who issues them, one row each, by English and Romanian names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document. ``spellings``: other words by which a record may call it."""

    code: str
    english: str
    romanian: str
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """Who may issue a document that moves a measure or an item. ``spellings``: other words by which a record calls it."""

    code: str
    english: str
    romanian: str
    spellings: tuple[str, ...] = ()


DOCUMENT_KINDS: Final[tuple[DocumentKind, ...]] = (
    DocumentKind("source_record", N_("source record"), "înscris sursă", ("source", "registru")),
    DocumentKind("register_extract", N_("register extract"), "extras din registru", ("extract", "extras")),
    DocumentKind(
        "referral", N_("referral or proposal"), "referat", ("referral", "proposal", "propunere", "request", "cerere")
    ),
    DocumentKind("certificate", N_("freezing or confiscation certificate"), "certificat", ("certificate",)),
    DocumentKind("urgent_order", N_("urgent freezing order"), "ordin de indisponibilizare urgentă", ("urgent",)),
    DocumentKind("ordinance", N_("prosecutor's order"), "ordonanță", ("ordinance", "order")),
    DocumentKind("ruling", N_("judge's ruling"), "încheiere", ("ruling",)),
    DocumentKind("minutes", N_("minutes"), "proces-verbal", ("minutes", "proces verbal")),
    DocumentKind("challenge", N_("challenge"), "contestație", ("challenge", "plângere")),
    DocumentKind("consent", N_("owner's consent"), "acordul proprietarului", ("consent", "acord", "consimțământ")),
    DocumentKind(
        "sale_record",
        N_("sale record"),
        "act de valorificare",
        ("sale", "vânzare", "valorificare", "adjudecare", "licitație"),
    ),
    DocumentKind(
        "account_entry",
        N_("deposit slip or account entry"),
        "foaie de vărsământ",
        ("deposit", "account entry", "vărsământ", "depunere", "recipisă", "extras"),
    ),
    DocumentKind("judgment", N_("judgment"), "hotărâre", ("judgment", "judgement", "sentință", "decizie", "decision")),
    DocumentKind(
        "operative_part", N_("copy of the operative part"), "copie de pe dispozitiv", ("operative", "dispozitiv")
    ),
    DocumentKind("payment_order", N_("payment order"), "ordin de plată", ("payment", "plată")),
    DocumentKind(
        "restitution_order", N_("restitution order"), "ordonanță de restituire", ("restitution", "restituire")
    ),
    DocumentKind("decision", N_("decision"), "hotărâre de atribuire", ("decision", "decizie", "hotărâre")),
    DocumentKind("note", N_("reasoned note"), "notă motivată", ("note", "notă", "rezoluție", "proces-verbal")),
    DocumentKind("request", N_("request of a party or of the prosecutor"), "cerere", ("request",)),
    DocumentKind("bank_answer", N_("answer of a bank"), "adresă a băncii", ("bank answer", "răspunsul băncii")),
    DocumentKind("finality", N_("note that a judgment is final"), "mențiune de rămânere definitivă", ("definitivă",)),
    DocumentKind("recognition", N_("recognition of a foreign order"), "hotărâre de recunoaștere", ("recunoaștere",)),
    DocumentKind("invoice", N_("invoice"), "factură", ("factura",)),
)
AUTHORITIES: Final[tuple[Authority, ...]] = (
    Authority(
        "investigator", N_("investigator"), "organ de cercetare", ("poliția", "police", "poliție judiciară", "dcco")
    ),
    Authority("aro", N_("asset recovery office"), "ANABI (oficiu de recuperare a creanțelor)", ("anabi",)),
    Authority("anabi", N_("asset management office"), "ANABI (administrare)", ("anabi",)),
    Authority("party", N_("party to the proceedings"), "parte în proces", ("inculpat", "suspect")),
    Authority("affected_person", N_("affected person"), "persoana afectată"),
    Authority("prosecutor", N_("prosecutor"), "procuror", ("procuror", "parchet", "diicot", "dna", "prosecutor")),
    Authority("judge", N_("judge of rights and liberties or preliminary chamber"), "judecător", ("judge", "judecător")),
    Authority(
        "court", N_("court"), "instanța de judecată", ("tribunal", "judecătorie", "judecătoria", "court", "instanța")
    ),
    Authority(
        "delegated_judge",
        N_("judge delegated with enforcement"),
        "judecător delegat cu executarea",
        ("judecător delegat",),
    ),
    Authority("tax_authority", N_("tax authority"), "ANAF", ("anaf", "administrația fiscală", "executor fiscal")),
    Authority("custodian", N_("custodian"), "custode", ("custodian", "depozitar")),
    Authority("government", N_("Government"), "Guvernul", ("guvern", "guvernul")),
    Authority("system", N_("the passing of time, no authority"), "împlinirea termenului"),
    Authority(
        "rights_judge", N_("judge of rights and liberties"), "judecător de drepturi și libertăți", ("judecător",)
    ),
    Authority(
        "prelim_judge", N_("judge of the preliminary chamber"), "judecător de cameră preliminară", ("judecător",)
    ),
    Authority(
        "appeal_court", N_("court that decides the appeal"), "instanța de apel", ("curtea de apel", "court of appeal")
    ),
    Authority(
        "high_court",
        N_("High Court of Cassation and Justice"),
        "Înalta Curte de Casație și Justiție",
        ("înalta curte", "iccj", "high court"),
    ),
    Authority("bailiff", N_("bailiff"), "executor judecătoresc"),
    Authority("bank", N_("bank that keeps the account"), "banca la care este contul", ("banca", "bank")),
    Authority("treasury", N_("State Treasury"), "Trezoreria Statului", ("trezoreria", "trezorerie", "treasury")),
    Authority("civil_party", N_("civil party"), "parte civilă"),
    Authority("foreign_authority", N_("authority of another State"), "autoritate a altui stat"),
)

AUTHORITY_CODES: Final[tuple[str, ...]] = tuple(one.code for one in AUTHORITIES)
DOCUMENT_CODES: Final[tuple[str, ...]] = tuple(kind.code for kind in DOCUMENT_KINDS)
DOCUMENTS_BY_CODE: Final[Mapping[str, DocumentKind]] = MappingProxyType({kind.code: kind for kind in DOCUMENT_KINDS})
AUTHORITIES_BY_CODE: Final[Mapping[str, Authority]] = MappingProxyType({one.code: one for one in AUTHORITIES})
