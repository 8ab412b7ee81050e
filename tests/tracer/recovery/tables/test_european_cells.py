"""The cells E1 to E10, with the rows and the persons behind each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import mean, median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.recovery_scenarios import own
from tests.recovery_scenarios.core import PureCore
from tests.recovery_scenarios.reading import read_scenarios
from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on
from tracer.recovery.acts.abroad import RecognitionAct
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import ReverseAct, RevokeAct
from tracer.recovery.figures.year_cells import count_year
from tracer.recovery.tables.european_cells import european_cells
from tracer.recovery.tables.joined_cases import join_cases
from tracer.recovery.tables.statistic_cell import CountedCell
from tracer.recovery.tables.year_table import year_table

DAY = on("2027-12-31")
FILES = sorted(Path(own.__path__[0]).glob("*.json"))
CERTIFICATE = {"order": "O", "to_state": "DE", "amount_here": 500, "total": 500, "currency": "EUR"}


def cells_of(facts: RecoveryFacts, year: int = 2025, as_of: str = "2027-12-31") -> dict[tuple[str, ...], CountedCell]:
    day = on(as_of)
    found = european_cells(facts, count_year(facts, year, day), year, day)
    cells = {(cell.cell, cell.part, cell.measure, cell.currency): cell for cell in found}
    assert len(cells) == len(found)
    return cells


def received(story: Story) -> Story:
    """A German order R for cash of "karl", item K, recognised and executed on 12 April 2025."""
    story.add("recognition", "2025-04-09", recognition="R", form="confiscation", from_state="DE", event="received")
    story.add("recognition", "2025-04-10", "recognition:court", recognition="R", event="decided", result="recognised")
    story.add("case", "2025-04-10", case="I", office="Office A")
    story.add("role", "2025-04-10", case="I", person="karl", role="convicted")
    story.add("asset", "2025-04-10", asset="k", asset_class="cash")
    item = {"item": "K", "case": "I", "against": "karl", "purposes": ["special_confiscation"], "asset": "k"}
    story.add("item", "2025-04-10", title_holder="karl", share="1/1", foreign=True, **item)
    story.step("2025-04-10", "IDENTIFIED", "source_record:investigator", "K")
    story.step("2025-04-11", "FROZEN", "recognition:court", "K")
    story.post("2025-04-11", "seize_cash", 900, "minutes:investigator", "K", currency="EUR")
    story.post("2025-04-12", "deposit", 900, "account_entry:bank", "K", currency="EUR")
    story.step("2025-04-12", "CONF_FINAL", "recognition:court", "K", basis="DIRECT")
    story.add("recognition", "2025-04-12", "recognition:court", recognition="R", event="executed")
    return story


def test_home_and_foreign_orders_stand_apart() -> None:
    story = received(cash(500))
    confiscate(story)
    cells = cells_of(story.facts)
    for cell in ("E3", "E4"):
        home, foreign = cells[cell, "home", "sum", "RON"], cells[cell, "foreign", "sum", "EUR"]
        assert (home.value, home.ids, home.persons) == (500, ("A",), {"ion"})
        assert (foreign.value, foreign.ids, foreign.persons) == (900, ("K",), {"karl"})
        assert (cell, "home", "sum", "EUR") not in cells
    assert cells["E1", "", "number", ""].ids == ("O",)
    assert (
        cells["E8", "executed", "number", ""].ids == cells["E10", "received_confiscation", "number", ""].ids == ("R",)
    )
    assert cells["E10", "received_confiscation", "days", ""].value == 3
    assert cells["E10", "received_freezing", "number", ""].value == cells["E8", "refused", "number", ""].value == 0


def test_an_order_is_counted_in_the_year_of_its_execution() -> None:
    story = frozen()
    story.add("order", "2025-12-20", "judgment:court", order="J", case="F", order_kind="confiscation")
    story.step("2025-12-20", "CONF_NONFINAL", "judgment:court", basis="DIRECT", order="J")
    story.step("2026-01-20", "CONF_FINAL", "judgment:appeal_court", order="J")
    story.step("2026-02-20", "ENFORCING", "operative_part:court")
    numbers = [
        [cells_of(story.facts, year)[name, "", "number", ""].ids for name in ("E1", "E2")] for year in (2025, 2026)
    ]
    assert numbers == [[("O",), ()], [(), ("J",)]]
    assert cells_of(story.facts, 2026, "2026-02-19")["E2", "", "number", ""].ids == ()


def test_what_has_no_value_stands_in_a_row_of_its_own() -> None:
    cell = cells_of(frozen().facts)["E3", "home", "sum", ""]
    assert (cell.value, cell.ids, cell.unvalued, cell.persons) == (0, ("A",), ("A",), {"ion"})
    assert ("E3", "home", "sum", "") not in cells_of(cash(500).facts)


def test_certificates_and_what_they_brought_stand_in_their_years() -> None:
    story = frozen()
    story.add("certificate", "2025-03-01", certificate="C", form="freezing", **CERTIFICATE)
    story.add("certificate", "2026-03-01", certificate="D", form="confiscation", **CERTIFICATE)
    story.add("collected", "2026-04-01", certificate="D", amount=300, currency="EUR")
    first, second = cells_of(story.facts), cells_of(story.facts, 2026)
    assert [cells[name, "", "number", ""].ids for cells in (first, second) for name in ("E5", "E6")] == [
        ("C",), (), (), ("D",),
    ]  # fmt: skip
    assert first["E7", "", "sum", ""].value == 0
    abroad = second["E7", "", "sum", "EUR"]
    assert (abroad.value, len(abroad.ids), abroad.persons) == (300, 1, {"ion"})


def test_a_file_counts_once_however_many_victims_are_paid() -> None:
    story = received(Story())
    for person in ("vera", "vlad"):
        story.add("role", "2025-04-12", case="I", person=person, role="civil_party")
        claim = {"claim": f"C-{person}", "case": "I", "person": person, "claim_kind": "damage", "currency": "EUR"}
        story.add("claim", "2025-04-12", amount=50, **claim)
        story.add("claim_decision", "2025-04-12", "judgment:appeal_court", claim=f"C-{person}", outcome="awarded_final")
        story.post("2026-01-05", "pay_victim", 50, "payment_order:anabi", "K", currency="EUR", claim=f"C-{person}")
    assert cells_of(story.facts)["E9", "", "number", ""].ids == ()
    assert cells_of(story.facts, 2026)["E9", "", "number", ""].ids == ("I",)


@given(st.lists(st.integers(0, 300), max_size=8))
def test_the_mean_and_the_median_follow_from_what_is_shown(days: list[int]) -> None:
    facts = RecoveryFacts()
    start = on("2025-01-01")
    for place, length in enumerate(days):
        for event, day in (("received", start), ("decided", start), ("executed", start + timedelta(length))):
            act = {"id": f"{place}{event}", "effective": day, "recorded": day, "recognition": f"R{place}"}
            form = "freezing" if event == "received" else None
            facts.add(RecognitionAct(**act, event=event, form=form, result="recognised"))
    cells = cells_of(facts)
    number, total = (cells["E10", "received_freezing", measure, ""].value for measure in ("number", "days"))
    assert number == len(days)
    if days:
        low, high = (cells["E10", "received_freezing", f"median_{end}", ""].value for end in ("low", "high"))
        assert (total / number, (low + high) / 2) == (pytest.approx(mean(days)), median(days))


def copied(act: RecoveryAct) -> RecoveryAct:
    """The act as another case has it."""
    if isinstance(act, ReverseAct):
        act = replace(act, posting=f"b-{act.posting}")
    elif isinstance(act, RevokeAct):
        act = replace(act, target=f"b-{act.target}")
    return replace(act, id=f"b-{act.id}", recorded=DAY)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_recovery_joined_to_its_copy_has_the_same_cells(path: Path) -> None:
    """Without a join, too, the cells are those of the year that ``count_year`` adds up, and each sum is that of its rows."""
    for scenario in read_scenarios(path):
        core = PureCore(scenario.get("config", {}))
        for act in scenario["acts"]:
            core.record(act)
        acts, facts = core.case.acts, core.case.facts()
        for year in range(2024, 2028):
            alone = year_table(facts, year, DAY)
            assert year_table(join_cases([acts, list(map(copied, acts))]), year, DAY) == alone
            assert year_table(join_cases([list(map(copied, acts)), acts]), year, DAY) == alone
            assert year_table(join_cases([acts, acts, acts]), year, DAY) == alone
            counted = count_year(facts, year, DAY)
            for name, part, money in (
                ("E3", "home", counted.frozen),
                ("E3", "foreign", counted.frozen_for_others),
                ("E4", "home", counted.confiscated),
                ("E4", "foreign", counted.confiscated_for_others),
            ):
                found = [cell for cell in alone if (cell.cell, cell.part) == (name, part)]
                assert {cell.currency: cell.value for cell in found if cell.currency} == money.sums
                assert Counter(row for cell in found for row in cell.unvalued) == Counter(money.unvalued)
                assert {row for cell in found for row in cell.ids} == set(money.items)
