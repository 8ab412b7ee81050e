"""Writes what no field of ours holds as readable text, so that no content of a record is lost."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from importers.parsing.exact_json import Json


def remainder(members: Mapping[str, Json], read: Collection[str]) -> str:
    """The members that are not ``read``, as ``path: value`` with semicolons between; empty values are left out.

    A path in ``read``, such as ``address/city``, covers everything below it. Cost: linear in the members.
    """
    return "; ".join(f"{path}: {text}" for path, text in _leaves(members, "", frozenset(read)))


def joined(*texts: str | None) -> str:
    """The texts that are not empty, with semicolons between."""
    return "; ".join(text for text in texts if text)


def _leaves(value: Json | Mapping[str, Json], path: str, read: frozenset[str]) -> Iterator[tuple[str, str]]:
    if path in read or value is None or value == "" or value == [] or value == {}:
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield from _leaves(item, f"{path}/{key}" if path else key, read)
    elif isinstance(value, list):
        if any(isinstance(item, dict | list) for item in value):
            for number, item in enumerate(value, start=1):
                yield from _leaves(item, f"{path}/{number}", read)
        else:
            yield path, ", ".join(_word(item) for item in value)
    else:
        yield path, _word(value)


def _word(value: Json) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())
