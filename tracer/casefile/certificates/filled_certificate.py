"""A certificate as far as the case fills it: per field the values with their records, and what is still empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracer.casefile.schedule import Note


@dataclass(frozen=True, slots=True)
class FilledValue:
    """One value in the reader's words. ``record``: id of the record that states it, empty for that of a protected person.

    ``notes``: footnote numbers. ``minor``, ``currency``: of a sum, exact. ``option``: code of the box that it ticks.
    """

    text: str
    record: str = ""
    notes: tuple[int, ...] = ()
    minor: int | None = None
    currency: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class FilledBox:
    """A box with its words, ticked or not."""

    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class FilledField:
    """One field of the form. ``values`` and ticked boxes empty: nothing on record fills it."""

    code: str
    label: str
    mandatory: bool
    left_to_magistrate: bool
    boxes: tuple[FilledBox, ...]
    values: tuple[FilledValue, ...]

    @property
    def is_empty(self) -> bool:
        """Is neither a value nor a ticked box there?"""
        return not self.values and not any(box.ticked for box in self.boxes)


@dataclass(frozen=True, slots=True)
class FilledPart:
    """Fields that stand together. ``heading``: empty where the part stands once."""

    heading: str
    fields: tuple[FilledField, ...]


@dataclass(frozen=True, slots=True)
class FilledSection:
    """One section with its letter."""

    letter: str
    title: str
    parts: tuple[FilledPart, ...]


@dataclass(frozen=True, slots=True)
class EmptyField:
    """A mandatory field that is empty. ``left_to_magistrate`` False: the records of the case should fill it."""

    code: str
    label: str
    part: str
    left_to_magistrate: bool


@dataclass(frozen=True, slots=True)
class FilledCertificate:
    """The whole. ``empty``: the mandatory fields without a value, in the order of the form; they stand first in a document.

    ``record``: id of the certificate or order it was filled from. ``digest``: fingerprint of the case.
    """

    form: str
    version: str
    statute: str
    title: str
    language: str
    record: str
    case_number: str
    order_number: str
    to_state: str
    as_of: date
    author: str
    digest: str
    empty: tuple[EmptyField, ...]
    sections: tuple[FilledSection, ...]
    notes: tuple[Note, ...]
