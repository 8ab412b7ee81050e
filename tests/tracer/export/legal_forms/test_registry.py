"""The kinds of file of a certificate: by name and by ending."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_schema.errors import WrongUse
from tracer.export.legal_forms.registry import CERTIFICATE_FILES, certificate_file_of, read_certificate_file


def test_each_kind_is_found_by_name_and_by_ending():
    for kind in CERTIFICATE_FILES:
        assert read_certificate_file(kind.name) is kind
        assert certificate_file_of(Path(f"x{kind.suffix.upper()}")) is kind


def test_other_names_and_endings_are_refused():
    with pytest.raises(WrongUse, match="docx, pdf"):
        read_certificate_file("odt")
    with pytest.raises(WrongUse, match=r"\.docx, \.pdf"):
        certificate_file_of(Path("certificate.odt"))
