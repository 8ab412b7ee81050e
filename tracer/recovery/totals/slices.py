"""Cuts an asset into slices by stage, so that no part of it is counted twice.

Rules. Records state the share that an item covers, but not which part of the thing. Therefore:

1. Items against the same person cover the same share: together they cover the larger of their shares. Where
   several cover the same part, the most binding one gives the stage. Two orders in two files against one owner
   count once.
2. Items against different persons cover different shares (joint owners) and add up. If they exceed the whole,
   the most binding ones keep their share, the others are cut, and a flag names the items. Items that name
   no person count as items against one unnamed person, with a flag if the same asset also has an item
   against a named person.
3. If a person was not entered as owner but other persons were, the items against this person cover the share
   of those owners (a suspect, and the nominee who holds for the suspect). They overlap the items against the
   owners, beginning with the most binding one, and add only what exceeds these, with a flag.
4. A live item (or one that ended with a result) comes before an item that ended without one. A share
   freed by a partial release counts as released unless another item covers it.
5. A share that no item covers is not secured.

Limits. If no register names an owner, all persons count as joint owners. The cap of an item does not
reduce its share, because the order freezes the thing and not the sum; ``totals_flags`` names a slice worth more
than its cap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Final

from graph_schema.codes.states import RANK
from graph_schema.messages import N_
from graph_schema.values.money import Money
from tracer.recovery.remarks import RecoveryFlag
from tracer.recovery.totals.standings import ItemStanding

BUCKETS: Final[tuple[str, ...]] = (
    "not_secured",
    "requested",
    "frozen",
    "released",
    "confiscated_nonfinal",
    "confiscated_final",
    "realised",
    "reuse",
    "destroyed",
    "returned_victim",
    "dropped",
    "not_found",
)
"""The stages of the value of an asset; every slice is in exactly one."""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item as ordered: asset, share, person, criminal file, purposes and cap.

    ``share``: part of the whole asset. ``person``: the registered holder, or the person against whom the item is ordered
    if no holder is stated; None: the order names nobody. ``purposes``: codes, separated by commas. ``title``: the share
    of which the person was entered as owner when the item began; None: nobody was entered as owner then.
    """

    id: str
    asset: str
    share: Fraction
    person: str | None
    case: str | None
    purposes: str
    cap: Money | None
    title: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Slice:
    """A share of an asset at one stage. ``lead``: the item that gives the stage; None if no item covers it.

    ``part``: which part of the lead's own share this slice is, 1 if all of it. ``items``: all that cover the slice.
    """

    share: Fraction
    bucket: str
    lead: str | None
    part: Fraction
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cover:
    """The cover of one item. ``extra``: what it adds to more binding items against the person, from ``start`` on."""

    item: str
    share: Fraction
    rank: int
    bucket: str
    extra: Fraction = Fraction(0)
    items: tuple[str, ...] = ()
    start: Fraction = Fraction(0)

    @property
    def end(self) -> Fraction:
        return self.start + self.extra


def cut_slices(
    asset: str, items: Sequence[ItemFacts], states: Mapping[str, ItemStanding]
) -> tuple[tuple[Slice, ...], tuple[RecoveryFlag, ...]]:
    """Into which slices is this asset cut? Their shares add up to exactly 1. Rules: see the module.

    Arguments: the items on this one asset; ``states`` by item id. The order of the items does not
    matter.
    """
    by_person: defaultdict[str, list[_Cover]] = defaultdict(list)
    owners: set[str] = set()
    for item in items:
        by_person[item.person or ""].extend(_covers(item, states[item.id]))
        if item.title != 0:
            owners.add(item.person or "")
    side_by_side = _lay([layer for name in sorted(owners) for layer in _layers(by_person[name])])
    above = [list(_lay(_layers(by_person[name]))) for name in sorted(set(by_person) - owners)]
    slices = _pile([side_by_side, *above])
    return slices, tuple(_flags(asset, side_by_side, above, by_person))


def _lay(layers: Iterable[_Cover]) -> list[_Cover]:
    """The layers one after the other, the most binding first; equally binding layers keep their order."""
    placed: list[_Cover] = []
    for layer in sorted(layers, key=lambda layer: -layer.rank):
        placed.append(replace(layer, start=placed[-1].end if placed else Fraction(0)))
    return placed


