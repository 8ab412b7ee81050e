"""The cells E1 to E10: orders executed, value frozen and confiscated, certificates, recognitions, days to execution.

Source: Directive (EU) 2024/1260 art. 28; Regulation (EU) 2018/1805 art. 35.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from tracer.recovery.acts.abroad import CertificateAct, CollectedAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.figures.executed_orders import ExecutedOrder
from tracer.recovery.figures.money_cells import MoneyCell
from tracer.recovery.figures.year_cells import YearCells, count_year
from tracer.recovery.figures.year_rows import rows_of_year
from tracer.recovery.tables.statistic_cell import CountedCell

FORMS = ("freezing", "confiscation")


def european_cells(facts: RecoveryFacts, year: int, as_of: date) -> tuple[CountedCell, ...]:
    """What are the cells E1 to E10 of this year, from what took effect by ``as_of``? Cost: as ``count_year``."""
    cells = count_year(facts, year, as_of)
    return (
        *(
            _number(name, "", [order.name for order in cells.executed.get(f"home_{form}", [])])
            for name, form in (("E1", "freezing"), ("E2", "confiscation"))
        ),
        *_money(facts, "E3", "home", cells.frozen),
        *_money(facts, "E3", "foreign", cells.frozen_for_others),
        *_money(facts, "E4", "home", cells.confiscated),
        *_money(facts, "E4", "foreign", cells.confiscated_for_others),
        *(
            _number(name, "", cells.certificates.get(form, []))
            for name, form in (("E5", "freezing"), ("E6", "confiscation"))
        ),
        *_collected(facts, year, as_of),
        *(_number("E8", part, names) for part, names in cells.recognitions.items()),
        _number("E9", "", sorted(cells.files_paid_for_others)),
        *_all_days(cells),
    )


def _number(name: str, part: str, ids: Sequence[str]) -> CountedCell:
    return CountedCell(name, part, "number", "", len(ids), tuple(ids))


def _money(facts: RecoveryFacts, name: str, part: str, cell: MoneyCell) -> Iterator[CountedCell]:
    for currency in sorted(cell.sums):
        ids = tuple(item for item, sums in cell.rows if currency in sums)
        persons = frozenset(_person(facts, item) for item in ids)
        yield CountedCell(name, part, "sum", currency, cell.sums[currency], ids, (), persons)
    if cell.unvalued or not cell.sums:
        ids = tuple(cell.unvalued)
        yield CountedCell(name, part, "sum", "", 0, ids, ids, frozenset(_person(facts, item) for item in ids))


def _person(facts: RecoveryFacts, name: str) -> str:
    item = facts.first(ItemAct, name)
    return (item.against or item.holder or "") if item is not None else ""


def _collected(facts: RecoveryFacts, year: int, as_of: date) -> Iterator[CountedCell]:
    rows = rows_of_year(facts.of(CollectedAct, until=as_of), year)
    orders = {act.certificate: act.order for act in facts.of(CertificateAct, until=as_of)}
    for currency in sorted({row.currency for row in rows}) or [""]:
        chosen = [row for row in rows if row.currency == currency]
        named = {orders.get(row.certificate) for row in chosen}
        persons = frozenset(
            _person(facts, step.item) for step in facts.of(StepAct, until=as_of) if step.order and step.order in named
        )
        ids = tuple(row.id for row in chosen)
        yield CountedCell("E7", "", "sum", currency, sum(row.amount for row in chosen), ids, (), persons)


def _all_days(cells: YearCells) -> Iterator[CountedCell]:
    for origin in ("received", "home"):
        for form in FORMS:
            yield from _days(f"{origin}_{form}", cells.executed.get(f"{origin}_{form}", []))


def _days(part: str, orders: Sequence[ExecutedOrder]) -> Iterator[CountedCell]:
    """Number and sum of days, whose quotient is the mean; the two middle values, whose half sum is the median."""
    ids = tuple(order.name for order in orders)
    yield CountedCell("E10", part, "number", "", len(ids), ids)
    yield CountedCell("E10", part, "days", "", sum(order.days for order in orders), ids)
    if orders:
        days = sorted(order.days for order in orders)
        yield CountedCell("E10", part, "median_low", "", days[(len(days) - 1) // 2], ids)
        yield CountedCell("E10", part, "median_high", "", days[len(days) // 2], ids)
