"""Counts which assets each person of a criminal file has: by title, by use, or through companies. No money is followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes, person_ids
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.casework.ties.case_ownership import find_case_control, stakes_below
from tracer.casework.ties.suspect_assets import find_held
from tracer.graph.case_graph import CaseGraph


def find_tied_assets(graph: CaseGraph, persons: Iterable[str], day: date) -> Mapping[str, frozenset[str]]:
    """Person -> the assets that ``find_held`` ties to the person on that day.

    Cost: the ownership of the companies below these persons is solved once; then the register links below each person.
    """
    persons = tuple(dict.fromkeys(persons))
    stakes, _ = bound_excess(collect_stakes(graph, day))
    shares = integrate_ownership(stakes_below(stakes, persons), persons=person_ids(graph)).shares
    found = {}
    for person in persons:
        owned = {company for company, owners in shares.items() if person in owners and owners[person].upper > 0}
        controlled = find_case_control(graph, stakes, person, day).companies
        found[person] = frozenset(find_held(graph, person, frozenset(owned | controlled)))
    return found
