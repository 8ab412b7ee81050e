"""Small changes of the code that a test must find, as rows of the TOML files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change of one file: ``original`` stands in it exactly once and becomes ``replacement``.

    ``reason``: what the change gets wrong. ``tests``: the near test files, one of which must fail.
    """

    name: str
    file: str
    original: str
    replacement: str
    reason: str
    tests: tuple[str, ...]

    def apply(self, text: str) -> str:
        """The file's text with the change. Raises ValueError unless the original stands in it exactly once."""
        count = text.count(self.original)
        if count != 1:
            raise ValueError(f"{self.name}: {self.original!r} stands {count} times in {self.file}, expected once")
        return text.replace(self.original, self.replacement)


def read_mutants(folder: Path = FOLDER) -> tuple[Mutant, ...]:
    """All mutants of the tables, by table and place.

    A table is a list of files, each with its near tests and its mutants; a mutant with ``tests`` of its own has those.
    """
    return tuple(
        Mutant(
            name=row["name"],
            file=group["path"],
            original=row["original"],
            replacement=row["replacement"],
            reason=row["reason"],
            tests=tuple(row.get("tests", group["tests"])),
        )
        for table in sorted(folder.glob("*.toml"))
        for group in tomllib.loads(table.read_text(encoding="utf-8"))["file"]
        for row in group["mutant"]
    )
