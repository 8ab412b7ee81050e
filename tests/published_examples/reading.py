"""Reads examples out of a JSON file, or out of the JSON blocks of a Markdown file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)")


class UnreadableFile(Exception):
    """The file has no examples that can be read; the message says where it stops."""


@dataclass(frozen=True, slots=True)
class Example:
    """One example as the file has it. ``kind`` is None where it names none."""

    id: str
    kind: str | None
    body: dict[str, Any]


def read_examples(path: Path) -> list[Example]:
    """All examples of the file, in its order. Numbers with decimals stay exact.

    Raises: UnreadableFile naming file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path.name} cannot be read: {error}") from error
    if path.suffix.lower() == ".json":
        found = list(_examples(_parse(text, path.name, 1), path.name))
    else:
        found = [
            example
            for language, line, block in _blocks(text)
            if language == "json" or (not language and block.lstrip()[:1] in ("[", "{"))
            for example in _examples(_parse(block, path.name, line), path.name, may_be_other=True)
        ]
    if not found:
        raise UnreadableFile(
            f"{path.name} has no examples: expected JSON with a list of objects that have id and kind, in Markdown within "
            "fenced blocks"
        )
    return found


def _blocks(text: str) -> Iterator[tuple[str, int, str]]:
    """(language, number of the first line inside, text) of every fenced block; one that is never closed runs to the end."""
    fence, language, first, lines = "", "", 0, list[str]()
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if not fence and mark:
            fence, language, first, lines = mark[1], mark[2].lower(), number + 1, []
        elif fence and mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            yield language, first, "\n".join(lines)
            fence = ""
        elif fence:
            lines.append(line)
    if fence:
        yield language, first, "\n".join(lines)


def _parse(text: str, name: str, first_line: int) -> Any:
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{name}, line {first_line + error.lineno - 1}: no valid JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(f"{name}, in the JSON from line {first_line}: {error}") from error


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


def _examples(parsed: Any, name: str, *, may_be_other: bool = False) -> Iterator[Example]:
    """A list of examples, one example, or an object that holds such a list under some key."""
    if isinstance(parsed, dict) and "kind" not in parsed:
        lists = [value for value in parsed.values() if isinstance(value, list) and _are_examples(value)]
        parsed = [body for value in lists for body in value] or ([] if may_be_other else [parsed])
    bodies = parsed if isinstance(parsed, list) else [parsed]
    if may_be_other and not _are_examples(bodies):
        return
    for number, body in enumerate(bodies, 1):
        if not isinstance(body, dict):
            raise UnreadableFile(f"{name}, example {number} is {body!r:.60}: expected an object with id and kind")
        kind = body.get("kind")
        yield Example(str(body.get("id", f"number {number}")), None if kind is None else str(kind), body)


def _are_examples(bodies: list[Any]) -> bool:
    return any(isinstance(body, dict) and ("kind" in body or "id" in body) for body in bodies)
