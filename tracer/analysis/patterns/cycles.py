"""Counts the rings in which money can come back to where it started."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable

import networkx as nx

from graph_schema.errors import WrongUse


def count_cycles(
    payments: Iterable[tuple[Hashable, Hashable]], *, longest: int | None = None, most: int = 1_000_000
) -> dict[int, int]:
    """How many rings of each length do these payments form, if each account is passed once?

    ``payments``: (payer, payee); parallel payments count as one, because a ring is named by its accounts. A payment of an
    account to itself is a ring of length 1. ``longest``: rings of more accounts are left out. Does not ask
    whether the days allow the money to go round.

    Returns: length -> rings, by length. Raises: WrongUse beyond ``most`` rings. Cost: linear in payments for each ring.
    Source: D. B. Johnson, SIAM Journal on Computing 4 (1975) 77-84.
    """
    graph: nx.DiGraph[Hashable] = nx.DiGraph()
    graph.add_edges_from(payments)
    found: Counter[int] = Counter()
    for ring in nx.simple_cycles(graph, length_bound=longest):
        found[len(ring)] += 1
        if found.total() > most:
            raise WrongUse(
                "The payments form more than {most} rings. Ask for shorter rings or for fewer payments.", most=most
            )
    return dict(sorted(found.items()))
