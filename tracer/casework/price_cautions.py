"""Finds the cautions on the payment of a price: rows that may have paid it, and a part for which no row was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from graph_schema.messages import N_
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.casework.evidence_lines import format_evidence
from tracer.casework.sessions.session import Session
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.casework.tracing.cautions import Caution
from tracer.graph.case_graph import CaseGraph

ONE_OF_SEVERAL: Final = N_(
    "Several sets of rows with the reference {reference} give exactly the price, and one of them paid it: {rows}. The "
    "sums run from the set with the least proceeds to the set with the most."
)
NO_SET: Final = N_(
    "The rows with the reference {reference} add up to more than the price, and no set of them gives exactly the price: "
    "{rows}. Which of them paid it is not decided. The sums run from the least that one of them can have paid to the price."
)
SHARED: Final = N_(
    "The deeds of several assets state the reference {reference}, so it is not decided which of them these rows paid: "
    "{rows}. The sums run from nothing to the price."
)
OTHER_CURRENCY: Final = N_(
    "Rows with the reference {reference} are in another currency than the price, and count in no sum: {rows}."
)
NOT_FOUND: Final = N_(
    "No row in {currency} with the reference {reference} is in the statements. Which money paid the price of {price} is "
    "unknown. The sums run from nothing to the price."
)
FOUND_IN_PART: Final = N_(
    "The rows with the reference {reference} pay only part of the price: {rows}. Which money paid the other {rest} is "
    "unknown. The upper sums count it."
)
_NAMED: Final = 10


def find_price_cautions(session: Session, runs: Iterable[CaseTracing], purchase: Purchase) -> Iterator[Caution]:
    """Of which rows is it not decided whether they paid this price, and for which part was no row found?

    ``runs``: of one method, as ``CaseTracing.runs``.
    """
    found: dict[str, Caution] = {}
    for run in runs:
        own = run.own_purchase(purchase)
        if own.undecided:
            template = SHARED if own.is_shared else ONE_OF_SEVERAL if own.choices else NO_SET
            found.setdefault(template, _caution(session, run.graph, own, template, [name for name, _ in own.undecided]))
        if own.unmatched_minor:
            template = FOUND_IN_PART if own.rows else NOT_FOUND
            found.setdefault(template, _caution(session, run.graph, own, template, own.rows))
        if own.elsewhere:
            found.setdefault(OTHER_CURRENCY, _caution(session, run.graph, own, OTHER_CURRENCY, own.elsewhere))
    yield from found.values()


def _caution(
    session: Session, graph: CaseGraph, purchase: Purchase, template: str, transfers: Iterable[str]
) -> Caution:
    names = list(transfers)
    rows = "; ".join(_row(session, graph, name) for name in names[:_NAMED]) + ("; …" if len(names) > _NAMED else "")
    params = {"reference": session.veil().text(purchase.reference), "rows": rows}
    if template in (NOT_FOUND, FOUND_IN_PART):
        price, rest = (
            session.language.money(minor, purchase.currency)
            for minor in (purchase.price_minor, purchase.unmatched_minor)
        )
        params |= {"currency": purchase.currency, "price": price, "rest": rest}
    return Caution(template, params)


def _row(session: Session, graph: CaseGraph, transfer: str) -> str:
    (row,) = graph.transfer_rows([transfer])
    places = ", ".join(
        f"{line.file} {line.locator}" for line in format_evidence(session, graph.transfer_evidence(transfer))
    )
    amount = session.language.money(int(row["debit_minor"]), str(row["debit_currency"]))
    return f"{amount}, {session.language.date(row['booking_date'])} [{places}]"
