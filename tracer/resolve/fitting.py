"""Says which matches of repeated rows still fit the case after other rows were joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.statements.overlap import SpanKey
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.match import Match


def move_match(match: Match, graph: CaseGraph) -> Match | None:
    """The same match between the payments that its transfers are now part of; None if they are one payment already."""
    first, second = graph.payment_of(match.first), graph.payment_of(match.second)
    return None if first == second else replace(match, first=first, second=second)


def read_open(graph: CaseGraph, matches: Iterable[Match], apart: Iterable[Match]) -> list[Match]:
    """Of these matches of repeated rows the first one for each two payments that may still be one."""
    matches = tuple(matches)
    fitting = {frozenset((m.first, m.second)) for m in fitting_matches(graph, matches, apart)}
    found: dict[frozenset[str], Match] = {}
    for match in matches:
        payments = frozenset((graph.payment_of(match.first), graph.payment_of(match.second)))
        if payments in fitting:
            found.setdefault(payments, match)
    return list(found.values())


def fitting_matches(graph: CaseGraph, matches: Iterable[Match], apart: Iterable[Match]) -> list[Match]:
    """These matches between payments of the graph, without those that are one payment or that cannot become one.

    Two payments cannot become one if one statement lists both, or if a person keeps them apart (``apart``).
    """
    listed = _listed(graph)
    refused = {frozenset((graph.payment_of(match.first), graph.payment_of(match.second))) for match in apart}
    return [
        moved
        for match in matches
        if (moved := move_match(match, graph)) is not None
        and frozenset((moved.first, moved.second)) not in refused
        and listed[moved.first].isdisjoint(listed[moved.second])
    ]


def _listed(graph: CaseGraph) -> Mapping[str, set[SpanKey]]:
    """Payment -> the statements, among those that share days with others, that list it."""
    found: defaultdict[str, set[SpanKey]] = defaultdict(set)
    for stated in graph.sharing:
        for transfer in map(str, stated.entries.column("transfer_id").to_pylist()):
            found[graph.payment_of(transfer)].add(stated.span.key)
    return found


def doubt_two_rows(graph: CaseGraph, matches: list[Match]) -> list[Match]:
    """The matches of repeated rows; those are not sure whose rows are two rows of the other account too.

    One account states its payment twice, the other states two payments: no rule knows which row belongs to which.
    """
    sure = {name for match in matches if match.sure for name in (match.first, match.second)}
    if not sure:
        return matches
    table = graph.transfers.select(["transfer_id", "debit_seq", "credit_seq"])
    both = pc.and_(pc.is_valid(table["debit_seq"]), pc.is_valid(table["credit_seq"]))
    named = pc.is_in(table["transfer_id"], value_set=pa.array(sorted(sure), pa.string()))
    seen = set(table.filter(pc.and_(both, named))["transfer_id"].to_pylist())
    if not seen:
        return matches
    sides: defaultdict[str, set[str]] = defaultdict(set)
    for stated in graph.sharing:
        for name, side in zip(*(stated.entries.column(n).to_pylist() for n in ("transfer_id", "side")), strict=True):
            sides[name].add(side)
    return [
        replace(match, sure=False, doubts=(*match.doubts, "other_side_lists_both"))
        if match.sure and {match.first, match.second} <= seen and len(sides[match.first] & sides[match.second]) == 1
        else match
        for match in matches
    ]


def unlike_parties(graph: CaseGraph, matches: Iterable[Match]) -> frozenset[Match]:
    """The matches of repeated rows of which one names an account that the other leaves out or does not name."""
    repeated = [match for match in matches if match.kind == "repeated"]
    names = {graph.payment_of(name) for match in repeated for name in (match.first, match.second)}
    rows = graph.transfer_rows(sorted(names))
    parties = {row["transfer_id"]: (row["debit_account"], row["credit_account"]) for row in rows}
    return frozenset(
        match for match in repeated if parties[graph.payment_of(match.first)] != parties[graph.payment_of(match.second)]
    )
