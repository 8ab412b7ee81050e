"""The roll-forward of assets: opening + movements = closing, and each closing is the next opening."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on, thing
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.controls.roll_forward import COLUMNS, MOVEMENTS, RollRow, roll_forward

FIRST, LAST = on("2025-01-01"), on("2025-12-31")


def rows(story: Story, first: str = "2025-01-01", last: str = "2025-12-31") -> dict[str, dict[str, tuple[int, int]]]:
    """Currency -> column -> number and value; columns of nothing are left out."""
    return {
        row.currency: {cell.column: (cell.number, cell.minor) for cell in row.cells if cell.number or cell.minor}
        for row in roll_forward(story.facts, on(first), on(last))
    }


def value(story: Story, day: str, amount: int, currency: str = "RON", asset: str = "x") -> None:
    story.add("value", day, asset=asset, moment="freezing", amount=amount, currency=currency)


def test_what_is_only_found_is_not_held() -> None:
    assert roll_forward(thing().facts, None, LAST) == ()


def test_money_is_in_the_ledger_and_not_among_the_assets() -> None:
    assert roll_forward(cash().facts, None, LAST) == ()


def test_a_frozen_asset_is_added_revalued_and_sold() -> None:
    story = frozen()
    value(story, "2025-02-01", 1000)
    value(story, "2025-03-01", 900)
    confiscate(story)
    story.post("2025-07-01", "sale", 800, "sale_record:anabi")
    assert rows(story, last="2025-06-30") == {"RON": {"added": (1, 1000), "revalued": (0, -100), "closing": (1, 900)}}
    assert rows(story, "2025-07-01") == {"RON": {"opening": (1, 900), "sold": (-1, -900)}}
    (row,) = roll_forward(story.facts, FIRST, LAST)
    assert (row.office, row.asset_class) == ("Office A", "car")
    assert {cell.column: cell.assets for cell in row.cells if cell.assets} == {
        "added": ("x",),
        "revalued": ("x",),
        "sold": ("x",),
    }


@pytest.mark.parametrize(
    ("state", "source", "fields", "column"),
    [
        ("RELEASED", "ordinance:prosecutor", {"reason": "dismissal"}, "released"),
        ("RETURNED_VICTIM", "ordinance:prosecutor", {}, "returned"),
    ],
)
def test_an_asset_leaves_by_the_state_that_ends_the_item(
    state: str, source: str, fields: dict[str, str], column: str
) -> None:
    story = frozen()
    value(story, "2025-02-01", 1000)
    story.step("2025-04-01", state, source, **fields)
    assert rows(story, "2025-03-01") == {"RON": {"opening": (1, 1000), column: (-1, -1000)}}


@pytest.mark.parametrize(
    ("state", "source", "column"),
    [("DESTROYED", "minutes:delegated_judge", "destroyed"), ("REUSE", "minutes:anabi", "reused")],
)
def test_a_confiscated_asset_is_destroyed_or_reused(state: str, source: str, column: str) -> None:
    story = frozen()
    value(story, "2025-02-01", 1000)
    confiscate(story)
    story.step("2025-07-01", "ENFORCING", "operative_part:delegated_judge")
    story.step("2025-08-01", state, source)
    assert rows(story, "2025-07-01") == {"RON": {"opening": (1, 1000), column: (-1, -1000)}}


def test_a_release_in_part_lowers_the_value_and_not_the_number() -> None:
    story = frozen()
    value(story, "2025-02-01", 999)
    story.add("part_release", "2025-04-01", "ordinance:prosecutor", item="A", share="1/3")
    assert rows(story, "2025-03-01") == {"RON": {"opening": (1, 999), "released": (0, -333), "closing": (1, 666)}}


def test_an_asset_without_a_value_is_counted_and_moves_to_the_currency_of_its_value() -> None:
    story = frozen()
    value(story, "2025-04-01", 700, "EUR")
    assert rows(story, last="2025-03-31") == {"": {"added": (1, 0), "closing": (1, 0)}}
    assert rows(story, "2025-04-01") == {
        "": {"opening": (1, 0), "revalued": (-1, 0)},
        "EUR": {"revalued": (1, 700), "closing": (1, 700)},
    }


def test_a_second_item_on_the_same_share_adds_nothing() -> None:
    story = frozen()
    value(story, "2025-02-01", 1000)
    story.add("case", "2025-03-01", case="G", office="Office B")
    story.add("role", "2025-03-01", case="G", person="ion", role="accused")
    story.add(
        "item",
        "2025-03-01",
        item="B",
        case="G",
        against="ion",
        purposes=["special_confiscation"],
        asset="x",
        title_holder="ion",
        share="1/1",
        attached_to="A",
    )
    story.step("2025-03-01", "IDENTIFIED", "source_record:investigator", "B")
    story.add("order", "2025-03-02", "ordinance:prosecutor", order="P", case="G", order_kind="freezing")
    story.step("2025-03-02", "FROZEN", "ordinance:prosecutor", "B", order="P")
    assert rows(story) == {"RON": {"added": (1, 1000), "closing": (1, 1000)}}


def rich() -> RecoveryFacts:
    story = frozen()
    value(story, "2025-02-10", 1001)
    story.add("part_release", "2025-03-05", "ordinance:prosecutor", item="A", share="1/3")
    value(story, "2025-03-20", 777)
    value(story, "2025-04-02", 250, "EUR")
    confiscate(story)
    story.post("2025-07-01", "sale", 90, "sale_record:anabi", share="1/4")
    value(story, "2025-07-02", 240, "EUR")
    story.post("2025-08-01", "sale", 95, "sale_record:anabi")
    return story.facts


RICH = rich()


@given(st.dates(FIRST, LAST), st.integers(0, 200))
def test_opening_and_movements_are_the_closing_and_the_next_opening(first: date, length: int) -> None:
    last = first + timedelta(days=length)
    found = roll_forward(RICH, first, last)
    for row in found:
        cells = {cell.column: cell for cell in row.cells}
        assert tuple(cells) == COLUMNS
        for name in ("number", "minor"):
            moved = sum(getattr(cells[column], name) for column in MOVEMENTS)
            assert getattr(cells["opening"], name) + moved == getattr(cells["closing"], name)
    following = roll_forward(RICH, last + timedelta(days=1), last + timedelta(days=40))
    assert _column(found, "closing") == _column(following, "opening")


@given(st.dates(FIRST, LAST))
def test_two_periods_are_the_whole(middle: date) -> None:
    whole = roll_forward(RICH, FIRST, LAST)
    parts = [*roll_forward(RICH, FIRST, middle), *roll_forward(RICH, middle + timedelta(days=1), LAST)]
    for column in MOVEMENTS:
        assert _sums(whole, column) == _sums(parts, column)


def _sums(found: object, column: str) -> dict[str, tuple[int, int]]:
    sums: dict[str, tuple[int, int]] = {}
    for row in found:  # type: ignore[attr-defined]
        cell = next(cell for cell in row.cells if cell.column == column)
        number, minor = sums.get(row.currency, (0, 0))
        sums[row.currency] = number + cell.number, minor + cell.minor
    return {name: sums_ for name, sums_ in sums.items() if sums_ != (0, 0)}


def _column(found: tuple[RollRow, ...], column: str) -> dict[tuple[str, str, str], tuple[int, int]]:
    cells = {
        (row.office, row.asset_class, row.currency): next(cell for cell in row.cells if cell.column == column)
        for row in found
    }
    return {key: (cell.number, cell.minor) for key, cell in cells.items() if cell.number}
