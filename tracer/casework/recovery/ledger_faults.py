"""Finds where the ledger of a case breaks a rule that holds whatever was recorded, each with the row of the posting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from graph_schema.messages import N_
from graph_schema.records.merged_records import Evidence
from graph_schema.values.money import format_plain
from tracer.casework.earlier_measures.mapping_flags import MONEY_CODES
from tracer.casework.earlier_measures.reading import mapping_flags, source_record
from tracer.casework.recovery.item_history import events_by_id
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.graph.case_graph import CaseGraph
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.ledger.invariants import BELOW_ZERO, NOT_CLOSED, UNBALANCED, LedgerFault, find_ledger_faults
from tracer.recovery.ledger.lot_books import book_of
from tracer.recovery.totals.totals_flags import sale_flags

UNSTATED: Final = "UNSTATED"
"""A register does not state what the ledger needs; the records are whole."""
_TEMPLATES: Final[Mapping[str, str]] = MappingProxyType(
    {
        UNBALANCED: N_("Posting {posting} of {day}: its lines do not sum to 0, but to {amount}."),
        BELOW_ZERO: N_("Item {item}: on {day} more was paid out than it held; its holding is {amount}."),
        NOT_CLOSED: N_("Item {item}: what it holds differs from what came in less what went out by {amount}."),
    }
)


@dataclass(frozen=True, slots=True)
class PlacedFault:
    """A fault of the ledger. ``code``: as in LedgerFault. ``file``, ``locator``: of a posting, empty if none is meant.

    ``template``: a gettext key; ``params``: item or posting, day, and the sum with its currency.
    """

    code: str
    file: str
    locator: str
    template: str
    params: dict[str, str]


def find_placed_faults(session: Session) -> list[PlacedFault]:
    """Which rules does the ledger break, by everything that is recorded? Cost: linear in the postings."""
    graph, facts = session.graph(), read_recovery_case(session).facts()
    names = {kept.source.digest: kept.source.name for kept in session.case.sources()}
    faults = [_placed(graph, facts, names, fault) for fault in find_ledger_faults(facts)]
    return [*faults, *_unstated(session, names), *_sold_twice(graph, facts)]


def _unstated(session: Session, names: Mapping[str, str]) -> Iterator[PlacedFault]:
    """Each sum of a register that the ledger does not hold, with its row."""
    graph, recorded = session.graph(), events_by_id(session)
    for flag in mapping_flags(graph):
        if flag.code in MONEY_CODES:
            kept = recorded.get(flag.record)
            row = None if kept is None else kept.evidence[0]
            params = {"item": _item(graph, flag.measure), "remark": flag.message}
            place = ("", "") if row is None else (names.get(row.source, "?"), row.locator)
            yield PlacedFault(UNSTATED, *place, N_("Item {item}: {remark}"), params)


def _sold_twice(graph: CaseGraph, facts: RecoveryFacts) -> Iterator[PlacedFault]:
    for flag in sale_flags(facts):
        items = ", ".join(_item(graph, name) for name in flag.params["measures"].split(", "))
        yield PlacedFault(UNSTATED, "", "", flag.template, {"measures": items})


def _placed(graph: CaseGraph, facts: RecoveryFacts, names: Mapping[str, str], fault: LedgerFault) -> PlacedFault:
    params = {"amount": f"{format_plain(fault.minor, fault.currency)} {fault.currency}"}
    if fault.on is not None:
        params["day"] = fault.on.isoformat()
    if fault.code == UNBALANCED:
        params["posting"] = fault.record
    else:
        params["item"] = _item(graph, fault.record)
    shown = _posting_row(graph, facts, fault)
    file, locator = ("", "") if shown is None else (names.get(shown.source, "?"), shown.locator)
    return PlacedFault(fault.code, file, locator, _TEMPLATES[fault.code], params)


def _item(graph: CaseGraph, lot: str) -> str:
    """The number of the item and of its criminal file."""
    node = graph.nodes.get(lot)
    if node is None:
        return lot
    heads = [link.head for link in graph.links_at(lot) if link.type == "InCase" and link.tail == lot]
    files = [str(graph.nodes[head].props["number"]) for head in heads if head in graph.nodes]
    return " / ".join([*files, str(node.props.get("number", lot))])


def _posting_row(graph: CaseGraph, facts: RecoveryFacts, fault: LedgerFault) -> Evidence | None:
    """The row of the posting; for a holding below 0 that of the last posting of the lot on the day."""
    record = fault.record
    if fault.code != UNBALANCED:
        posts = [post for post in book_of(facts, fault.record).posts if post.effective == fault.on]
        if not posts:
            return None
        record = posts[-1].id
    wanted = source_record(record)
    return next((kept.evidence[0] for kept in graph.events if kept.event.id == wanted), None)
