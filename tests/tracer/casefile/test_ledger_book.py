"""The closings of a journal: the openings and all lines, by lot, class and currency."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracer.casefile.ledger_book import BookEntry, BookLine, LedgerBook, LotOpening

DAY = date(2026, 6, 1)


def entry(lot: str, *lines: BookLine) -> BookEntry:
    return BookEntry(
        id="evt-1", on=DAY, recorded=DAY, author="Ana Proba", template="cost", reverses="", item=lot, item_number="1",
        lot=lot, asset="", asset_caption="", case="1/P/2026", office="", document="", authority="", reason="", lines=lines,
    )  # fmt: skip


def cost(minor: int, currency: str = "RON") -> BookLine:
    return BookLine("COST", currency, minor)


@given(minors=st.lists(st.tuples(st.sampled_from(["A", "B"]), st.integers(-1000, 1000)), min_size=1, max_size=8))
def test_a_closing_is_the_opening_and_all_lines_of_the_lot(minors):
    book = LedgerBook(DAY, DAY, DAY, (LotOpening("A", (cost(5),)),), tuple(entry(lot, cost(m)) for lot, m in minors))
    moved = {"A", *(lot for lot, _ in minors)}
    wanted = {lot: sum(minor for name, minor in minors if name == lot) + (5 if lot == "A" else 0) for lot in moved}
    assert book.closings() == {(lot, "COST", "RON"): minor for lot, minor in wanted.items()}


def test_an_account_that_moved_and_is_empty_is_kept_and_currencies_stay_apart():
    book = LedgerBook(None, DAY, DAY, (), (entry("B", cost(3), cost(7, "EUR")), entry("B", cost(-3))))
    assert list(book.closings().items()) == [(("B", "COST", "EUR"), 7), (("B", "COST", "RON"), 0)]
