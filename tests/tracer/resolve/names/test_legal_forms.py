"""Legal forms by class."""

from __future__ import annotations

import pytest

from tracer.resolve.names.legal_forms import split_form


@pytest.mark.parametrize(
    ("name", "bare", "class_"),
    [
        ("ALFA SRL", "ALFA", "limited"),
        ("SC ALFA SRL", "ALFA", "limited"),
        ("SRL ALFA", "ALFA", "limited"),
        ("ALFA GESELLSCHAFT MIT BESCHRANKTER HAFTUNG", "ALFA", "limited"),
        ("LIMITED LIABILITY COMPANY ALFA", "ALFA", "limited"),
        ("OPEN JOINT STOCK COMPANY ALFA", "ALFA", "shares"),
        ("ALFA GMBH CO KG", "ALFA", "partnership"),
        ("ALFA CO", "ALFA", ""),
        ("AS ROMA", "AS ROMA", None),
        ("ALFA BETA", "ALFA BETA", None),
        ("SRL", "SRL", None),
        ("", "", None),
    ],
)
def test_the_form_is_split_off_and_named_by_its_class(name, bare, class_):
    words = name.split()
    start, end, found = split_form(words)
    assert (" ".join(words[start:end]), found) == (bare, class_)
