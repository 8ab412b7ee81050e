"""The journal as a table: what was written is read back, exact, and nothing in it runs in a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.values.money import parse_amount
from tests.tracer.export.graph_forms.conftest import any_text
from tracer.casefile.ledger_book import BookEntry, BookLine, LedgerBook, LotOpening
from tracer.export.graph_forms.plain_parts import plain_text
from tracer.export.ledger_forms.journal_csv import write_journal_csv
from tracer.wording.language import find_language

DAY = date(2026, 6, 1)
LINES = (
    BookLine("PAID_VICTIM", "RON", 90_071_992_547_409_931),
    BookLine("UNIQUE_ACCOUNT", "RON", -90_071_992_547_409_931),
)
ENTRY = BookEntry(
    id="evt-1", on=DAY, recorded=date(2026, 6, 3), author="Ana Proba", template="pay_victim", reverses="", item="itm-2",
    item_number="2", lot="itm-1", asset="lan-1", asset_caption="Vila", case="1/P/2026", office="DIICOT Exemplu",
    document="ordin de plată 7", authority="ANABI", reason="", lines=LINES,
)  # fmt: skip
BOOK = LedgerBook(None, DAY, DAY, (), (ENTRY,))
COLUMNS = {
    "entry": "id", "reverses": "reverses", "author": "author", "template": "template", "office": "office", "file": "case",
    "item": "item_number", "lot": "lot", "asset": "asset_caption", "document": "document", "authority": "authority",
    "reason": "reason",
}  # fmt: skip
"""Columns of text, and the field of an entry that each shows."""


def rows_of(book: LedgerBook) -> list[dict[str, str]]:
    data = write_journal_csv(book, find_language("ro"))
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def spoil(text: str) -> LedgerBook:
    """The book with this text wherever a text of the case can stand."""
    return replace(BOOK, entries=(replace(ENTRY, **dict.fromkeys(COLUMNS.values(), text)),))


def test_each_line_is_a_row_of_its_own_with_its_entry():
    rows = rows_of(BOOK)
    assert [(row["class"], row["currency"], row["amount"]) for row in rows] == [
        ("PAID_VICTIM", "RON", "900719925474099.31"),
        ("UNIQUE_ACCOUNT", "RON", "-900719925474099.31"),
    ]
    for row in rows:
        assert (row["day"], row["recorded"]) == ("2026-06-01", "2026-06-03")
        assert {name: row[name] for name in COLUMNS} == {name: getattr(ENTRY, f) for name, f in COLUMNS.items()}


def test_the_openings_have_no_rows_and_an_empty_book_has_only_the_heads():
    opened = LedgerBook(DAY, DAY, DAY, (LotOpening("itm-1", LINES),), ())
    assert rows_of(opened) == []
    assert write_journal_csv(opened, find_language("en")).count(b"\r\n") == 1


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_begins_as_a_formula_stands_in_the_cell_as_text(sign):
    text = f"{sign}HYPERLINK(1)"
    for row in rows_of(spoil(text)):
        assert {row[name] for name in COLUMNS} == {f"'{plain_text(text)}" if sign != "\r" else plain_text(text)}


@given(text=any_text)
def test_any_text_is_read_back_and_no_cell_runs_as_a_formula(text):
    for row in rows_of(spoil(text)):
        for name, cell in row.items():
            assert name == "amount" or cell[:1] not in ("=", "+", "-", "@", "\t", "\r"), (name, cell[:20])
        assert {row[name].removeprefix("'") for name in COLUMNS} == {plain_text(text).removeprefix("'")}


def test_a_longer_text_than_a_cell_takes_is_cut_with_a_mark():
    for row in rows_of(spoil("=" + "n" * 40_000)):
        assert {row[name] for name in COLUMNS} == {"'=" + "n" * 32_764 + "…"}


@given(amounts=st.lists(st.tuples(st.integers(-(10**15), 10**15), st.sampled_from(["RON", "JPY", "KWD"])), max_size=6))
def test_the_amounts_are_exact_numbers(amounts):
    lines = tuple(BookLine("COST", currency, minor) for minor, currency in amounts)
    rows = rows_of(replace(BOOK, entries=(replace(ENTRY, lines=lines),)))
    assert [
        (parse_amount(row["amount"], row["currency"], decimal_mark="."), row["currency"]) for row in rows
    ] == amounts
