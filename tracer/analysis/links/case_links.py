"""Collects the evidence links of a case: register links, transfers, and payments that were matched to purchases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from graph_schema.records.merged_records import Evidence, MergedLink
from graph_schema.values.dates import PartialDate
from graph_schema.values.shares import ShareRange, read_share_text
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.kinds import DOWN_KINDS, PAID_FOR, TRANSFER
from tracer.graph.case_graph import CaseGraph

CERTAIN: Final = 1_000_000
KINDS: Final = {
    "Holds": "holds",
    "HoldsAccount": "holds_account",
    "ControlsAccount": "controls_account",
    "BenefitsFrom": "benefits_from",
    "Shareholding": "shareholding",
    "Represents": "represents",
    "RelatedTo": "related_to",
    "Uses": "uses",
    "ShareOf": "share_of",
}
STRENGTHS: Final = {
    "Holds": CERTAIN,
    "HoldsAccount": CERTAIN,
    "ControlsAccount": 950_000,
    "BenefitsFrom": 900_000,
    "Shareholding": CERTAIN,
    "Represents": 900_000,
    "RelatedTo": 500_000,
    "Uses": 700_000,
    "ShareOf": CERTAIN,
}
"""The strength of each kind of link in parts per million. It is a chosen order of relevance, not a probability."""
_CAPITAL: Final = frozenset({"", "shareholding"})
"""Interests in a company that are shares of its capital."""
TRANSFER_STRENGTH: Final = 980_000
_PURCHASE_STRENGTH: Final = CERTAIN


@dataclass(frozen=True, slots=True)
class Payment:
    """A transfer that paid for an asset, with the rows of the deed that state the payment."""

    transfer: str
    asset: str
    evidence: tuple[Evidence, ...]


def collect_links(
    graph: CaseGraph, payments: Iterable[Payment], *, only: frozenset[str] | None = None
) -> tuple[EvidenceLink, ...]:
    """All links that a path from a suspect to an asset may use, each with its source rows.

    Transfers with an unknown payer or payee are left out. ``only``: if given, the only transfers that are included.
    Cost: one object a transfer.
    """
    return (*register_links(graph.links), *money_links(graph, payments, only=only))


def money_links(
    graph: CaseGraph, payments: Iterable[Payment], *, only: frozenset[str] | None = None
) -> tuple[EvidenceLink, ...]:
    """Only the transfers and the payments for assets, as ``collect_links`` returns them."""
    found = []
    wanted: defaultdict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        wanted[payment.transfer].append(payment)
    for row in _rows(graph, only):
        records = tuple(
            (str(row[f"{side}_source"]), str(row[f"{side}_locator"]))
            for side in ("debit", "credit")
            if row[f"{side}_source"] is not None
        )
        for payment in wanted.get(row["transfer_id"], ()) if row["debit_account"] is not None else ():
            rows = (*records, *((e.source, e.locator) for e in payment.evidence))
            found.append(_money_link(PAID_FOR, payment_id(row["transfer_id"], payment.asset), row, payment.asset, rows))
        if row["debit_account"] is not None and row["credit_account"] not in (None, row["debit_account"]):
            found.append(_money_link(TRANSFER, row["transfer_id"], row, row["credit_account"], records))
    return tuple(found)


def payment_id(transfer: str, asset: str) -> str:
    """The id of the link by which this transfer paid for the asset."""
    return f"paid {transfer} {asset}"


def register_links(links: Iterable[MergedLink]) -> tuple[EvidenceLink, ...]:
    """The evidence links for these links, without kinds that a path does not use and without shares of zero."""
    return tuple(
        _register_link(link) for link in links if link.type in KINDS and link.props.get("share_upper") != "0/1"
    )


def links_below(graph: CaseGraph, party: str) -> tuple[EvidenceLink, ...]:
    """By which register links does a party have things, directly and through others, at any time?

    Kinship is not included. Cost: one object for each link found; these are few compared with the case.
    """
    found: dict[str, MergedLink] = {}
    seen, waiting = {party}, [party]
    while waiting:
        node = waiting.pop()
        for link in graph.links_at(node):
            if link.tail == node and KINDS.get(link.type) in DOWN_KINDS:
                found[link.id] = link
                if link.head not in seen:
                    seen.add(link.head)
                    waiting.append(link.head)
    return register_links(found[name] for name in sorted(found))


def _rows(graph: CaseGraph, only: frozenset[str] | None) -> list[dict[str, Any]]:
    if only is None:
        return graph.transfers.to_pylist()
    return graph.transfer_rows(only)


def _register_link(link: MergedLink) -> EvidenceLink:
    begin, end = link.props.get("from_date"), link.props.get("to_date")
    return EvidenceLink(
        id=link.id,
        kind=KINDS[link.type],
        tail=link.tail,
        head=link.head,
        from_date=PartialDate(str(begin)).earliest if begin is not None else None,
        to_date=PartialDate(str(end)).latest if end is not None else None,
        strength_ppm=STRENGTHS[link.type],
        amount_minor=None,
        currency=None,
        records=tuple((e.source, e.locator) for e in link.evidence),
        method="register",
        begin=str(begin or ""),
        end=str(end or ""),
        share=_share(link),
        detail=_detail(link),
    )


def _detail(link: MergedLink) -> str:
    if link.type == "RelatedTo":
        return str(link.props["relation"])
    interest = str(link.props.get("interest", ""))
    return "" if interest in _CAPITAL else interest


def _share(link: MergedLink) -> ShareRange | None:
    lower, upper = (link.props.get(name) for name in ("share_lower", "share_upper"))
    if link.type == "Holds":
        lower = upper = link.props.get("share")
    if lower is None and upper is None:
        return None
    return ShareRange(
        Fraction(0) if lower is None else read_share_text(str(lower)),
        Fraction(1) if upper is None else read_share_text(str(upper)),
        link.props.get("share_lower_open") is True,
        link.props.get("share_upper_open") is True,
    )


def _money_link(
    kind: str, name: str, row: dict[str, object], head: object, records: tuple[tuple[str, str], ...]
) -> EvidenceLink:
    day = row["value_date"]
    arrival = row.get("credit_value_date") or day
    assert isinstance(day, date) and isinstance(arrival, date)
    return EvidenceLink(
        id=name,
        kind=kind,
        tail=str(row["debit_account"]),
        head=str(head),
        from_date=min(day, arrival),
        to_date=arrival,
        strength_ppm=_PURCHASE_STRENGTH if kind == PAID_FOR else TRANSFER_STRENGTH,
        amount_minor=int(str(row["debit_minor"])),
        currency=str(row["debit_currency"]),
        records=records,
        method="computed" if kind == PAID_FOR else "register",
    )
