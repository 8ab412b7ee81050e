"""Reads the text of a mapping, JSON or YAML, as plain values, strictly: no key twice, no value that YAML would guess."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from graph_schema.errors import WrongUse

_WORDS: Final = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE: Final = re.compile("-?(?:0|[1-9][0-9]{0,17})")
_DEEPEST: Final = 12


def read_plain(text: str, place: str) -> object:
    """The values of this text: JSON if it begins with a brace or a bracket, else YAML.

    In YAML only ``true``, ``false``, ``null``, an empty value and whole numbers are no texts; keys always are texts. So
    ``NO``, ``off``, ``2024-01-01`` and ``1.0`` stay as they are written. Anchors, aliases and tags are refused.
    Raises: WrongUse for a text that is neither, or has a key twice.
    """
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        try:
            # The last value of a repeated key would silently win.
            return json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, place))
        except (json.JSONDecodeError, RecursionError) as error:
            raise not_json(place, str(error)) from None
    return _read_yaml(text, place)


def not_json(place: str, reason: str) -> WrongUse:
    """The error for a text that is not JSON."""
    return WrongUse(
        "The mapping {place} is not JSON: {reason}. Correct it there, then type: tracer import FILE --mapping {place}",
        place=place,
        reason=reason,
    )


def _read_yaml(text: str, place: str) -> object:
    # The library takes a while to load, and most mappings are JSON.
    import yaml

    try:
        events = list(yaml.parse(text, Loader=yaml.SafeLoader))
        _refuse_extras(events, place)
        return _value(yaml.compose(text, Loader=yaml.SafeLoader), place, 0)
    except yaml.MarkedYAMLError as error:
        line = 0 if error.problem_mark is None else error.problem_mark.line + 1
        raise _not_yaml(place, line, str(error.problem)) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise _not_yaml(place, 0, str(error).partition("\n")[0]) from None


def _refuse_extras(events: list[Any], place: str) -> None:
    for event in events:
        if getattr(event, "anchor", None) is not None or getattr(event, "tag", None) is not None:
            line = event.start_mark.line + 1
            raise _not_yaml(place, line, "anchors, aliases and tags are not allowed")


def _value(node: Any, place: str, depth: int) -> object:
    if node is None:
        return None
    if depth > _DEEPEST:
        raise _not_yaml(place, node.start_mark.line + 1, "too many levels")
    if node.id == "mapping":
        pairs = []
        for key, value in node.value:
            if key.id != "scalar":
                raise _not_yaml(place, key.start_mark.line + 1, "a key is no text")
            pairs.append((key.value, _value(value, place, depth + 1)))
        return _unique(pairs, place)
    if node.id == "sequence":
        return [_value(part, place, depth + 1) for part in node.value]
    text: str = node.value
    if node.style is not None:
        return text
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _WHOLE.fullmatch(text) else text


def _unique(pairs: list[tuple[str, object]], place: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise WrongUse("The mapping {place} has the key {key!r} twice. Remove one of them.", place=place, key=key)
        found[key] = value
    return found


def _not_yaml(place: str, line: int, reason: str) -> WrongUse:
    return WrongUse(
        "The mapping {place} is neither JSON nor YAML: line {line}: {reason}. Correct it there, then type: "
        "tracer import FILE --mapping {place}",
        place=place,
        line=line,
        reason=reason,
    )
