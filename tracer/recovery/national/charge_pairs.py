"""Compares charges: persons by the article at the indictment and at the final judgment, with and without a confiscation.

The definition is Tracer's own; such a pair is article 210 of the Criminal Code against article 213.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.parties import ChargeAct, ProceedingAct
from tracer.recovery.figures.lanes import valid_final
from tracer.recovery.figures.small_cells import hide_small_cells
from tracer.recovery.tables.statistic_cell import SMALLEST_COUNT, CountedCell

CHARGES: Final = "CHARGES"
PERSONS: Final = "persons"


class ComparedPerson(NamedTuple):
    """A person of a file. ``before``, ``after``: the articles in force, sorted and joined; ``id``: the last charge."""

    id: str
    before: str
    after: str
    is_confiscated: bool


def charge_cells(facts: RecoveryFacts, year: int, as_of: date) -> tuple[CountedCell, ...]:
    """How many persons, judged finally in this year, had which articles? By pair, by line and in all.

    A line is the article before; a column is the article after, with or without a confiscation that is final. Rows are
    the charges. Cost: as ``hide_small_cells``, and linear in charges and items.
    """
    found = compare_charges(facts, year, as_of)
    lines = sorted({row.before for row in found})
    columns = sorted({(row.after, row.is_confiscated) for row in found})
    placed: defaultdict[tuple[str, tuple[str, bool]], list[str]] = defaultdict(list)
    for row in found:
        placed[row.before, (row.after, row.is_confiscated)].append(row.id)
    shown = hide_small_cells([[len(placed[line, column]) for column in columns] for line in lines], SMALLEST_COUNT)
    cells = [_cell(PERSONS, [row.id for row in found], shown.total)]
    for line, total, counts in zip(lines, shown.row_totals, shown.cells, strict=True):
        cells.append(_cell(_part(before=line), [row.id for row in found if row.before == line], total))
        for column, count in zip(columns, counts, strict=True):
            if placed[line, column]:
                cells.append(_cell(_part(before=line, **_column(column)), placed[line, column], count))
    for column, total in zip(columns, shown.column_totals, strict=True):
        ids = [name for line in lines for name in placed[line, column]]
        cells.append(_cell(_part(**_column(column)), ids, total))
    return tuple(cells)


def compare_charges(facts: RecoveryFacts, year: int, as_of: date) -> list[ComparedPerson]:
    """Which persons are in files whose first final judgment is of this year, under which articles then and before?"""
    days: defaultdict[str, dict[str, date]] = defaultdict(dict)
    for act in facts.of(ProceedingAct, until=as_of):
        days[act.case].setdefault(act.fact, act.effective)
    charges: defaultdict[tuple[str, str], list[ChargeAct]] = defaultdict(list)
    for charge in facts.of(ChargeAct, until=as_of):
        charges[charge.case, charge.person].append(charge)
    confiscated = {
        (item.case, item.against)
        for item in facts.of(ItemAct, until=as_of)
        if not item.foreign and valid_final(facts, item, as_of) is not None
    }
    found = []
    for (case, person), acts in charges.items():
        final = days[case].get("final")
        known = [act for act in acts if final is not None and _since(act) <= final]
        if final is not None and final.year == year and known:
            before, after = _articles(known, days[case].get("indicted")), _articles(known, final)
            found.append(ComparedPerson(known[-1].id, before, after, (case, person) in confiscated))
    return found


def _articles(charges: Iterable[ChargeAct], day: date | None) -> str:
    if day is None:
        return ""
    open_ = {act.article for act in charges if _since(act) <= day and (act.until is None or day <= act.until)}
    return " + ".join(sorted(open_))


def _since(charge: ChargeAct) -> date:
    return charge.since or charge.effective


def _column(column: tuple[str, bool]) -> Mapping[str, str]:
    after, is_confiscated = column
    return {"after": after, "confiscation": "yes" if is_confiscated else "no"}


def _part(**places: str) -> str:
    return "|".join((PERSONS, *(f"{name}={value.replace('|', '/')}" for name, value in places.items())))


def _cell(part: str, ids: Sequence[str], shown: int | None) -> CountedCell:
    return CountedCell(CHARGES, part, "number", "", len(ids), tuple(ids), is_revealing=shown is None)
