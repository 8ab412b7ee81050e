"""Cohorts: what became of what was first frozen in a year, by the day asked about.

The definition is Tracer's own. Both numbers of each ratio are shown, so nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Final

from graph_schema.values.money import split
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.claims.debts import latest_value
from tracer.recovery.figures.lanes import NewSlice, frozen_slices, valid_final
from tracer.recovery.figures.slice_values import Sums, value_at
from tracer.recovery.figures.year_cells import YearCells
from tracer.recovery.ledger.posted_sums import ITEM, posts_about
from tracer.recovery.ledger.sold_shares import sold_shares
from tracer.recovery.national.divided_rows import DividedFigure, DividedRow, divided_cells
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.tables.statistic_cell import CountedCell

COHORT: Final = "COHORT"
STATE: Final = "state"
FROZEN: Final = "frozen"
NOT_FINAL: Final = "not_final"
VICTIM: Final = "victim"
RELEASED: Final = "released"
FINAL: Final = "final_"
"""Followed by the year in which the confiscation that stands became final."""
_ENDED: Final = frozenset({"RELEASED", "LAPSED", "RETURNED_VICTIM"})


def cohort_cells(facts: RecoveryFacts, cells: YearCells, year: int, as_of: date) -> tuple[CountedCell, ...]:
    """What became of what was first frozen in this year? ``cells``: those of the year. Cost: as ``frozen_slices``."""
    slices = [
        row
        for row in frozen_slices(facts, as_of)
        if not row.item.foreign and row.step.effective.year == year and _is_first(facts, row)
    ]
    sales = list(_sales(facts, slices, as_of))
    figures = (
        DividedFigure(COHORT, "cohort", [piece for row in slices for piece in _pieces(facts, row, as_of)]),
        DividedFigure(COHORT, "sold_price", [price for price, _ in sales]),
        DividedFigure(COHORT, "sold_value", [value for _, value in sales]),
        DividedFigure(COHORT, "collected", list(_collected(facts, cells, as_of))),
    )
    return tuple(cell for figure in figures for cell in divided_cells(figure))


def _is_first(facts: RecoveryFacts, row: NewSlice) -> bool:
    return item_state(facts, row.item, row.step.effective).first("FROZEN") is row.step


def _pieces(facts: RecoveryFacts, row: NewSlice, as_of: date) -> Iterator[DividedRow]:
    """The slice lies on its lane from ``own - share`` to ``own``: confiscated below, then live, then released."""
    state = item_state(facts, row.item, as_of)
    start = row.own - row.share
    tied = Fraction(0) if state.state in _ENDED else state.live
    lengths = _cut(start, [_within(end, start, row.own) for end in (state.confiscated or 0, tied, row.own)])
    final = valid_final(facts, row.item, as_of)
    names = (
        f"{FINAL}{final.effective.year}" if final is not None else NOT_FINAL,
        FROZEN,
        VICTIM if state.state == "RETURNED_VICTIM" else RELEASED,
    )
    sums = value_at(facts, row, "freezing", as_of)
    for name, length, part in zip(names, lengths, _split(sums, lengths), strict=True):
        if length:
            yield DividedRow(row.item.item, _person(row.item), {STATE: name}, part)


def _person(item: ItemAct) -> str:
    return item.against or item.holder or ""


def _within(end: Fraction | int, start: Fraction, own: Fraction) -> Fraction:
    return min(max(Fraction(end), start), own)


def _cut(start: Fraction, ends: list[Fraction]) -> list[Fraction]:
    """How far does each end reach beyond those before it?"""
    found, reached = [], start
    for end in ends:
        found.append(max(Fraction(0), end - reached))
        reached = max(reached, end)
    return found


def _split(sums: Sums | None, lengths: list[Fraction]) -> list[Sums | None]:
    """The value in proportion to the lengths, which are not all 0; parts by largest remainder."""
    if sums is None:
        return [None] * len(lengths)
    whole = lcm(*(length.denominator for length in lengths))
    weights = [int(length * whole) for length in lengths]
    parts = {currency: split(minor, weights) for currency, minor in sums.items()}
    return [{currency: minors[place] for currency, minors in parts.items()} for place in range(len(lengths))]


def _sales(facts: RecoveryFacts, slices: list[NewSlice], as_of: date) -> Iterator[tuple[DividedRow, DividedRow]]:
    """The price of each sale from an item of the cohort, and the value at the freezing of the share sold."""
    for row in {row.item.item: row for row in slices}.values():
        shares = sold_shares(facts, row.item.asset or "", row.item.holder, as_of)
        value = latest_value(facts, row.item.asset, row.step.effective, "freezing")
        for post in posts_about(facts, [(ITEM, row.item.item, "sale")], as_of):
            sums = None if value is None else {value.currency: round(value.amount * shares.get(post.id, Fraction(0)))}
            person = _person(row.item)
            yield DividedRow(post.id, person, {}, {post.currency: post.amount}), DividedRow(post.id, person, {}, sums)


def _collected(facts: RecoveryFacts, cells: YearCells, as_of: date) -> Iterator[DividedRow]:
    """The collections, by the day asked about, of the sums whose orders became final in the year."""
    for name in cells.sums_ordered.items:
        item = facts.first(ItemAct, name)
        for post in posts_about(facts, [(ITEM, name, "collect")], as_of):
            yield DividedRow(post.id, _person(item) if item else "", {}, {post.currency: post.amount})
