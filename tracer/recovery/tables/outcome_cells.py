"""The cells E11 and TSN1654: confiscation by basis, sums ordered, sales, reuse, receipts, requests, judgments.

The definitions are Tracer's own; TSN1654 has the form of the Romanian table of judgments.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

from graph_schema.codes.code_rows import list_codes
from graph_schema.codes.recovery.orders import BASES
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.figures.money_cells import MoneyCell, is_enforced
from tracer.recovery.figures.year_cells import YearCells
from tracer.recovery.tables.cell_rows import number_cell, sum_cells
from tracer.recovery.tables.statistic_cell import CountedCell

NO_BASIS: Final = "none"
CONFISCATED: Final = "confiscated"
"""The group of bases and receipts."""
_JUDGMENTS: Final = "judgments"


def outcome_cells(facts: RecoveryFacts, cells: YearCells) -> tuple[CountedCell, ...]:
    """What are the cells E11 and TSN1654 of this year? ``cells``: those of the year. Cost: linear in their rows.

    The sums of E11 by basis and the sums enforced add up to E4, early sales are part of what is realised, and judgments
    of one content are part of all. So each of these groups is hidden as a whole if any part that can be computed from
    its cells is small.
    """
    return (
        *_by_basis(facts, cells),
        *_receipts(facts, cells),
        *sum_cells(facts, "E11", "sums_ordered", cells.sums_ordered),
        *sum_cells(facts, "E11", "reuse", cells.reuse),
        *(number_cell("E11", f"requests_{direction}", names) for direction, names in cells.requests.items()),
        *_judgments(cells),
    )


def _by_basis(facts: RecoveryFacts, cells: YearCells) -> Iterator[CountedCell]:
    for basis in (*list_codes(BASES), ""):
        money = cells.by_basis.get(basis)
        part = f"basis_{basis or NO_BASIS}"
        if money is None:
            yield number_cell("E11", part, (), CONFISCATED)
            continue
        yield number_cell("E11", part, money.items, CONFISCATED)
        yield from sum_cells(facts, "E11", part, money, CONFISCATED)
        alike: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for item, sums in money.rows:
            alike[tuple(sorted(sums))].append(item)
        alike[()].extend(money.unvalued)
        for currencies, items in alike.items():
            yield number_cell("E11", f"{part} {' '.join(currencies)}", items, CONFISCATED, is_published=False)


def _receipts(facts: RecoveryFacts, cells: YearCells) -> Iterator[CountedCell]:
    early = {post.id for post in cells.early_sales}
    yield number_cell("E11", "early_sales", [post.id for post in cells.early_sales], CONFISCATED)
    yield from _posted(facts, "early_sales", cells.early_sales)
    yield from _posted(facts, "realised", cells.receipts)
    alike: defaultdict[tuple[str, bool, bool], list[PostAct]] = defaultdict(list)
    for post in cells.receipts:
        item = facts.first(ItemAct, post.item)
        alike[post.template, post.id in early, item is not None and is_enforced(item, post)].append(post)
    for kind, posts in alike.items():
        for cell in _posted(facts, f"receipts {kind}", posts, is_published=False):
            yield cell
            yield number_cell("E11", f"{cell.part} {cell.currency}", cell.ids, CONFISCATED, is_published=False)


def _posted(
    facts: RecoveryFacts, part: str, posts: Iterable[PostAct], *, is_published: bool = True
) -> Iterator[CountedCell]:
    money = MoneyCell()
    for post in posts:
        money.add({post.currency: post.amount}, post.item)
    return sum_cells(facts, "E11", part, money, CONFISCATED, is_published=is_published)


def _judgments(cells: YearCells) -> Iterator[CountedCell]:
    contents = {content: frozenset(names) for content, names in cells.judgments.items()}
    every = frozenset[str]().union(*contents.values())
    for part, names in (*contents.items(), ("any_judgment", every)):
        yield number_cell("TSN1654", part, sorted(names), _JUDGMENTS)
    for chosen in product((True, False), repeat=len(contents)):
        if any(chosen):
            names = every
            for holds, named in zip(chosen, contents.values(), strict=True):
                names = names & named if holds else names - named
            yield number_cell("TSN1654", f"judgments {chosen}", sorted(names), _JUDGMENTS, is_published=False)
