"""The words of a record for a document and an authority mean kinds of the tables."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.codes.documents import AUTHORITIES, DOCUMENT_KINDS
from tracer.casework.earlier_measures.worded_sources import authority_kinds, document_kinds, named_source
from tracer.recovery.acts.act import ActAuthority, ActDocument
from tracer.recovery.orders.pairs import pairs

DAY = date(2024, 3, 4)


@pytest.mark.parametrize("kind", DOCUMENT_KINDS, ids=lambda kind: kind.code)
def test_each_document_is_found_by_its_english_and_romanian_name(kind):
    for name in (kind.english, kind.romanian.upper()):
        assert kind.code in document_kinds(name)


@pytest.mark.parametrize("one", AUTHORITIES, ids=lambda one: one.code)
def test_each_authority_is_found_by_its_english_and_romanian_name(one):
    for name in (one.english, one.romanian.upper()):
        assert one.code in authority_kinds(name)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Judecătorul de drepturi și libertăți, Tribunalul Iași", "rights_judge"),
        ("Curtea de Apel Cluj", "appeal_court"),
        ("TRIBUNALUL BRASOV", "court"),
        ("Înalta Curte de Casație și Justiție", "high_court"),
        ("D.I.I.C.O.T. Serviciul Teritorial Bacău, procuror", "prosecutor"),
        ("Poliția Exemplu", "investigator"),
    ],
)
def test_the_longest_name_in_the_words_leads(words, kind):
    assert authority_kinds(words)[0] == kind


def test_of_several_meanings_the_one_that_the_step_may_rest_on_is_taken():
    props = {"document_type": "extras", "document_number": "7", "authority": "ANABI"}
    document, authority = named_source(props, DAY, pairs("account_entry:anabi"))
    assert (document, authority) == (ActDocument("account_entry", "7", DAY), ActAuthority("anabi", "ANABI"))
    document, authority = named_source(props, DAY, pairs("register_extract:aro"))
    assert (document.kind, authority.kind) == ("register_extract", "aro")


def test_words_that_name_no_kind_stay_without_one_and_nothing_stated_is_nothing():
    props = {"document_type": "hârtie", "document_number": "7", "document_date": "2024-01-02", "authority": "X"}
    document, authority = named_source(props, DAY, ())
    assert (document, authority) == (ActDocument("", "7", date(2024, 1, 2)), ActAuthority("", "X"))
    assert named_source({}, DAY, ()) == (None, None)


def test_a_code_on_record_is_not_read_as_words():
    props = {"document_kind": "ruling", "authority_kind": "court", "authority": "Procuror Exemplu"}
    document, authority = named_source(props, DAY, ())
    assert (document.kind, authority.kind, authority.name) == ("ruling", "court", "Procuror Exemplu")
