"""Computes what an asset adds to the totals: each slice with its value, its stage and the year of its first freezing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from graph_schema.values.money import split
from tracer.recovery.totals.slices import Slice
from tracer.recovery.totals.standings import ItemStanding


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """An asset that is counted in the totals."""

    id: str
    asset_class: str
    caption: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one slice of an asset adds to a bucket. ``minor`` None: the value is unknown; it is not counted as 0."""

    asset: str
    share: Fraction
    minor: int | None
    items: tuple[str, ...]
    frozen_year: int | None


@dataclass(frozen=True, slots=True)
class SlicedAsset:
    """One asset with its slices and the value of each in minor units, None if the value is unknown."""

    facts: AssetFacts
    pieces: tuple[tuple[Slice, int | None], ...]


@dataclass(frozen=True, slots=True)
class PlacedContribution:
    """One contribution with the bucket, class and year under which it is counted."""

    bucket: str
    asset_class: str
    year: str | None
    row: Contribution


def value_slices(facts: AssetFacts, minor: int | None, slices: Sequence[Slice]) -> SlicedAsset:
    """What is each slice of this asset worth? The values add up to ``minor``, divided by largest remainder.

    ``minor`` None: the value of the asset is unknown, so the value of each slice is unknown too.
    """
    if minor is None:
        return SlicedAsset(facts, tuple((piece, None) for piece in slices))
    whole = lcm(*(piece.share.denominator for piece in slices))
    parts = split(minor, [int(piece.share * whole) for piece in slices])
    return SlicedAsset(facts, tuple(zip(slices, parts, strict=True)))


def place_contributions(
    assets: Iterable[SlicedAsset], states: Mapping[str, ItemStanding]
) -> Iterator[PlacedContribution]:
    """Under which stage, class and year of first freezing does each slice count? ``states`` by item id."""
    for asset in assets:
        for piece, minor in asset.pieces:
            days = [day for name in piece.items if (day := states[name].frozen_on) is not None]
            year = min(days).year if days else None
            row = Contribution(asset.facts.id, piece.share, minor, piece.items, year)
            yield PlacedContribution(piece.bucket, asset.facts.asset_class, None if year is None else str(year), row)
