"""Properties as text: the same properties give the same text, and the text gives them back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph_schema.fields import Props, Value
from graph_schema.words import Sentence


def write_props(props: Props) -> str:
    """The one text of these properties."""
    return json.dumps(dict(props), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_props(text: str) -> dict[str, Value]:
    """The properties that a text holds."""
    props: dict[str, Value] = json.loads(text)
    return props


def write_notes(notes: Sequence[Mapping[str, str]]) -> str:
    """The one text of flags or rejections, in their order. A sentence is kept as its template and parameters."""
    told = [{name: _tell(text) for name, text in note.items()} for note in notes]
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_notes(text: str) -> tuple[Mapping[str, str], ...]:
    """The flags or rejections that a text holds."""
    return tuple({name: _read_told(told) for name, told in note.items()} for note in json.loads(text))


def _tell(text: str) -> object:
    if not isinstance(text, Sentence):
        return text
    return {"template": text.template, "params": {name: _tell(value) for name, value in text.params.items()}}


def _read_told(told: Any) -> str:
    if isinstance(told, str):
        return told
    return Sentence(told["template"], **{name: _read_told(value) for name, value in told["params"].items()})


def write_list(values: Sequence[object]) -> str:
    """Values as one parameter, to be opened in SQL by ``json_each``."""
    return json.dumps(list(values), ensure_ascii=False)
