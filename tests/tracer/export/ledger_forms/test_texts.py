"""The journal for hledger and beancount: strict readers of each grammar find the balances of the ledger again."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.values.money import parse_plain
from tests.tracer.recovery.stories import cash, confiscate, on
from tracer.casefile.ledger_book import BookEntry, BookLine, LedgerBook, LotOpening
from tracer.export.ledger_forms.beancount import write_beancount
from tracer.export.ledger_forms.hledger import write_hledger
from tracer.recovery.ledger.classes import group_of
from tracer.recovery.ledger.journal import journal_entries
from tracer.recovery.ledger.trial_balance import balance_rows, lot_openings
from tracer.wording.language import find_language

LAST = on("2026-12-31")
H_HEAD = re.compile(r"(\d{4}-\d\d-\d\d)( \([^()\s]+\))? [^;|]+")
H_LINE = re.compile(r"    (\w+:\w+:[\w-]+)  ([A-Z]{3}) (-?\d+(?:\.\d+)?)(?: = ([A-Z]{3}) (-?\d+(?:\.\d+)?))?")
B_HEAD = re.compile(r'(\d{4}-\d\d-\d\d) \* "(?:[^"\\]|\\["\\])*"')
B_LINE = re.compile(r"  ([A-Z][\w-]*(?::[A-Z][A-Za-z0-9-]*)+)  (-?\d+(?:\.\d+)?) ([A-Z]{3})")
B_BALANCE = re.compile(r"\d{4}-\d\d-\d\d balance (\S+)  (-?\d+(?:\.\d+)?) ~ 0 ([A-Z]{3})")
B_OTHER = re.compile(r'option "name_\w+" "\w+"|\d{4}-\d\d-\d\d open \S+|  entry: "[^"\\]+"|')


def minor_of(text, currency):
    sign = -1 if text.startswith("-") else 1
    return sign * parse_plain(text.removeprefix("-"), currency)


def add_up(parts):
    """Balances by account and currency; each part sums to zero in each currency."""
    found: defaultdict = defaultdict(int)
    for part in parts:
        sums: defaultdict = defaultdict(int)
        for account, currency, minor in part:
            sums[currency] += minor
            found[account, currency] += minor
        assert not any(sums.values())
    return dict(found)


def read_hledger(text):
    parts, asserted = [], {}
    for line in text.splitlines():
        if not line or line == "decimal-mark ." or re.fullmatch(r"commodity [A-Z]{3} 0\.0*", line):
            continue
        if H_HEAD.fullmatch(line):
            parts.append([])
            continue
        found = H_LINE.fullmatch(line)
        assert found, line
        account, currency, amount, _, balance = found.groups()
        parts[-1].append((account, currency, minor_of(amount, currency)))
        if balance is not None:
            asserted[account, currency] = minor_of(balance, currency)
    return add_up(parts), asserted


def read_beancount(text):
    parts, asserted = [], {}
    for line in text.splitlines():
        if found := B_LINE.fullmatch(line):
            parts[-1].append((found[1], found[3], minor_of(found[2], found[3])))
        elif B_HEAD.fullmatch(line):
            parts.append([])
        elif found := B_BALANCE.fullmatch(line):
            asserted[found[1], found[3]] = minor_of(found[2], found[3])
        else:
            assert B_OTHER.fullmatch(line), line
    return add_up(parts), asserted


def book_of(facts, first: date | None, reason: str = "") -> LedgerBook:
    openings = lot_openings(facts, first) if first else {}
    texts = {
        "author": "Ana",
        "item_number": "1",
        "asset_caption": "",
        "document": reason,
        "authority": "",
        "reason": reason,
    }
    entries = tuple(
        BookEntry(
            id=e.id, on=e.on, recorded=e.recorded, template=e.template, reverses=e.reverses, item=e.item, lot=e.lot,
            asset=e.asset, case=e.case, office=e.office, **texts,
            lines=tuple(BookLine(line.ledger_class, line.currency, line.minor) for line in e.lines),
        )
        for e in journal_entries(facts, first, LAST)
    )  # fmt: skip
    opened = tuple(LotOpening(lot, tuple(BookLine(*k, v) for k, v in rows.items())) for lot, rows in openings.items())
    return LedgerBook(first, LAST, LAST, opened, entries)


HARD = st.one_of(
    st.text(max_size=20), st.sampled_from(['a"b\\', "; date:2020-01-01", "x\n2020-01-01 open A:B", "a | b"])
)


@given(
    amounts=st.lists(st.integers(1, 4_000), max_size=6),
    first=st.sampled_from([None, on("2025-02-04"), on("2026-03-03"), on("2026-12-01")]),
    reason=HARD,
    code=st.sampled_from(["en", "ro"]),
)
@pytest.mark.parametrize(
    ("write", "read", "mark"), [(write_hledger, read_hledger, "_"), (write_beancount, read_beancount, "-")]
)
def test_the_balances_of_the_text_are_those_of_the_ledger(write, read, mark, amounts, first, reason, code):
    story = cash(50_000)
    confiscate(story)
    for number, amount in enumerate(amounts, 1):
        story.post(f"2026-03-{number:02}", "interest", amount, "account_entry:bank")
    text = write(book_of(story.facts, first, reason), find_language(code)).decode()
    balances, asserted = read(text)
    assert asserted == balances
    lot = "A" if mark == "_" else "LOT-A"
    wanted = {
        (f"{group_of(row.ledger_class)}:{row.ledger_class.replace('_', mark)}:{lot}", row.currency): row.flow.closing
        for row in balance_rows(story.facts, first, LAST)
    }
    assert {name: minor for name, minor in balances.items() if minor} == {n: m for n, m in wanted.items() if m}


@pytest.mark.parametrize("write", [write_hledger, write_beancount])
def test_an_empty_ledger_has_no_transaction(write):
    text = write(LedgerBook(None, LAST, LAST, (), ()), find_language("en")).decode()
    assert not re.search(r"^\d{4}", text, re.MULTILINE)
