"""Keeps and reads the declarations of persons about files that do not state their account."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from importers.bank.ledger.declaration import declared_by
from importers.contract import Batch, UnreadableFile
from importers.declaration import Declaration
from importers.mapping import ColumnMapping
from importers.parsing.table import matches_header
from importers.registers.declaration import IMPORTER, DeclarationRecord, read_record, write_record
from importers.registry import read_source
from importers.source import SourceFile, from_bytes, with_declaration
from tracer.casework.sessions.session import Session
from tracer.intake.kept.copy_endpoints import read_kept
from tracer.store.ports.store_values import KeptSource


def record_declaration(session: Session, file: SourceFile, batch: Batch) -> tuple[SourceFile, Batch] | None:
    """The record of this person's declaration about the file, as a file to be kept; None if nothing is declared."""
    if file.declared is None:
        return None
    stamp = session.stamp()
    data = write_record(
        DeclarationRecord(
            file=file.digest,
            declared=file.declared,
            author=session.actor.name,
            role=session.actor.role,
            at=stamp,
            bank=_bank(file.declared, batch),
        )
    )
    kept = from_bytes(f"declaration {stamp.replace(':', '.')}.json", data)
    return kept, IMPORTER.read(kept, ())


def find_declarations(session: Session, sources: Iterable[KeptSource]) -> dict[str, tuple[str, Declaration]]:
    """Digest of a file -> digest of its declaration's record, and the declaration; the one received last counts."""
    found: dict[str, tuple[str, Declaration]] = {}
    records = [kept for kept in sources if kept.source.importer == IMPORTER.name]
    for kept in sorted(records, key=lambda kept: (kept.received, kept.source.digest)):
        data = read_kept(session, kept.source.digest)
        if data is not None:
            record = read_record(SourceFile(kept.source.name, data, kept.source.digest))
            found[record.file] = (kept.source.digest, record.declared)
    return found


def find_declarations_alone(paths: Iterable[Path]) -> dict[str, Declaration]:
    """Digest of a file -> the declaration about it in one of these kept files; the latest declaration counts.

    A file that has changed since it was kept, or cannot be read, is skipped. Cost: one read of every file.
    """
    found = []
    for path in paths:
        with suppress(OSError, UnreadableFile):
            file = from_bytes(path.name, path.read_bytes())
            if file.digest == path.name and IMPORTER.recognise(file, ()).claims:
                found.append(read_record(file))
    return {record.file: record.declared for record in sorted(found, key=lambda record: record.at)}


def read_as_declared(file: SourceFile, mappings: tuple[ColumnMapping, ...], declared: Declaration | None) -> Batch:
    """Read a kept file with the declaration about it.

    If there is none, the declaration can be in the mapping: in older cases the mapping states account and period.
    """
    if declared is None:
        fitting = tuple(mapping for mapping in mappings if matches_header(file, mapping).claims)
        if len(fitting) == 1:
            plain, declared = declared_by(fitting[0])
            mappings = (plain,)
    return read_source(with_declaration(file, declared), mappings)


def _bank(declared: Declaration, batch: Batch) -> str | None:
    """The bank of the declared account, if the account is a bank's own number; None for an IBAN."""
    plain = " ".join((declared.account or "").split())
    accounts = [node.props for node in batch.nodes if node.type == "Account" and "bank" in node.props]
    return next(
        (str(found["bank"]) for found in accounts if found["number"] == f"{found['bank']}/{plain}"),
        None,
    )
