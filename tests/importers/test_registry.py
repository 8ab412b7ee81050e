"""One importer reads a file: none or two claims stop the import and name the reasons."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from importers import registry
from importers.contract import Batch, Recognition
from importers.mapping import ColumnMapping
from importers.registry import IMPORTERS, AmbiguousFormat, UnknownFormat, read_source, recognise
from importers.source import SourceFile, from_bytes


@dataclass(frozen=True)
class Greedy:
    name: str
    version: str = "1"
    kind: str = "bank"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        return Recognition(file.name == "doi.txt", f"{self.name} takes it")

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        raise AssertionError("read without being chosen")


def test_a_file_nobody_knows_is_refused_in_one_line_and_keeps_every_reason_for_who_asks() -> None:
    with pytest.raises(UnknownFormat) as raised:
        read_source(from_bytes("scrisoare.txt", b"Buna ziua"), ())
    assert "No importer can read scrisoare.txt" in str(raised.value)
    assert not any(f"{importer.name}: " in str(raised.value) for importer in IMPORTERS)
    assert all(f"{importer.name}: " in str(raised.value.reasons) for importer in IMPORTERS)


def test_two_claims_stop_the_import_and_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "IMPORTERS", (Greedy("unu"), *IMPORTERS, Greedy("doi")))
    with pytest.raises(AmbiguousFormat, match="unu: unu takes it; doi: doi takes it"):
        recognise(from_bytes("doi.txt", b"x"), ())


def test_names_tell_importers_apart() -> None:
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)
