"""Persons by the article at the indictment and at the final judgment."""

from __future__ import annotations

from datetime import date

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.parties import ChargeAct, ProceedingAct
from tracer.recovery.national.charge_pairs import charge_cells, compare_charges

END = date(2026, 12, 31)


def facts_of(changed: int, kept: int) -> RecoveryFacts:
    """Persons charged under 210 in January; ``changed`` of them under 213 from May on; final in June 2025."""
    facts = RecoveryFacts()
    for fact, day in (("indicted", date(2025, 3, 1)), ("final", date(2025, 6, 2))):
        facts.add(ProceedingAct(id=fact, effective=day, recorded=day, case="F", fact=fact))
    start, turn = date(2025, 1, 5), date(2025, 5, 2)
    for place in range(changed + kept):
        until = date(2025, 5, 1) if place < changed else None
        row = {"case": "F", "person": f"p{place}"}
        facts.add(ChargeAct(id=f"c{place}", effective=start, recorded=start, article="210", until=until, **row))
        if place < changed:
            facts.add(ChargeAct(id=f"d{place}", effective=turn, recorded=turn, article="213", **row))
    return facts


def test_pairs_by_hand() -> None:
    found = compare_charges(facts_of(6, 7), 2025, END)
    assert sorted({(row.before, row.after) for row in found}) == [("210", "210"), ("210", "213")]
    cells = {cell.part: cell for cell in charge_cells(facts_of(6, 7), 2025, END)}
    assert cells["persons"].value == 13
    assert cells["persons|before=210|after=213|confiscation=no"].value == 6
    assert cells["persons|after=210|confiscation=no"].value == 7
    assert not any(cell.is_revealing for cell in cells.values())
    assert compare_charges(facts_of(6, 7), 2026, END) == []


def test_a_small_pair_hides_another() -> None:
    cells = {cell.part: cell.is_revealing for cell in charge_cells(facts_of(2, 7), 2025, END)}
    assert cells["persons|before=210|after=213|confiscation=no"]
    assert cells["persons|before=210|after=210|confiscation=no"]
