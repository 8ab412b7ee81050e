"""Finds the payments of a case: rows stated twice become one payment, uncertain pairs are listed for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.records.events import Event, revoked_ids
from graph_schema.records.merged_records import KeptEvent
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.accounts import join_accounts
from tracer.resolve.fitting import (
    doubt_repeats,
    doubt_two_rows,
    fitting_matches,
    match_whole_groups,
    move_match,
    read_open,
    unlike_parties,
)
from tracer.resolve.joining import join_matches
from tracer.resolve.match import Match, MatchKind
from tracer.resolve.money_lines import MoneyLines
from tracer.resolve.overlaps import find_repeated
from tracer.resolve.two_sides.pairs import find_two_sides
from tracer.resolve.unlisted.partners import Unmatched, find_unmatched

FINDERS: Final[Mapping[MatchKind, Callable[[CaseGraph], tuple[Match, ...]]]] = {
    "repeated": find_repeated,
    "two_sides": find_two_sides,
}
"""Each finder runs on the case with the matches of the finders before it joined: repeated rows first, then two sides."""

_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Joined:
    """A match that is joined: by a rule, or because a person confirmed it (then ``decision`` is the event's id)."""

    match: Match
    by: Literal["rule", "person"]
    decision: str | None = None


@dataclass(frozen=True)
class Payments:
    """The case with its payments, and how they came about.

    ``graph``: the case, ``transfers`` in PAYMENT_SCHEMA with all joined. ``joined``: what was applied. ``open``:
    what a person must decide, ``several_candidates`` among the doubts where a transfer is in more than one. ``refused``:
    matches that a person keeps apart, with the event. ``void``: events that decide about a transfer which is no longer
    in the case, or join transfers of which one no longer stands alone.
    """

    graph: CaseGraph
    joined: tuple[Joined, ...]
    open: tuple[Match, ...]
    refused: tuple[tuple[Match, str], ...] = field(default=())
    void: tuple[str, ...] = ()

    @cached_property
    def lines(self) -> MoneyLines:
        """The money between each two accounts, each payment once."""
        return MoneyLines(self.graph.transfers)

    @cached_property
    def unmatched(self) -> tuple[Unmatched, ...]:
        """The rows that name an account whose own complete statements do not list the payment."""
        asked = [*self.open, *(match for match, _ in self.refused)]
        names = {self.graph.payment_of(name) for match in asked for name in (match.first, match.second)}
        return find_unmatched(self.graph, names)

    @cached_property
    def with_open_joined(self) -> CaseGraph:
        """The case with as many open matches joined as fit together; of two that exclude one another, the better one.

        Repeated rows are joined first, of these the ones that name the same accounts: three statements may repeat one
        row. Two rows of one statement are never joined, nor a pair that a person keeps apart.
        """
        graph = self.graph
        unlike = unlike_parties(graph, self.open)
        ranked = sorted(
            self.open,
            key=lambda match: (match in unlike, len(match.doubts), -len(match.reasons), match.first, match.second),
        )
        apart = [match for match, _ in self.refused if match.kind == "repeated"]
        wanted = [match for match in ranked if match.kind == "repeated"]
        graph = self._join_fitting(graph, wanted, apart)
        graph = self._join_fitting(graph, match_whole_groups(graph, wanted, apart), apart)
        sides = [
            moved for match in ranked if match.kind == "two_sides" and (moved := move_match(match, graph)) is not None
        ]
        lone = _lone_sides(graph, {name for match in sides for name in (match.first, match.second)})
        fitting = [m for m in sides if (lone.get(m.first), lone.get(m.second)) == ("debit", "credit")]
        chosen, _ = _disjoint(Joined(match, "person") for match in fitting)
        return join_matches(graph, [one.match for one in chosen])

    @staticmethod
    def _join_fitting(graph: CaseGraph, wanted: list[Match], apart: list[Match]) -> CaseGraph:
        while wanted := fitting_matches(graph, wanted, apart):
            batch, _ = _disjoint(Joined(match, "person") for match in wanted)
            graph = join_matches(graph, [one.match for one in batch])
        return graph


def resolve_payments(graph: CaseGraph) -> Payments:
    """Which transfers of this case are one payment, and which may be?

    A bare account number stands for the one account that has it. What a person confirmed is joined, what a rule holds
    for sure too unless a person keeps it apart; the rest is open. A decision about a transfer that is no longer in the
    case has no effect, but no rule joins its other transfer either: the person looked at it and did not mean that.
    Pure: the same case gives the same payments.
    Cost: columns at a time, a few seconds for a million transfers.
    """
    graph = join_accounts(graph)
    graph = replace(graph, transfers=join_matches(graph, ()).transfers)
    decided = read_decisions(graph.events)
    joined: list[Joined] = []
    open_: list[Match] = []
    refused: list[tuple[Match, str]] = []
    void: set[str] = set()
    absent = _absent(graph, decided)
    for kind, find in FINDERS.items():
        about = {key: event for key, event in decided.items() if key[0] == kind}
        matches = doubt_repeats(find(graph), open_)
        graph, found, left, apart, lost = _resolve(graph, kind, matches, about, absent)
        joined += found
        open_ += left
        refused += apart
        void |= lost
    return Payments(graph, tuple(joined), _mark_several(open_), tuple(refused), tuple(sorted(void)))


def read_decisions(events: Iterable[KeptEvent]) -> Mapping[_Key, Event]:
    """The decision in force about each pair of transfers, by (kind, first, second): the last one that is not revoked."""
    kept = {one.event.id: one.event for one in events}
    revoked = revoked_ids(kept)
    found = [
        event
        for event in kept.values()
        if event.type in ("PaymentsJoined", "PaymentsKeptApart") and event.id not in revoked
    ]
    found.sort(key=lambda event: (event.recorded, event.id))
    return {(str(e.props["kind"]), str(e.props["first"]), str(e.props["second"])): e for e in found}


def _absent(graph: CaseGraph, decided: Iterable[_Key]) -> frozenset[str]:
    """The transfers that a decision is about and that the case does not have."""
    names = {name for _, first, second in decided for name in (first, second)}
    ids = graph.transfers["transfer_id"]
    there = ids.filter(pc.is_in(ids, value_set=pa.array(sorted(names), pa.string()))) if names else ids.slice(0, 0)
    return frozenset(names.difference(map(str, there.to_pylist())))


def _resolve(
    graph: CaseGraph, kind: MatchKind, matches: tuple[Match, ...], events: Mapping[_Key, Event], absent: frozenset[str]
) -> tuple[CaseGraph, list[Joined], list[Match], list[tuple[Match, str]], set[str]]:
    """One kind of match applied: what a person confirmed first, then what is sure.

    Rest: what is open, what is refused, and the events that have no effect any more.
    """
    decided: Mapping[_Key, Event] = {
        (kind, graph.payment_of(one), graph.payment_of(other)): event for (_, one, other), event in events.items()
    }
    apart = [m for m in matches if m.key in decided and decided[m.key].type == "PaymentsKeptApart"]
    confirmed = [Joined(match, "person", decided[match.key].id) for match in _confirmed(graph, kind, matches, decided)]
    void = _void(kind, decided, confirmed, absent)
    held = {name for key in void for name in key[1:]}
    rest = [
        _held(match) if {match.first, match.second} & held else match for match in matches if match.key not in decided
    ]
    if kind == "repeated":
        rest = doubt_two_rows(graph, rest)
    wanted = confirmed + [Joined(match, "rule") for match in rest if match.sure]
    joined: list[Joined] = []
    taken: set[str] = set()
    while wanted:
        batch, wanted = _disjoint(wanted)
        joined += batch
        taken |= {name for one in batch for name in (one.match.first, one.match.second)}
        graph = join_matches(graph, [one.match for one in batch])
        # Three rows may be one where statements repeat one another; a payment has no third side.
        wanted = [
            replace(one, match=moved)
            for one in wanted
            if kind == "repeated" and (moved := move_match(one.match, graph)) is not None
        ]
    if kind == "repeated":
        # A row that a rule joined with another one may still repeat a third one.
        open_ = read_open(graph, [match for match in rest if not match.sure], apart)
    else:
        open_ = [replace(match, sure=False) for match in rest if not {match.first, match.second} & taken]
    lost = {decided[key].id for key in void}
    return graph, joined, open_, [(match, decided[match.key].id) for match in apart], lost


def _void(
    kind: MatchKind, decided: Mapping[_Key, Event], confirmed: list[Joined], absent: frozenset[str]
) -> frozenset[_Key]:
    """The decisions that have no effect: about a transfer that is gone, or joining what no longer stands alone."""
    applied, left = _disjoint(confirmed)
    effective = {one.match.key for one in (applied if kind == "two_sides" else [*applied, *left])}
    return frozenset(
        key
        for key, event in decided.items()
        if set(key[1:]) & absent or (event.type == "PaymentsJoined" and key not in effective and key[1] != key[2])
    )


def _held(match: Match) -> Match:
    """The match, left to a person."""
    return replace(match, sure=False, doubts=(*match.doubts, "decision_void"))


def _disjoint(wanted: Iterable[Joined]) -> tuple[list[Joined], list[Joined]]:
    """Split in order: matches whose transfers are in no earlier match, and the others."""
    found: list[Joined] = []
    left: list[Joined] = []
    taken: set[str] = set()
    for one in wanted:
        names = {one.match.first, one.match.second}
        (left if names & taken else found).append(one)
        taken |= names
    return found, left


def _confirmed(
    graph: CaseGraph, kind: MatchKind, matches: Iterable[Match], decided: Mapping[_Key, Event]
) -> Iterator[Match]:
    """The matches that a person confirmed, even if no finder returns them now, as long as both rows are not joined."""
    seen = {match.key: match for match in matches}
    wanted = [key for key, event in decided.items() if event.type == "PaymentsJoined"]
    lone = _lone_sides(graph, {name for _, first, second in wanted for name in (first, second)})
    for key in wanted:
        _, first, second = key
        if key in seen:
            yield seen[key]
        elif kind == "two_sides" and (lone.get(first), lone.get(second)) == ("debit", "credit"):
            yield Match(kind, first, second, False, ())


def _lone_sides(graph: CaseGraph, names: set[str]) -> Mapping[str, str]:
    """Transfer id -> the side whose statement lists it, for transfers that only one side's statement lists."""
    table = graph.transfers.select(["transfer_id", "debit_seq", "credit_seq"])
    rows = table.filter(pc.is_in(table["transfer_id"], value_set=pa.array(sorted(names), pa.string()))).to_pylist()
    return {
        row["transfer_id"]: "debit" if row["credit_seq"] is None else "credit"
        for row in rows
        if (row["debit_seq"] is None) != (row["credit_seq"] is None)
    }


def _mark_several(matches: Iterable[Match]) -> tuple[Match, ...]:
    found = tuple(matches)
    counts = Counter(name for match in found for name in (match.first, match.second))
    return tuple(
        replace(m, doubts=(*m.doubts, "several_candidates")) if counts[m.first] > 1 or counts[m.second] > 1 else m
        for m in found
    )
