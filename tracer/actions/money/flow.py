"""Draws up the flow of money to an asset or through an account: accounts, bands between them, rows behind each band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from graph_schema.errors import NotFound, WrongUse
from graph_schema.messages import N_
from graph_schema.records.merged_records import MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from tracer.access.roles import Right
from tracer.casework.evidence_lines import EvidenceLine, account_caption, caption, format_evidence
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS, CaseTracing, read_methods
from tracer.casework.tracing.money_flow import (
    BandKind,
    EndKind,
    FlowBand,
    FlowEnd,
    MoneyFlow,
    flow_through_account,
    flow_to_purchase,
)
from tracer.graph.case_graph import CaseGraph

_Found = TypeVar("_Found")
_MOST_FLOWS: Final = 8
"""So many flows of each method are kept for the current data version."""
END_WORDS: Final[Mapping[EndKind, str]] = {
    "account": N_("account"),
    "asset": N_("asset"),
    "mark": N_("Marked receipts"),
    "untraced": N_("Not traced to a mark"),
    "credit": N_("Lent by the bank"),
    "others": N_("From other accounts"),
    "elsewhere": N_("Paid elsewhere"),
    "held": N_("Held at the end"),
    "break": N_("Lost at a break in the statements"),
    "bank": N_("Overdraft repaid"),
}
BAND_WORDS: Final[Mapping[BandKind, str]] = {
    "reached": N_("proceeds that reached it"),
    "beside": N_("proceeds that did not reach it"),
    "unchosen": N_("proceeds of other marks that reached it"),
    "untraced": N_("money not traced to a mark"),
}


@dataclass(frozen=True, slots=True)
class FlowPoint:
    """One end of bands. ``place``: its number in the report; ``beside``: the number of the account beside which it stands.

    ``caption``: the account with its holder, or the asset; of another end, the account beside it.
    """

    place: int
    kind: EndKind
    caption: str
    currency: str
    beside: int | None


@dataclass(frozen=True, slots=True)
class FlowLine:
    """Money of one kind between two points. ``left_minor`` in ``paid_in``, ``came_minor`` in ``received_in``.

    ``rows``: how many transfers are behind it; ``first`` and ``last`` None: no row, such as what is held at the end.
    """

    payer: int
    payee: int
    kind: BandKind
    left_minor: int
    paid_in: str
    came_minor: int
    received_in: str
    rows: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class MethodFlow:
    """The flow under one method, by its lower sum. ``opens_at``: the accounts where money that is not traced joins it, so
    that the sum becomes an interval. ``left_out`` accounts on the way are not drawn one by one.

    ``is_sum``: do the bands into the asset give the lower sum of the method?
    """

    method: str
    lines: tuple[FlowLine, ...]
    opens_at: tuple[str, ...]
    left_out: int
    is_sum: bool

    def into(self, place: int, *kinds: BandKind) -> int:
        """How much comes into this point by bands of these kinds, in minor units of its currency?"""
        return sum(line.came_minor for line in self.lines if line.payee == place and line.kind in kinds)


@dataclass(frozen=True, slots=True)
class FlowReport:
    """The flow under each method. ``points``: the ends of the bands of all methods, so that each keeps its place.

    ``target``: the point of the asset, or of the account asked about; None if no money reached it.
    """

    points: tuple[FlowPoint, ...]
    flows: tuple[MethodFlow, ...]
    target: int | None


@dataclass(frozen=True, slots=True)
class BandRow:
    """One transfer behind a band. ``amount_minor``: what of it is in the band, in the currency of the payee."""

    day: date
    amount_minor: int
    currency: str
    payer: str
    payee: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class BandRows:
    """A page of the rows behind a band, the largest first, and how many there are in all."""

    rows: tuple[BandRow, ...]
    total: int


def show_flow(
    session: Session, subject: str, methods: Sequence[str], *, mark: str = "", purchase: int = 0
) -> FlowReport:
    """On which ways did the marked money reach this asset, or go through this account, under each method?

    ``mark``: the event of a mark, to follow its money alone. ``purchase``: which purchase of the asset, or which currency
    of the account, counted from 0 in the order in which ``trace_subject`` reports them.
    Raises NotFound; WrongUse for an unknown method, and for a node that is neither an asset nor an account.
    """
    detail = f"methods={','.join(methods)}"
    found = {method: _flow(session, subject, method, mark, purchase, detail) for method in methods}
    graph, veil = session.graph(), session.veil()
    ends = list(
        dict.fromkeys(end for flow in found.values() for band in flow.bands for end in (band.payer, band.payee))
    )
    places = {end: place for place, end in enumerate(ends)}
    points = []
    for end in ends:
        if end.kind == "asset":
            shown = caption(graph.nodes[end.account[0]], veil)
        else:
            shown = account_caption(graph, veil, end.account[0])
        beside = None if end.kind in ("account", "asset") else places.get(FlowEnd("account", end.account))
        points.append(FlowPoint(places[end], end.kind, shown, end.account[1], beside))
    flows = []
    for method, flow in found.items():
        opens = {band.payee for band in flow.bands if band.payer.kind == "untraced"}
        opens_at = tuple(points[places[end]].caption for end in ends if end in opens)
        lines = tuple(_line(band, places) for band in flow.bands)
        flows.append(MethodFlow(method, lines, opens_at, flow.left_out, flow.is_sum))
    wanted = graph.account_of(subject)
    target = next((places[end] for end in ends if end.kind in ("asset", "account") and end.account[0] == wanted), None)
    return FlowReport(tuple(points), tuple(flows), target)


def list_band_rows(
    session: Session,
    subject: str,
    method: str,
    band: int,
    *,
    mark: str = "",
    purchase: int = 0,
    offset: int = 0,
    most: int = 20,
) -> BandRows:
    """Which transfers are behind this band, the largest first?

    ``band``: its number among the ``lines`` of the method; ``offset`` and ``most``: from which row on, and how many.
    """
    flow = _flow(session, subject, method, mark, purchase, f"method={method} band={band}")
    if not 0 <= band < len(flow.bands):
        raise NotFound("The flow has no band {band}: it has {count}.", band=band, count=len(flow.bands))
    chosen, graph = flow.bands[band], flow.graph
    known = {str(row["transfer_id"]): row for row in graph.transfer_rows([name for _, name, _ in chosen.rows])}
    rows = sorted((row for row in chosen.rows if row[1] in known), key=lambda row: (-row[2], row[0], row[1]))
    shown = []
    for day, name, amount in rows[offset : offset + most]:
        payer, payee = (_side(session, graph, known[name], side) for side in ("debit", "credit"))
        evidence = format_evidence(session, graph.transfer_evidence(name))
        shown.append(BandRow(day, amount, chosen.received_in, payer, payee, evidence))
    return BandRows(tuple(shown), len(rows))


def _flow(session: Session, subject: str, method: str, mark: str, purchase: int, detail: str) -> MoneyFlow:
    (chosen,) = read_methods([method], known_methods=METHODS_WITH_CHAINS)
    session.allow("oversee", "flow")  # the least that any subject needs; the store is asked after it
    graph = session.graph()
    subject = graph.account_of(subject)
    node = graph.nodes.get(subject)
    right: Right = "oversee" if node is not None and node.type in ASSET_TYPES else "read"
    session.read(right, "flow", "?" if node is None else subject, detail)
    session = session.for_answer()
    if node is None:
        raise NotFound("There is nothing with the id {id} in the case. Find it first: tracer find NAME", id=subject)
    if node.type not in ASSET_TYPES and node.type != "Account":
        raise WrongUse(
            "{caption} is a {type}: money is followed into an asset or through an account. For a person or company "
            "use: tracer link",
            caption=caption(node, session.veil()),
            type=node.type,
        )
    # Whoever sees a flow opens its bands one by one.
    flows: dict[tuple[str, str, int], MoneyFlow] = session.case.cache.value(("flows", chosen), graph.version, dict)
    flow = flows.get((subject, mark, purchase))
    if flow is None:
        flow = _add_up(session.tracing(chosen), node, mark, purchase)
        if len(flows) >= _MOST_FLOWS:
            flows.clear()
        flows[subject, mark, purchase] = flow
    return flow


def _add_up(tracing: CaseTracing, node: MergedNode, mark: str, purchase: int) -> MoneyFlow:
    if node.type == "Account":
        accounts = sorted(key for key in tracing.case.statements if key[0] == node.id)
        return flow_through_account(tracing, _one(accounts, purchase), mark)
    bought = [one for one in tracing.purchases if one.asset == node.id]
    return flow_to_purchase(tracing, _one(bought, purchase), mark)


def _one(found: Sequence[_Found], place: int) -> _Found:
    if not 0 <= place < len(found):
        raise NotFound("No purchase with a price and payment reference is on record, or no statement of the account.")
    return found[place]


def _line(band: FlowBand, places: Mapping[FlowEnd, int]) -> FlowLine:
    first, last = (band.rows[0][0], band.rows[-1][0]) if band.rows else (None, None)
    return FlowLine(
        payer=places[band.payer],
        payee=places[band.payee],
        kind=band.kind,
        left_minor=band.left_minor,
        paid_in=band.paid_in,
        came_minor=band.came_minor,
        received_in=band.received_in,
        rows=len(band.rows),
        first=first,
        last=last,
    )


def _side(session: Session, graph: CaseGraph, row: Mapping[str, object], side: str) -> str:
    veil = session.veil()
    account = row[f"{side}_account"]
    if account is not None:
        return account_caption(graph, veil, str(account))
    named = row["counterparty_name"]
    return veil.text(str(named)) if named else ""
