"""A document by code is named in the reader's words; one in the source's words stays as the source has it."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.records.events import Event
from tracer.wording.documents import describe_document
from tracer.wording.language import find_language


@pytest.mark.parametrize(
    ("props", "english", "romanian"),
    [
        ({"document_kind": "ruling"}, "judge's ruling 7/2026", "încheiere 7/2026"),
        ({"document_type": "ruling"}, "ruling 7/2026", "ruling 7/2026"),
        ({"document_type": "Prosecutor's Order"}, "Prosecutor's Order 7/2026", "Prosecutor's Order 7/2026"),
        ({}, "7/2026", "7/2026"),
    ],
)
def test_the_kind_in_both_languages(props, english, romanian):
    day = date(2026, 1, 5)
    given = {"state": "FROZEN", "document_number": "7/2026", **props}
    event = Event("evt-1", "StateChange", "mea-1", day, day, "Ana Proba", given, "row:2")
    assert [describe_document(event, find_language(code)) for code in ("en", "ro")] == [english, romanian]
