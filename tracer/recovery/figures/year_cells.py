"""Counts the cells of one year: orders, frozen and confiscated value, certificates, recognitions, payments.

Every cell opens the rows behind it by the functions that it adds up. What has no value is listed, not counted as 0.
Source: Directive (EU) 2024/1260 art. 28; Regulation (EU) 2018/1805 art. 35.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.abroad import CollectedAct, RequestAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, OrderAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.figures.executed_orders import ExecutedOrder, home_orders, received_orders
from tracer.recovery.figures.lanes import final_slices, frozen_slices
from tracer.recovery.figures.money_cells import MoneyCell, add_sums_enforced, slice_cells
from tracer.recovery.figures.slice_values import Sums, value_at
from tracer.recovery.figures.year_rows import (
    add_up,
    certificates_of_year,
    is_early_sale,
    is_foreign,
    judgments_by_content,
    paid_out,
    recognitions_of_year,
    rows_of_year,
    sums_ordered,
    value_reused,
)
from tracer.recovery.ledger.entries import valid_posts
from tracer.recovery.orders.item_states import item_state


@dataclass(frozen=True)
class YearCells:
    """The cells of one year as of a day. Money: minor units by currency; ``days``: executed orders by origin and form."""

    frozen: MoneyCell
    confiscated: MoneyCell
    frozen_for_others: MoneyCell
    confiscated_for_others: MoneyCell
    by_basis: dict[str, MoneyCell]
    executed: dict[str, list[ExecutedOrder]]
    certificates: dict[str, list[str]]
    collected_abroad: Sums
    recognitions: dict[str, list[str]]
    files_paid_for_others: frozenset[str]
    sums_ordered: MoneyCell
    early_sales: list[PostAct]
    reuse: MoneyCell
    receipts: list[PostAct]
    requests: dict[str, list[str]]
    paid: dict[str, Sums]
    judgments: dict[str, list[str]]

    @property
    def realised(self) -> Sums:
        """The prices of sales and the sums collected, minor units by currency."""
        return add_up((post.currency, post.amount) for post in self.receipts)

    @property
    def unvalued(self) -> list[str]:
        """The items of the year that have no value, sorted."""
        cells = (self.frozen, self.confiscated, self.frozen_for_others, self.confiscated_for_others)
        return sorted({name for cell in cells for name in cell.unvalued})


def count_year(facts: RecoveryFacts, year: int, as_of: date) -> YearCells:
    """What are the cells of this year, from what took effect by ``as_of``? Cost: quadratic in the items of a lane."""
    frozen, frozen_others = slice_cells(facts, frozen_slices(facts, as_of), "freezing", year, as_of)
    finals = [row for row in final_slices(facts, as_of) if row.step.effective.year == year]
    confiscated, confiscated_others = slice_cells(facts, finals, "confiscation", year, as_of)
    by_basis: defaultdict[str, MoneyCell] = defaultdict(MoneyCell)
    for row in finals:
        if not row.item.foreign:
            cell = by_basis[item_state(facts, row.item, row.step.effective).basis or ""]
            cell.add(value_at(facts, row, "confiscation", as_of), row.item.item)
    posts = [post for post in valid_posts(facts, as_of) if post.effective.year == year]
    add_sums_enforced(facts, posts, confiscated, confiscated_others)
    home_posts = [post for post in posts if not is_foreign(facts, post)]
    executed: defaultdict[str, list[ExecutedOrder]] = defaultdict(list)
    for origin, rows in (("home", home_orders(facts, as_of)), ("received", received_orders(facts, as_of))):
        for order in rows:
            if order.executed.year == year:
                executed[f"{origin}_{order.form}"].append(order)
    requests = rows_of_year(facts.of(RequestAct, until=as_of), year)
    sales = [post for post in home_posts if post.template == "sale"]
    return YearCells(
        frozen=frozen,
        confiscated=confiscated,
        frozen_for_others=frozen_others,
        confiscated_for_others=confiscated_others,
        by_basis=dict(by_basis),
        executed=dict(executed),
        certificates=certificates_of_year(facts, year, as_of),
        collected_abroad=add_up(
            (row.currency, row.amount) for row in rows_of_year(facts.of(CollectedAct, until=as_of), year)
        ),
        recognitions=recognitions_of_year(facts, year, as_of),
        files_paid_for_others=frozenset(
            item.case
            for post in posts
            if post.template == "pay_victim" and (item := facts.first(ItemAct, post.item)) and item.foreign
        ),
        sums_ordered=sums_ordered(facts, year, as_of),
        early_sales=[post for post in sales if is_early_sale(facts, post)],
        reuse=value_reused(facts, year, as_of),
        receipts=[post for post in home_posts if post.template in ("sale", "collect")],
        requests={
            direction: [row.id for row in requests if row.direction == direction] for direction in ("sent", "received")
        },
        paid=paid_out(facts, year, as_of),
        judgments=judgments_by_content(rows_of_year(facts.of(OrderAct, until=as_of), year)),
    )
