"""The national sheet: identified, frozen, confiscated, realised, awarded, spent, paid out and held, by division.

The definition is Tracer's own. Items of foreign orders are left out; they stand in the cells E3, E4, E8 and E9.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from types import MappingProxyType
from typing import Final

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.acts.money import ClaimAct, ClaimDecisionAct, PostAct
from tracer.recovery.figures.money_cells import MoneyCell
from tracer.recovery.figures.year_cells import YearCells
from tracer.recovery.figures.year_rows import is_foreign, rows_of_year
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.entries import BookedEntry, all_entries
from tracer.recovery.national.divided_rows import DividedFigure, DividedRow, Hidden, figure_cells, hidden_places
from tracer.recovery.national.places_of_rows import RowPlaces
from tracer.recovery.tables.outcome_cells import CONFISCATED
from tracer.recovery.tables.statistic_cell import CountedCell

NATIONAL: Final = "NATIONAL"
FLOWS: Final = MappingProxyType(
    {
        "COST": "costs",
        "PAID_VICTIM": "paid_victims",
        "PAID_BUDGET": "paid_budget",
        "PAID_STATE": "paid_states",
        "PAID_CREDITOR": "paid_creditors",
        "PAID_OWNER": "paid_owners",
        "LOSS": "lost",
    }
)
"""The figure of each class of money that went out."""


def national_cells(facts: RecoveryFacts, cells: YearCells, year: int, as_of: date) -> tuple[CountedCell, ...]:
    """What is the national sheet of this year, from what took effect by ``as_of``? ``cells``: those of the year.

    What is held is what came in less what went out. So it is hidden wherever one of these figures is hidden, and the
    receipts where those of E11 are. Cost: linear in the acts, apart from hiding.
    """
    places = RowPlaces(facts, as_of)
    entries = [entry for entry in all_entries(facts, as_of) if not is_foreign(facts, entry.post)]
    stocks = (
        DividedFigure(NATIONAL, "identified", list(_identified(facts, places, year, as_of)), is_money=False),
        DividedFigure(NATIONAL, "frozen", list(_of_items(facts, places, cells.frozen))),
        DividedFigure(NATIONAL, "confiscated", list(_of_items(facts, places, cells.confiscated))),
        DividedFigure(NATIONAL, "awarded", list(_awarded(facts, places, year, as_of))),
    )
    flows = (
        DividedFigure(NATIONAL, "realised", list(_receipts(facts, places, cells)), hidden_with=CONFISCATED),
        *_paid_out(facts, places, [entry for entry in entries if entry.on.year == year]),
    )
    held = DividedFigure(NATIONAL, "held", list(_held(facts, places, entries)), hidden_with=CONFISCATED)
    found = [cell for figure in stocks for cell in figure_cells(figure, hidden_places(figure))]
    hidden = [hidden_places(figure) for figure in flows]
    for figure, places_hidden in zip(flows, hidden, strict=True):
        found += figure_cells(figure, places_hidden)
    return *found, *figure_cells(held, _hidden_held(held, hidden))


def _hidden_held(held: DividedFigure, flows: Iterable[Hidden]) -> Hidden:
    also = set[tuple[str, str]]()
    for hidden in flows:
        if hidden is None:
            return None
        also |= hidden
    return hidden_places(held, also)


def _identified(facts: RecoveryFacts, places: RowPlaces, year: int, as_of: date) -> Iterator[DividedRow]:
    for item in facts.of(ItemAct, until=as_of):
        steps = [step for step in facts.of(StepAct, item.item, as_of) if step.to == "IDENTIFIED"]
        if steps and steps[0].effective.year == year and not item.foreign:
            yield places.item_row(item.item, item, {})


def _of_items(facts: RecoveryFacts, places: RowPlaces, money: MoneyCell) -> Iterator[DividedRow]:
    for name, sums in (*money.rows, *((name, None) for name in money.unvalued)):
        item = facts.first(ItemAct, name)
        if item is not None:
            yield places.item_row(name, item, sums)


def _awarded(facts: RecoveryFacts, places: RowPlaces, year: int, as_of: date) -> Iterator[DividedRow]:
    """The awards of the year that are final and stand on the day asked about, each at its own sum."""
    last: dict[str, ClaimDecisionAct] = {}
    for act in facts.of(ClaimDecisionAct, until=as_of):
        last[act.claim] = act
    for act in rows_of_year(last.values(), year):
        claim = facts.first(ClaimAct, act.claim)
        if act.outcome == "awarded_final" and claim is not None:
            amount = claim.amount if act.amount is None else act.amount
            sums = None if amount is None else {act.currency or claim.currency: amount}
            yield DividedRow(act.id, claim.person, places.of_case(claim.case), sums)


def _receipts(facts: RecoveryFacts, places: RowPlaces, cells: YearCells) -> Iterator[DividedRow]:
    for post in cells.receipts:
        item = facts.first(ItemAct, post.item)
        if item is not None:
            yield places.item_row(post.id, item, {post.currency: post.amount})


def _paid_out(facts: RecoveryFacts, places: RowPlaces, entries: Iterable[BookedEntry]) -> Iterator[DividedFigure]:
    """Each figure has one row a posting: its lines of the year, less what was reversed in the year."""
    sums: defaultdict[str, defaultdict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    posts: dict[str, PostAct] = {}
    for entry in entries:
        posts[entry.post.id] = entry.post
        for line in entry.lines:
            if line.ledger_class in FLOWS:
                row = sums[line.ledger_class][entry.post.id]
                row[line.currency] = row.get(line.currency, 0) + line.minor
    for name, figure in FLOWS.items():
        rows = [
            places.item_row(id_, item, dict(found), _claimant(facts, posts[id_]))
            for id_, found in sums[name].items()
            if any(found.values()) and (item := facts.first(ItemAct, posts[id_].item)) is not None
        ]
        yield DividedFigure(NATIONAL, figure, rows)


def _held(facts: RecoveryFacts, places: RowPlaces, entries: Iterable[BookedEntry]) -> Iterator[DividedRow]:
    sums: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for entry in entries:
        for line in entry.lines:
            if line.ledger_class == UNIQUE_ACCOUNT:
                row = sums[entry.lot]
                row[line.currency] = row.get(line.currency, 0) + line.minor
    for lot, found in sums.items():
        item = facts.first(ItemAct, lot)
        left = {currency: minor for currency, minor in found.items() if minor}
        if item is not None and left:
            yield places.item_row(lot, item, left)


def _claimant(facts: RecoveryFacts, post: PostAct) -> str | None:
    claim = facts.first(ClaimAct, post.claim) if post.claim else None
    return claim.person if claim else None
