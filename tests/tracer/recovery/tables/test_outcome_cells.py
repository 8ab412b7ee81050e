"""The cells E11 and TSN1654, and what is hidden of them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.recovery_scenarios import own
from tests.recovery_scenarios.core import PureCore
from tests.recovery_scenarios.reading import read_scenarios
from tests.tracer.recovery.stories import Story, cash, confiscate, frozen, on
from tracer.recovery.acts.act import ActDocument
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, OrderAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.figures.year_cells import count_year
from tracer.recovery.tables.outcome_cells import outcome_cells
from tracer.recovery.tables.statistic_cell import CountedCell, StatisticCell, publish
from tracer.recovery.tables.year_table import year_table

DAY = on("2027-12-31")
FILES = sorted(Path(own.__path__[0]).glob("*.json"))
CONTENTS = ("fine", "confiscation", "damages")


def cells_of(facts: RecoveryFacts, year: int = 2025) -> dict[tuple[str, str, str], CountedCell]:
    found = [cell for cell in outcome_cells(facts, count_year(facts, year, DAY)) if cell.is_published]
    assert {cell.cell for cell in found} == {"E11", "TSN1654"}
    cells = {(cell.part, cell.measure, cell.currency): cell for cell in found}
    assert len(cells) == len(found)
    return cells


def published(facts: RecoveryFacts, year: int = 2025) -> list[StatisticCell]:
    return list(publish(year_table(facts, year, DAY), year, DAY, DAY, 1))


def test_confiscation_by_basis_is_the_value_confiscated() -> None:
    story = cash(500)
    confiscate(story)
    cells = cells_of(story.facts)
    direct = cells["basis_DIRECT", "sum", "RON"]
    assert (direct.value, direct.ids, direct.persons) == (500, ("A",), {"ion"})
    assert cells["basis_DIRECT", "number", ""].value == 1
    assert [cells[f"basis_{basis}", "number", ""].value for basis in ("VALUE", "EXTENDED", "none")] == [0, 0, 0]
    unvalued = frozen()
    confiscate(unvalued)
    cell = cells_of(unvalued.facts)["basis_DIRECT", "sum", ""]
    assert (cell.value, cell.ids, cell.unvalued) == (0, ("A",), ("A",))


def test_early_sales_are_part_of_what_is_realised() -> None:
    story = frozen("house")
    story.add("sale", "2025-03-03", "ordinance:prosecutor", sale="S", item="A", event="proposed")
    story.add("sale", "2025-03-04", "ordinance:prosecutor", sale="S", item="A", event="ordered", consent=True)
    story.post("2025-03-05", "sale", 600, "sale_record:anabi", share="1/4")
    confiscate(story)
    story.post("2025-06-05", "sale", 900, "sale_record:anabi")
    cells = cells_of(story.facts)
    assert (cells["early_sales", "number", ""].value, cells["early_sales", "sum", "RON"].value) == (1, 600)
    assert cells["realised", "sum", "RON"].value == 1500
    assert cells_of(story.facts, 2026)["realised", "sum", ""].value == 0


def test_reuse_sums_ordered_and_requests_stand_in_their_cells() -> None:
    story = frozen()
    confiscate(story)
    story.add("value", "2025-06-05", asset="x", moment="disposal", amount=70, currency="RON")
    story.step("2025-06-10", "ENFORCING", "operative_part:court")
    story.step("2025-06-20", "REUSE", "decision:government")
    item = {"item": "B", "case": "F", "against": "ion", "purposes": ["special_confiscation"], "amount": 9}
    story.add("item", "2025-01-01", currency="EUR", **item)
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator", "B")
    confiscate(story, item="B")
    for place, direction in enumerate(("sent", "received", "sent")):
        story.add("request", f"2025-07-0{place + 1}", direction=direction, state="DE")
    cells = cells_of(story.facts)
    assert (cells["reuse", "sum", "RON"].value, cells["reuse", "sum", "RON"].ids) == (70, ("A",))
    assert (cells["sums_ordered", "sum", "EUR"].value, cells["sums_ordered", "sum", "EUR"].ids) == (9, ("B",))
    assert [cells[f"requests_{direction}", "number", ""].value for direction in ("sent", "received")] == [2, 1]


def judgments(*contents: tuple[bool, bool, bool]) -> RecoveryFacts:
    facts = RecoveryFacts()
    for place, (fine, confiscation, damages) in enumerate(contents):
        document = ActDocument("judgment", str(place), on("2025-05-02"))
        kind = "confiscation" if confiscation else "judgment"
        day = on("2025-05-02")
        act = {"id": f"J{place}", "effective": day, "recorded": day, "order": f"J{place}", "case": "F"}
        facts.add(OrderAct(**act, document=document, order_kind=kind, fine=fine, damages=damages))
    return facts


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=12))
def test_a_judgment_counts_once_in_each_row(contents: list[tuple[bool, bool, bool]]) -> None:
    cells = cells_of(judgments(*contents))
    for place, name in enumerate(CONTENTS):
        assert cells[name, "number", ""].value == sum(row[place] for row in contents)
    assert cells["any_judgment", "number", ""].value == sum(map(any, contents))


@given(st.lists(st.integers(0, 12), min_size=7, max_size=7))
def test_no_small_group_of_judgments_follows_from_the_rows(counts: list[int]) -> None:
    """If the rows are shown, every set of judgments that is told apart by content is empty or has at least 5."""
    kinds = [(bool(code & 1), bool(code & 2), bool(code & 4)) for code in range(1, 8)]
    facts = judgments(*(kind for kind, count in zip(kinds, counts, strict=True) for _ in range(count)))
    shown = [cell.value for cell in published(facts) if cell.cell == "TSN1654"]
    assert len({value is None for value in shown}) == 1
    unions = [sum(chosen) for size in range(1, 8) for chosen in combinations(counts, size)]
    assert (None in shown) is any(0 < count < 5 for count in unions)


def many(bases: dict[str, int], *, unvalued: int = 0) -> Story:
    """Cash of one person each, frozen and confiscated: so many items by basis. The first ``unvalued`` found no sum."""
    story = Story()
    story.add("case", "2025-01-01", case="F", office="Office A")
    place = 0
    for basis, count in bases.items():
        for _ in range(count):
            place += 1
            person, name = f"p{place}", f"i{place}"
            story.add("role", "2025-01-01", case="F", person=person, role="accused")
            story.add("asset", "2025-01-01", asset=name, asset_class="cash")
            item = {"item": name, "case": "F", "against": person, "purposes": ["special_confiscation"]}
            story.add("item", "2025-01-01", asset=name, title_holder=person, share="1/1", **item)
            story.step("2025-01-01", "IDENTIFIED", "source_record:investigator", name)
            story.step("2025-02-03", "FROZEN", "ordinance:prosecutor", name)
            if place > unvalued:
                story.post("2025-02-03", "seize_cash", 100, "minutes:investigator", name)
            story.step("2025-05-02", "CONF_NONFINAL", "judgment:court", name, basis=basis)
            story.step("2025-06-02", "CONF_FINAL", "judgment:appeal_court", name)
    return story


@pytest.mark.parametrize(("few", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_one_small_basis_hides_all(few: int, is_hidden: bool) -> None:
    found = published(many({"DIRECT": 6, "EXTENDED": few}).facts)
    total = next(cell for cell in found if (cell.cell, cell.part, cell.currency) == ("E4", "home", "RON"))
    assert total.value == 100 * (6 + few)
    parts = [cell for cell in found if cell.part.startswith("basis_")]
    assert {cell.value is None for cell in parts} == {is_hidden}
    assert {cell.rows is None for cell in parts} == {is_hidden}
    assert not is_hidden or not any(cell.ids for cell in parts)


def test_one_sum_enforced_that_the_total_would_reveal_hides_the_bases() -> None:
    story = many({"DIRECT": 6})
    item = {"item": "S", "case": "F", "against": "p1", "purposes": ["special_confiscation"], "amount": 90}
    story.add("item", "2025-01-01", currency="RON", **item)
    story.step("2025-01-01", "IDENTIFIED", "source_record:investigator", "S")
    confiscate(story, item="S")
    assert next(cell for cell in published(story.facts) if cell.part == "basis_DIRECT").value == 6
    story.step("2025-06-10", "ENFORCING", "operative_part:tax_authority", "S")
    story.post("2025-07-01", "collect", 40, "account_entry:tax_authority", "S")
    cells = year_table(story.facts, 2025, DAY)
    assert sum(cell.value for cell in cells if cell.part.startswith("receipts") and cell.measure == "sum") == 40
    found = {(cell.cell, cell.part, cell.currency): cell.value for cell in published(story.facts)}
    assert found["E4", "home", "RON"] == 640
    assert found["E11", "basis_DIRECT", "RON"] is None and found["E11", "realised", "RON"] is None


def test_few_items_without_a_value_that_the_rows_of_the_total_would_reveal_hide_the_bases() -> None:
    for unvalued, is_hidden in ((0, False), (3, True), (4, True), (5, False)):
        found = published(many({"DIRECT": 10}, unvalued=unvalued).facts)
        assert next(cell.value is None for cell in found if cell.part == "basis_DIRECT") is is_hidden


def receipts(*amounts: tuple[str, str]) -> RecoveryFacts:
    """A sale or a sum collected, of one person each: template and currency."""
    facts = RecoveryFacts()
    day = on("2025-03-05")
    for place, (template, currency) in enumerate(amounts):
        given = {"effective": day, "recorded": day, "item": f"i{place}"}
        purposes = frozenset({"special_confiscation"})
        facts.add(ItemAct(id=f"i{place}", **given, case="F", against=f"p{place}", purposes=purposes, amount=9))
        facts.add(PostAct(id=f"a{place}", **given, template=template, amount=5, currency=currency))
    return facts


@given(st.integers(0, 7), st.integers(0, 7))
def test_what_is_realised_less_early_sales_does_not_reveal_few(sales: int, collected: int) -> None:
    facts = receipts(*[("sale", "RON")] * sales, *[("collect", "RON")] * collected)
    is_shown = all(count == 0 or count >= 5 for count in (sales, collected))
    found = {(cell.part, cell.currency): cell for cell in published(facts) if cell.part in ("early_sales", "realised")}
    currency = "RON" if sales + collected else ""
    assert found["realised", currency].value == (5 * (sales + collected) if is_shown else None)
    assert {cell.value is None for cell in found.values()} == {not is_shown}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_bases_and_the_sums_enforced_add_up_to_the_value_confiscated(path: Path) -> None:
    for scenario in read_scenarios(path):
        core = PureCore(scenario.get("config", {}))
        for act in scenario["acts"]:
            core.record(act)
        facts = core.case.facts()
        for year in range(2024, 2028):
            sums: dict[str, int] = {}
            for cell in year_table(facts, year, DAY):
                of_basis = cell.part.startswith("basis_") and cell.is_published
                enforced = cell.part.startswith("receipts") and "True)" in cell.part
                if cell.measure == "sum" and cell.currency:
                    sign = -1 if (cell.cell, cell.part) == ("E4", "home") else int(of_basis or enforced)
                    sums[cell.currency] = sums.get(cell.currency, 0) + sign * cell.value
            assert not any(sums.values())
