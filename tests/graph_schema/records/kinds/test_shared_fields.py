"""The fields of an act."""

from __future__ import annotations

from graph_schema.records.kinds.shared_fields import ACT, OF_AUTHORITY, OF_DOCUMENT


def test_an_act_has_the_fields_of_a_document_and_of_an_authority_all_required():
    assert [field.name for field in ACT] == [field.name for field in (*OF_DOCUMENT, *OF_AUTHORITY)]
    assert all(field.required for field in ACT)
    assert not any(field.required for field in OF_DOCUMENT)
