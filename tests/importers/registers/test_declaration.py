"""A declaration of a file is a record: written, read back to the same, refused where it was changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from graph_schema.records.identity import account_id
from importers.contract import Batch, Importer, UnreadableFile
from importers.declaration import Declaration
from importers.registers.declaration import IMPORTER, DeclarationRecord, read_record, write_record
from importers.source import from_bytes

SAMPLE = Path(__file__).parent / "samples" / "declaratie-exemplu.json"
RECORD = DeclarationRecord(
    file="ab" * 32,
    declared=Declaration(
        account="12-34", from_date=date(2024, 5, 1), to_date=date(2024, 5, 31), opening="-7.50", closing="0"
    ),
    author="Ana Proba",
    role="investigator",
    at="2024-06-03T08:00:00Z",
    bank="Banca Inventată",
)


def test_the_sample_gives_its_golden(
    read_sample: Callable[[Importer, Path], Batch], check_golden: Callable[[Batch, Path], None]
) -> None:
    check_golden(read_sample(IMPORTER, SAMPLE), SAMPLE)


def test_what_is_written_reads_back_the_same_and_tells_the_account() -> None:
    file = from_bytes("declaration.json", write_record(RECORD))
    assert read_record(file) == RECORD
    batch = IMPORTER.read(file, ())
    assert [(node.id, node.locator) for node in batch.nodes] == [
        (account_id("Banca Inventată/12-34"), "path:/declared/account")
    ]
    assert (batch.source.kept, batch.source.as_of) == (1, "2024-06-03")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"opening"', b'"sold"'),
        (b"-7.50", b"7,50"),
        (b"2024-05-31", b"2024-04-31"),
        (b'"author"', b'"autor"'),
        (b"}", b""),
    ],
)
def test_a_changed_declaration_is_refused(before: bytes, after: bytes) -> None:
    with pytest.raises(UnreadableFile, match="not a declaration as the program wrote it"):
        IMPORTER.read(from_bytes("declaration.json", write_record(RECORD).replace(before, after)), ())
