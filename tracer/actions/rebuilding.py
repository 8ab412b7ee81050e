"""A case built anew from what it rests on: the kept files, and the decisions of persons among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from graph_schema.words import N_
from importers.registry import read_source
from importers.source import SourceFile
from tracer.access.pseudonyms import Veil
from tracer.actions.batches import Receipt, write_batch
from tracer.actions.ingest import Progress
from tracer.actions.mappings import load_mappings
from tracer.actions.places import beside, carry_files, open_both, read_kept
from tracer.actions.session import SOURCES_FOLDER, Session
from tracer.settings import Settings
from tracer.store.canonical import write_notes
from tracer.store.port import KeptSource

ACTION = "rebuild"


@dataclass(frozen=True, slots=True)
class RebuildFault:
    """A source that could not be rebuilt, or came out otherwise. ``template`` is a gettext key."""

    digest: str
    file: str
    template: str
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class RebuildReport:
    """What was built. ``digest``: the fingerprint of the new case, ``expected``: that of the present one.

    ``sources``: read again now; ``known``: there from an earlier run.
    """

    digest: str
    expected: str
    sources: int
    known: int
    faults: tuple[RebuildFault, ...]

    @property
    def holds(self) -> bool:
        """Is the new case the same as the present one?"""
        return self.digest == self.expected and not self.faults


def rebuild_case(
    settings: Settings, target: str, *, files: Path | None = None, progress: Progress | None = None
) -> RebuildReport:
    """Does the case follow from its kept files and decisions alone? Builds it anew at another address and compares.

    Every kept file is read again through the kept mappings, in the order of the log; decisions are kept files too. A
    source keeps when and by whom it was received; the log of the new case is its own and tells of the rebuilding. What
    was taken back stays out. The present case is opened for reading only. ``files``: the folder of the kept files where
    the target is a server; without it they stay in the present folder.
    Raises WrongUse for a target with sources that the present case has not. Broken off, the next run completes it.
    """
    with open_both(settings, beside(settings, target, files, settings), ACTION) as (old, new):
        return _rebuild(old, new, progress)


def _rebuild(old: Session, new: Session, progress: Progress | None) -> RebuildReport:
    expected, veil = old.store.digest(), old.veil()
    sources = _in_order(old)
    present = {kept.source.digest for kept in new.store.sources()}
    strange = present - {kept.source.digest for kept in sources}
    if strange:
        raise WrongUse(
            "The target holds a case of its own: {count} sources that the present case has not. Name a place where no case "
            "was made yet.",
            count=len(strange),
        )
    carry_files(old, new, sources)
    faults: list[RebuildFault] = []
    for place, kept in enumerate(sources):
        if progress is not None:
            progress(kept.source.digest[:16], place, len(sources))
        if kept.source.digest not in present:
            faults += _rebuild_source(old, new, kept)
    if progress is not None and sources:
        progress(sources[-1].source.digest[:16], len(sources), len(sources))
    digest = new.store.digest()
    if digest != expected:
        found = {fault.digest for fault in faults}
        faults += _differing(old, new, [kept for kept in sources if kept.source.digest not in found])
    with new.store.transaction() as writer:
        new.log(writer, ACTION, expected, f"sources={len(sources)} faults={len(faults)} digest={digest[:16]}")
    told = tuple(_veiled(fault, veil) for fault in faults)
    return RebuildReport(digest, expected, len(sources) - len(present), len(present), told)


def _in_order(old: Session) -> tuple[KeptSource, ...]:
    """The sources as they came, for a later one may rest on an earlier one: as the log has them, then by receipt."""
    order = {entry.deed.subject: entry.seq for entry in old.store.log()}
    sources = old.store.sources()
    return tuple(sorted(sources, key=lambda k: (order.get(k.source.digest, 0), k.received, k.source.digest)))


def _rebuild_source(old: Session, new: Session, kept: KeptSource) -> Iterator[RebuildFault]:
    source = kept.source
    data = read_kept(old, source.digest) or read_kept(new, source.digest)
    if data is None:
        there = (old.folder / SOURCES_FOLDER / source.digest).exists()
        template = N_("Its kept file has changed since it was received.") if there else N_("Its kept file is missing.")
        yield RebuildFault(source.digest, source.name, template, {})
        return
    file = SourceFile(source.name, data, source.digest)
    try:
        batch = read_source(file, load_mappings(old, ()))
        write_batch(new, file, batch, ACTION, earlier=Receipt(kept.received, kept.actor))
    except EnvironmentFailure:
        raise
    except TracerError as error:
        yield RebuildFault(source.digest, source.name, error.template, dict(error.sentence.params))


def _differing(old: Session, new: Session, sources: Iterable[KeptSource]) -> Iterator[RebuildFault]:
    """Which sources tell something else in the new case, and how far is that explained?"""
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
        elif old.store.told(source.digest) != new.store.told(source.digest):
            yield RebuildFault(
                source.digest,
                source.name,
                N_("It gives other records today: a mapping or an earlier source differs."),
                {},
            )


def _as_kept(kept: KeptSource) -> tuple[object, ...]:
    """The source with its notes to the letter: a sentence in parts is another record than the same text finished."""
    return kept.source, write_notes(kept.flags), write_notes(kept.rejections)


def _veiled(fault: RebuildFault, veil: Veil) -> RebuildFault:
    params = {name: veil.text(value) for name, value in fault.params.items()}
    return replace(fault, file=veil.file_name(fault.file), params=params)
