"""Defines what every recorded act has: an id, the day it takes effect, the day it was recorded, its source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ActDocument:
    """The document of an act: kind (code), number and day."""

    kind: str
    number: str
    on: date


@dataclass(frozen=True, slots=True)
class ActAuthority:
    """The authority of an act: kind (code) and name."""

    kind: str
    name: str


@dataclass(frozen=True, kw_only=True)
class RecoveryAct:
    """One act. ``effective`` and ``recorded``: days, inclusive. ``about``: the id of the record that it concerns.

    ``author``: who recorded it; empty: not known.
    ``as_stated``: the act comes from a register of the earlier design; no rule is applied to it.
    """

    needs_source: ClassVar[bool] = False

    id: str
    effective: date
    recorded: date
    author: str = ""
    as_stated: bool = False

    @property
    def about(self) -> str:
        """The id of the record that the act concerns."""
        return self.id


@dataclass(frozen=True, kw_only=True)
class SourcedAct(RecoveryAct):
    """An act with a document and an authority; both are None if the record does not state them."""

    needs_source: ClassVar[bool] = True

    document: ActDocument | None = None
    authority: ActAuthority | None = None
