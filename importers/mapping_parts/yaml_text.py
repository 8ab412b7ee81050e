"""Writes a mapping as YAML, each key with the reason for it above."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:-[a-z0-9]+)*")
_WORDS: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_BREAKS: Final = re.compile(r"\s+")


def write_yaml(values: Mapping[str, object], reasons: Mapping[str, str]) -> str:
    """The YAML text of these plain values, which ``read_mapping`` reads. ``reasons``: key as ``columns/amount`` -> sentence."""
    return "".join(f"{line}\n" for line in _lines(values, reasons, "", ""))


def _lines(values: Mapping[str, object], reasons: Mapping[str, str], path: str, indent: str) -> Iterator[str]:
    for key, value in values.items():
        place = f"{path}{key}"
        if place in reasons:
            yield f"{indent}# {_BREAKS.sub(' ', reasons[place])}"
        if isinstance(value, Mapping) and value:
            yield f"{indent}{_text(key)}:"
            yield from _lines(value, reasons, f"{place}/", f"{indent}  ")
        else:
            yield f"{indent}{_text(key)}: {_value(value)}"


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(part) for part in value)}]"
    if isinstance(value, Mapping):
        return "{}"
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    return _text(str(value))


def _text(text: str) -> str:
    """The text as it is, or in quotation marks if YAML could read it otherwise. JSON texts are YAML texts."""
    plain = _PLAIN.fullmatch(text) is not None and text.casefold() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False).replace("\x7f", "\\x7f")
