"""The tables of the State: answers by hand, cells that add up, rows that open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recovery_scenarios import own
from tests.recovery_scenarios.core import PureCore
from tests.recovery_scenarios.reading import read_scenarios
from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.national.all_tables import TABLES, all_tables
from tracer.recovery.national.notes import NATIONAL_NOTES
from tracer.recovery.tables.statistic_cell import CountedCell, publish
from tracer.wording.language import find_language
from tracer.wording.recovery.statistic_parts import format_part

DAY = on("2027-12-31")
FILES = sorted(Path(own.__path__[0]).glob("*.json"))
OWN = {note.cell for note in NATIONAL_NOTES}


def cells_of(facts: RecoveryFacts, year: int = 2025) -> dict[tuple[str, str, str, str], CountedCell]:
    found = [cell for cell in all_tables(facts, year, DAY) if cell.cell in OWN]
    cells = {(cell.cell, cell.part, cell.measure, cell.currency): cell for cell in found}
    assert len(cells) == len(found)
    return cells


def judged() -> Story:
    story = cash(500)
    confiscate(story)
    story.post("2025-07-01", "cost", 20, "invoice:anabi")
    for fact, day in (("opened", "2025-01-01"), ("indicted", "2025-03-01"), ("judged", "2025-05-02")):
        story.add("proceeding", day, "judgment:court", case="F", fact=fact)
    story.add("proceeding", "2025-06-02", "judgment:court", case="F", fact="final")
    return story


def test_the_sheet_of_one_item() -> None:
    cells = cells_of(judged().facts)
    sums = {part: cells["NATIONAL", part, "sum", "RON"].value for part in ("frozen", "confiscated", "costs", "held")}
    assert sums == {"frozen": 500, "confiscated": 500, "costs": 20, "held": 480}
    assert cells["NATIONAL", "held|class=cash", "sum", "RON"].ids == ("A",)
    assert cells["NATIONAL", "identified|office=Office A", "number", ""].ids == ("A",)
    assert cells["NATIONAL", "realised", "sum", ""].value == 0


def test_a_share_released_in_part_is_cut() -> None:
    story = frozen()
    story.add("value", "2025-02-03", asset="x", moment="freezing", amount=101, currency="RON")
    assert cells_of(story.facts)["COHORT", "cohort|state=frozen", "sum", "RON"].value == 101
    story.add("part_release", "2025-03-03", "ordinance:prosecutor", item="A", share="1/4")
    confiscate(story)
    cells = cells_of(story.facts)
    assert cells["COHORT", "cohort|state=final_2025", "sum", "RON"].value == 76
    assert cells["COHORT", "cohort|state=released", "sum", "RON"].value == 25
    assert cells["COHORT", "cohort", "sum", "RON"].value == 101


def test_lengths_by_article() -> None:
    story = judged()
    story.add("charge", "2025-01-05", case="F", person="ion", article="210")
    cells = cells_of(story.facts)
    days = [
        cells["LENGTH", f"{stage}|article=210", "days", ""].value
        for stage in ("opened_indicted", "indicted_judged", "judged_final")
    ]
    assert days == [59, 62, 31]
    assert cells["LENGTH", "open", "number", ""].value == 0


def test_the_tables_name_known_cells_and_a_single_case_shows_no_number_above_zero() -> None:
    cells = all_tables(judged().facts, 2025, DAY)
    assert {cell.cell for cell in cells} == set().union(*TABLES.values())
    shown = [cell for cell in publish(cells, 2025, DAY, DAY, 1) if cell.cell in OWN]
    assert all(cell.value in (None, 0) for cell in shown)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_divisions_add_up_open_their_rows_and_have_words(path: Path) -> None:
    for scenario in read_scenarios(path):
        core = PureCore(scenario.get("config", {}))
        for act in scenario["acts"]:
            core.record(act)
        for year in range(2024, 2028):
            cells = cells_of(core.case.facts(), year)
            sums: dict[tuple[str, ...], int] = {}
            for (name, part, measure, currency), cell in cells.items():
                figure, *places = part.split("|")
                if measure == "number":
                    assert cell.value == len(cell.ids)
                assert all(format_part(part, find_language(code)) for code in ("en", "ro"))
                if name != "CHARGES" and len(places) == 1 and measure in ("number", "sum", "days") and cell.value:
                    key = (name, figure, measure, currency, places[0].partition("=")[0])
                    sums[key] = sums.get(key, 0) + cell.value
            for (name, figure, measure, currency, division), total in sums.items():
                if (name, figure, division) != ("NATIONAL", "awarded", "class"):
                    assert cells[name, figure, measure, currency].value == total


def test_the_order_of_recording_does_not_matter_for_items_that_do_not_meet() -> None:
    found = []
    for names in (("B", "C"), ("C", "B")):
        story = cash(500)
        for name in names:
            story.add("asset", "2025-01-01", asset=f"of {name}", asset_class="cash")
            fields = {"item": name, "case": "F", "against": "ion", "purposes": ["special_confiscation"]}
            story.add("item", "2025-01-01", asset=f"of {name}", title_holder="ion", share="1/1", **fields)
            story.step("2025-01-01", "IDENTIFIED", "source_record:investigator", name)
            story.step("2025-02-03", "FROZEN", "ordinance:prosecutor", name)
            story.post("2025-02-03", "seize_cash", 70 if name == "B" else 30, "minutes:investigator", name)
        found.append({key: (cell.value, sorted(cell.ids)) for key, cell in cells_of(story.facts).items()})
    assert found[0] == found[1] and found[0]["NATIONAL", "frozen", "sum", "RON"][0] == 600


def test_what_was_known_on_a_day_is_found_again() -> None:
    story = judged()
    known = story.case.facts(known_on=on("2025-06-30"))
    before = cells_of(known)
    story.add("claim", "2026-01-02", claim="K", case="F", person="ana", claim_kind="damage", amount=5, currency="RON")
    story.post("2026-03-03", "cost", 30, "invoice:anabi")
    again = cells_of(story.case.facts(known_on=on("2025-06-30")))
    assert again == before
    assert before["NATIONAL", "held", "sum", "RON"].value == 500
    assert cells_of(story.facts)["NATIONAL", "held", "sum", "RON"].value == 450
