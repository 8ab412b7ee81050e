"""Parallel transfers as one line: who paid whom, how much in all, in how many payments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dashboards.graph_component.elements import GraphEdge
from tracer.wording.language import Language


@dataclass(frozen=True, slots=True)
class DrawnTransfers:
    """Payments from one node to another in one currency. ``minor``: their sum; ``count``: how many."""

    source: str
    target: str
    currency: str
    minor: int
    count: int
    inferred: bool = False


def merge_transfers(sums: Iterable[DrawnTransfers], language: Language) -> list[GraphEdge]:
    """Who paid whom how much in all? One edge for each pair, direction and currency, sorted by id.

    Sums in different currencies are never added, and payments inferred by software are kept apart from
    recorded ones. The id of an edge depends on the pair, the currency and that distinction alone, so an edge
    keeps its place in the picture when a further payment raises its sum.
    Cost: O(n log n).
    """
    totals: dict[tuple[str, str, str, bool], tuple[int, int]] = {}
    for item in sums:
        key = (item.source, item.target, item.currency, item.inferred)
        minor, count = totals.get(key, (0, 0))
        totals[key] = (minor + item.minor, count + item.count)
    return [
        GraphEdge(
            id="\x1f".join(("inferred" if inferred else "transfer", source, target, currency)),
            source=source,
            target=target,
            kind="money",
            label=language.text(
                "{amount} · {transfers}",
                amount=language.money(minor, currency),
                transfers=language.plural("{n} transfer", "{n} transfers", count),
            ),
            inferred=inferred,
        )
        for (source, target, currency, inferred), (minor, count) in sorted(totals.items())
    ]
