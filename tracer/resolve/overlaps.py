"""Compares rows of two statements of one account that cover the same day: one payment, two payments, or open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from graph_schema.statements.overlap import Relation, SpanKey, StatedStatement, relate_all
from graph_schema.statements.payment_identity import StatedRow, stated_rows
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.match import Match

_Row = tuple[str, StatedRow]
_Key = tuple[str, int, date]
_NEAR = timedelta(days=15)
_Spans = frozenset[SpanKey]
_Stated = tuple[str | None, ...]
"""One thing that a row states, or that it leaves out (None); empty: whatever it states."""


def find_repeated(graph: CaseGraph) -> tuple[Match, ...]:
    """Which transfers may be one payment because two statements of an account cover its booking day?

    Rows with the same transfer id are one payment already and are not returned. Rows are compared by day, side and amount.
    Rows of equal amount on different days that both statements cover are open too, if each statement lists only one of
    them. If the balances prove that the later statement repeats the earlier one, a rule joins the rows, even if one of
    them leaves out names and accounts. A person decides if references or named accounts differ, if balances and
    references disagree, or if no balance decides. Rows of a statement that continues another are two payments, unless
    they have the same reference.

    Returns: by first and second transfer. Cost: O(n log n) in the rows of statements that share days, for each two that do.
    """
    statements = {stated.span.key: stated for stated in graph.sharing}
    found: dict[frozenset[str], Match] = {}
    joins = _Joins(graph.sharing)
    for (earlier, later), relation in relate_all(stated.span for stated in graph.sharing).items():
        for match in _compare(statements[earlier], statements[later], relation, joins):
            pair = frozenset((match.first, match.second))
            # Two rows can stand in several statements: one proof is enough.
            if pair not in found or (match.sure and not found[pair].sure):
                found[pair] = match
    return tuple(sorted(found.values(), key=lambda match: (match.first, match.second)))


class _Joins:
    """The transfers joined so far. Two rows of one statement are never joined, whatever other statements state.

    ``offered``: the transfers of matches that are not sure.
    """

    def __init__(self, sharing: Iterable[StatedStatement]) -> None:
        self.offered: set[str] = set()
        self._payment: dict[str, str] = {}
        self._spans: defaultdict[str, set[SpanKey]] = defaultdict(set)
        for stated in sharing:
            for transfer in map(str, stated.entries.column("transfer_id").to_pylist()):
                self._spans[transfer].add(stated.span.key)

    def spans(self, transfer: str) -> _Spans:
        """The statements that list this payment. Two payments can be one only if they have no statement in common."""
        return frozenset(self._spans[self._find(transfer)])

    def join(self, one: str, other: str) -> None:
        """Treat these two as one payment."""
        first, second = self._find(one), self._find(other)
        self._payment[second] = first
        self._spans[first] |= self._spans[second]

    def _find(self, transfer: str) -> str:
        while transfer in self._payment:
            transfer = self._payment[transfer]
        return transfer


def _compare(earlier: StatedStatement, later: StatedStatement, relation: Relation, joins: _Joins) -> Iterator[Match]:
    first, last = later.span.first, min(earlier.span.last, later.span.last)
    rows = rows_between(earlier, first, last), rows_between(later, first, last)
    both = {transfer for transfer, _ in rows[0]} & {transfer for transfer, _ in rows[1]}
    groups = tuple(_group(side, both) for side in rows)
    matched = set(both)
    for key in sorted(groups[0].keys() & groups[1].keys()):
        for match in _pair(groups[0][key], groups[1][key], relation, joins):
            matched |= {match.first, match.second}
            yield match
    if relation != "continues":
        yield from _pair_days(_group(rows[0], matched), _group(rows[1], matched), joins)


class _Waiting:
    """Rows without a partner, in the order given, indexed by reference and account so that a look-up reads few rows."""

    def __init__(self, rows: Iterable[_Row], joins: _Joins) -> None:
        self.rows: Sequence[_Row] = tuple(rows)
        self._gone: set[int] = set()
        self._places: defaultdict[_Spans, defaultdict[tuple[_Stated, _Stated], deque[int]]] = defaultdict(
            lambda: defaultdict(deque)
        )
        for place, (transfer, row) in enumerate(self.rows):
            places = self._places[joins.spans(transfer)]
            for reference in ((), (row.reference,)):
                for account in ((), (_far(row),)):
                    places[reference, account].append(place)

    def first(self, spans: _Spans, references: Iterable[_Stated], accounts: Iterable[_Stated]) -> int | None:
        """The index of the first row with one of these references and accounts that no statement of ``spans`` lists."""
        wanted = [(reference, account) for reference in references for account in accounts]
        found = (
            self._next(places[stated])
            for own, places in self._places.items()
            if own.isdisjoint(spans)
            for stated in wanted
            if stated in places
        )
        return min((place for place in found if place is not None), default=None)

    def take(self, place: int) -> _Row:
        """Take this row out: it now has a partner."""
        self._gone.add(place)
        return self.rows[place]

    def _next(self, places: deque[int]) -> int | None:
        while places and places[0] in self._gone:
            places.popleft()
        return places[0] if places else None


def _pair_days(earlier: dict[_Key, list[_Row]], later: dict[_Key, list[_Row]], joins: _Joins) -> Iterator[Match]:
    """Pair a row that only the earlier statement lists with a row of equal amount that only the later one lists.

    Each row in order takes the nearest row in days, and of equally near rows the one with the smallest id. A row with
    another reference or another named account is not taken.
    """
    days: defaultdict[tuple[str, int], dict[int, _Waiting]] = defaultdict(dict)
    for side, minor, day in sorted(later):
        rows = sorted(later[side, minor, day], key=lambda row: row[0])
        days[side, minor][day.toordinal()] = _Waiting(rows, joins)
    order = {sums: list(found) for sums, found in days.items()}
    for key in sorted(earlier):
        waiting = days.get(key[:2], {})
        near = _near(order.get(key[:2], []), key[2].toordinal())
        for transfer, row in earlier[key] if near else ():
            spans, stated = joins.spans(transfer), _agreeing(row)
            other = _take_nearest([[waiting[day] for day in same] for same in near], spans, *stated)
            if other is not None:
                yield Match("repeated", transfer, other, False, ("same_amount_listed_once",), ("booking_days_differ",))


def _near(days: Sequence[int], day: int) -> list[list[int]]:
    """Those of these sorted days that are near to this one, the nearest first; two equally near days are one group."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for other in days[bisect_left(days, day - _NEAR.days) : bisect_right(days, day + _NEAR.days)]:
        found[abs(other - day)].append(other)
    return [found[distance] for distance in sorted(found)]


