"""Writes properties as canonical text: equal properties give equal text. Reads the text back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from graph_schema.messages import Message
from graph_schema.records.fields import Props, Value
from tracer.store.semantics.earlier_messages import PRESENT_WORDING


def write_props(props: Props) -> str:
    """The canonical text of these properties."""
    return json.dumps(dict(props), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_props(text: str) -> dict[str, Value]:
    """The properties of a canonical text."""
    props: dict[str, Value] = json.loads(text)
    return props


def write_notes(notes: Sequence[Mapping[str, str]]) -> str:
    """The canonical text of flags or rejections, in their order. A message is written as template and parameters."""
    packed = [{name: _pack(text) for name, text in note.items()} for note in notes]
    return json.dumps(packed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_notes(text: str) -> tuple[Mapping[str, str], ...]:
    """The flags or rejections in this text, in their present wording."""
    return tuple(
        {name: _present(packed) if name == "template" else _unpack(packed) for name, packed in note.items()}
        for note in json.loads(text)
    )


def _pack(text: str) -> object:
    if not isinstance(text, Message):
        return text
    return {"template": text.template, "params": {name: _pack(value) for name, value in text.params.items()}}


def _present(template: str) -> str:
    return PRESENT_WORDING.get(template, template)


def _unpack(packed: Any) -> str:
    if isinstance(packed, str):
        return packed
    return Message(_present(packed["template"]), **{name: _unpack(value) for name, value in packed["params"].items()})


def write_list(values: Sequence[object]) -> str:
    """Writes values as one SQL parameter that ``json_each`` reads."""
    return json.dumps(list(values), ensure_ascii=False)
