"""Divides a JSON file of a register into its records: an array, one object, or one object per line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph_schema.errors import TracerError, WrongValue
from importers.contract import UnreadableFile
from importers.parsing.exact_json import Json, decode_json_text, parse_json
from importers.source import SourceFile

_START: Final = ("[", "{")


def begins_as_json(file: SourceFile) -> bool:
    """Does the file begin with an array or an object?"""
    return file.head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1].decode("latin-1") in _START


def split_records(file: SourceFile) -> Iterator[tuple[str, str, Json | TracerError]]:
    """Which records does the file contain? Yields locator, text of the line, and the value or its error.

    A line that is not JSON gives an error for this line only; blank lines are skipped.
    Raises: UnreadableFile if an array cannot be read, or the file is not text.
    """
    text = decode_json_text(file)
    try:
        content = parse_json(text, file.name)
    except WrongValue as error:
        if not text.lstrip().startswith("{") or "\n" not in text.strip():
            raise UnreadableFile(error.template, **error.params) from None
        yield from _split_lines(text)
        return
    for index, item in enumerate(content if isinstance(content, list) else [content]):
        yield f"path:/{index}", "", item


def _split_lines(text: str) -> Iterator[tuple[str, str, Json | TracerError]]:
    # Only LF ends a line: JSON texts may contain other line separators unescaped.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        locator = f"row:{number}"
        try:
            yield locator, line, parse_json(line, locator)
        except WrongValue as error:
            yield locator, line, error
