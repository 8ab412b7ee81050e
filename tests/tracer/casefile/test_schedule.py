"""Footnotes numbered in order of first use."""

from __future__ import annotations

from tracer.casefile.schedule import Note, Notebook


def test_a_place_is_one_note_however_often_it_is_used() -> None:
    book = Notebook({"a": "extras.csv"})

    assert book.note([("a", "row:2"), ("b", "row:2"), ("a", "row:2")]) == (1, 2)
    assert book.note([("c", "row:1"), ("b", "row:2")]) == (3, 2)
    assert book.note([]) == ()
    assert book.notes() == (
        Note(1, "a", "extras.csv", "row:2"),
        Note(2, "b", "?", "row:2"),
        Note(3, "c", "?", "row:1"),
    )
    assert book.used_sources() == {"a", "b", "c"}
