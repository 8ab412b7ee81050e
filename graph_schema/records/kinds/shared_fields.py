"""Fields that several kinds of record share."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph_schema.codes.documents import AUTHORITY_CODES, DOCUMENT_CODES
from graph_schema.messages import N_
from graph_schema.records.fields import Field


def text_field(name: str, meaning: str, romanian: str, *, required: bool = False) -> Field:
    """A field of kind ``text``. The source language of ``meaning`` is English; it is a gettext key."""
    return Field(name, "text", meaning, romanian, required)


def number_field(meaning: str, romanian: str) -> Field:
    """The number by which its register names a record, and the caption of the record."""
    return text_field("number", meaning, romanian, required=True)


def code_field(name: str, meaning: str, romanian: str, codes: tuple[str, ...], *, required: bool = False) -> Field:
    """A field that holds one of these codes."""
    return Field(name, "code", meaning, romanian, required, codes)


def day_field(name: str, meaning: str, romanian: str, *, required: bool = False) -> Field:
    """A field that holds one day."""
    return Field(name, "day", meaning, romanian, required)


COUNTRY: Final = text_field("country", N_("country code, ISO 3166-1 alpha-2"), "țara")
NOTE: Final = text_field("note", N_("remarks of the source"), "mențiuni")
INVALID: Final = text_field(
    "invalid_identifiers",
    N_("identifiers that are kept although their check failed, with the reason"),
    "identificatori neconformi",
)
YES_NO: Final = ("yes", "no")

AMOUNT: Final = Field("amount_minor", "minor", N_("sum in minor units"), "suma", True)
CURRENCY: Final = Field("currency", "currency", N_("currency"), "valuta", True)
SOME_AMOUNT: Final = replace(AMOUNT, required=False)
SOME_CURRENCY: Final = replace(CURRENCY, required=False)
SHARE: Final = Field("share", "share", N_("exact share"), "cota")

DOCUMENT_KIND: Final = code_field("document_kind", N_("kind of document"), "felul actului", DOCUMENT_CODES)
DOCUMENT_NUMBER: Final = text_field("document_number", N_("number of the document"), "numărul actului")
DOCUMENT_DATE: Final = day_field("document_date", N_("date of the document"), "data actului")
AUTHORITY: Final = text_field("authority", N_("authority that issued it"), "organul emitent")
AUTHORITY_KIND: Final = code_field(
    "authority_kind", N_("kind of authority"), "felul organului emitent", AUTHORITY_CODES, required=True
)

OF_DOCUMENT: Final = (DOCUMENT_KIND, DOCUMENT_NUMBER, DOCUMENT_DATE)
"""The document, where a step may go without one."""
OF_AUTHORITY: Final = (AUTHORITY_KIND, replace(AUTHORITY, required=True))
ACT: Final = (*(replace(field, required=True) for field in OF_DOCUMENT), *OF_AUTHORITY)
"""The act on which a record rests: its document and the authority that issued it, all required."""
KNOWN_ACT: Final = (*OF_DOCUMENT, replace(AUTHORITY_KIND, required=False), AUTHORITY)
"""The same, as far as the source states it."""
