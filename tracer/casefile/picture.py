"""A picture of the graph as it is handed out: nodes, links and the rows they rest on, under the veil, with exact figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.records.merged_records import Evidence
from graph_schema.values.shares import ShareRange
from tracer.casefile.schedule import Amount
from tracer.wording.looks.link_looks import EdgeKind

_ID: Final = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,199}")


@dataclass(frozen=True, slots=True)
class PictureNode:
    """One node. ``caption``: under the veil. ``state``: of an asset, else empty. ``hidden``: a protected person or account.

    ``x``, ``y``: its place in picture points, y downwards. ``further``: how many of its neighbours are not in the picture.
    ``rows``: every place it was read from.
    """

    id: str
    type: str
    caption: str
    state: str
    hidden: bool
    x: int
    y: int
    further: int
    rows: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class PictureLink:
    """One link, or all payments between the same two accounts in one currency.

    ``family`` decides how it is drawn; a link of the family ``family`` has no direction. ``count``: payments, 1 for any other
    link. ``amount``: their sum, None for any other link. ``first``, ``last``: ISO dates as exactly as known, empty if unknown.
    ``indirect``: as GraphLine. ``on_path``: a step of the path the picture shows. ``rows``: every place it was read from.
    """

    id: str
    type: str
    family: EdgeKind
    tail: str
    head: str
    count: int
    amount: Amount | None
    first: str
    last: str
    share: ShareRange | None
    indirect: str
    on_path: bool
    rows: tuple[Evidence, ...]

    @property
    def directed(self) -> bool:
        """Does it matter which end is the tail?"""
        return self.family != "family"


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A kept file that the picture rests on: SHA-256 and name, under the veil."""

    digest: str
    name: str


@dataclass(frozen=True, slots=True)
class GraphPicture:
    """The whole. ``focus``: the node it starts from, or empty. ``remarks``: what the picture leaves out, in sentences.

    The same case, question, day and language give the same picture. ``digest``: the fingerprint of the case.
    Raises WrongValue for an id that is none, an id given twice, or a link whose end is not in the picture.
    """

    title: str
    focus: str
    as_of: date
    digest: str
    nodes: tuple[PictureNode, ...]
    links: tuple[PictureLink, ...]
    files: tuple[PictureFile, ...]
    remarks: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[PictureNode | PictureLink, ...]:
        """The nodes, then the links."""
        return (*self.nodes, *self.links)

    @property
    def rows(self) -> frozenset[Evidence]:
        """Every place that the picture rests on."""
        return frozenset(row for part in self.parts for row in part.rows)

    def __post_init__(self) -> None:
        _check_ids(node.id for node in self.nodes)
        _check_ids(link.id for link in self.links)
        known = {node.id for node in self.nodes}
        for link in self.links:
            for end in (link.tail, link.head):
                if end not in known:
                    raise WrongValue(
                        "The link {link} ends at {end}, which is not in the picture. Add the node or leave out the link.",
                        link=link.id,
                        end=end,
                    )


def _check_ids(ids: Iterable[str]) -> None:
    seen = set[str]()
    for name in ids:
        if not _ID.fullmatch(name) or name in seen:
            raise WrongValue(
                "{id} cannot name a part of a picture: expected a letter, then letters, digits, points, dashes and low lines, "
                "each id once.",
                id=name[:40],
            )
        seen.add(name)
