"""Finds the columns of a table by their titles or by their position, and says how a header differs from a mapping."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from graph_schema.messages import N_, Message

_POSITION: Final = re.compile(r"#([1-9][0-9]{0,4})(?: (.+))?", re.DOTALL)
_SHOWN_SIGNS: Final = 60
_SHOWN_TITLES: Final = 20


def position_of(address: str) -> int | None:
    """Which column, from 1, does an address such as ``#3`` or ``#3 Amount`` name? None: the address is a title."""
    found = _POSITION.fullmatch(address)
    return None if found is None else int(found[1])


def find_column(header: Sequence[str], address: str) -> int | None:
    """The index of the column with this title, or at this position. None: there is none.

    ``#3`` is the third column whatever its title, ``#3 Amount`` the third column if its title is Amount. A title that is
    itself written so comes first.
    """
    if address in header:
        return header.index(address)
    found = _POSITION.fullmatch(address)
    if found is None or int(found[1]) > len(header):
        return None
    index = int(found[1]) - 1
    return index if found[2] is None or header[index] == found[2] else None


def find_difference(header: Sequence[str], addresses: Iterable[str]) -> Message | None:
    """How does the header differ from these addresses of all its columns? None: not at all.

    A title that stands there twice is a difference, unless each of its columns is addressed by position.
    """
    addresses = set(addresses)
    placed = {address: find_column(header, address) for address in addresses}
    by_position = {index for address, index in placed.items() if index is not None and address not in header}
    expected = addresses | {header[index] for index in by_position}
    missing = sorted(address for address, index in placed.items() if index is None)
    unknown = sorted(
        {title for index, title in enumerate(header) if title not in addresses and index not in by_position}
    )
    repeated = {title for title, count in Counter(header).items() if count > 1}
    twice = sorted({title for index, title in enumerate(header) if title in repeated and index not in by_position})
    unknown = [title for title in unknown if title not in expected or title not in repeated]
    parts = [
        Message(template, titles=list_titles(titles))
        for template, titles in (
            (N_("missing: {titles}"), missing),
            (N_("not in the mapping: {titles}"), unknown),
            (N_("twice: {titles}"), twice),
        )
        if titles
    ]
    return Message("the header differs ({differences})", differences=Message.listed(parts)) if parts else None


def list_titles(titles: Sequence[str]) -> str:
    """The titles for a message, cut because a file that is not a table can give a very long title or very many."""
    shown = ", ".join(repr(title[:_SHOWN_SIGNS]) for title in titles[:_SHOWN_TITLES])
    return shown if len(titles) <= _SHOWN_TITLES else f"{shown} …"
