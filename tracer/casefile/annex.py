"""A picture that stands in the report: as it was kept, with its caption and the rows behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Withheld = Literal["", "lost", "protected", "foreign"]
"""Why a kept picture is not shown: its file is missing or was changed; it names a person who is protected since; it holds
what the program does not draw. Empty: it is shown."""


@dataclass(frozen=True, slots=True)
class AnnexFile:
    """A kept file behind the picture: SHA-256, name and places in it, under the veil."""

    digest: str
    file: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """One picture of the report. ``number``: its place among those that stand, from 1. ``event``: the act that added it.

    ``at``: UTC, ISO 8601; when it was drawn and added, the day alone if its file is missing. ``digest``: the SHA-256 of the
    kept picture; ``svg``: the picture, empty where it is withheld. ``changed``: the case shows it otherwise now.
    ``case_digest``: the fingerprint of the case from which it was drawn.
    """

    number: int
    event: str
    title: str
    caption: str
    author: str
    at: str
    digest: str
    case_digest: str
    svg: str
    withheld: Withheld
    changed: bool
    nodes: int
    files: tuple[AnnexFile, ...]

    @property
    def rows(self) -> int:
        """How many places the picture rests on."""
        return sum(len(file.places) for file in self.files)
