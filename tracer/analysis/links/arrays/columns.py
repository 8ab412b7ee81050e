"""The links as columns of whole numbers, and the ways between neighbours as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph_schema.errors import WrongRecord
from tracer.analysis.links.evidence import EvidenceLink, link_cost
from tracer.analysis.links.kinds import ACCOUNT_KINDS, LEVEL_KINDS, MONEY_KINDS, SAME_AS, TITLE_KINDS, TRANSFER

Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Bits of ``LinkColumns.kind``.
MONEY: Final = 1
PAYMENT: Final = 2
LEVEL: Final = 4
SAME: Final = 8
TO_ACCOUNT: Final = 16
TITLE: Final = 32
UNCONFIRMED: Final = 64

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()


class LinkColumns(NamedTuple):
    """One place a link, in the order of the ids. Days are ordinals; an open end is ``FIRST_DAY`` or ``LAST_DAY``.

    ``first``, ``last``: of a payment the days on which it left and arrived. ``began``: the day from which on the link
    certainly held, ``LAST_DAY`` if none is stated. ``cost``: ``link_cost``. ``kind``: bits.
    """

    tail: Numbers
    head: Numbers
    kind: Numbers
    first: Ints
    last: Ints
    began: Ints
    cost: Ints


class Ways(NamedTuple):
    """The ordered pairs of neighbours between which a path may go, sorted by both ends.

    The ways out of node n are ``first_out[n]`` to ``first_out[n + 1]``; those into it are listed in ``into`` from
    ``first_in[n]`` on. ``offer``: the links of way w, by place, from ``first_offer[w]`` on. ``cost``: of its cheapest link.
    ``is_account``: some link states who has the node. ``neighbours``: how many other nodes a way joins to it.
    """

    start: Numbers
    end: Numbers
    first_out: Ints
    first_in: Ints
    into: Ints
    first_offer: Ints
    offer: Ints
    cost: Ints
    is_account: Flags
    neighbours: Ints


@dataclass(frozen=True, slots=True, eq=False)
class LinkGraph:
    """Links as arrays, with what the numbers stand for. ``nodes``: ids in order; ``number_of``: their places.

    ``links``: the links by place. A sequence may make each link only when it is asked for.
    """

    nodes: Sequence[str]
    number_of: Mapping[str, int]
    links: Sequence[EvidenceLink]
    columns: LinkColumns
    ways: Ways

    def offers(self, start: int, end: int) -> tuple[int, ...]:
        """The places of the links by which a path may go from the one node to the other, by id."""
        first, after = self.ways.first_out[start], self.ways.first_out[start + 1]
        way = first + int(np.searchsorted(self.ways.end[first:after], end))
        return tuple(self.ways.offer[self.ways.first_offer[way] : self.ways.first_offer[way + 1]].tolist())


def build_link_graph(links: Iterable[EvidenceLink], allowed_kinds: frozenset[str]) -> LinkGraph:
    """The links of these kinds as arrays.

    Self loops and transfers of zero are no way. Raises: WrongRecord if a link id occurs twice.
    Cost: the links once in Python; sorting.
    """
    allowed = sorted((link for link in links if link.kind in allowed_kinds), key=lambda link: link.id)
    for one, other in pairwise(allowed):
        if one.id == other.id:
            raise WrongRecord("The link {id} comes twice. Pass each link once.", id=one.id)
    nodes = sorted({end for link in allowed for end in (link.tail, link.head)})
    number_of = {node: place for place, node in enumerate(nodes)}
    columns = LinkColumns(
        tail=np.array([number_of[link.tail] for link in allowed], np.int32),
        head=np.array([number_of[link.head] for link in allowed], np.int32),
        kind=np.array([_bits(link) for link in allowed], np.int32),
        first=np.array([FIRST_DAY if link.from_date is None else link.from_date.toordinal() for link in allowed]),
        last=np.array([_last(link) for link in allowed], np.int64),
        began=np.array([LAST_DAY if link.began_by is None else link.began_by.toordinal() for link in allowed]),
        cost=np.array([link_cost(link.strength_ppm) for link in allowed], np.int64),
    )
    columns = columns._replace(first=columns.first.astype(np.int64), began=columns.began.astype(np.int64))
    moved = np.array([link.kind != TRANSFER or link.amount_minor != 0 for link in allowed], np.bool_)
    return LinkGraph(nodes, number_of, allowed, columns, ways_of(columns, len(nodes), moved))


def ways_of(columns: LinkColumns, nodes: int, moved: Flags) -> Ways:
    """The ways that these links open. ``moved``: false for a payment of nothing. Cost: sorting the links by their ends."""
    places = np.flatnonzero((columns.tail != columns.head) & moved)
    back = places[(columns.kind[places] & (TO_ACCOUNT | LEVEL)) != 0]
    offer = np.concatenate((places, back)).astype(np.int64)
    start = np.concatenate((columns.tail[places], columns.head[back])).astype(np.int64)
    end = np.concatenate((columns.head[places], columns.tail[back])).astype(np.int64)
    # By both ends, then by link.
    order = np.lexsort((offer, start * nodes + end))
    offer, start, end = offer[order], start[order], end[order]
    is_new = np.ones(len(offer), np.bool_)
    is_new[1:] = (start[1:] != start[:-1]) | (end[1:] != end[:-1])
    firsts = np.flatnonzero(is_new)
    start, end = start[firsts], end[firsts]
    into = np.argsort(end, kind="stable").astype(np.int64)
    is_account = np.zeros(nodes, np.bool_)
    is_account[columns.head[(columns.kind & TO_ACCOUNT) != 0]] = True
    pairs = np.unique(np.minimum(start, end) * nodes + np.maximum(start, end))
    joined = np.bincount(pairs // max(nodes, 1), minlength=nodes) + np.bincount(pairs % max(nodes, 1), minlength=nodes)
    cost = columns.cost[offer]
    return Ways(
        start=start.astype(np.int32),
        end=end.astype(np.int32),
        first_out=np.searchsorted(start, np.arange(nodes + 1)).astype(np.int64),
        first_in=np.searchsorted(end[into], np.arange(nodes + 1)).astype(np.int64),
        into=into,
        first_offer=np.append(firsts, len(offer)).astype(np.int64),
        offer=offer,
        cost=np.minimum.reduceat(cost, firsts).astype(np.int64) if len(firsts) else cost,
        is_account=is_account,
        neighbours=joined.astype(np.int64),
    )


def _bits(link: EvidenceLink) -> int:
    kind = link.kind
    return (
        MONEY * (kind in MONEY_KINDS)
        | PAYMENT * (kind == TRANSFER)
        | LEVEL * (kind in LEVEL_KINDS)
        | SAME * (kind == SAME_AS)
        | TO_ACCOUNT * (kind in ACCOUNT_KINDS)
        | TITLE * (kind in TITLE_KINDS)
        | UNCONFIRMED * (link.method == "inferred")
    )


def _last(link: EvidenceLink) -> int:
    if link.kind in MONEY_KINDS:
        return link.arrives.toordinal()
    return LAST_DAY if link.to_date is None else link.to_date.toordinal()
