"""Tells which rows state a payment that the complete statements of the other account do not list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph_schema.messages import N_
from graph_schema.values.money import format_plain
from tracer.analysis.tracing.figures.upstream import Upstream
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.cautions import Caution
from tracer.resolve.unlisted.partners import Unmatched

NOT_RECEIVED: Final = N_(
    "This row pays {amount} to the account …{account}, whose statements cover the days, balance, and list no such receipt. "
    "Compare the two statements, or ask both banks."
)
NOT_PAID: Final = N_(
    "This row receives {amount} from the account …{account}, whose statements cover the days, balance, and list no such "
    "payment. Compare the two statements, or ask both banks."
)
CAUTION: Final = N_(
    "Account ending {account}: its statements cover the days, balance, and do not list {sums} that rows of other accounts "
    "state: {rows}. The sums follow the account's own statements."
)
_NAMED: Final = 10


@dataclass(frozen=True, slots=True)
class UnmatchedRow:
    """A row without a partner, at its place. ``file`` and ``locator`` are not yet veiled; ``template`` is a gettext key."""

    file: str
    locator: str
    template: str
    params: dict[str, str]


def find_unmatched_rows(session: Session) -> Iterator[UnmatchedRow]:
    """One line for each row without a partner. Cost: as ``find_unmatched``, once a data version."""
    payments = session.payments()
    names = {kept.source.digest: kept.source.name for kept in session.store.sources()} if payments.unmatched else {}
    for one in payments.unmatched:
        place = payments.graph.transfer_evidence(one.transfer)[0]
        amount = f"{format_plain(one.minor, one.currency)} {one.currency}"
        params = {"amount": amount, "account": _ending(session, one.account)}
        template = NOT_RECEIVED if one.side == "credit" else NOT_PAID
        yield UnmatchedRow(names.get(place.source, "?"), place.locator, template, params)


def find_partner_cautions(session: Session, upstream: Upstream) -> Iterator[Caution]:
    """Which accounts behind the figures do not list payments that rows of other accounts state with them?"""
    found: defaultdict[AccountKey, list[Unmatched]] = defaultdict(list)
    for one in session.payments().unmatched:
        until = upstream.get(one.key)
        if until is not None and one.day <= until:
            found[one.key].append(one)
    names, veil, graph = session.source_names(), session.veil(), session.graph()
    for key, rows in found.items():
        sums = "; ".join(session.language.money(one.minor, one.currency) for one in rows[:_NAMED])
        places = "; ".join(
            f"{names.get(place.source, '?')} {veil.place(place.locator)}"
            for one in rows[:_NAMED]
            for place in graph.transfer_evidence(one.transfer)[:1]
        )
        more = f"; … ({len(rows)})" if len(rows) > _NAMED else ""
        params = {"account": _ending(session, key[0]), "sums": sums + more, "rows": places + more}
        yield Caution(CAUTION, params)


def _ending(session: Session, account: str) -> str:
    node = session.graph().nodes.get(account)
    return (str(node.props["number"]) if node is not None else account)[-4:]
