"""The certificate as PDF: it opens again, shows every value and every empty field, keeps to the standards."""

from __future__ import annotations

import io
import re

import pikepdf
import pypdf
import pytest

from tests.tracer.export.test_schedule_pdf import HOSTILE
from tracer.export.legal_forms.certificate_pdf import write_certificate_pdf
from tracer.wording.language import find_language

RO, EN = find_language("ro"), find_language("en")


def squeezed(data: bytes) -> str:
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    return re.sub(r"[\s\u200b]+", "", "\n".join(pages))


def test_values_boxes_and_places_left_open_are_shown_with_diacritics(certificate):
    text = squeezed(write_certificate_pdf(certificate("Tribunalul Argeș, Țăndărei, Râșnov"), RO))
    for wanted in (
        "Tribunalul Argeș, Țăndărei, Râșnov[1]",
        "☒ prima cutie",
        "☐ a doua cutie",
        "… (rămâne în sarcina magistratului)",
        "… (neînregistrat)",
        "Austria (AT)",
        "registru-inventat.csv",
    ):
        assert re.sub(r"\s+", "", wanted) in text, wanted


def test_the_empty_mandatory_fields_stand_before_the_first_section(certificate):
    text = squeezed(write_certificate_pdf(certificate("x"), RO))
    places = [text.index(part) for part in ("Câmpuriobligatorii", "D.3:Loculîncareseaflăbunul(Bun2)", "SecțiuneaA:")]
    assert places == sorted(places)


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_it_keeps_to_the_standards_and_the_bytes_are_the_same_twice(certificate, language):
    data = write_certificate_pdf(certificate("x"), language)
    assert data == write_certificate_pdf(certificate("x"), language)
    with pikepdf.open(io.BytesIO(data)) as document, document.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_hostile_text_is_text(certificate):
    data = write_certificate_pdf(certificate(*HOSTILE, to_state=""), EN)
    text = squeezed(data)
    assert re.sub(r"\s+", "", '#read("/etc/passwd")') in text
    assert "[U+202E]" in text


def test_a_certificate_without_empty_fields_says_so(certificate):
    assert "Everymandatoryfieldisfilled." in squeezed(write_certificate_pdf(certificate("x", empty=()), EN))
