"""Rebuilds a case from its kept files; the decisions of persons are kept files too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from graph_schema.messages import N_
from importers.declaration import Declaration
from importers.mapping import ColumnMapping
from importers.source import SourceFile
from tracer.access.pseudonyms import Veil
from tracer.actions.administration.kept_alone import rebuild_from_files
from tracer.actions.files.ingest import Progress
from tracer.casework.sessions.case import SOURCES_FOLDER, STORE_FILE
from tracer.casework.sessions.remains import count_kept, is_gone
from tracer.casework.sessions.session import Session
from tracer.intake.kept.copy_endpoints import (
    begin,
    beside,
    carry_files,
    carry_views,
    open_both,
    place_of,
    read_kept,
    type_command,
)
from tracer.intake.kept.declarations import find_declarations, read_as_declared
from tracer.intake.kept.mappings import load_mappings, load_marked, marks_in
from tracer.intake.reports.rebuild_report import RebuildFault, RebuildReport
from tracer.intake.writing.batches import Receipt, write_batch
from tracer.settings import Settings
from tracer.store.ports.store_values import KeptSource
from tracer.store.semantics.canonical import write_notes
from tracer.store.semantics.orders.source_order import sources_in_order

ACTION = "rebuild"


def rebuild_case(
    settings: Settings, target: str, *, files: Path | None = None, progress: Progress | None = None
) -> RebuildReport:
    """Does the case follow from its kept files and decisions alone? Builds it anew at another address and compares.

    Every kept file is read again through the kept mappings, in the order of the log; decisions are kept files too. A
    source keeps when and by whom it was received; the new case has its own log, which records the rebuild. Retracted
    sources stay out; saved views, which follow from no file, are taken over. The present case is opened for reading only.
    ``files``: the folder of the kept files where the target is a server; without it they stay in the present folder.
    If the store of the present case is missing, its kept files alone are read, and there is no fingerprint to compare.
    Raises WrongUse for a target with sources that the present case does not have. The next run completes a rebuild that
    was interrupted.
    """
    new_place = beside(settings, target, files, settings)
    present = ("--store" if settings.store else "--case", place_of(settings))
    at_server = () if files is None else ("--files", files)
    command = type_command(*present, ACTION, place_of(new_place), *at_server)
    if settings.store is None and is_gone(settings.case / STORE_FILE) and count_kept(settings.case / SOURCES_FOLDER):
        return rebuild_from_files(settings.case, new_place, command, progress)
    with open_both(settings, new_place, ACTION, command) as (old, new):
        return _rebuild(old, new, command, progress)


def _rebuild(old: Session, new: Session, command: str, progress: Progress | None) -> RebuildReport:
    expected, veil = old.store.digest(), old.veil()
    sources = sources_in_order(old.store)
    present = {kept.source.digest for kept in new.store.sources()}
    strange = present - {kept.source.digest for kept in sources}
    if strange:
        raise WrongUse(
            "The target holds another case: {count} sources that the present case does not have. Name a place where no case "
            "was made yet.",
            count=len(strange),
        )
    begin(new, command)
    carry_files(old, new, sources)
    carry_views(old.store, new.store)
    readings = _Readings(find_declarations(old, sources), marks_in(old.store.log()), load_marked(old))
    faults: list[RebuildFault] = []
    for place, kept in enumerate(sources):
        if progress is not None:
            progress(kept.source.digest[:16], place, len(sources))
        if kept.source.digest not in present:
            faults += _rebuild_source(old, new, kept, readings)
    if progress is not None and sources:
        progress(sources[-1].source.digest[:16], len(sources), len(sources))
    digest = new.store.digest()
    if digest != expected:
        found = {fault.digest for fault in faults}
        faults += _differing(old, new, [kept for kept in sources if kept.source.digest not in found])
    with new.store.transaction() as writer:
        new.log(writer, ACTION, expected, f"sources={len(sources)} faults={len(faults)} digest={digest[:16]}")
        writer.note_unfinished("")
    veiled = tuple(_veiled(fault, veil) for fault in faults)
    return RebuildReport(digest, expected, len(sources) - len(present), len(present), veiled)


@dataclass(frozen=True, slots=True)
class _Readings:
    """How the files of the case were read: what was declared of them, and by which mapping, as the log says."""

    declared: Mapping[str, tuple[str, Declaration]]
    marks: Mapping[str, str]
    mappings: Mapping[str, ColumnMapping]


def _rebuild_source(old: Session, new: Session, kept: KeptSource, readings: _Readings) -> Iterator[RebuildFault]:
    source = kept.source
    data = read_kept(old, source.digest) or read_kept(new, source.digest)
    if data is None:
        there = (old.folder / SOURCES_FOLDER / source.digest).exists()
        template = N_("Its kept file has changed since it was received.") if there else N_("Its kept file is missing.")
        yield RebuildFault(source.digest, source.name, template, {})
        return
    file = SourceFile(source.name, data, source.digest)
    try:
        recorded = readings.mappings.get(readings.marks.get(source.digest, ""))
        mappings = load_mappings(old, ()) if recorded is None else (recorded,)
        _, declared = readings.declared.get(source.digest, ("", None))
        batch = read_as_declared(file, mappings, declared)
        write_batch(new, file, batch, ACTION, earlier=Receipt(kept.received, kept.actor), mapping=recorded)
    except EnvironmentFailure:
        raise
    except TracerError as error:
        yield RebuildFault(source.digest, source.name, error.template, dict(error.sentence.params))


def _differing(old: Session, new: Session, sources: Iterable[KeptSource]) -> Iterator[RebuildFault]:
    """Which sources have other records in the new case, and what explains the difference?"""
    built = {kept.source.digest: kept for kept in new.store.sources()}
    for kept in sources:
        source, again = kept.source, built[kept.source.digest].source
        if again.importer_version != source.importer_version:
            yield RebuildFault(
                source.digest,
                source.name,
                N_("It was read by {importer} {before} and is read by {importer} {now} today."),
                {"importer": source.importer, "before": source.importer_version, "now": again.importer_version},
            )
        elif _as_kept(built[source.digest]) != _as_kept(kept):
            yield RebuildFault(
                source.digest,
                source.name,
                N_("It gives other rows or flags today: {before} rows kept before, {now} now."),
                {"before": str(source.kept), "now": str(again.kept)},
            )
        elif old.store.source_records(source.digest) != new.store.source_records(source.digest):
            yield RebuildFault(
                source.digest,
                source.name,
                N_("It gives other records today: a mapping or an earlier source differs."),
                {},
            )


def _as_kept(kept: KeptSource) -> tuple[object, ...]:
    """The source with its notes as they are stored: a message with parameters is not the same record as its finished text.

    The text of a rejected row is left out: it follows from the file, and earlier cases do not have it for every rejection.
    """
    bare = tuple({name: value for name, value in row.items() if name != "row"} for row in kept.rejections)
    return kept.source, write_notes(kept.flags), write_notes(bare)


def _veiled(fault: RebuildFault, veil: Veil) -> RebuildFault:
    params = {name: veil.text(value) for name, value in fault.params.items()}
    return replace(fault, file=veil.file_name(fault.file), params=params)
