"""Lists the marks: what each covers, who made it, when and why."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph_schema.messages import N_
from graph_schema.records.events import Event
from graph_schema.records.merged_records import Evidence
from tracer.access.pseudonyms import Veil
from tracer.actions.money.named_receipts import receipts_of
from tracer.actions.money.payers import names_beside
from tracer.analysis.tracing.ledgers.marks import (
    covered_by,
    marks_on_record,
    with_joined_ids,
)
from tracer.casework.evidence_lines import EvidenceFormat, EvidenceLine, caption, evidence_format
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.wording.language import Language

Covers = Literal["receipts", "payer", "transfer", "opening"]


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One mark that stands: what it covers, who made it, when and why.

    ``receipts``: how many transfers it covers now; ``sums``: what they, or the part of an opening balance, come to, by
    currency in minor units. ``met`` False: the case no longer shows what was marked, so the mark does not count.
    ``beside``: of a mark on a protected payer, names of receipts that show the pseudonym beside other words; not covered.
    """

    event: str
    account: str
    caption: str
    label: str
    covers: Covers
    detail: str
    receipts: int
    sums: tuple[tuple[str, int], ...]
    author: str
    recorded: date
    reason: str
    met: bool
    evidence: tuple[EvidenceLine, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkList:
    """All marks that stand, in the order in which they went on record."""

    marks: tuple[MarkLine, ...]


def list_marks(session: Session) -> MarkList:
    """What is marked as proceeds in this case, by whom and why?"""
    session.read("read", "marks")
    return MarkList(mark_lines(session, marks_on_record(session.graph().events)))


def mark_lines(session: Session, marks: Iterable[Event], graph: CaseGraph | None = None) -> tuple[MarkLine, ...]:
    """These marks with what each covers now. ``graph``: the case, if another than that of the session."""
    graph = graph or session.graph()
    evidence = {kept.event.id: kept.evidence for kept in graph.events}
    unmet = {event.id for event in session.ledger().unmet}
    form = evidence_format(session)
    return tuple(_line(session, form, graph, mark, evidence.get(mark.id, ()), unmet) for mark in marks)


def _line(
    session: Session,
    form: EvidenceFormat,
    graph: CaseGraph,
    mark: Event,
    evidence: tuple[Evidence, ...],
    unmet: Container[str],
) -> MarkLine:
    veil, props = form.veil, mark.props
    current = with_joined_ids(graph, mark)
    receipts = receipts_of(graph, current.subject)
    rows = list(covered_by(graph, current, receipts))
    sums: dict[str, int] = {}
    for row in rows:
        currency = str(row["credit_currency"])
        sums[currency] = sums.get(currency, 0) + int(str(row["credit_minor"]))
    if "opening_currency" in props:
        sums[str(props["opening_currency"])] = int(props["amount_minor"])
    return MarkLine(
        event=mark.id,
        account="" if veil.covers(mark.subject) else mark.subject,
        caption=caption(graph.nodes[mark.subject], veil) if mark.subject in graph.nodes else mark.subject,
        label=str(props["label"]),
        covers=_covers(props),
        detail=" ".join(_detail(veil, session.language, name, str(props[name])) for name in _DETAILS if name in props),
        receipts=len(rows),
        sums=tuple(sorted(sums.items())),
        author=mark.author,
        recorded=mark.recorded,
        reason=veil.text(str(props["reason"])),
        met=mark.id not in unmet,
        evidence=form.lines(evidence),
        beside=names_beside(veil, str(props.get("counterparty_person", "")), receipts),
    )


def _detail(veil: Veil, language: Language, name: str, value: str) -> str:
    if name == "counterparty_name" and veil.named(value):
        return language.text(N_("{name} (one spelling of the name)"), name=veil.text(value))
    hidden = name in ("counterparty", "counterparty_person") and veil.covers(value)
    return veil.caption(value, "") if hidden else veil.text(value)


_PAYER: Final = ("counterparty", "counterparty_name", "counterparty_person")
_DETAILS: Final = ("kinds", "from_date", "to_date", *_PAYER, "transfer", "opening_date")


def _covers(props: Mapping[str, object]) -> Covers:
    if "opening_currency" in props:
        return "opening"
    if "transfer" in props:
        return "transfer"
    return "payer" if set(_PAYER) & set(props) else "receipts"


COVERS_WORDS: Final[Mapping[Covers, str]] = {
    "receipts": N_("receipts of the account"),
    "payer": N_("receipts of one payer"),
    "transfer": N_("one transfer"),
    "opening": N_("opening balance"),
}
