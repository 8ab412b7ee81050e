"""A form that is known and not read is named in one line; nothing else is taken for it."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from importers.known_forms import is_schema, name_form
from importers.registry import UnknownFormat, read_source
from importers.source import from_bytes, open_source


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("extras.csv", "data,suma\n")
    return stream.getvalue()


FORMS = {
    "MT942": b":20:X\r\n:25:1\r\n:28C:1\r\n:34F:RON0,\r\n",
    "CFONB 120": b"0130004    00001EUR2 00000000001  010524" + b" " * 80 + b"\r\n",
    "BAI2": b"01,BANCA,CLIENT,240501,1200,1,80,1,2/\r\n02,CLIENT,BANCA,1,240501,,RON,/\r\n",
    "Norma 43": b"11000000010000000001240501240531200000000010000978" + b"3PERSOANA" + b" " * 20,
    "ISO 20022 pain.001.001.03": b'<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">',
    "ISO 20022 pacs.008.001.08": b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"/>',
    "QIF": b"!Type:Bank\nD01/05/24\nT-10.00\n^\n",
    "ODT": b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
    "PDF": b"%PDF-1.7\n%\xe2\xe3\n",
    "goAML": b'<?xml version="1.0"?><report><rentity_id>1</rentity_id></report>',
    "ZIP": archive(),
    "XML <Extras>": b"<?xml version='1.0'?><Extras><Rand/></Extras>",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_it_is_named_in_one_line(form: str, coding: str) -> None:
    data = FORMS[form]
    if coding == "utf-16":
        if form in ("ODT", "PDF", "ZIP"):
            return
        data = data.decode("iso-8859-1").encode("utf-16")
    with pytest.raises(UnknownFormat) as raised:
        read_source(from_bytes("extras", data), ())
    assert str(raised.value).startswith(f"extras has the format {form}, which no importer reads yet. ")
    assert len(str(raised.value)) < 200
    assert "bank-ledger: " in str(raised.value.reasons)


def test_a_schema_is_no_data() -> None:
    file = from_bytes("camt.xsd", b'<?xml version="1.0"?><!-- <a> --><xs:schema targetNamespace="urn:iso:x"/>')
    assert is_schema(file)
    with pytest.raises(UnknownFormat, match="contains no data"):
        read_source(file, ())


@pytest.mark.parametrize(
    "text", ["Data;Suma\n01.05.2024;1,00\n", "01,02,03\n", "110000\n", "{}", "[1]", "Buna ziua :20: x"]
)
def test_a_table_or_a_text_is_none_of_them(text: str) -> None:
    assert name_form(from_bytes("x", text.encode())) is None


HOSTILE = {
    "blank lines": b"x" + b"\n" * 70_000,
    "comments": b"<?xml version='1.0'?>" + b"<!---->" * 9_000,
    "reports": b"<a>" + b"<report " * 9_000,
    "schemas": b"{" + b'"schema":"Abc",' * 5_000,
    "commas": b"01," * 30_000,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_takes_long(what: str) -> None:
    """Each of these made a search for a form try again from every place: it must end, and take it for no more than it is."""
    file = from_bytes("x", HOSTILE[what])
    found = name_form(file)
    assert found is None or found.name.startswith("XML")
    assert not is_schema(file)


FOLDERS = {
    "bank/cfonb": "CFONB 120",
    "bank/bai2": "BAI2",
    "bank/n43": "Norma 43",
    "bank/qif": "QIF",
    "bank/pain_pacs": "ISO 20022 .*",
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_other_peoples_files_are_named(shared_data: Path, folder: str) -> None:
    paths = [path for path in (shared_data / folder).rglob("*") if path.is_file()]
    named = {
        path.name: name_form(open_source(path)) for path in paths if path.suffix != ".json" or "ownership" in folder
    }
    wrong = {name: form for name, form in named.items() if form is None or not re.fullmatch(FOLDERS[folder], form.name)}
    assert named and not wrong
