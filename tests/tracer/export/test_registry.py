"""Each form of export has one row, found by its name and by the ending of a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_schema.errors import WrongUse
from tracer.export.registry import EXPORT_FORMS, form_of_file, read_form
from tracer.wording.language import find_language


def test_names_and_endings_are_unique() -> None:
    assert len({form.name for form in EXPORT_FORMS}) == len({form.suffix for form in EXPORT_FORMS}) == len(EXPORT_FORMS)


@pytest.mark.parametrize("form", EXPORT_FORMS, ids=lambda form: form.name)
def test_a_form_is_found_by_name_and_by_ending_in_any_case(form) -> None:
    assert read_form(form.name) is form
    assert form_of_file(Path(f"a/schedule{form.suffix.upper()}")) is form


@pytest.mark.parametrize("name", ["schedule", "schedule.doc", "schedule.pdf.txt", ".pdf"])
def test_a_file_of_another_ending_is_refused_with_what_is_allowed(name: str) -> None:
    with pytest.raises(WrongUse, match=r"the ending must be one of: \.pdf, \.xlsx\."):
        form_of_file(Path(name))


def test_the_first_bytes_are_those_of_the_form(schedule) -> None:
    starts = {form.name: form.write(schedule([]), find_language("en"))[:4] for form in EXPORT_FORMS}
    assert starts == {"pdf": b"%PDF", "xlsx": b"PK\x03\x04"}