def _pile(rows: Sequence[Sequence[_Cover]]) -> tuple[Slice, ...]:
    """Slices from rows of layers that overlap, up to the whole: the most binding layer gives the stage.

    Ranks decrease along every row, so the slice of a layer is in one piece.
    """
    layers = [layer for row in rows for layer in row]
    ends = sorted(
        {Fraction(0), Fraction(1), *(min(end, Fraction(1)) for layer in layers for end in (layer.start, layer.end))}
    )
    slices: list[Slice] = []
    for begin, end in pairwise(ends):
        covering = [layer for layer in layers if layer.start <= begin and end <= layer.end]
        if not covering:
            slices.append(Slice(end - begin, "not_secured", None, Fraction(0), ()))
            continue
        lead = max(covering, key=lambda layer: layer.rank)
        names = {name for layer in covering if (layer.rank >= 0) is (lead.rank >= 0) for name in layer.items}
        share = end - begin
        if slices and (slices[-1].lead, slices[-1].bucket) == (lead.item, lead.bucket):
            last = slices.pop()
            share, names = share + last.share, names | set(last.items)
        slices.append(Slice(share, lead.bucket, lead.item, share / lead.share, tuple(sorted(names))))
    return tuple(slices)


def _covers(item: ItemFacts, state: ItemStanding) -> Iterable[_Cover]:
    rank, bucket = state.rank, state.bucket
    if rank < 0 or state.own is None:
        yield _Cover(item.id, item.share, rank, bucket)
        return
    freed = min(state.released, item.share)
    live = item.share - freed
    taken = live if state.confiscated is None else min(state.confiscated, live)
    yield _Cover(item.id, taken, rank, bucket)
    if taken < live:
        yield _Cover(item.id, live, RANK["FROZEN"], "frozen")
    if freed:
        yield _Cover(item.id, item.share, RANK["RELEASED"], "released")


def _layers(covers: list[_Cover]) -> Iterable[_Cover]:
    """The covers of one person, the most binding first, each with the share that it adds to those before."""
    covered = Fraction(0)
    for cover in sorted(covers, key=lambda cover: (-cover.rank, -cover.share, cover.item)):
        if cover.share > covered:
            binding = cover.rank >= 0
            names = {row.item for row in covers if row.share > covered and (row.rank >= 0) is binding}
            yield replace(cover, extra=cover.share - covered, items=tuple(sorted(names)))
            covered = cover.share


def _flags(
    asset: str, owners: Iterable[_Cover], above: Iterable[Iterable[_Cover]], by_person: Mapping[str, list[_Cover]]
) -> Iterable[RecoveryFlag]:
    secured = [layer for layer in owners if _is_secured(layer)]
    total = sum((layer.extra for layer in secured), Fraction(0))
    if total > 1:
        yield RecoveryFlag(
            asset,
            N_(
                "The measures {measures} together cover {share} of the asset, more than the whole (1). "
                "What exceeds the whole is not counted. Check the shares, and the person against whom "
                "each measure is ordered."
            ),
            {"measures": _named(secured), "share": str(total)},
        )
    rows = [layers for row in above if (layers := [layer for layer in row if _is_secured(layer)])]
    if rows and len(rows) + bool(secured) > 1:
        yield RecoveryFlag(
            asset,
            N_(
                "The measures {measures} are ordered against persons who were not entered as owners. They count as "
                "covering the same share as the other measures on this asset, and add only what exceeds it. Check "
                "the person against whom each is ordered."
            ),
            {"measures": _named(layer for row in rows for layer in row)},
        )
    unnamed = sorted({cover.item for cover in by_person.get("", ())})
    if unnamed and len(by_person) > 1:
        yield RecoveryFlag(
            asset,
            N_(
                "The measures {measures} name no person, but other measures on this asset do. They count "
                "as covering another share. State the person against whom they are ordered."
            ),
            {"measures": ", ".join(unnamed)},
        )


def _is_secured(layer: _Cover) -> bool:
    return layer.rank >= RANK["REQUESTED"]


def _named(layers: Iterable[_Cover]) -> str:
    return ", ".join(sorted({name for layer in layers for name in layer.items}))
