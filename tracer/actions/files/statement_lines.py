"""Shows each statement of a file as one line: opening balance + money in - money out = closing balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph_schema.messages import N_
from importers.contract import Batch
from tracer.access.pseudonyms import Veil
from tracer.casework.tracing.reconciliation import (
    ReconciledStatement,
    reconcile_records,
)
from tracer.store.ports.store_values import SourceRecords
from tracer.wording.language import Language

Light = Literal["adds_up", "differs", "unknown"]
LIGHT_WORDS: Final[dict[str, str]] = {
    "adds_up": N_("adds up"),
    "differs": N_("does not add up"),
    "unknown": N_("no balance"),
}
"""Do the rows of a statement give its stated balances? ``unknown``: a balance is not stated."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One statement of a file: opening balance + money in - money out = closing balance, in minor units.

    ``opening_minor`` and ``closing_minor``: stated, or given by the balances printed beside the rows; None: unknown.
    ``difference_minor``: the closing balance minus the one that the rows give. ``breaks``: balances that do not follow.
    """

    account: str
    number: str
    currency: str
    from_date: date
    to_date: date
    rows: int
    opening_minor: int | None
    credit_minor: int
    debit_minor: int
    closing_minor: int | None
    difference_minor: int | None
    breaks: int
    light: Light


def format_equation(line: StatementLine, language: Language) -> str:
    """Opening balance + in - out = closing balance; if this is not so, the stated balance and the difference too."""
    unknown = language.text(N_("unknown"))

    def plain(minor: int | None) -> str:
        return unknown if minor is None else language.money(minor, line.currency).rpartition("\u00a0")[0]

    found = None if line.opening_minor is None else line.opening_minor + line.credit_minor - line.debit_minor
    shown = f"{plain(line.opening_minor)} + {plain(line.credit_minor)} \u2212 {plain(line.debit_minor)}"
    if line.closing_minor is None or found is None or found == line.closing_minor:
        return f"{shown} = {plain(line.closing_minor)} {line.currency}"
    return language.text(
        N_("{sum} = {found} {currency}, stated {closing}: differs by {difference}"),
        sum=shown,
        found=plain(found),
        currency=line.currency,
        closing=plain(line.closing_minor),
        difference=plain(line.closing_minor - found),
    )


def reconcile_file(records: Batch | SourceRecords) -> tuple[ReconciledStatement, ...]:
    """The statements of a file, each with its rows and the comparison with its balances."""
    return tuple(reconcile_records(records.nodes, records.links, records.entries))


def order_of(found: ReconciledStatement) -> tuple[str, ...]:
    """The sort key of a statement in its file: account number, currency, days, number."""
    return found.number, *(str(found.node.props[name]) for name in ("currency", "from_date", "to_date", "number"))


def line_of(found: ReconciledStatement, veil: Veil, *, typed: str | None) -> StatementLine:
    """The line of a statement under the veil. ``typed``: the account as a person typed it, which is shown so."""
    props, result = found.node.props, found.result
    credit = sum(row.minor for row in found.rows if row.minor > 0)
    return StatementLine(
        account=veil.caption(found.account, found.number) if typed is None else typed,
        number=veil.text(str(props["number"])),
        currency=str(props["currency"]),
        from_date=date.fromisoformat(str(props["from_date"])),
        to_date=date.fromisoformat(str(props["to_date"])),
        rows=len(found.rows),
        opening_minor=result.opening_minor,
        credit_minor=credit,
        debit_minor=credit - result.moved_minor,
        closing_minor=result.closing_minor,
        difference_minor=result.difference_minor,
        breaks=len(result.breaks),
        light="differs" if not result.holds else "adds_up" if result.is_stated else "unknown",
    )
