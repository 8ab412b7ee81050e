"""A certificate is exported once for each entry of the log, with the digest of the file; gaps need to be accepted."""

from __future__ import annotations

import io

import docx
import pypdf
import pytest

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.provenance import digest_bytes
from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    CONFISCATE,
    HER_CNP,
    HER_NAME,
    TO_AUSTRIA,
    certificate_case,
    certificate_session,
    made_certificate_case,
)
from tests.tracer.export.legal_forms.test_certificate_docx import lines
from tracer.actions.documents.certificates import CertificateIncomplete, export_certificate, open_certificate
from tracer.wording.language import find_language

RO, EN = find_language("ro"), find_language("en")


def entries(session):
    return [kept.audit_event for kept in session.store.access_log()]


@pytest.mark.parametrize("file", ["docx", "pdf"])
@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
@pytest.mark.parametrize(("record", "form"), [("C1", "freezing"), ("C3", "confiscation")])
def test_the_file_opens_again_and_has_no_name_of_a_victim(certificate_session, file, language, record, form):  # noqa: F811
    before = len(entries(certificate_session))
    written = export_certificate(certificate_session, record, form, file, language, force=True)
    if file == "docx":
        text = "\n".join(lines(written.data))
        assert docx.Document(io.BytesIO(written.data)).core_properties.title == written.certificate.title
    else:
        text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(written.data)).pages)
    assert written.certificate.title in text
    assert "Victor" in text
    assert not [word for word in (HER_CNP, *HER_NAME.replace("-", " ").split()) if word in text]
    (entry,) = entries(certificate_session)[before:]
    assert (entry.action, entry.subject) == ("export", written.certificate.record)
    assert f"sha256={digest_bytes(written.data)}" in entry.detail
    assert f"form={form} version=2018/1805 file={file}" in entry.detail
    assert written.digest == digest_bytes(written.data)


def test_a_file_with_gaps_that_records_should_fill_is_refused_and_names_them(certificate_session):  # noqa: F811
    before = len(entries(certificate_session))
    with pytest.raises(CertificateIncomplete) as refused:
        export_certificate(certificate_session, "7", "freezing", "pdf", EN)
    assert "A Executing State; D.2 Amount for execution in the executing State, in figures (" in str(refused.value)
    assert "--force" in str(refused.value)
    (entry,) = entries(certificate_session)[before:]
    assert entry.action == "refused"
    assert "sha256" not in entry.detail


def test_what_is_left_to_the_magistrate_does_not_stop_a_file(certificate_session):  # noqa: F811
    written = export_certificate(certificate_session, CONFISCATE, "confiscation", "docx", EN)
    assert written.certificate.empty


def test_a_look_is_one_entry_of_the_log_and_changes_nothing(certificate_session):  # noqa: F811
    before, digest = len(entries(certificate_session)), certificate_session.store.digest()
    found = open_certificate(certificate_session, "C1", "freezing", EN)
    (entry,) = entries(certificate_session)[before:]
    assert (entry.action, entry.subject) == ("export", TO_AUSTRIA)
    assert found.record == TO_AUSTRIA
    assert certificate_session.store.digest() == digest


def test_an_unknown_number_kind_of_file_and_form_are_refused(certificate_session):  # noqa: F811
    with pytest.raises(NotFound):
        open_certificate(certificate_session, "C99", "freezing", EN)
    with pytest.raises(WrongUse):
        export_certificate(certificate_session, "C1", "freezing", "odt", EN)
    with pytest.raises(WrongUse):
        open_certificate(certificate_session, "C1", "seizure", EN)
