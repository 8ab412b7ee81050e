"""Which part of an asset stands at which stage: the whole cut into slices, nothing counted twice.

The rule. Records say which share a measure covers, not which part of the thing, so this is decided:

1. Measures against the same person cover the same share: of two, the larger is what is covered, and where
   both reach the more binding one gives the stage. Two orders in two files against one owner count once.
2. Measures against different persons cover different shares (joint owners) and add up. Above the whole they
   are cut: the most binding ones keep their share, and a flag names the measures. Measures that name no
   person count as measures against one unnamed person, with a flag where the same asset has a named one as
   well.
3. A live measure (or one that has delivered) goes before one that ended free. A share freed by a part release
   is released unless another measure holds it.
4. What nothing covers is not secured.

Its limits. Two persons may in law answer for the same share (a suspect and the third party who holds for
him): below the whole that counts twice what is one share, and only a person can see it. The cap of a measure
does not shrink its share; ``totals_flags`` names a slice worth more than its cap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from graph_schema.money import Money
from graph_schema.words import N_
from tracer.recovery.history import MeasureState
from tracer.recovery.remarks import Flag
from tracer.recovery.status import BINDING_RANK

BUCKETS: Final[tuple[str, ...]] = (
    "not_secured", "requested", "frozen", "released", "confiscated_nonfinal", "confiscated_final", "realised",
    "reuse", "destroyed", "returned_victim", "dropped", "not_found",
)  # fmt: skip
"""Where the value of an asset can stand; every slice is in exactly one."""

_BUCKET_OF_STATE: Final[Mapping[str, str]] = MappingProxyType({
    "IDENTIFIED": "not_secured", "TRACED": "not_secured", "REQUESTED": "requested", "URGENT": "frozen",
    "FROZEN": "frozen", "CHALLENGED": "frozen", "PART_RELEASED": "frozen", "MANAGED": "frozen",
    "SALE_ORDERED": "frozen", "DEPOSITED": "frozen", "CONF_NONFINAL": "confiscated_nonfinal",
    "CONF_FINAL": "confiscated_final", "ENFORCING": "confiscated_final", "REALISED": "realised",
    "BUDGET": "realised", "VICTIM": "realised", "SHARED": "realised", "REUSE": "reuse",
    "DESTROYED": "destroyed", "RETURNED_VICTIM": "returned_victim", "LAPSED": "released",
    "RELEASED": "released", "DROPPED": "dropped", "NOT_FOUND": "not_found",
})  # fmt: skip
_TIED: Final = frozenset({"URGENT", "FROZEN"})
_FREE_RANK: Final[Mapping[str, int]] = MappingProxyType({"released": -1, "dropped": -2, "not_found": -3})


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """A measure as ordered: the share of which asset, against whom, in which file, why, up to which sum.

    ``share`` of the whole asset. ``person`` None: the order names nobody. ``purposes``: codes,
    comma-separated.
    """

    id: str
    asset: str
    share: Fraction
    person: str | None
    case: str | None
    purposes: str
    cap: Money | None


@dataclass(frozen=True, slots=True)
class Slice:
    """A share of an asset at one stage. ``lead``: the measure that gives the stage; None where nothing covers
    it.

    ``part``: how much of the lead's own share this slice counts, 1 if all of it. ``measures``: all that cover
    it.
    """

    share: Fraction
    bucket: str
    lead: str | None
    part: Fraction
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cover:
    """One measure covers up to ``share``, ``extra`` of it beyond more binding ones of the person."""

    measure: str
    person: str
    share: Fraction
    rank: int
    bucket: str
    extra: Fraction = Fraction(0)
    measures: tuple[str, ...] = ()


def bucket_of(state: MeasureState) -> str:
    """In which bucket does a measure put what it covers?

    One released or ended before it ever froze anything is "dropped": nothing was secured that could be freed.
    """
    if state.state is None:
        return "not_secured"
    if state.state == "RELEASED" and not _TIED & {name for name, _, _ in state.entered}:
        return "dropped"
    return _BUCKET_OF_STATE[state.state]


def cut_slices(
    asset: str, measures: Sequence[MeasureFacts], states: Mapping[str, MeasureState]
) -> tuple[tuple[Slice, ...], tuple[Flag, ...]]:
    """Into which slices does this asset fall? Their shares add up to exactly 1. Rule: head of the module.

    Arguments: the measures on this one asset; ``states`` by measure id. The order of the measures does not
    matter.
    """
    by_person: defaultdict[str, list[_Cover]] = defaultdict(list)
    for measure in measures:
        by_person[measure.person or ""].extend(_covers(measure, states[measure.id]))
    layers = [layer for person in sorted(by_person) for layer in _layers(by_person[person])]
    layers.sort(key=lambda layer: -layer.rank)  # among equals the order of the line above stays
    slices, room = [], Fraction(1)
    for layer in layers:
        share = min(layer.extra, room)
        room -= share
        if share:
            slices.append(Slice(share, layer.bucket, layer.measure, share / layer.share, layer.measures))
    if room:
        slices.append(Slice(room, "not_secured", None, Fraction(0), ()))
    return tuple(slices), tuple(_flags(asset, layers, by_person))


def _covers(measure: MeasureFacts, state: MeasureState) -> Iterable[_Cover]:
    person, bucket = measure.person or "", bucket_of(state)
    free_rank = _FREE_RANK.get(bucket)
    if free_rank is not None or state.state is None:
        yield _Cover(measure.id, person, measure.share, free_rank or 0, bucket)
        return
    freed = min(state.released_share, measure.share)
    yield _Cover(measure.id, person, measure.share - freed, BINDING_RANK[state.state], bucket)
    if freed:
        yield _Cover(measure.id, person, measure.share, _FREE_RANK["released"], "released")


def _layers(covers: list[_Cover]) -> Iterable[_Cover]:
    """The covers of one person laid over one another, the most binding below, each with what it adds."""
    covered = Fraction(0)
    for cover in sorted(covers, key=lambda cover: (-cover.rank, -cover.share, cover.measure)):
        if cover.share > covered:
            binding = cover.rank >= 0
            names = {row.measure for row in covers if row.share > covered and (row.rank >= 0) is binding}
            yield _Cover(
                cover.measure,
                cover.person,
                cover.share,
                cover.rank,
                cover.bucket,
                cover.share - covered,
                tuple(sorted(names)),
            )
            covered = cover.share


def _flags(asset: str, layers: list[_Cover], by_person: Mapping[str, list[_Cover]]) -> Iterable[Flag]:
    secured = [layer for layer in layers if layer.rank >= BINDING_RANK["REQUESTED"]]
    total = sum((layer.extra for layer in secured), Fraction(0))
    names = ", ".join(sorted({name for layer in secured for name in layer.measures}))
    if total > 1:
        yield Flag(
            asset,
            N_(
                "The measures {measures} cover {share} of the asset; the whole is 1, and what "
                "is above it is not counted. Check the shares and against whom each measure is "
                "aimed."
            ),
            {"measures": names, "share": str(total)},
        )
    unnamed = sorted({cover.measure for cover in by_person.get("", ())})
    if unnamed and len(by_person) > 1:
        yield Flag(
            asset,
            N_(
                "The measures {measures} name no person, others on the asset do; they are "
                "counted as covering another share. State against whom they are aimed."
            ),
            {"measures": ", ".join(unnamed)},
        )
