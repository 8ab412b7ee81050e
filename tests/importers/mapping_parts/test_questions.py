"""A value that nobody has decided stays a question, wherever in the mapping it stands."""

from __future__ import annotations

from importers.mapping_parts.questions import ask, open_questions


def test_questions_are_found_with_their_key() -> None:
    mapping = {
        "name": "a",
        "columns": {"amount": ask("Which?")},
        "ignored": ["x", ask("This?")],
        "version": 1,
        "sheet": None,
    }
    assert list(open_questions(mapping)) == [("columns/amount", "Which?"), ("ignored/1", "This?")]
    assert list(open_questions(ask("All?"))) == [("", "All?")]
    assert list(open_questions({"a": "??", "b": "? x"})) == []
