"""Reads the traced money in the prices of assets, by several methods, once for each asset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tracer.analysis.links.case_links import Payment, money_links, payment_id
from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.kinds import PAID_FOR
from tracer.analysis.links.trails import PriceChain
from tracer.analysis.tracing.figures.chains import explain
from tracer.analysis.tracing.figures.purchases import Purchase
from tracer.analysis.tracing.ledgers.case_ledger import ARRIVED
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.casework.tracing.case_tracing import CaseTracing


@dataclass
class MoneyChains:
    """The traced money in the prices of assets by several methods. ``tracings``: one tracing of the case for each method.

    The chains of each asset are read once.
    """

    tracings: Sequence[CaseTracing]
    _read: dict[str, tuple[tuple[Purchase, tuple[PriceChain, ...]], ...]] = field(default_factory=dict)
    _prices: dict[str, dict[str, tuple[EvidenceLink, Purchase]]] = field(default_factory=dict)

    def into(self, asset: str) -> tuple[tuple[Purchase, tuple[PriceChain, ...]], ...]:
        """Each purchase of the asset with its chains of marked proceeds. Cost: the lengths of the chains, once an asset."""
        if asset not in self._read:
            self._read[asset] = tuple((purchase, self._chains(purchase)) for purchase in self._purchases.get(asset, ()))
        return self._read[asset]

    def prices(self, asset: str) -> dict[str, tuple[EvidenceLink, Purchase]]:
        """Link id -> payment of a price of the asset, with its purchase."""
        if asset not in self._prices:
            self._prices[asset] = {
                link.id: (link, purchase)
                for purchase in self._purchases.get(asset, ())
                for link in self._payments(purchase, purchase.rows).values()
                if link.kind == PAID_FOR
            }
        return self._prices[asset]

    def all_prices(self) -> tuple[EvidenceLink, ...]:
        """The payments of the prices of all assets, each once."""
        return tuple(link for asset in self._purchases for link, _ in self.prices(asset).values())

    def _payments(self, purchase: Purchase, transfers: Iterable[str]) -> dict[str, EvidenceLink]:
        paid = [Payment(transfer, purchase.asset, purchase.evidence) for transfer in purchase.rows]
        return {link.id: link for link in money_links(self.tracings[0].graph, paid, only=frozenset(transfers))}

    @cached_property
    def _purchases(self) -> Mapping[str, tuple[Purchase, ...]]:
        # The methods differ in what they trace, not in what was bought.
        found: defaultdict[str, tuple[Purchase, ...]] = defaultdict(tuple)
        for purchase in self.tracings[0].purchases:
            found[purchase.asset] += (purchase,)
        return found

    def _chains(self, purchase: Purchase) -> tuple[PriceChain, ...]:
        found = [
            (case_tracing.interval.lower.method.value, transfer, chain)
            for case_tracing in self.tracings
            for transfer in purchase.rows
            for label in sorted(filter(is_tainted, case_tracing.interval.lower.carried(transfer)))
            for chain in explain(case_tracing.interval.lower, transfer, label)
        ]
        links = self._payments(purchase, {entry for _, _, chain in found for entry in chain.entries})
        chains = []
        for method, transfer, chain in found:
            names = [*chain.entries[:-1], payment_id(transfer, purchase.asset)]
            known = [links.get(name) for name in names]
            start = max((number for number, link in enumerate(known, 1) if link is None), default=0)
            payments = tuple(link for link in known[start:] if link is not None)
            if payments:
                origin = chain.opening or chain.entries[0].removesuffix(ARRIVED)
                chains.append(PriceChain(payments, chain.amount, method, origin))
        return tuple(chains)
