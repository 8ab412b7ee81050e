"""The schedule of assets of one suspect: what, whose on paper, how tied, what worth, under which measure, on which rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracer.casefile.annex import Annex


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in minor units of one currency."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the file by name and SHA-256, and the place in it."""

    number: int
    source: str
    file: str
    locator: str


@dataclass(frozen=True, slots=True)
class ScheduleSentence:
    """One step of the tie between suspect and asset. ``template`` is a gettext key; ``notes`` are footnote numbers."""

    template: str
    params: Mapping[str, str] = field(hash=False)
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """How much of the price the marked proceeds paid, between what is proved and what is possible.

    ``unmatched_minor``: the part of the price for which no row was found; it is in the upper end.
    """

    method: str
    lower_minor: int
    upper_minor: int
    price_minor: int
    currency: str
    notes: tuple[int, ...]
    unmatched_minor: int = 0


@dataclass(frozen=True, slots=True)
class Owner:
    """An owner on paper with the share entered ("" where the register states none).

    ``until``: the end of an entry that no longer stands on the schedule's day (ISO, as exactly as known), else "".
    """

    name: str
    share: str
    notes: tuple[int, ...]
    until: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleMeasure:
    """A measure on the asset with its state, its last document and the share it covers."""

    number: str
    case: str
    state: str
    since: date
    share: str
    document: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One asset. ``value`` None: no valuation on record. ``traced`` empty: no deed with a price and a reference.

    ``prices``: one sum for each currency of the latest deeds that state a price; empty: none is on record.
    """

    number: int
    asset: str
    asset_class: str
    caption: str
    identifiers: str
    owners: tuple[Owner, ...]
    acquired: str
    prices: tuple[Amount, ...]
    price_notes: tuple[int, ...]
    value: Amount | None
    value_date: date | None
    value_method: str
    value_notes: tuple[int, ...]
    tie: tuple[ScheduleSentence, ...]
    traced: tuple[Traced, ...]
    measures: tuple[ScheduleMeasure, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A file the schedule rests on."""

    digest: str
    file: str
    importer: str
    as_of: str
    received: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """The whole. ``totals``: value per currency of lines that have one; ``unvalued``: how many have none. ``annexes``: pictures.

    ``digest`` is the fingerprint of the case it was made from: the same case, suspect, method and dates give the same
    schedule, byte for byte.
    """

    case_number: str
    case_title: str
    authority: str
    suspect: str
    suspect_id: str
    as_of: date
    method: str
    author: str
    digest: str
    lines: tuple[ScheduleLine, ...]
    totals: tuple[Amount, ...]
    unvalued: int
    notes: tuple[Note, ...]
    sources: tuple[SourceEntry, ...]
    limits: tuple[ScheduleSentence, ...]
    annexes: tuple[Annex, ...] = ()


class Notebook:
    """Numbers footnotes in order of first use; the same place is always the same note."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._numbers: dict[tuple[str, str], int] = {}

    def note(self, places: Iterable[tuple[str, str]]) -> tuple[int, ...]:
        """The footnote numbers of these (source digest, locator) places."""
        return tuple(self._numbers.setdefault(place, len(self._numbers) + 1) for place in dict.fromkeys(places))

    def notes(self) -> tuple[Note, ...]:
        """All footnotes by number."""
        return tuple(
            Note(number, source, self._files.get(source, "?"), locator)
            for (source, locator), number in self._numbers.items()
        )

    def used_sources(self) -> frozenset[str]:
        """The sources that at least one note names."""
        return frozenset(source for source, _ in self._numbers)
