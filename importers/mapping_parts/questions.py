"""Marks a value of a mapping that a person has not decided yet: a question in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

MARK: Final = "?? "
"""With this a value begins that is a question. No mapping with a question is read."""


def ask(question: str) -> str:
    """The placeholder for the answer to this question."""
    return MARK + question


def open_questions(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """The questions within this mapping in plain values: (key, question), keys within keys joined by a slash."""
    if isinstance(value, str):
        if value.startswith(MARK):
            yield place, value.removeprefix(MARK)
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from open_questions(part, f"{place}/{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from open_questions(part, f"{place}/{number}")
