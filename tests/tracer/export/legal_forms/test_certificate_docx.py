"""The certificate as DOCX: it opens again, shows what the PDF shows, and is the same twice."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from tests.tracer.export.test_schedule_pdf import HOSTILE
from tracer.export.legal_forms.certificate_docx import write_certificate_docx
from tracer.wording.language import find_language

RO, EN = find_language("ro"), find_language("en")


def lines(data: bytes) -> list[str]:
    """Every paragraph and cell in the order of the document."""
    found = []
    for part in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(part, docx.table.Table):
            found += [f"{row.cells[0].text} | {row.cells[1].text}" for row in part.rows]
        else:
            found.append(part.text)
    return found


def test_values_boxes_and_places_left_open_are_shown_with_diacritics(certificate):
    text = "\n".join(lines(write_certificate_docx(certificate("Tribunalul Argeș, Țăndărei, Râșnov"), RO)))
    assert "A. Autoritatea emitentă\u00a0* | Tribunalul Argeș, Țăndărei, Râșnov [1]" in text
    assert "A. Semnătura\u00a0* | … (rămâne în sarcina magistratului)" in text
    assert "A. Valoarea | … (neînregistrat)" in text
    assert "☒ prima cutie\n☐ a doua cutie" in text
    assert "[1] registru-inventat.csv" in text


def test_the_empty_mandatory_fields_stand_before_the_first_section(certificate):
    found = lines(write_certificate_docx(certificate("x"), RO))
    places = [found.index(part) for part in ("Câmpuri obligatorii necompletate", "De înregistrat în dosar",
              "D.3: Locul în care se află bunul (Bun 2)", "Rămân în sarcina magistratului", "A: Semnătura",
              "Secțiunea A: Autoritatea")]  # fmt: skip
    assert places == sorted(places)


@pytest.mark.parametrize(("language", "tag"), [(EN, "en-GB"), (RO, "ro-RO")], ids=["en", "ro"])
def test_the_bytes_are_the_same_twice_and_the_language_is_stated(certificate, language, tag):
    data = write_certificate_docx(certificate("x"), language)
    assert data == write_certificate_docx(certificate("x"), language)
    document = docx.Document(io.BytesIO(data))
    assert document.core_properties.language == tag
    assert document.core_properties.author == "Ana Proba"
    assert f'w:val="{tag}"' in zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()


def test_hostile_text_is_text(certificate):
    text = "\n".join(lines(write_certificate_docx(certificate(*HOSTILE, "<w:p/>&amp;", "\x00\x0b\ufffe"), EN)))
    for wanted in ('#eval("1+1")', "<w:p/>&amp;", "[U+202E]"):
        assert wanted in text
    assert "\u202e" not in text
