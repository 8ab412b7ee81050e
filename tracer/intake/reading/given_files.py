"""Reads a given file for a case: is it new, known, or read differently than before? Nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from graph_schema.errors import TracerError, WrongUse
from graph_schema.records.provenance import Source
from importers.contract import Batch
from importers.declaration import Declaration, check_account
from importers.mapping import ColumnMapping
from importers.parsing.table import matches_header
from importers.registry import UnknownFormat, read_source, recognise
from importers.source import SourceFile, Upload, open_source, with_declaration
from tracer.casework.sessions.session import Session
from tracer.intake.kept.declarations import find_declarations
from tracer.intake.kept.mappings import choose_mappings, load_mappings, load_marked, mapping_mark, marks_in
from tracer.intake.reading.decision_rights import check_decision_rights
from tracer.intake.reading.given_places import GivenFile, expand_given
from tracer.intake.reading.other_account import find_same_rows, flag_same_rows, refuse_same_rows
from tracer.intake.reading.replacing import compare_reading
from tracer.intake.reports.import_report import FileReport, PlacedFlag, place_flag, report_batch, report_known
from tracer.intake.writing.batches import keeps_nothing, refuse_empty
from tracer.intake.writing.repeated_rows import recognise_repeated
from tracer.store.ports.store_values import KeptSource


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read for this case.

    ``batch``: what was read; None if the case has the file as it would be read now. ``replaced``: digests of the sources
    that it replaces. ``declare``: is there a new declaration to be kept? ``report``: what is said if nothing is written.
    ``same_rows``: accounts of the file whose rows the case has under another account.
    """

    outcome: Literal["new", "known", "differs", "replaces", "empty"]
    file: SourceFile
    report: FileReport
    batch: Batch | None = None
    mapping: ColumnMapping | None = None
    replaced: tuple[str, ...] = ()
    declare: bool = False
    same_rows: tuple[PlacedFlag, ...] = ()


def check_given(
    session: Session,
    files: Sequence[Path | Upload | GivenFile],
    declared: Declaration | None,
    replace_reason: str | None,
) -> tuple[GivenFile, ...]:
    """The files with what is stated of each. ``declared`` and ``replace_reason``: for files that state none themselves.

    Folders and archives are expanded, and the access log notes each archive. Raises WrongUse, before anything is imported,
    if a path is no file, one declaration comes with several files, its account is not valid, or a reason is empty;
    NotAllowed if the person may not replace.
    """
    declared = declared if declared is not None and declared.stated else None
    named = [file if isinstance(file, GivenFile) else GivenFile(file, declared, replace_reason) for file in files]
    given = tuple(inner for file in named for inner in expand_given(file, largest=session.case.largest_file))
    if declared is not None:
        if len(given) != 1:
            raise WrongUse(
                "A declaration is valid for one file, and {count} files are named. Import them one by one.",
                count=len(given),
            )
        check_account(declared)
    for reason in {file.replace_reason for file in given} | {replace_reason}:
        if reason is not None:
            session.allow("retract")
            if not reason.strip():
                raise WrongUse("Replacing needs a reason: it goes into the log with your name.")
    for archive, count in sorted(Counter(file.archive for file in given if file.archive).items()):
        session.note("unpack", archive, f"files={count}")
    return given


def open_given(session: Session, given: GivenFile) -> SourceFile:
    """The bytes of the file with its declaration. Raises as ``open_source``."""
    if given.problem is not None:
        raise given.problem
    return with_declaration(open_source(given.place, largest=session.case.largest_file), given.declared)


def read_given_file(
    session: Session, file: SourceFile, given: GivenFile, mappings: tuple[ColumnMapping, ...], *, alone: bool
) -> Reading:
    """What does this file say, and does the case have it? ``mappings``: given with the import. ``alone``: one file only.

    Raises UnreadableFile and WrongUse if the file cannot be read with certainty or its declaration is not valid, NotAllowed
    for a decision that this person may not make.
    """
    if file.declared is not None:
        check_account(file.declared)
    known = next((kept for kept in session.store.sources() if kept.source.digest == file.digest), None)
    fitting = choose_mappings(file, mappings, load_mappings(session, ()), alone=alone)
    if known is not None:
        return _read_again(session, file, given, fitting, known, mapped=bool(mappings))
    batch = read_source(file, fitting)
    check_decision_rights(session, batch)
    mapping = read_by(file, fitting)
    named = "" if mapping is None else mapping.name
    if keeps_nothing(batch):
        return Reading("empty", file, replace(refuse_empty(file, batch), mapping=named), batch, mapping)
    same = _check_other_accounts(session, file, batch)
    report = replace(report_batch(file, "would_import", batch), mapping=named)
    return Reading("new", file, report, batch, mapping, declare=file.declared is not None, same_rows=same)


