"""Matches transfers to purchases of assets by the payment reference, the price in the deed, the seller and the day."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.records.merged_records import Evidence, MergedLink
from graph_schema.values.names import fold_company
from tracer.analysis.tracing.figures.price_sums import find_sums
from tracer.graph.case_graph import CaseGraph

_NO_PRICE: Final = ("reversal", "fee", "interest")
"""Kinds of rows that pay no price, whatever reference they carry."""
_ROW: Final = (
    "transfer_id",
    "reference",
    "debit_minor",
    "debit_currency",
    "credit_account",
    "counterparty_name",
    "booking_date",
    "value_date",
)
"""What is read of a transfer that may have paid."""


@dataclass(frozen=True, slots=True)
class Purchase:
    """An acquisition and the transfers that carry its payment reference.

    ``price_minor``: the price that all owners entered with this reference paid together, each for their own share.
    ``transfers``: the rows that paid it; empty if no payment was found, or if it is not decided which rows it is. Then
    ``undecided`` names all rows that may be the payment, with their amounts, and ``choices`` the sets of them of which
    exactly one paid the whole price; if ``choices`` is empty, any of these rows may have paid, alone or together, or
    even none if ``is_shared``: the deed of another asset states the same reference.
    ``paid_minor`` and ``paid_upper_minor``: what was paid at least and at most, in ``currency``, both at most the price.
    ``elsewhere``: rows with the reference in another currency; they count nowhere.
    """

    asset: str
    holders: tuple[str, ...]
    reference: str
    price_minor: int
    currency: str
    transfers: tuple[str, ...]
    paid_minor: int
    paid_upper_minor: int
    evidence: tuple[Evidence, ...]
    undecided: tuple[tuple[str, int], ...] = ()
    choices: tuple[tuple[str, ...], ...] = ()
    is_shared: bool = False
    elsewhere: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """The transfers that paid, or that may have paid."""
        return (*self.transfers, *(name for name, _ in self.undecided))

    @property
    def unmatched_minor(self) -> int:
        """The part of the price for which no row was found, in minor units; it is unknown which money paid it."""
        return self.price_minor - self.paid_upper_minor

    def bound(self, carried: Callable[[str], tuple[int, int]]) -> tuple[int, int]:
        """At least and at most how much of the price is traced money? All of the part without a row may be.

        ``carried``: transfer id -> at least and at most how much traced money this row carried.
        """
        low, high = self._bound_rows(carried)
        return low, high + self.unmatched_minor

    def _bound_rows(self, carried: Callable[[str], tuple[int, int]]) -> tuple[int, int]:
        if not self.undecided:
            return _total(carried(name) for name in self.transfers)
        if self.choices:
            found = [_total(carried(name) for name in choice) for choice in self.choices]
            return min(low for low, _ in found), max(high for _, high in found)
        ends = [(*carried(name), minor) for name, minor in self.undecided]
        # Of rows above the price, the part above it may be the traced one. The least is in one row or in all of them.
        every = tuple(map(sum, zip(*ends, strict=True)))
        low = min(max(0, low - max(0, minor - self.price_minor)) for low, _, minor in (*ends, every))
        return 0 if self.is_shared else low, min(self.price_minor, every[1])


@dataclass(frozen=True, slots=True)
class _Acquisition:
    """What the deeds of one asset with one reference state together. ``days``: the days on which the rights begin."""

    asset: str
    currency: str
    links: tuple[MergedLink, ...]
    days: frozenset[str]
    sellers: frozenset[str]
    """Ids and folded names of those whose right ends on such a day, and ids of their accounts."""

    @property
    def price(self) -> int:
        return sum(int(link.props["price_minor"]) for link in self.links)


def match_purchases(graph: CaseGraph) -> tuple[Purchase, ...]:
    """Which transfers paid the prices that the deeds state?

    A transfer matches if its reference equals the deed's reference (only letters and digits are compared), it is in
    the deed's currency, it is no fee or interest, and no reversal undid it. If all matching transfers together do not
    exceed the price, all of them paid. If they exceed it, the only set of them that gives exactly the price paid; of
    several such sets the only one that went to the seller, then the only one of the day of the acquisition. Otherwise, or if
    the deeds of two assets state the same reference, it is not decided which rows paid. A price is what one owner paid
    for one share, so the prices of joint owners in a deed are added.
    Does not find payments without a reference. Cost: one pass over the transfers.
    """
    holdings: defaultdict[tuple[str, str, str], list[MergedLink]] = defaultdict(list)
    assets: defaultdict[str, set[str]] = defaultdict(set)
    for link in graph.links_of_type("Holds"):
        reference = _plain(str(link.props.get("payment_reference", "")))
        currency = link.props.get("price_currency")
        if reference and currency is not None and link.props.get("price_minor") is not None:
            holdings[link.head, reference, str(currency)].append(link)
            assets[reference].add(link.head)
    payments = _payments(assets.keys(), graph)
    return tuple(
        _purchase(_acquisition(graph, asset, currency, links), payments.get(reference, []), len(assets[reference]) > 1)
        for (asset, reference, currency), links in sorted(holdings.items(), key=lambda item: item[0])
    )


def _acquisition(graph: CaseGraph, asset: str, currency: str, links: list[MergedLink]) -> _Acquisition:
    days = frozenset(str(link.props["from_date"]) for link in links if "from_date" in link.props)
    buyers = {link.tail for link in links}
    parties = {
        link.tail
        for link in graph.links_at(asset)
        if link.type == "Holds" and link.head == asset and link.tail not in buyers and link.props.get("to_date") in days
    }
    names = {
        fold_company(str(graph.nodes[party].props["name"]))
        for party in parties
        if party in graph.nodes and graph.nodes[party].props.get("name")
    }
    accounts = {link.head for party in parties for link in graph.links_at(party) if link.type == "HoldsAccount"}
    return _Acquisition(asset, currency, tuple(links), days, frozenset(parties | accounts | (names - {""})))


def _purchase(acquisition: _Acquisition, rows: Sequence[Mapping[str, Any]], shared: bool) -> Purchase:
    own = [row for row in rows if row["debit_currency"] == acquisition.currency]
    amounts = [int(row["debit_minor"]) for row in own]
    price, total = acquisition.price, sum(amounts)
    chosen: tuple[int, ...] | None = tuple(range(len(own)))
    sums: list[tuple[int, ...]] = []
    if shared and own:
        chosen = None
    elif total > price:
        sums = find_sums(amounts, price) or []
        chosen = _decide(acquisition, own, sums)
    if chosen is None:
        least, most = (price, price) if sums else (min(price, *amounts), min(price, total))
    else:
        least = most = sum(amounts[number] for number in chosen)
    names = [str(row["transfer_id"]) for row in own]
    return Purchase(
        asset=acquisition.asset,
        holders=tuple(sorted({link.tail for link in acquisition.links})),
        reference=str(acquisition.links[0].props["payment_reference"]),
        price_minor=price,
        currency=acquisition.currency,
        transfers=() if chosen is None else tuple(names[number] for number in chosen),
        paid_minor=0 if shared and own else least,
        paid_upper_minor=most,
        evidence=tuple(
            sorted({e for link in acquisition.links for e in link.evidence}, key=lambda e: (e.source, e.locator))
        ),
        undecided=tuple(zip(names, amounts, strict=True)) if chosen is None else (),
        choices=tuple(tuple(names[number] for number in found) for found in sums) if chosen is None else (),
        is_shared=shared,
        elsewhere=tuple(str(row["transfer_id"]) for row in rows if row["debit_currency"] != acquisition.currency),
    )


def _decide(
    acquisition: _Acquisition, rows: Sequence[Mapping[str, Any]], sums: list[tuple[int, ...]]
) -> tuple[int, ...] | None:
    """The set of rows that paid the price: the only one, the only one to the seller, or the only one of the deed's day."""
    tests: tuple[Callable[[Mapping[str, Any]], bool], ...] = (
        lambda row: bool(acquisition.sellers & set(_payees(row))),
        lambda row: (
            row["booking_date"].isoformat() in acquisition.days or row["value_date"].isoformat() in acquisition.days
        ),
    )
    for test in tests:
        fitting = [found for found in sums if all(test(rows[number]) for number in found)]
        sums = fitting or sums
    return sums[0] if len(sums) == 1 else None


