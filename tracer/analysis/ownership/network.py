"""Builds the ownership network: companies sorted with owners first, and every ring as one component."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import networkx as nx

from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.elimination import invert_complement


@dataclass(frozen=True, slots=True)
class Component:
    """A company, or the companies of one ring (each reaches all others through shares; own shares are a ring too).

    ``walks[i][j]`` sums the walks inside the ring from member i to member j with the certain (lower) shares;
    ``None``: the ring holds all its shares itself, and the sum is infinite.
    """

    members: tuple[str, ...]
    ring: bool
    walks: tuple[tuple[Fraction, ...], ...] | None


@dataclass(frozen=True, slots=True)
class Network:
    """Direct shares (company -> holder -> range), their reverse, and the components in topological order.

    ``ranged``: companies with a holder whose share is known only as a range.
    """

    holdings: Mapping[str, Mapping[str, ShareRange]]
    held: Mapping[str, tuple[str, ...]]
    components: tuple[Component, ...]
    place: Mapping[str, int]
    ranged: frozenset[str]

    def component(self, company: str) -> Component:
        """Which component includes this company?"""
        return self.components[self.place[company]]


def build_network(holdings: Mapping[str, Mapping[str, ShareRange]], companies: frozenset[str]) -> Network:
    """In which order must the companies be computed, and which of them form rings?

    ``companies``: all companies, also those without known holders; every key of ``holdings`` is
    one of them. Holders outside ``companies`` are final owners: the walk upwards ends there.
    Cost: linear in stakes, plus n^3 on whole numbers for a ring of n companies.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(companies))
    held: dict[str, list[str]] = {}
    for company, column in holdings.items():
        for holder, share in column.items():
            if share.upper > 0:
                held.setdefault(holder, []).append(company)
                if holder in companies:
                    graph.add_edge(holder, company)
    groups = {min(members): tuple(sorted(members)) for members in nx.strongly_connected_components(graph)}
    first = {member: name for name, members in groups.items() for member in members}
    condensed: nx.DiGraph[str] = nx.DiGraph()
    condensed.add_nodes_from(sorted(groups))
    condensed.add_edges_from((first[a], first[b]) for a, b in graph.edges if first[a] != first[b])
    components: list[Component] = []
    for name in nx.lexicographical_topological_sort(condensed):
        members = groups[name]
        ring = len(members) > 1 or graph.has_edge(name, name)
        components.append(Component(members, ring, _walks(members, holdings, ring)))
    return Network(
        holdings=holdings,
        held={holder: tuple(held[holder]) for holder in sorted(held)},
        components=tuple(components),
        place={member: index for index, component in enumerate(components) for member in component.members},
        ranged=frozenset(
            company for company, column in holdings.items() if not all(share.exact for share in column.values())
        ),
    )


def companies_between(network: Network, holder: str, company: str) -> frozenset[str]:
    """Through which companies do shares run from this holder to this company, both ends included? Cost: one walk each way."""
    below, above = reachable(holder, network.held), reachable(company, network.holdings)
    return frozenset(below & above) | {company}


def reachable(start: str, ends: Mapping[str, Iterable[str]]) -> set[str]:
    """Everything that can be reached from here, the start included."""
    seen, open_ = {start}, [start]
    while open_:
        fresh = [end for end in ends.get(open_.pop(), ()) if end not in seen]
        seen.update(fresh)
        open_ += fresh
    return seen


def _walks(
    members: tuple[str, ...], holdings: Mapping[str, Mapping[str, ShareRange]], ring: bool
) -> tuple[tuple[Fraction, ...], ...] | None:
    if not ring:
        return ((Fraction(1),),)
    shares = inner_shares(members, holdings)
    # A ring is strongly connected, so I - A is singular exactly when every member is held inside completely.
    if all(sum(row[column] for row in shares) == 1 for column in range(len(members))):
        return None
    return invert_complement(shares)


def inner_shares(members: tuple[str, ...], holdings: Mapping[str, Mapping[str, ShareRange]]) -> list[list[Fraction]]:
    """Which certain shares do these companies hold in one another? Rows: holders; columns: companies."""
    nothing = ShareRange.exactly(Fraction(0))
    return [[holdings.get(company, {}).get(holder, nothing).lower for company in members] for holder in members]
