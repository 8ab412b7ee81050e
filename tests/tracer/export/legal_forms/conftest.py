"""A certificate with hostile and Romanian text, to be written as a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tracer.casefile.certificates.filled_certificate import (
    EmptyField,
    FilledBox,
    FilledCertificate,
    FilledField,
    FilledPart,
    FilledSection,
    FilledValue,
)
from tracer.casefile.schedule import Note


def make_certificate(*texts: str, **changes: Any) -> FilledCertificate:
    fields = (
        FilledField(
            "A", "Autoritatea emitentă", True, False, (), tuple(FilledValue(text, "x", (1,)) for text in texts)
        ),
        FilledField("A", "Semnătura", True, True, (), ()),
        FilledField("A", "Valoarea", False, False, (), ()),
        FilledField("A", "Motive", True, True, (FilledBox("prima cutie", True), FilledBox("a doua cutie", False)), ()),
    )
    made: dict[str, Any] = {
        "form": "freezing",
        "version": "2018/1805",
        "statute": "Regulamentul (UE) 2018/1805",
        "title": "Certificat de indisponibilizare",
        "language": "ro",
        "record": "crt-1",
        "case_number": "1/P/2026",
        "order_number": "7",
        "to_state": "AT",
        "as_of": date(2026, 12, 2),
        "author": "Ana Proba",
        "digest": "d" * 64,
        "empty": (
            EmptyField("A", "Semnătura", "", True),
            EmptyField("D.3", "Locul în care se află bunul", "Bun 2", False),
        ),
        "sections": (FilledSection("A", "Autoritatea", (FilledPart("Persoană fizică", fields),)),),
        "notes": (Note(1, "a" * 64, "registru-inventat.csv", "row:7"),),
    }
    return FilledCertificate(**{**made, **changes})


@pytest.fixture
def certificate() -> Callable[..., FilledCertificate]:
    return make_certificate