def _payees(row: Mapping[str, Any]) -> Iterator[str]:
    if row["credit_account"] is not None:
        yield row["credit_account"]
    if row["counterparty_name"]:
        yield fold_company(row["counterparty_name"])


def _total(ends: Iterable[tuple[int, int]]) -> tuple[int, int]:
    found = list(ends)
    return sum(low for low, _ in found), sum(high for _, high in found)


def _payments(references: Iterable[str], graph: CaseGraph) -> dict[str, list[Mapping[str, Any]]]:
    """Reference -> the transfers with it that can have paid a price. Only these become rows, not all of the case."""
    wanted, table = frozenset(references), graph.transfers
    if not wanted:
        return {}
    stated = table.column("reference")
    plain = {text: _plain(text) for text in map(str, pc.unique(stated.drop_null()).to_pylist())}
    same = [text for text, reference in plain.items() if reference in wanted]
    named = pc.is_in(stated, value_set=pa.array(same, pa.string()))
    taken_back = pc.unique(table.column("reversal_of").drop_null())
    stands = pc.and_(pc.is_null(table.column("reversal_of")), pc.is_valid(table.column("debit_account")))
    left = pc.or_(
        pc.is_in(table.column("transfer_id"), value_set=taken_back),
        pc.is_in(table.column("kind"), value_set=pa.array(_NO_PRICE)),
    )
    found: defaultdict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in table.select(_ROW).filter(pc.and_(pc.and_(named, stands), pc.invert(left))).to_pylist():
        found[plain[row["reference"]]].append(row)
    return dict(found)


def _plain(reference: str) -> str:
    """Only letters without marks, and digits, because banks drop diacritics and change separators."""
    letters = unicodedata.normalize("NFKD", reference).casefold()
    return "".join(letter for letter in letters if letter.isalnum())
