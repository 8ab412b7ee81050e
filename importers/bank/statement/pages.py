"""Joins the pages of one statement, and drops a statement that the file contains twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from graph_schema.messages import N_
from importers.bank.statement.movements import StatementRows
from importers.contract import Flag


def balances_meet(before: StatementRows, page: StatementRows) -> bool:
    """Does the page open with the closing balance of the page before it, or is one of the two not stated?"""
    return before.closing_minor is None or page.opening_minor is None or before.closing_minor == page.opening_minor


def join_pages(
    statements: Iterable[StatementRows],
    flags: list[Flag],
    continues: Callable[[StatementRows, StatementRows], bool] = balances_meet,
) -> list[StatementRows]:
    """Joins pages of one statement (same account, currency, number), from the first opening to the last closing balance.

    ``continues``: does a page continue the page before it? By default if their balances meet. A
    statement with the same content, in any order of rows, is dropped with a flag; another statement with the same number
    is kept as a separate statement. Cost: one pass, and the rows of statements with equal numbers.
    """
    joined: defaultdict[tuple[str, str, str], list[StatementRows]] = defaultdict(list)
    for page in statements:
        found = joined[page.account, page.currency, page.number]
        index = next((n for n, first in enumerate(found) if _content(first) == _content(page)), None)
        if index is not None:
            template = N_("The file contains the statement {number} again, as at {first}; its rows count once.")
            flags.append(Flag("amber", page.locator, template, {"number": page.number, "first": found[index].locator}))
            found[index] = replace(found[index], repeated_rows=found[index].repeated_rows + len(page.movements))
        elif found and continues(found[-1], page):
            found[-1] = _with_page(found[-1], page)
        else:
            found.append(page)
    return [statement for found in joined.values() for statement in found]


def _content(item: StatementRows) -> tuple[object, ...]:
    rows = Counter(replace(row, locator="") for row in item.movements)
    return item.from_date, item.to_date, item.opening_minor, item.closing_minor, rows


def _with_page(before: StatementRows, page: StatementRows) -> StatementRows:
    return replace(
        before,
        from_date=min(before.from_date, page.from_date),
        to_date=max(before.to_date, page.to_date),
        opening_minor=page.opening_minor if before.opening_minor is None else before.opening_minor,
        closing_minor=before.closing_minor if page.closing_minor is None else page.closing_minor,
        movements=(*before.movements, *page.movements),
    )
