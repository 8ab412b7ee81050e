"""Computes the value at each stage on a day from the sample's own tables, by plain sums.

Every asset of the sample is in one of few situations (no measure, one measure on a share, two measures one
after the other against the same holder), so no general rule is needed: that makes this a check on the
program's rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from tracer.sample.files.rates import to_euro
from tracer.sample.files.register_files import minutes_day
from tracer.sample.world.assets import HOLDERS, ITEMS, LAND_EXTRACT, LANDS, VEHICLE_EXTRACT, VEHICLES, SampleEntry
from tracer.sample.world.measures import MEASURES, Measure, SampleStep

DAYS: Final = (
    (date(2023, 12, 31), date(2023, 12, 31)),
    (date(2024, 12, 31), date(2024, 12, 31)),
    (date(2025, 6, 30), date(2025, 6, 30)),
    (date(2025, 6, 30), date(2025, 7, 15)),
)
"""(as of, known on): two year ends, a half-year, and the same half-year as known a fortnight later."""
_BUCKETS: Final = {
    "IDENTIFIED": "not_secured",
    "TRACED": "not_secured",
    "REQUESTED": "requested",
    "URGENT": "frozen",
    "FROZEN": "frozen",
    "CHALLENGED": "frozen",
    "PART_RELEASED": "frozen",
    "MANAGED": "frozen",
    "SALE_ORDERED": "frozen",
    "DEPOSITED": "frozen",
    "CONF_NONFINAL": "confiscated_nonfinal",
    "CONF_FINAL": "confiscated_final",
    "ENFORCING": "confiscated_final",
    "REALISED": "realised",
    "VICTIM": "realised",
    "BUDGET": "realised",
    "REUSE": "reuse",
    "DESTROYED": "destroyed",
    "RETURNED_VICTIM": "returned_victim",
    "RELEASED": "released",
    "LAPSED": "released",
    "DROPPED": "dropped",
    "NOT_FOUND": "not_found",
}
_ENDED: Final = ("released", "dropped", "not_found")
_NAMES: Final = (
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


@dataclass(frozen=True, slots=True)
class _Worth:
    """A value of an asset: from which day, on record since when, in euro cents."""

    effective: date
    recorded: date
    minor: int


def total_on(as_of: date, known_on: date) -> dict[str, int]:
    """Euro cents at each stage, the sum of all, what came in and what the victims were paid."""
    found = dict.fromkeys(_NAMES, 0)
    received = victims = 0
    for asset in _assets():
        known = [worth for worth in _worths(asset) if worth.effective <= as_of and worth.recorded <= known_on]
        if not known:
            continue
        minor = max(known, key=lambda worth: worth.effective).minor
        measure, taken = _speaking(asset, as_of, known_on)
        if measure is None or not taken:
            found["not_secured"] += minor
            continue
        freed = sum((step.released for step in taken), Fraction(0))
        bucket = _BUCKETS[taken[-1].state]
        found[bucket] += _part(minor, measure.share - freed)
        found["released"] += _part(minor, freed)
        found["not_secured"] += _part(minor, 1 - measure.share)
        if bucket == "realised":
            received += _sum(taken, "REALISED") or _sum(taken, "DEPOSITED")
            victims += _sum(taken, "VICTIM")
    return {"identified": sum(found.values()), **found, "received": received, "victims": victims}


def _assets() -> tuple[str, ...]:
    accounts = {measure.asset for measure in MEASURES if measure.asset.startswith("account:")}
    return (*HOLDERS, *sorted(accounts))


def _worths(asset: str) -> Iterator[_Worth]:
    for things, extract in ((LANDS, LAND_EXTRACT), (VEHICLES, VEHICLE_EXTRACT)):
        for thing in things:
            if thing.key == asset:
                yield from _price(thing.entries, date.fromisoformat(extract))
    for item in ITEMS:
        if item.key == asset:
            day = date.fromisoformat(minutes_day(item))
            yield _Worth(day, day, to_euro(item.value * 100, item.currency, day))
    for measure in MEASURES:
        for step in measure.steps if measure.asset == asset else ():
            if step.value is not None:
                minor = to_euro(step.value.amount * 100, step.value.currency, step.effective)
                yield _Worth(step.effective, step.recorded, minor)


def _price(entries: tuple[SampleEntry, ...], extract: date) -> Iterator[_Worth]:
    """The price of the whole, on record since the extract."""
    paid = sum(entry.price for entry in entries) * 100
    if paid:
        day = date.fromisoformat(entries[0].since)
        yield _Worth(day, extract, to_euro(paid, entries[0].currency, day))


def _speaking(asset: str, as_of: date, known_on: date) -> tuple[Measure | None, tuple[SampleStep, ...]]:
    """The measure that decides the asset's stage: one that has not ended before one that has."""
    best: tuple[Measure | None, tuple[SampleStep, ...]] = (None, ())
    for measure in MEASURES:
        if measure.asset != asset:
            continue
        taken = tuple(s for s in measure.steps if s.effective <= as_of and s.recorded <= known_on)
        if taken and (not best[1] or _BUCKETS[best[1][-1].state] in _ENDED):
            best = (measure, taken)
    return best


def _sum(taken: tuple[SampleStep, ...], state: str) -> int:
    return sum(to_euro(step.amount * 100, step.currency, step.effective) for step in taken if step.state == state)


def _part(minor: int, share: Fraction) -> int:
    found = minor * share
    assert found.denominator == 1, (minor, share)
    return found.numerator
