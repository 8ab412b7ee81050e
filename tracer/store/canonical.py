"""Properties as text: the same properties give the same text, and the text gives them back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from graph_schema.fields import Props, Value


def write_props(props: Props) -> str:
    """The one text of these properties."""
    return json.dumps(dict(props), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_props(text: str) -> dict[str, Value]:
    """The properties that a text holds."""
    props: dict[str, Value] = json.loads(text)
    return props


def write_notes(notes: Sequence[Mapping[str, str]]) -> str:
    """The one text of flags or rejections, in their order."""
    return json.dumps([dict(note) for note in notes], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_notes(text: str) -> tuple[Mapping[str, str], ...]:
    """The flags or rejections that a text holds."""
    return tuple(json.loads(text))


def write_list(values: Sequence[object]) -> str:
    """Values as one parameter, to be opened in SQL by ``json_each``."""
    return json.dumps(list(values), ensure_ascii=False)
