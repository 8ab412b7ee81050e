"""Which part of an asset stands at which stage: the whole cut into slices, nothing counted twice.

The rule. Records say which share a measure covers, not which part of the thing, so this is decided:

1. Measures against the same person cover the same share: of two, the larger is what is covered, and where
   both reach the more binding one gives the stage. Two orders in two files against one owner count once.
2. Measures against different persons cover different shares (joint owners) and add up. Above the whole they
   are cut: the most binding ones keep their share, and a flag names the measures. Measures that name no
   person count as measures against one unnamed person, with a flag where the same asset has a named one as
   well.
3. A person who was not entered as owner, where others were, answers for the share of these (a suspect and the
   nominee who holds for him): his measures lie on theirs, beginning with the most binding, and add only what
   reaches beyond, with a flag.
4. A live measure (or one that has delivered) goes before one that ended free. A share freed by a part release
   is released unless another measure holds it.
5. What nothing covers is not secured.

Its limits. Where no register names an owner, persons count as joint owners. The cap of a measure does not
shrink its share: what is frozen is the thing, whatever the sum it is frozen for; ``totals_flags`` names a
slice worth more than its cap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
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
    comma-separated. ``title``: the share that the person was entered as owner of when the measure began; None:
    nobody was entered then.
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
    """One measure covers up to ``share``, ``extra`` of it beyond more binding ones of the person, from ``start``."""

    measure: str
    share: Fraction
    rank: int
    bucket: str
    extra: Fraction = Fraction(0)
    measures: tuple[str, ...] = ()
    start: Fraction = Fraction(0)

    @property
    def end(self) -> Fraction:
        return self.start + self.extra


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
    owners: set[str] = set()
    for measure in measures:
        by_person[measure.person or ""].extend(_covers(measure, states[measure.id]))
        if measure.title != 0:
            owners.add(measure.person or "")
    side_by_side = _lay([layer for name in sorted(owners) for layer in _layers(by_person[name])])
    above = [list(_lay(_layers(by_person[name]))) for name in sorted(set(by_person) - owners)]
    slices = _pile([side_by_side, *above])
    return slices, tuple(_flags(asset, side_by_side, above, by_person))


def _lay(layers: Iterable[_Cover]) -> list[_Cover]:
    """The layers one behind the other, the most binding first; among equals their order stays."""
    placed: list[_Cover] = []
    for layer in sorted(layers, key=lambda layer: -layer.rank):
        placed.append(replace(layer, start=placed[-1].end if placed else Fraction(0)))
    return placed


def _pile(rows: Sequence[Sequence[_Cover]]) -> tuple[Slice, ...]:
    """Rows of layers over one another, up to the whole: at each place the most binding layer speaks.

    Ranks fall along every row, so a layer speaks in one piece.
    """
    layers = [layer for row in rows for layer in row]
    ends = sorted(
        {Fraction(0), Fraction(1), *(min(end, Fraction(1)) for layer in layers for end in (layer.start, layer.end))}
    )
    slices: list[Slice] = []
    for begin, end in pairwise(ends):
        here = [layer for layer in layers if layer.start <= begin and end <= layer.end]
        if not here:
            slices.append(Slice(end - begin, "not_secured", None, Fraction(0), ()))
            continue
        lead = max(here, key=lambda layer: layer.rank)
        names = {name for layer in here if (layer.rank >= 0) is (lead.rank >= 0) for name in layer.measures}
        share = end - begin
        if slices and (slices[-1].lead, slices[-1].bucket) == (lead.measure, lead.bucket):
            last = slices.pop()
            share, names = share + last.share, names | set(last.measures)
        slices.append(Slice(share, lead.bucket, lead.measure, share / lead.share, tuple(sorted(names))))
    return tuple(slices)


def _covers(measure: MeasureFacts, state: MeasureState) -> Iterable[_Cover]:
    bucket = bucket_of(state)
    free_rank = _FREE_RANK.get(bucket)
    if free_rank is not None or state.state is None:
        yield _Cover(measure.id, measure.share, free_rank or 0, bucket)
        return
    freed = min(state.released_share, measure.share)
    yield _Cover(measure.id, measure.share - freed, BINDING_RANK[state.state], bucket)
    if freed:
        yield _Cover(measure.id, measure.share, _FREE_RANK["released"], "released")


def _layers(covers: list[_Cover]) -> Iterable[_Cover]:
    """The covers of one person laid over one another, the most binding below, each with what it adds."""
    covered = Fraction(0)
    for cover in sorted(covers, key=lambda cover: (-cover.rank, -cover.share, cover.measure)):
        if cover.share > covered:
            binding = cover.rank >= 0
            names = {row.measure for row in covers if row.share > covered and (row.rank >= 0) is binding}
            yield replace(cover, extra=cover.share - covered, measures=tuple(sorted(names)))
            covered = cover.share


def _flags(
    asset: str, owners: Iterable[_Cover], above: Iterable[Iterable[_Cover]], by_person: Mapping[str, list[_Cover]]
) -> Iterable[Flag]:
    secured = [layer for layer in owners if _is_secured(layer)]
    total = sum((layer.extra for layer in secured), Fraction(0))
    if total > 1:
        yield Flag(
            asset,
            N_(
                "The measures {measures} cover {share} of the asset; the whole is 1, and what "
                "is above it is not counted. Check the shares and against whom each measure is "
                "aimed."
            ),
            {"measures": _named(secured), "share": str(total)},
        )
    rows = [layers for row in above if (layers := [layer for layer in row if _is_secured(layer)])]
    if rows and len(rows) + bool(secured) > 1:
        yield Flag(
            asset,
            N_(
                "The measures {measures} are aimed at persons who were not entered as owners; they are counted on "
                "the share of the others on this asset and add only what reaches beyond. Check against whom each "
                "is aimed."
            ),
            {"measures": _named(layer for row in rows for layer in row)},
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


def _is_secured(layer: _Cover) -> bool:
    return layer.rank >= BINDING_RANK["REQUESTED"]


def _named(layers: Iterable[_Cover]) -> str:
    return ", ".join(sorted({name for layer in layers for name in layer.measures}))
