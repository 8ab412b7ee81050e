"""The cells E1 to E10: orders executed, value frozen and confiscated, certificates, recognitions, days to execution.

Source: Directive (EU) 2024/1260 art. 28; Regulation (EU) 2018/1805 art. 35.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tracer.recovery.acts.abroad import CertificateAct, CollectedAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import StepAct
from tracer.recovery.figures.executed_orders import ExecutedOrder
from tracer.recovery.figures.year_cells import YearCells
from tracer.recovery.figures.year_rows import rows_of_year
from tracer.recovery.tables.cell_rows import number_cell, persons_of, sum_cells
from tracer.recovery.tables.statistic_cell import CountedCell, Measure

FORMS: Final = ("freezing", "confiscation")
RECEIVED: Final = "received"
"""Orders received and executed in one year are both in E8 and in E10."""


def european_cells(facts: RecoveryFacts, cells: YearCells, year: int, as_of: date) -> tuple[CountedCell, ...]:
    """What are the cells E1 to E10 of this year, from what took effect by ``as_of``? ``cells``: those of the year.

    Cost: linear in the acts.
    """
    return (
        *(
            number_cell(name, "", [order.name for order in cells.executed.get(f"home_{form}", [])])
            for name, form in (("E1", "freezing"), ("E2", "confiscation"))
        ),
        *sum_cells(facts, "E3", "home", cells.frozen),
        *sum_cells(facts, "E3", "foreign", cells.frozen_for_others),
        *sum_cells(facts, "E4", "home", cells.confiscated),
        *sum_cells(facts, "E4", "foreign", cells.confiscated_for_others),
        *(
            number_cell(name, "", cells.certificates.get(form, []))
            for name, form in (("E5", "freezing"), ("E6", "confiscation"))
        ),
        *_collected(facts, year, as_of),
        *(
            number_cell("E8", part, names, RECEIVED if part == "executed" else "")
            for part, names in cells.recognitions.items()
        ),
        number_cell("E9", "", sorted(cells.files_paid_for_others)),
        *_all_days(cells),
    )


def _collected(facts: RecoveryFacts, year: int, as_of: date) -> Iterator[CountedCell]:
    rows = rows_of_year(facts.of(CollectedAct, until=as_of), year)
    orders = {act.certificate: act.order for act in facts.of(CertificateAct, until=as_of)}
    for currency in sorted({row.currency for row in rows}) or [""]:
        chosen = [row for row in rows if row.currency == currency]
        named = {orders.get(row.certificate) for row in chosen}
        persons = persons_of(
            facts, (step.item for step in facts.of(StepAct, until=as_of) if step.order and step.order in named)
        )
        ids = tuple(row.id for row in chosen)
        yield CountedCell("E7", "", "sum", currency, sum(row.amount for row in chosen), ids, (), persons)


def _all_days(cells: YearCells) -> Iterator[CountedCell]:
    for origin in ("received", "home"):
        for form in FORMS:
            group = RECEIVED if origin == "received" else ""
            yield from _days(f"{origin}_{form}", cells.executed.get(f"{origin}_{form}", []), group)


def _days(part: str, orders: Sequence[ExecutedOrder], group: str) -> Iterator[CountedCell]:
    """Number and sum of days, whose quotient is the mean; the two middle values, whose half sum is the median."""
    ids = tuple(order.name for order in orders)
    days = sorted(order.days for order in orders)
    values: dict[Measure, int] = {"number": len(ids), "days": sum(days)}
    if days:
        values |= {"median_low": days[(len(days) - 1) // 2], "median_high": days[len(days) // 2]}
    for measure, value in values.items():
        yield CountedCell("E10", part, measure, "", value, ids, group=group)
