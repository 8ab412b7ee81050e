"""Each cell has one note, in two languages, and each code a title."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.tracer.recovery.stories import cash, on
from tracer.recovery.tables.method_notes import DEFINITION_VERSION, MEASURE_TITLES, METHOD_NOTES, PART_TITLES
from tracer.recovery.tables.year_table import year_table
from tracer.wording.language import find_language

CELLS = [cell for cell in year_table(cash(500).facts, 2025, on("2026-12-31")) if cell.is_published]


def test_the_notes_stand_in_the_order_of_the_cells() -> None:
    assert [note.cell for note in METHOD_NOTES] == [name for name, _ in groupby(cell.cell for cell in CELLS)]
    assert {note.version for note in METHOD_NOTES} <= set(range(1, DEFINITION_VERSION + 1))


def test_every_code_has_a_title_and_every_title_a_code() -> None:
    assert {cell.part for cell in CELLS} == set(PART_TITLES)
    assert {cell.measure for cell in CELLS} == set(MEASURE_TITLES)


@pytest.mark.parametrize("note", METHOD_NOTES, ids=lambda note: note.cell)
def test_a_note_reads_in_romanian(note) -> None:
    romanian, english = find_language("ro"), find_language("en")
    for text in (note.title, note.counted, note.date_basis, note.statute):
        assert english.text(text) == text
        assert romanian.text(text) not in ("", text)


def test_no_two_codes_share_a_title() -> None:
    for titles in (PART_TITLES, MEASURE_TITLES):
        for language in (find_language("ro"), find_language("en")):
            words = [language.text(text) for text in titles.values() if text]
            assert len(set(words)) == len(words)
