"""Finds the records without which an asset is no longer tied to the suspect by any path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from tracer.analysis.links.arrays.path_search import PathSearch
from tracer.analysis.links.evidence import EvidenceLink

Record = tuple[str, str]
"""(source id, locator)."""
Grounds = tuple[frozenset[Record], ...]
"""What a link rests on: of each set at least one record must stand."""
Unit = TypeVar("Unit", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Bridges(Generic[Unit]):
    """``detached``: unit -> the assets that no path ties to the suspect if it falls.

    ``untied``: the assets that no path ties at all. ``undecided``: those for which the budget ended a search; units of
    theirs may be missing.
    """

    detached: Mapping[Unit, tuple[str, ...]]
    untied: tuple[str, ...]
    undecided: tuple[str, ...]


def group_by_unit(
    links: Sequence[EvidenceLink], grounds: Mapping[str, Grounds], unit_of: Callable[[Record], Unit]
) -> dict[Unit, frozenset[int]]:
    """Which links, by place, fall with each unit of records (one row, or all rows of a file)?

    A link stands as long as one of its records stands. ``grounds``: link id -> what it rests on, if that is more than
    one set of records. Units with which no link falls are left out. Cost: the records of the links.
    """
    falling: defaultdict[Unit, set[int]] = defaultdict(set)
    for place, link in enumerate(links):
        for records in grounds.get(link.id, (frozenset(link.records),)):
            units = {unit_of(record) for record in records}
            if len(units) == 1:
                falling[units.pop()].add(place)
    return {unit: frozenset(places) for unit, places in falling.items()}


def find_bridges(
    search: PathSearch, assets: Iterable[str], falling: Mapping[Unit, frozenset[int]], *, budget: int = 100_000
) -> Bridges[Unit]:
    """If this unit of records falls, which of these assets detach from the suspect?

    A path is one that ``find_paths`` returns: possible in direction and time, at most as long as the search allows.
    ``falling``: unit -> the places of its links. Exact: a unit without which no path is left takes a link of every path, so
    also of the best one; only units of the best path are tried.
    Cost: for each asset one search, and one for each unit of its best path, of which there are about as many as steps.
    """
    units_of: defaultdict[int, set[Unit]] = defaultdict(set)
    for unit, places in falling.items():
        for place in places:
            units_of[place].add(unit)
    detached: defaultdict[Unit, list[str]] = defaultdict(list)
    untied, undecided = list[str](), list[str]()
    for asset in sorted(set(assets)):
        found = search.find(asset, limit=1, budget=budget)
        if not found.paths:
            (undecided if found.incomplete else untied).append(asset)
            continue
        is_decided = True
        for unit in {unit for place in found.paths[0].links for unit in units_of.get(place, ())}:
            without = search.find(asset, limit=1, budget=budget, fallen=falling[unit])
            if without.incomplete:
                is_decided = False
            elif not without.paths:
                detached[unit].append(asset)
        if not is_decided:
            undecided.append(asset)
    return Bridges({unit: tuple(names) for unit, names in detached.items()}, tuple(untied), tuple(undecided))
