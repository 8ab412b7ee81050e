"""Kinds of document and of authority: one row each."""

from __future__ import annotations

from graph_schema.codes.documents import (
    AUTHORITIES,
    AUTHORITIES_BY_CODE,
    AUTHORITY_CODES,
    DOCUMENT_CODES,
    DOCUMENT_KINDS,
    DOCUMENTS_BY_CODE,
)


def test_codes_and_words_are_unique():
    assert len(DOCUMENTS_BY_CODE) == len(DOCUMENT_CODES) == len(DOCUMENT_KINDS)
    assert len(AUTHORITIES_BY_CODE) == len(AUTHORITIES)
    for rows in (DOCUMENT_KINDS, AUTHORITIES):
        assert len({row.english for row in rows}) == len({row.romanian for row in rows}) == len(rows)


def test_every_document_and_authority_that_moves_an_item_is_there():
    documents = {
        "source_record",
        "register_extract",
        "bank_answer",
        "referral",
        "request",
        "certificate",
        "urgent_order",
    }
    documents |= {"ordinance", "ruling", "judgment", "recognition", "finality", "operative_part", "sale_record"}
    documents |= {"account_entry", "decision", "minutes", "note", "invoice", "payment_order"}
    assert documents <= set(DOCUMENT_CODES)
    authorities = {
        "investigator",
        "prosecutor",
        "aro",
        "civil_party",
        "foreign_authority",
        "rights_judge",
        "prelim_judge",
    }
    authorities |= {"court", "appeal_court", "high_court", "delegated_judge", "tax_authority", "bailiff", "anabi"}
    authorities |= {"government", "system", "bank", "treasury", "custodian"}
    assert authorities <= set(AUTHORITY_CODES)
