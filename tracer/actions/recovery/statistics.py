"""Shows the statistics of one or more cases by year, and writes them as CSV or as a data package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer.actions.recovery.report import save_document
from tracer.casework.evidence_lines import caption
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.export.data_package import write_package, write_tables
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.national.all_tables import TABLES, YEAR, all_tables
from tracer.recovery.national.notes import NATIONAL_NOTES
from tracer.recovery.tables.joined_cases import join_cases
from tracer.recovery.tables.method_notes import DEFINITION_VERSION, METHOD_NOTES, MethodNote
from tracer.recovery.tables.statistic_cell import StatisticCell, publish
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class Statistics:
    """The cells of some years. ``cases``: how many were counted together; ``complete``: nothing is hidden."""

    as_of: date
    known_on: date
    cases: int
    complete: bool
    cells: tuple[StatisticCell, ...]
    notes: tuple[MethodNote, ...]


def show_statistics(
    sessions: Sequence[Session],
    *,
    years: Sequence[int] = (),
    as_of: date | None = None,
    known_on: date | None = None,
    complete: bool = False,
    tables: Sequence[str] = (YEAR,),
) -> Statistics:
    """What are the cells of these years in all these cases together?

    ``years``: without one, the year of ``as_of``. ``as_of``: what took effect up to that day; ``known_on``: by what was
    recorded up to that day. Both default to today. ``complete``: small counts are shown too. ``tables``: names in
    ``TABLES``; what is hidden does not depend on them. Each case checks the right and logs the reading before any is
    read. Raises WrongUse without a case, for a year that no calendar has and for a table that there is not.
    """
    if not sessions:
        raise WrongUse("Name at least one case.")
    for name in tables:
        if name not in TABLES:
            raise WrongUse("There is no table {name}.", name=name[:40])
    names = frozenset[str]().union(*(TABLES[name] for name in tables))
    for session in sessions:
        session.read("totals", "statistics", detail="complete" if complete else "")
    day = as_of or sessions[0].today()
    known = known_on or sessions[0].today()
    chosen = sorted(set(years)) or [day.year]
    for year in chosen:
        if not date.min.year <= year <= date.max.year:
            raise WrongUse("There is no year {year}.", year=str(year)[:12])
    acts = [read_recovery_case(session).acts for session in sessions]
    facts = join_cases(acts, sessions[0].case.rules, known)
    cells = [
        cell
        for year in chosen
        for cell in publish(all_tables(facts, year, day), year, day, known, DEFINITION_VERSION, complete=complete)
        if cell.cell in names
    ]
    notes = tuple(note for note in (*METHOD_NOTES, *NATIONAL_NOTES) if note.cell in names)
    return Statistics(day, known, len(sessions), complete, tuple(cells), notes)


@dataclass(frozen=True, slots=True)
class CellRow:
    """One row behind a figure, under the veil. ``asset``: its asset, empty if it is about none."""

    id: str
    text: str
    asset: str


def rows_of_cell(session: Session, cell: StatisticCell) -> tuple[CellRow, ...]:
    """Which orders, items or acts does this figure rest on? For whoever may see the figure; hidden ones have no rows."""
    session.read("totals", "statistics", detail=f"cell={cell.cell}")
    graph, veil = session.graph(), session.veil()
    facts = read_recovery_case(session).facts()
    rows = []
    for name in cell.ids:
        act = facts.find(name)
        item = facts.first(ItemAct, name) or facts.first(ItemAct, act.about if act is not None else "")
        asset = (item.asset or "") if item is not None else ""
        known = [one for one in (asset, name if item is None else item.item, name) if one in graph.nodes]
        rows.append(CellRow(name, caption(graph.nodes[known[0]], veil) if known else name, asset))
    return tuple(rows)


def format_figure(cell: StatisticCell, language: Language) -> str:
    """The value of a cell as a number or as an amount; ``*``: hidden; ``–``: no row has a value."""
    if cell.value is None:
        return "*"
    if cell.rows and cell.rows == cell.unvalued:
        return "–"
    return language.money(cell.value, cell.currency) if cell.currency else language.number(cell.value)


def export_statistics(found: Statistics, folder: Path, language: Language, *, package: bool) -> tuple[Path, ...]:
    """Write the tables into this folder, which is made if there is none. ``package``: with ``datapackage.json``.

    Raises EnvironmentFailure when the place does not allow it.
    """
    files = (write_package if package else write_tables)(found.cells, found.notes, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=folder, reason=error.strerror) from error
    for name, data in files.items():
        save_document(data, folder / name)
    return tuple(folder / name for name in files)
