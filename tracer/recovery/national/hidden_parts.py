"""Decides which parts of a divided figure are hidden, so that no small part follows from the whole and the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from tracer.recovery.figures.small_cells import hide_small_cells
from tracer.recovery.tables.statistic_cell import FEWEST_PERSONS, SMALLEST_COUNT, is_small_count


class PartRow(NamedTuple):
    """A row of a part. ``kind``: its currencies, or that it has no value. ``person``: whom a sum rests on."""

    kind: tuple[str, ...]
    person: str


def is_small_part(rows: Sequence[PartRow]) -> bool:
    """Are the rows of one kind few, or does the sum of one currency rest on few persons?"""
    kinds = Counter(row.kind for row in rows)
    if any(map(is_small_count, kinds.values())):
        return True
    currencies = {currency for kind in kinds for currency in kind}
    return any(len({row.person for row in rows if currency in row.kind}) < FEWEST_PERSONS for currency in currencies)


def find_hidden(parts: Mapping[str, Sequence[PartRow]], hidden: Iterable[str] = ()) -> frozenset[str] | None:
    """Which parts are hidden if their whole is shown? None: the whole cannot be shown either.

    Small parts are hidden, then what ``hide_small_cells`` hides in the table of kinds and parts, then the smallest part
    that is shown, until the hidden parts together are not small. A part is hidden as one: its number and all its sums.
    Cost: as ``hide_small_cells``.
    """
    names = sorted(name for name in parts if parts[name])
    whole = [row for name in names for row in parts[name]]
    if is_small_part(whole):
        return None
    kinds = sorted({row.kind for row in whole})
    counts = {name: Counter(row.kind for row in parts[name]) for name in names}
    shown = hide_small_cells([[counts[name][kind] for name in names] for kind in kinds], SMALLEST_COUNT)
    if shown.total is None and any(total is None for total in shown.row_totals):
        return None
    found = {name for place, name in enumerate(names) if any(row[place] is None for row in shown.cells)}
    found |= {name for name in names if is_small_part(parts[name])} | (set(hidden) & set(names))
    while found and (len(found) == 1 or is_small_part(list(chain.from_iterable(parts[name] for name in found)))):
        rest = [name for name in names if name not in found]
        if not rest:
            return None
        found.add(min(rest, key=lambda name: (len(parts[name]), name)))
    return frozenset(found)
