"""Makes cells from the rows that they rest on: a number of records, or sums of items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.figures.money_cells import MoneyCell
from tracer.recovery.tables.statistic_cell import CountedCell


def number_cell(name: str, part: str, ids: Sequence[str], group: str = "", *, is_published: bool = True) -> CountedCell:
    """How many records are these?"""
    return CountedCell(name, part, "number", "", len(ids), tuple(ids), group=group, is_published=is_published)


def sum_cells(
    facts: RecoveryFacts, name: str, part: str, money: MoneyCell, group: str = "", *, is_published: bool = True
) -> Iterator[CountedCell]:
    """One cell for each currency; one without a currency for the items that have no value, or if there is none at all."""
    for currency in sorted(money.sums):
        ids = tuple(item for item, sums in money.rows if currency in sums)
        yield CountedCell(
            name, part, "sum", currency, money.sums[currency], ids, (), persons_of(facts, ids), group, is_published
        )
    if money.unvalued or not money.sums:
        ids = tuple(money.unvalued)
        yield CountedCell(name, part, "sum", "", 0, ids, ids, persons_of(facts, ids), group, is_published)


def persons_of(facts: RecoveryFacts, items: Iterable[str]) -> frozenset[str]:
    """Against whom are these items, or who holds what they cover? All that name nobody count as one person."""
    found = (facts.first(ItemAct, name) for name in items)
    return frozenset((item.against or item.holder or "") if item is not None else "" for item in found)
