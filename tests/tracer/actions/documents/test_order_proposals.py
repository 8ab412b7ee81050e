"""A draft order is exported with one entry of the log; a number that several records share is refused."""

from __future__ import annotations

import pytest

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.documents.test_certificates import entries
from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    CAR_ITEM,
    FREEZE,
    certificate_case,
    certificate_session,
    made_certificate_case,
)
from tests.tracer.export.legal_forms.test_certificate_docx import lines
from tracer.actions.documents.order_proposals import export_order_proposal


def test_the_order_is_in_romanian_whatever_the_reader_s_language_and_logged_once(certificate_session):  # noqa: F811
    before, digest = len(entries(certificate_session)), certificate_session.store.digest()
    written = export_order_proposal(certificate_session, ["7", "2"], "freezing")
    assert "Ordonanță de luare a măsurii asigurătorii" in lines(written.data)
    assert [item.number for item in written.proposal.items] == ["1", "2", "3", "4"]
    (entry,) = entries(certificate_session)[before:]
    assert (entry.action, entry.subject) == ("export", f"{FREEZE}>{CAR_ITEM}")
    assert f"kind=freezing items=4 sha256={digest_bytes(written.data)}" in entry.detail
    assert certificate_session.store.digest() == digest


def test_no_record_an_unknown_one_and_an_unknown_kind_are_refused(certificate_session):  # noqa: F811
    with pytest.raises(WrongUse):
        export_order_proposal(certificate_session, [], "freezing")
    with pytest.raises(NotFound):
        export_order_proposal(certificate_session, ["99"], "freezing")
    with pytest.raises(WrongUse):
        export_order_proposal(certificate_session, ["7"], "sale")
