"""Statistics of cases: who may read them, what the log keeps, on which days, and that nobody protected is named."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.records.identity import asset_id, order_item_id
from graph_schema.records.nodes import Node
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FILE,
    ITEM,
    ORDER,
    VERA,
    given,
    plain,
    record,
    session,
    sold,
)
from tracer.access.roles import NotAllowed
from tracer.actions.decisions import record_decision
from tracer.actions.recovery import statistics
from tracer.actions.recovery.statistics import export_statistics, show_statistics
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.recovery.acts.assets import OwnerAct, ValueAct
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.wording.language import find_language

ORDERED, RECORDED = date(2024, 11, 18), date(2024, 11, 21)
"""An order of 18 November 2024 was recorded on the 21st; those of the days before, by the 18th."""


def entries(opened, since=0):
    return [kept.audit_event for kept in list(opened.store.access_log())[since:]]


def values(found, year=None):
    return {
        (cell.cell, cell.part, cell.measure, cell.currency): cell.value
        for cell in found.cells
        if year in (None, cell.year)
    }


def orders_executed(opened, **days):
    found = show_statistics([opened], years=[2024], complete=True, **days)
    return found.as_of, found.known_on, values(found)["E1", "", "number", ""]


def test_what_was_recorded_later_is_counted_only_by_who_knows_it(part_case, session_of):
    with session_of(part_case) as opened:
        today = opened.today()
        then = orders_executed(opened, as_of=ORDERED, known_on=ORDERED)
        later = orders_executed(opened, as_of=ORDERED, known_on=RECORDED)
        default = orders_executed(opened, as_of=ORDERED)
        whole = orders_executed(opened)
    assert [days[:2] for days in (then, later)] == [(ORDERED, ORDERED), (ORDERED, RECORDED)]
    assert (default[:2], whole[:2]) == ((ORDERED, today), (today, today))
    assert (then[2], later[2], default[2]) == (3, 4, 4) and whole[2] > 4


def test_without_a_year_that_of_the_day_asked_about_is_counted(part_case, session_of):
    with session_of(part_case) as opened:
        found = show_statistics([opened], as_of=ORDERED)
        both = show_statistics([opened], years=[2024, 2023, 2024], as_of=ORDERED)
    assert {cell.year for cell in found.cells} == {2024}
    assert list(dict.fromkeys(cell.year for cell in both.cells)) == [2023, 2024]
    assert values(both, 2024) == values(found)


@pytest.mark.parametrize("role", ["investigator", "prosecutor", "supervisor", "owner"])
def test_every_case_logs_the_reading(part_case, session_of, role):
    with session_of(part_case, role, "Ana Proba") as one, session_of(part_case, role, "Ion Proba") as other:
        before = len(entries(one))
        show_statistics([one, other], years=[2024])
        show_statistics([one], years=[2024], complete=True)
        logged = entries(one, before)
    assert [(row.action, row.actor, row.role, row.detail) for row in logged] == [
        ("statistics", "Ana Proba", role, ""),
        ("statistics", "Ion Proba", role, ""),
        ("statistics", "Ana Proba", role, "complete"),
    ]


def test_no_case_is_read_if_one_of_them_may_not_be(part_case, session_of, monkeypatch):
    read = []
    monkeypatch.setattr(statistics, "read_recovery_case", lambda opened: read.append(opened))
    with session_of(part_case) as one, session_of(part_case, "administrator") as other:
        before = len(entries(one))
        with pytest.raises(NotAllowed):
            show_statistics([one, other], years=[2024])
        assert [row.action for row in entries(one, before)] == ["statistics", "refused"]
    assert read == []


def test_no_case_and_no_year_are_refused(part_case, session_of):
    with pytest.raises(WrongUse):
        show_statistics([])
    with session_of(part_case) as opened:
        for year in (0, 10_000, -(10**30)):
            with pytest.raises(WrongUse):
                show_statistics([opened], years=[2024, year])


def test_a_case_joined_to_itself_is_counted_once(part_case, session_of):
    with session_of(part_case) as one, session_of(part_case) as other:
        alone = show_statistics([one], years=[2024], complete=True)
        twice = show_statistics([one, other], years=[2024], complete=True)
    assert (alone.cases, twice.cases) == (1, 2)
    assert twice.cells == alone.cells and values(alone)["E1", "", "number", ""]


def test_small_counts_are_hidden_unless_all_is_asked_for(part_case, session_of):
    with session_of(part_case) as opened:
        shown, whole = (show_statistics([opened], years=[2024], complete=complete) for complete in (False, True))
    assert (shown.complete, whole.complete) == (False, True)
    assert None not in values(whole).values()
    numbers = [
        (cell.value, row.value)
        for cell, row in zip(shown.cells, whole.cells, strict=True)
        if cell.measure == "number" and cell.cell in ("E1", "E2", "E5", "E6", "E8", "E9", "E10")
    ]
    assert all((value is None) is (0 < row < 5) for value, row in numbers)
    assert {value is None for value, _ in numbers} == {True, False}


@pytest.fixture
def victims_land(sold, record):  # noqa: F811 - the fixtures
    """Land of a victim, frozen, with a value: item ``2``."""
    land, item, day = asset_id("of a test", "hers"), order_item_id("1/P/2026", "2"), date(2026, 3, 2)
    props = {"description": "land", "asset_class": "land", "locality": "Inventata", "cadastral": "2"}
    record_decision(
        sold, right="decide", action="test", reason="probă", nodes=[Node(land, "Property", props, "path:/nodes/3")]
    )
    for act, number in (
        (OwnerAct(**plain(day), asset=land, person=VERA, share=Fraction(1)), ""),
        (ValueAct(**plain(day), asset=land, amount=700, currency="RON", moment="freezing"), ""),
        (
            ItemAct(
                **plain(day),
                item=item,
                case=FILE,
                against=None,
                purposes=frozenset({"special_confiscation"}),
                asset=land,
                title_holder=VERA,
                share=Fraction(1),
            ),
            "2",
        ),
        (StepAct(**given("source_record", "investigator", day), item=item, to="IDENTIFIED"), ""),
        (
            StepAct(
                **given("ordinance", "prosecutor", day), item=item, to="FROZEN", order=ORDER, reason="bought with it"
            ),
            "",
        ),
    ):
        recorded = record(act, number)
        assert recorded.outcome.refusal is None, (act, recorded.outcome.refusal)
    return sold, item


def test_a_protected_person_is_never_named(victims_land, tmp_path):
    opened, item = victims_land
    before = len(entries(opened))
    found = show_statistics([opened], years=[2026], complete=True)
    (frozen,) = [cell for cell in found.cells if (cell.cell, cell.part, cell.currency) == ("E3", "home", "RON")]
    assert frozen.ids == (item,) and frozen.value == 700
    assert any(
        VERA in (act.title_holder, act.against) for act in read_recovery_case(opened).acts if isinstance(act, ItemAct)
    )
    written = [
        path.read_text(encoding="utf-8")
        for path in export_statistics(found, tmp_path, find_language("ro"), package=True)
    ]
    logged = [f"{row.subject} {row.detail}" for row in entries(opened, before)]
    for text in (repr(found), *written, *logged):
        assert not any(name in text for name in (VERA, "Vera", "Inventescu"))


def test_a_place_that_cannot_be_written_is_reported(part_case, session_of, tmp_path):
    with session_of(part_case) as opened:
        found = show_statistics([opened], years=[2024])
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(EnvironmentFailure):
        export_statistics(found, tmp_path / "file" / "tables", find_language("en"), package=False)
    paths = export_statistics(found, tmp_path / "a" / "b", find_language("en"), package=False)
    assert sorted(path.name for path in paths) == ["cells.csv", "codes.csv", "method.csv", "rows.csv"]
    assert all(path.stat().st_size for path in paths)
