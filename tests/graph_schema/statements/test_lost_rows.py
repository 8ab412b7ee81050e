"""What printed balances show of the money that rejected rows leave out."""

from __future__ import annotations

from datetime import date
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.statements.lost_rows import KeptStatement, LostMoney, UnreadRow, find_lost_money
from graph_schema.statements.rows import OwnRow


def kept(
    number: int, minor: int, balance: int | None = None, *, seq: int = 0, place: str = "row:{}", day: int = 0
) -> OwnRow:
    on = date(2024, 1, day or number)
    return OwnRow(seq or number, f"t{number}", "credit", on, minor, balance, place.format(number))


def statement(*rows: OwnRow, source: str = "s", **changes: Any) -> KeptStatement:
    about: dict[str, Any] = {
        "source": source, "statement": "S", "locator": "row:2", "account": "A", "number": "RO49AAAA1B31007593840000",
        "currency": "RON", "from_date": date(2024, 1, 1), "to_date": date(2024, 1, 31), "opening_minor": None,
        "closing_minor": None, "holds": True, "complete": False, "rows": rows,
    }  # fmt: skip
    return KeptStatement(**about | changes)


def lost(statements: list[KeptStatement], *rows: UnreadRow) -> list[LostMoney]:
    return list(find_lost_money("s", rows, statements))


@pytest.mark.parametrize(
    ("balances", "net"),
    [((100, 137), 30), ((100, 107), 0), ((None, 137), None), ((100, None), None), ((100, 97), -10)],
)
def test_a_row_between_two_balances_moved_their_difference(balances, net):
    found = lost([statement(kept(2, 100, balances[0]), kept(4, 7, balances[1]))], UnreadRow("row:3", ""))
    if net == 0:
        assert found == []
    else:
        (money,) = found
        assert (money.net_minor, money.after, money.before, money.day) == (net, "t2", "t4", date(2024, 1, 2))


def test_rows_between_the_same_balances_are_one_sum():
    own = statement(kept(2, 100, 100), kept(5, 7, 107), kept(7, 1, 113))
    first, second = lost([own], *(UnreadRow(f"row:{number}", "") for number in (3, 4, 6)))
    assert (first.locators, first.net_minor) == (("row:3", "row:4"), 0)
    assert (second.locators, second.net_minor) == (("row:6",), 5)


def test_the_newest_row_first_is_the_same():
    rows = [kept(6, 100, 100, seq=1, day=1), kept(4, 7, 137, seq=2, day=2)]
    (money,) = lost([statement(*rows)], UnreadRow("row:5", ""))
    assert (money.net_minor, money.after, money.before) == (30, "t6", "t4")


def test_a_row_among_rows_of_a_day_in_another_order_lies_after_all_that_precede_it():
    rows = [kept(4, 7, 7, seq=1, day=2), kept(2, 100, 107, seq=2, day=2), kept(5, 1, 138, seq=3, day=2)]
    (money,) = lost([statement(*rows)], UnreadRow("row:3", ""))
    assert (money.after, money.before, money.net_minor) == ("t2", "t5", None)
    (money,) = lost([statement(*rows, opening_minor=5)], UnreadRow("row:3", ""))
    assert money.net_minor == 25


@pytest.mark.parametrize("place", ["row:1", "row:9"])
def test_no_balance_encloses_a_row_at_the_edge_unless_it_is_stated(place):
    rows = kept(2, 100, 100), kept(4, 7, 107)
    (money,) = lost([statement(*rows, opening_minor=0, closing_minor=107)], UnreadRow(place, "", at_edge=True))
    assert money.net_minor is None
    (money,) = lost([statement(*rows, opening_minor=-5, closing_minor=112)], UnreadRow(place, ""))
    assert money.net_minor == 5
    (money,) = lost([statement(*rows, opening_minor=0, closing_minor=107)], UnreadRow(place, ""))
    assert money.net_minor is None, "a balance that follows from the printed ones proves nothing"


def test_a_camt_row_belongs_to_the_statement_around_it_or_to_none():
    place = "path:/Document/BkToCstmrStmt/Stmt[1]"
    one = statement(
        kept(1, 5, place=place + "/Ntry[{}]"), locator=place, opening_minor=0, closing_minor=12, statement="1"
    )
    other = statement(locator="path:/Document/BkToCstmrStmt/Stmt[12]", statement="2", account="B")
    money, nowhere = lost(
        [one, other], UnreadRow(f"{place}/Ntry[2]", ""), UnreadRow("path:/Document/BkToCstmrStmt/Stmt[3]/Ntry[1]", "")
    )
    assert (money.key, money.net_minor) == (("A", "RON"), 7)
    assert (nowhere.key, nowhere.locators) == (None, ("path:/Document/BkToCstmrStmt/Stmt[3]/Ntry[1]",))


def test_a_table_row_belongs_to_the_account_that_it_names_else_to_all_of_its_file():
    own = [
        statement(kept(2, 1), statement=name, account=name, number=number)
        for name, number in (("A", "RO49AAAA1B31007593840000"), ("B", "Banca/12345678"))
    ]
    assert [m.key for m in lost(own, UnreadRow("row:3", "x;RO49 AAAA 1B31 0075 9384 0000"))] == [("A", "RON")]
    assert [m.key for m in lost(own, UnreadRow("row:3", "12345678;1,5"))] == [("B", "RON")]
    assert [m.key for m in lost(own, UnreadRow("row:3", "?"))] == [("A", "RON"), ("B", "RON")]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, 0), ({"complete": False}, 1), ({"holds": False}, 1), ({"closing_minor": None}, 1), ({"currency": "EUR"}, 1),
        ({"from_date": date(2024, 1, 2)}, 1), ({"to_date": date(2024, 1, 30)}, 1), ({"source": "s"}, 1),
    ],
)  # fmt: skip
def test_a_row_that_a_complete_statement_of_another_source_covers_is_not_missing(changes, missing):
    about = {"source": "other", "complete": True, "opening_minor": 0, "closing_minor": 9, "statement": "T"} | changes
    own = statement(kept(2, 1), kept(4, 1))
    assert len([m for m in lost([own, statement(**about)], UnreadRow("row:3", "")) if "t2" in (m.after,)]) == missing


@given(st.data())
def test_the_sums_of_the_gaps_are_what_the_rejected_rows_moved(data):
    minors = data.draw(st.lists(st.integers(-50, 50).filter(bool), min_size=2, max_size=12))
    gone = data.draw(st.sets(st.integers(1, len(minors) - 1)))
    balances = list(accumulate(minors))
    rows = [kept(n + 2, minors[n], balances[n], day=1) for n in range(len(minors)) if n not in gone]
    edge = {n for n in gone if n > max(row.seq for row in rows) - 2}
    found = lost([statement(*rows)], *(UnreadRow(f"row:{n + 2}", "", n in edge) for n in sorted(gone)))
    sums = {m.locators: m.net_minor for m in found if m.net_minor is not None}
    for locators, net in sums.items():
        assert net == sum(minors[int(place.removeprefix("row:")) - 2] for place in locators)
    told = {int(place.removeprefix("row:")) - 2 for m in found for place in m.locators}
    assert told == gone
