"""Measures how long the proceedings last, from each moment of a file to the next.

The definition is Tracer's own; the moments are the recorded acts of the file.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.parties import ChargeAct, ProceedingAct

DEFINITION_VERSION = 1
STAGES = (("opened", "indicted"), ("indicted", "judged"), ("judged", "final"))
NO_ARTICLE = ""


@dataclass(frozen=True, slots=True)
class StageOfFile:
    """A stage of one file: ``days`` from the first act to the second. ``acts``: their ids, start first."""

    case: str
    days: int
    acts: tuple[str, str]


@dataclass(slots=True)
class LengthCell:
    """The files whose stage ended in the year. ``unvalued``: files whose stage has no start, or one after its end."""

    rows: list[StageOfFile] = field(default_factory=list)
    unvalued: list[str] = field(default_factory=list)

    @property
    def median(self) -> Fraction | None:
        """The median in days, exact; None without a row."""
        days = sorted(row.days for row in self.rows)
        if not days:
            return None
        return Fraction(days[(len(days) - 1) // 2] + days[len(days) // 2], 2)


@dataclass(frozen=True, slots=True)
class LengthTable:
    """Cells by first article and stage, and the open files by first article with their days since the opening."""

    year: int
    as_of: date
    known_on: date | None
    cells: dict[tuple[str, str, str], LengthCell]
    open_files: dict[str, dict[str, int]]
    version: int = DEFINITION_VERSION


def measure_lengths(facts: RecoveryFacts, year: int, as_of: date, known_on: date | None = None) -> LengthTable:
    """How long were the stages that ended in this year, by the first article of the file?

    The first act of each moment counts. A file is open from its opening until it is final or dismissed, and again from
    a retrial on. ``known_on`` is the day on which the caller took the facts. Cost: linear, apart from sorting.
    """
    moments: defaultdict[str, list[ProceedingAct]] = defaultdict(list)
    for act in facts.of(ProceedingAct, until=as_of):
        moments[act.case].append(act)
    articles = first_articles(facts, as_of)
    cells: defaultdict[tuple[str, str, str], LengthCell] = defaultdict(LengthCell)
    open_files: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for case, acts in sorted(moments.items()):
        article = articles.get(case, NO_ARTICLE)
        first = {act.fact: act for act in reversed(acts)}
        for start, end in STAGES:
            if end in first and first[end].effective.year == year:
                _add(cells[article, start, end], first.get(start), first[end])
        if "opened" in first and _is_open(acts):
            open_files[article][case] = (as_of - first["opened"].effective).days
    return LengthTable(year, as_of, known_on, dict(cells), dict(open_files))


def _add(cell: LengthCell, start: ProceedingAct | None, end: ProceedingAct) -> None:
    if start is None or start.effective > end.effective:
        cell.unvalued.append(end.case)
        return
    cell.rows.append(StageOfFile(end.case, (end.effective - start.effective).days, (start.id, end.id)))


def _is_open(acts: list[ProceedingAct]) -> bool:
    """Does no final decision or dismissal stand at the end of these acts?"""
    last = [act.fact for act in acts if act.fact in ("opened", "final", "dismissed", "retrial")]
    return last[-1] in ("opened", "retrial")


def first_articles(facts: RecoveryFacts, as_of: date) -> dict[str, str]:
    """The article of the earliest charge of each file, by the first day of the charge, then by the recording."""
    charges = sorted(facts.of(ChargeAct, until=as_of), key=lambda act: act.since or act.effective)
    return {act.case: act.article for act in reversed(charges)}