def _take_nearest(
    near: Iterable[Iterable[_Waiting]], spans: _Spans, references: Sequence[_Stated], accounts: Sequence[_Stated]
) -> str | None:
    for same in near:
        found = [
            (waiting.rows[place][0], place, waiting)
            for waiting in same
            if (place := waiting.first(spans, references, accounts)) is not None
        ]
        if found:
            transfer, place, waiting = min(found, key=lambda one: one[0])
            waiting.take(place)
            return transfer
    return None


def _minor(row: StatedRow) -> int:
    return row.debit_minor if row.side == "debit" else row.credit_minor


def rows_between(stated: StatedStatement, first: date, last: date) -> list[_Row]:
    """The rows of this statement from ``first`` to ``last`` inclusive, each with the transfer that it is part of."""
    transfers = map(str, stated.entries.column("transfer_id").to_pylist())
    rows = zip(transfers, stated_rows(stated.entries, stated.span.source), strict=True)
    return [(transfer, row) for transfer, row in rows if first <= row.booking_date <= last]


def _group(rows: Iterable[_Row], without: set[str]) -> dict[_Key, list[_Row]]:
    found: defaultdict[_Key, list[_Row]] = defaultdict(list)
    for transfer, row in rows:
        if transfer not in without:
            found[row.side, _minor(row), row.booking_date].append((transfer, row))
    return found


_Fits = Callable[[StatedRow], tuple[Sequence[_Stated], Sequence[_Stated]]]
"""References and accounts at the other side that a partner of this row may state."""


def _equal(row: StatedRow) -> tuple[Sequence[_Stated], Sequence[_Stated]]:
    return ([] if row.reference is None else [(row.reference,)]), [()]


def _agreeing(row: StatedRow) -> tuple[Sequence[_Stated], Sequence[_Stated]]:
    """The values of this row, or none; any value if the row states none."""
    stated: list[Sequence[_Stated]] = [
        [()] if value is None else [(value,), (None,)] for value in (row.reference, _far(row))
    ]
    return stated[0], stated[1]


def _any(row: StatedRow) -> tuple[Sequence[_Stated], Sequence[_Stated]]:
    return [()], [()]


_ROUNDS: tuple[_Fits, ...] = (_equal, _agreeing, _any)


def _pair(earlier: list[_Row], later: list[_Row], relation: Relation, joins: _Joins) -> Iterator[Match]:
    """Pair rows with equal references first, then with named accounts that agree, then the rest; each row at most once.

    Of equal rows, those that may also repeat a row of another statement come last: two parts of a day are not both offered
    the first row of the whole day.
    """
    earlier, later = (sorted(rows, key=lambda row: row[0] in joins.offered) for rows in (earlier, later))
    offered: set[str] = set()
    waiting = _Waiting(later, joins)
    for fits in _ROUNDS:
        left = []
        for transfer, row in earlier:
            place = waiting.first(joins.spans(transfer), *fits(row))
            match = None if place is None else _judge(transfer, row, waiting.rows[place], relation)
            if place is None or match is None:
                left.append((transfer, row))
                continue
            waiting.take(place)
            if match.sure:
                joins.join(match.first, match.second)
            else:
                offered |= {match.first, match.second}
            yield match
        earlier = left
    joins.offered |= offered


def _judge(transfer: str, row: StatedRow, other: _Row, relation: Relation) -> Match | None:
    same, differ = _same_reference(row, other[1]), _differ(row.reference, other[1].reference)
    parties = _differ(_far(row), _far(other[1]))
    doubts = []
    if differ:
        doubts.append("references_differ")
    if parties:
        doubts.append("accounts_differ")
    if relation == "continues":
        doubts.append("balances_continue")
    elif relation == "contradicts":
        doubts.append("balances_fit_neither")
    elif relation == "unknown" and not same:
        doubts.append("balances_unknown")
    if not same and (relation == "continues" or (differ and relation != "repeats")):
        return None
    reasons = ["same_day_and_amount"]
    reasons += ["same_reference"] if same else []
    reasons += ["statement_repeats"] if relation == "repeats" else []
    return Match("repeated", transfer, other[0], not doubts, tuple(reasons), tuple(doubts))


def _same_reference(row: StatedRow, other: StatedRow) -> bool:
    return row.reference is not None and row.reference == other.reference


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _far(row: StatedRow) -> str | None:
    """The account at the other side of the row, if the statement names it."""
    return row.credit_account if row.side == "debit" else row.debit_account
