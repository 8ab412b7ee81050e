from __future__ import annotations

import pytest

from graph_schema.codes.documents import DOCUMENT_KINDS, DOCUMENTS_BY_CODE
from tracer.recovery.measures.documents import names_document


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        ("ordonanță", "ordinance"),
        ("ORDONANTA nr. 7", "ordinance"),
        ("Încheierea penală 12", "ruling"),
        ("ordin de plată", "payment_order"),
        ("proces-verbal de predare", "minutes"),
        ("sentință penală", "judgment"),
        ("payment_order", "payment_order"),
    ],
)
def test_a_document_is_known_by_its_wording(wording, code):
    assert names_document(wording, [code])


def test_another_document_is_not_taken_for_it():
    assert not names_document("ordin de plată", ["ordinance", "ruling", "judgment"])
    assert not names_document("referat", ["payment_order"])


def test_codes_are_unique():
    assert len({kind.code for kind in DOCUMENT_KINDS}) == len(DOCUMENT_KINDS)
    assert DOCUMENTS_BY_CODE["ruling"].romanian == "încheiere"
