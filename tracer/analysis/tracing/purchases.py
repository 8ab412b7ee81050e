"""Which transfers paid for which asset: by the payment reference and price that the deed names."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graph_schema.views import Evidence, LinkView
from tracer.graph import CaseGraph


@dataclass(frozen=True, slots=True)
class Purchase:
    """An acquisition and the transfers that carry its payment reference.

    ``price_minor``: what all owners entered with this reference paid together, each for the own share.
    ``paid_minor``: their sum in ``currency``, at most ``price_minor``; less means that part of the price was
    not found in any statement. ``transfers`` empty: the payment was not found at all.
    """

    asset: str
    holders: tuple[str, ...]
    reference: str
    price_minor: int
    currency: str
    transfers: tuple[str, ...]
    paid_minor: int
    evidence: tuple[Evidence, ...]


def match_purchases(graph: CaseGraph) -> tuple[Purchase, ...]:
    """Which payments in the statements are those that the deeds name?

    A transfer matches when its reference is the deed's reference, letters and digits alone compared, it is in
    the deed's currency, no reversal took it back, and all matching transfers together are not above the price.
    More than the price is no match, and neither is a reference that the deeds of two assets name: then a person
    must say which. A price is what one owner paid for one share, so the prices of a deed's joint owners add up.
    Does not find payments without a reference. Cost: one pass over the transfers.
    """
    deeds: defaultdict[tuple[str, str, str], list[LinkView]] = defaultdict(list)
    assets: defaultdict[str, set[str]] = defaultdict(set)
    for link in graph.links_of_type("Holds"):
        reference = _plain(str(link.props.get("payment_reference", "")))
        currency = link.props.get("price_currency")
        if reference and currency is not None and link.props.get("price_minor") is not None:
            deeds[link.head, reference, str(currency)].append(link)
            assets[reference].add(link.head)
    payments = _payments({reference for reference, named in assets.items() if len(named) == 1}, graph)
    return tuple(
        _purchase(asset, currency, links, payments.get((reference, currency), []))
        for (asset, reference, currency), links in sorted(deeds.items(), key=lambda item: item[0])
    )


def _purchase(asset: str, currency: str, links: list[LinkView], payments: list[Mapping[str, object]]) -> Purchase:
    price = sum(int(link.props["price_minor"]) for link in links)
    paid = sum(int(str(row["debit_minor"])) for row in payments)
    matches = payments if paid <= price else []
    return Purchase(
        asset=asset,
        holders=tuple(sorted({link.tail for link in links})),
        reference=str(links[0].props["payment_reference"]),
        price_minor=price,
        currency=currency,
        transfers=tuple(str(row["transfer_id"]) for row in matches),
        paid_minor=paid if matches else 0,
        evidence=tuple(sorted({e for link in links for e in link.evidence}, key=lambda e: (e.source, e.locator))),
    )


def _payments(references: set[str], graph: CaseGraph) -> dict[tuple[str, str], list[Mapping[str, object]]]:
    found: defaultdict[tuple[str, str], list[Mapping[str, object]]] = defaultdict(list)
    columns = ["transfer_id", "reference", "debit_account", "debit_minor", "debit_currency", "kind", "reversal_of"]
    rows = graph.transfers.select(columns).to_pylist()
    taken_back = {row["reversal_of"] for row in rows}
    for row in rows:
        reference = _plain(row["reference"] or "")
        stands = row["reversal_of"] is None and row["kind"] != "reversal" and row["transfer_id"] not in taken_back
        if stands and reference in references and row["debit_account"] is not None:
            found[reference, row["debit_currency"]].append(row)
    return dict(found)


def _plain(reference: str) -> str:
    """Letters without their marks, and digits: banks drop diacritics and change separators."""
    letters = unicodedata.normalize("NFKD", reference).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
