"""Lists the months of the ledger that each office closed or reopened, with what is open and what was corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph_schema.errors import WrongUse
from graph_schema.records.merged_records import MergedNode
from tracer.access.pseudonyms import Veil
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.recovery.acts.money import MonthAct
from tracer.recovery.controls.month_report import corrections, offices, open_entries
from tracer.recovery.controls.months import closed_until, first_of_month


@dataclass(frozen=True, slots=True)
class MonthStep:
    """A month was closed or reopened. ``month``: its first day; ``event``: closed, reopened; ``on``: the day of the act.

    ``author``: who recorded it; ``signed_by``: the second person, empty for a reopening.
    """

    office: str
    month: date
    event: str
    on: date
    author: str
    signed_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class OpenLine:
    """What is open at the end of the month, minor units. ``kind``: cash, bank, advance, sale. ``item``: number of the item."""

    office: str
    kind: str
    item: str
    currency: str
    minor: int


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction recorded in the month. ``kind``: reversal, revocation. ``target``: id of the act that it corrects."""

    office: str
    kind: str
    id: str
    target: str
    on: date
    recorded: date
    author: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClosedUntil:
    """The last closed day of an office, inclusive; None: no month is closed."""

    office: str
    last: date | None


@dataclass(frozen=True, slots=True)
class MonthReport:
    """The closings of the offices, and what the month ``month`` (its first day) has open and corrected."""

    month: date
    closed: tuple[ClosedUntil, ...]
    steps: tuple[MonthStep, ...]
    open: tuple[OpenLine, ...]
    corrections: tuple[CorrectionLine, ...]


def show_months(session: Session, *, office: str | None = None, month: date | None = None) -> MonthReport:
    """Which months has each office closed or reopened, and what is open or corrected in this month?

    ``office``: only this one. ``month``: any day of it; default: the month of today. Raises WrongUse for an unknown office.
    """
    session.read("oversee", "ledger months")
    graph, veil, case = session.graph(), session.veil(), read_recovery_case(session)
    facts, day = case.facts(), first_of_month(month or session.today())
    known = offices(facts)
    if office is not None and office not in known:
        raise WrongUse(
            "No file is kept at the office {office}; known are {known}.", office=office, known=", ".join(known)
        )
    chosen = known if office is None else (office,)
    return MonthReport(
        month=day,
        closed=tuple(ClosedUntil(veil.text(one), closed_until(facts, one)) for one in chosen),
        steps=tuple(
            MonthStep(
                veil.text(act.office),
                act.month,
                act.event,
                act.effective,
                veil.text(act.author),
                veil.text(act.signed_by or ""),
                veil.text(act.reason or ""),
            )
            for one in chosen
            for act in facts.of(MonthAct, one)
        ),
        open=tuple(
            OpenLine(veil.text(one), row.kind, _number(graph.nodes, row.record, veil), row.currency, row.minor)
            for one in chosen
            for row in open_entries(facts, one, day)
        ),
        corrections=tuple(
            CorrectionLine(
                veil.text(one),
                row.kind,
                row.id,
                row.target,
                row.on,
                row.recorded,
                veil.text(row.author),
                veil.text(row.reason),
            )
            for one in chosen
            for row in corrections(facts, case.acts, one, day)
        ),
    )


def _number(nodes: Mapping[str, MergedNode], item: str, veil: Veil) -> str:
    return veil.text(str(nodes[item].props.get("number", item))) if item in nodes else item
