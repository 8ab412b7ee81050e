"""What stands in two cases counts once."""

from __future__ import annotations

from dataclasses import replace

from tests.tracer.recovery.stories import Story, cash, frozen, on
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.measures import ItemAct, StepAct
from tracer.recovery.tables.european_cells import european_cells
from tracer.recovery.tables.joined_cases import join_cases

DAY = on("2026-12-31")


def renumbered(story: Story, recorded: str = "2025-12-01") -> list[RecoveryAct]:
    """The same acts as another case has them: other ids, another day of recording."""
    return [replace(act, id=f"b-{act.id}", recorded=on(recorded)) for act in story.case.acts]


def values(cases: list[list[RecoveryAct]]) -> dict[tuple[str, ...], int]:
    cells = european_cells(join_cases(cases), 2025, DAY)
    return {(cell.cell, cell.part, cell.measure, cell.currency): cell.value for cell in cells}


def test_an_order_and_its_money_in_two_cases_count_once() -> None:
    story = cash(500)
    alone = values([list(story.case.acts)])
    assert alone["E1", "", "number", ""] == 1 and alone["E3", "home", "sum", "RON"] == 500
    assert values([list(story.case.acts), renumbered(story)]) == alone
    assert values([list(story.case.acts), list(story.case.acts)]) == alone


def test_two_equal_acts_of_one_case_are_two() -> None:
    story = frozen("cash")
    for _ in range(2):
        story.post("2025-02-03", "seize_cash", 7, "minutes:investigator")
    assert values([list(story.case.acts)])["E3", "home", "sum", "RON"] == 14


def test_an_asset_in_two_cases_is_worth_once() -> None:
    story = frozen()
    story.add("value", "2025-02-01", asset="x", amount=900, currency="RON", moment="freezing")
    other: list[RecoveryAct] = []
    for act in renumbered(story):
        if isinstance(act, ItemAct):
            act = replace(act, item="B", case="G")
        elif isinstance(act, StepAct):
            act = replace(act, item="B")
        other.append(act)
    assert values([list(story.case.acts), other])["E3", "home", "sum", "RON"] == 900
    assert values([other])["E3", "home", "sum", "RON"] == 900


def test_what_was_recorded_later_is_not_known_yet() -> None:
    story = cash(500)
    later = renumbered(story, "2026-05-05")
    assert not join_cases([later], known_on=on("2026-05-04")).of(ItemAct)
    assert join_cases([later], known_on=on("2026-05-05")).of(ItemAct)
