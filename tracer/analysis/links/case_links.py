"""The evidence links of a case: register links and transfers as they are, purchases as they were matched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph_schema.dates import PartialDate
from graph_schema.views import Evidence, LinkView
from tracer.analysis.links.evidence import EvidenceLink
from tracer.graph import CaseGraph

CERTAIN: Final = 1_000_000
KINDS: Final = {
    "Holds": "holds", "HoldsAccount": "holds_account", "ControlsAccount": "controls_account",
    "BenefitsFrom": "benefits_from", "Shareholding": "shareholding", "Represents": "represents",
    "RelatedTo": "related_to", "Uses": "uses", "ShareOf": "share_of",
}  # fmt: skip
STRENGTHS: Final = {
    "Holds": CERTAIN, "HoldsAccount": CERTAIN, "ControlsAccount": 950_000, "BenefitsFrom": 900_000,
    "Shareholding": CERTAIN, "Represents": 900_000, "RelatedTo": 500_000, "Uses": 700_000, "ShareOf": CERTAIN,
}  # fmt: skip
"""How much a kind of link says, chosen and written here: a reason to look first, never a probability."""
_TRANSFER_STRENGTH: Final = 980_000
_PURCHASE_STRENGTH: Final = CERTAIN


@dataclass(frozen=True, slots=True)
class Payment:
    """A transfer that paid for an asset, with the rows of the deed that name it."""

    transfer: str
    asset: str
    evidence: tuple[Evidence, ...]


def collect_links(
    graph: CaseGraph, payments: Iterable[Payment], *, only: frozenset[str] | None = None
) -> tuple[EvidenceLink, ...]:
    """Everything a path from a suspect to an asset may walk on, each link with its rows.

    Transfers from or to nobody known are left out; with ``only``, all but these transfers too.
    Cost: one object a transfer.
    """
    found = [_register_link(link) for link in graph.links if link.type in KINDS]
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
            found.append(
                _money_link("paid_for", f"paid {row['transfer_id']} {payment.asset}", row, payment.asset, rows)
            )
        if row["debit_account"] is not None and row["credit_account"] not in (None, row["debit_account"]):
            found.append(_money_link("transfer", row["transfer_id"], row, row["credit_account"], records))
    return tuple(found)


def _rows(graph: CaseGraph, only: frozenset[str] | None) -> list[dict[str, Any]]:
    if only is None:
        return graph.transfers.to_pylist()
    return graph.transfer_rows(only)


def _register_link(link: LinkView) -> EvidenceLink:
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
    )


def _money_link(
    kind: str, name: str, row: dict[str, object], head: object, records: tuple[tuple[str, str], ...]
) -> EvidenceLink:
    day = row["value_date"]
    assert isinstance(day, date)
    return EvidenceLink(
        id=name,
        kind=kind,
        tail=str(row["debit_account"]),
        head=str(head),
        from_date=day,
        to_date=day,
        strength_ppm=_PURCHASE_STRENGTH if kind == "paid_for" else _TRANSFER_STRENGTH,
        amount_minor=int(str(row["debit_minor"])),
        currency=str(row["debit_currency"]),
        records=records,
        method="computed" if kind == "paid_for" else "register",
    )
