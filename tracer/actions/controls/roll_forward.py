"""Shows and exports the roll-forward: what the office held at the beginning, what came and went, what it holds at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.records.provenance import digest_bytes
from tracer.access.roles import Right
from tracer.casefile.roll_forward_sheet import AssetRoll, MoneyRoll, RollForwardSheet, SheetCell
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.export.roll_forward_tables import write_roll_forward_csv, write_roll_forward_xlsx
from tracer.recovery.controls.roll_forward import roll_forward
from tracer.recovery.ledger.statements import office_flows
from tracer.wording.language import Language

_log = logging.getLogger(__name__)
ROLL_FORMS: Final[Mapping[str, Callable[[RollForwardSheet, Language], bytes]]] = MappingProxyType(
    {"csv": write_roll_forward_csv, "xlsx": write_roll_forward_xlsx}
)
"""Form -> what writes it."""


@dataclass(frozen=True, slots=True)
class RollPeriod:
    """Which roll-forward is asked for. ``first`` None: from the beginning. ``last``, ``known_on`` None: today."""

    first: date | None = None
    last: date | None = None
    known_on: date | None = None


@dataclass(frozen=True, slots=True)
class RollFileReport:
    """What was handed out. ``size``: bytes; ``digest``: the SHA-256 of the file; ``lines``: of assets and of money."""

    form: str
    size: int
    digest: str
    lines: int


@dataclass(frozen=True, slots=True)
class ExportedRoll:
    """The roll-forward as a file of one form, and what is in it."""

    data: bytes
    report: RollFileReport


def show_roll_forward(session: Session, period: RollPeriod) -> RollForwardSheet:
    """What did each office hold at the beginning and at the end, and why did it change?

    Raises WrongUse if the period ends before it begins.
    """
    return _read(session, "oversee", period)


def export_roll_forward(session: Session, period: RollPeriod, form: str) -> ExportedRoll:
    """The roll-forward as a file. The log keeps the form, the count and the SHA-256 of the file.

    Raises WrongUse for an unknown form, and if the period ends before it begins.
    """
    session.allow("export", "roll-forward")
    if form not in ROLL_FORMS:
        raise WrongUse("There is no form {form}; known are {known}.", form=form, known=", ".join(ROLL_FORMS))
    sheet = _read(session, "export", period)
    data = ROLL_FORMS[form](sheet, session.language)
    report = RollFileReport(form, len(data), digest_bytes(data), len(sheet.assets) + len(sheet.money))
    session.note("export", "", f"form=roll-forward-{form} sha256={report.digest} lines={report.lines}")
    _log.info("export form=roll-forward-%s bytes=%d lines=%d", form, len(data), report.lines)
    return ExportedRoll(data, report)


def _read(session: Session, right: Right, period: RollPeriod) -> RollForwardSheet:
    session.allow(right, "roll-forward")
    today = session.today()
    last, known = period.last or today, period.known_on or today
    if period.first is not None and period.first > last:
        raise WrongUse("The period ends on {last}, before it begins on {first}.", last=last, first=period.first)
    session.read(right, "roll-forward")
    veil, facts = session.veil(), read_recovery_case(session).facts(known)
    assets = tuple(
        AssetRoll(
            veil.text(row.office),
            row.asset_class,
            row.currency,
            tuple(SheetCell(cell.column, cell.number, cell.minor, cell.assets) for cell in row.cells),
        )
        for row in roll_forward(facts, period.first, last)
    )
    money = tuple(
        MoneyRoll(veil.text(office), name, currency, flow.opening, flow.came_in, flow.went_out, flow.closing)
        for office, flows in office_flows(facts, period.first or date.min, last).items()
        for (name, currency), flow in flows.items()
    )
    return RollForwardSheet(period.first, last, known, assets, money)