def report_refused(name: str, digest: str, error: TracerError) -> FileReport:
    """The report of a file that cannot be read or written, with the reason."""
    shown = dict(error.sentence.params)
    why = error.reasons if isinstance(error, UnknownFormat) and error.reasons else ""
    return FileReport(name, "refused", digest, message=str(error), template=error.template, params=shown, why=why)


def read_by(file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> ColumnMapping | None:
    """The mapping by which a file is read; None for a file that needs no mapping."""
    return next((mapping for mapping in mappings if matches_header(file, mapping).claims), None)


def _read_again(
    session: Session,
    file: SourceFile,
    given: GivenFile,
    mappings: tuple[ColumnMapping, ...],
    known: KeptSource,
    *,
    mapped: bool,
) -> Reading:
    """A file of the case is known if mapping, declaration and importer are the same; else both readings are compared.

    ``mapped``: were mappings given with the import?
    """
    as_known = Reading("known", file, report_known(file.name, known))
    declare = file.declared is not None
    asked = mapped or declare
    mark = marks_in(session.store.log()).get(file.digest, "")
    record, stated = find_declarations(session, session.store.sources()).get(file.digest, ("", None))
    marked = load_marked(session)
    file = file if file.declared is not None else with_declaration(file, stated)
    fitting = tuple(mapping for mapping in mappings if matches_header(file, mapping).claims)
    if len(fitting) != 1 and not mapped and mark in marked:
        fitting = (marked[mark],)
    try:
        importer = recognise(file, fitting or mappings)
        mapping = read_by(file, fitting)
        after = "" if mapping is None else mapping_mark(mapping)
        same = (known.source.importer, known.source.importer_version, stated) == (
            importer.name,
            importer.version,
            file.declared,
        )
        if same and (mark == after or not (mark or asked)):
            return as_known
        batch = read_source(file, fitting or mappings)
    except TracerError:
        if asked:
            raise
        return as_known
    reading = {
        "importer": _pair(known.source, batch.source),
        "mapping": (_named(marked.get(mark), mark), _named(mapping, after)),
        **_stated_pairs(stated, file.declared),
    }
    # The case has the rows under the names that they share with other statements of the account.
    change = compare_reading(session, known, recognise_repeated(session.store, batch), reading)
    if change is None:
        return as_known
    named = "" if mapping is None else mapping.name
    if keeps_nothing(batch):
        return Reading("empty", file, replace(refuse_empty(file, batch), mapping=named), batch, mapping)
    same_rows = _check_other_accounts(session, file, batch)
    report = replace(report_batch(file, "differs", batch), change=change, mapping=named)
    if given.replace_reason is None:
        return Reading("differs", file, report, batch, mapping, same_rows=same_rows)
    # An earlier declaration stays on record unless a new one is given.
    replaced = (file.digest, *([record] if record and declare else []))
    return Reading("replaces", file, report, batch, mapping, replaced, declare, same_rows)


def _check_other_accounts(session: Session, file: SourceFile, batch: Batch) -> tuple[PlacedFlag, ...]:
    same = find_same_rows(session.store, batch)
    refuse_same_rows(session.store, file, same)
    return tuple(place_flag("same rows", file.name, flag) for flag in flag_same_rows(session.store, same))


def _pair(before: Source, after: Source) -> tuple[str, str]:
    return f"{before.importer} {before.importer_version}", f"{after.importer} {after.importer_version}"


def _named(mapping: ColumnMapping | None, mark: str) -> str:
    return mark if mapping is None else f"{mapping.name} {mapping.version} ({mark[:8]})"


def _stated_pairs(before: Declaration | None, after: Declaration | None) -> dict[str, tuple[str, str]]:
    earlier, later = before.stated if before else {}, after.stated if after else {}
    return {name: (earlier.get(name, ""), later.get(name, "")) for name in earlier.keys() | later.keys()}
