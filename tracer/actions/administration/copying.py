"""Copies a case to another place: every source record, the logs and the saved views unchanged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path

from graph_schema.audit_log import GENESIS
from graph_schema.errors import EnvironmentFailure, TracerError, WrongUse
from tracer.actions.files.ingest import Progress
from tracer.casework.sessions.session import Session
from tracer.intake.kept.copy_endpoints import begin, beside, carry_files, carry_views, open_both, place_of, type_command
from tracer.settings import Settings
from tracer.store.ports.case_store import CaseStore
from tracer.store.ports.store_values import KeptSource
from tracer.store.semantics.orders.source_order import sources_in_order

ACTION = "copy"
_LOG_PAGE = 1_000


class CopyDiffers(TracerError):
    """The copy is not the case that was copied."""


@dataclass(frozen=True, slots=True)
class CopyReport:
    """What was copied now, and what an earlier run had copied.

    ``digest``: the fingerprint of both cases. ``readings_left``: entries of the access log that are not copied because the
    copy was read meanwhile and has its own access log. ``missing_files``: digests of sources without their kept file.
    """

    digest: str
    sources: int
    known: int
    nodes: int
    links: int
    events: int
    entries: int
    log: int
    readings: int
    readings_left: int
    files: int
    missing_files: tuple[str, ...]


def copy_case(
    settings: Settings, source: str, target: str, *, files: Path | None = None, progress: Progress | None = None
) -> CopyReport:
    """Copy the case at one address to another; both are folders or servers.

    The target holds no case yet, or one that an earlier run of this copy began: then the copy is completed. Until its
    fingerprint is that of the case copied, nothing but a copy opens it. The case copied is opened for reading only; the act
    is recorded in its access log, which is copied too, and in the log of the copy, after the last copied entry. Kept files
    are copied between folders; ``files`` is the folder of the kept files of a case on a server, and without it they stay
    where they are.
    Raises WrongUse for a target with a case of its own, CopyDiffers where the fingerprints differ at the end, and
    EnvironmentFailure where the case changed while it was copied: the next run completes it.
    Cost: each source is one transaction; of one source all records are in memory at once.
    """
    old_place = beside(settings, source, files, _folder_of(settings, target))
    new_place = beside(settings, target, files, _folder_of(settings, source))
    at_server = () if files is None else ("--files", files)
    command = type_command(ACTION, place_of(old_place), place_of(new_place), *at_server)
    with open_both(old_place, new_place, ACTION, command) as (old, new):
        return _copy(old, new, command, progress)


def files_of_copy(settings: Settings, source: str, target: str, files: Path | None = None) -> Path | None:
    """In which folder are the kept files of this copy? None for a copy in a folder, which holds its own."""
    place = beside(settings, target, files, _folder_of(settings, source))
    return None if place.store is None else place.case


def _folder_of(settings: Settings, address: str) -> Settings | None:
    """The folder of the case at this address; None for a server."""
    end = settings.at(address)
    return end if end.store is None else None


def _copy(old: Session, new: Session, command: str, progress: Progress | None) -> CopyReport:
    version, digest = old.store.data_version(), old.store.digest()
    sources = sources_in_order(old.store)
    present = _check_begun(old.store, new.store, sources)
    complete = new.store.digest() == digest and _is_signed(old.store, new.store)
    if not complete:
        begin(new, command)
    came, missing = carry_files(old, new, sources)
    readings, readings_left = (0, 0) if complete else _carry_readings(old.store, new.store)
    counts = {"nodes": 0, "links": 0, "events": 0, "entries": 0}
    for place, kept in enumerate(sources):
        if progress is not None:
            progress(kept.source.digest[:16], place, len(sources))
        if kept.source.digest not in present:
            for name, count in _carry_source(old.store, new.store, kept).items():
                counts[name] += count
    if progress is not None and sources:
        progress(sources[-1].source.digest[:16], len(sources), len(sources))
    log = _carry_log(old.store, new.store)
    if not complete:
        carry_views(old.store, new.store)
    _check_same(old.store, new.store, version)
    if not complete:
        with new.store.transaction() as writer:
            new.log(writer, ACTION, digest, f"sources={len(sources)} log={_last_hash(old.store)}")
            # From here on the new case is a complete copy.
            writer.note_unfinished("")
    return CopyReport(
        digest=digest,
        sources=len(sources) - len(present),
        known=len(present),
        log=log,
        readings=readings,
        readings_left=readings_left,
        files=came,
        missing_files=missing,
        **counts,
    )


def _check_begun(old: CaseStore, new: CaseStore, sources: Iterable[KeptSource]) -> set[str]:
    """The sources that an earlier run copied. Raises WrongUse for a target with a case of its own."""
    known = {kept.source.digest: kept for kept in sources}
    present = new.sources()
    strange = [kept for kept in present if known.get(kept.source.digest) != kept]
    own = _own_log(old, new)
    if strange or own:
        raise WrongUse(
            "The target holds another case: {sources} sources that the copied case does not have, and {entries} entries in "
            "its log. A copy brings the whole log, so it needs a place without a case; it makes the case itself.",
            sources=len(strange),
            entries=own,
        )
    return {kept.source.digest for kept in present}


def _own_log(old: CaseStore, new: CaseStore) -> int:
    """How many entries of the new log are neither copied nor the signature of a copy?"""
    own = 0
    for theirs, ours in zip_longest(old.log(), new.log()):
        if ours is None:
            break
        own += theirs != ours and (theirs is not None or ours.audit_event.action != ACTION)
    return own


def _is_signed(old: CaseStore, new: CaseStore) -> bool:
    """Has an earlier run completed the copy: does the new log hold all of the old one and then the signature?"""
    return any(theirs is None for theirs, _ in zip_longest(old.log(), new.log()))


def _carry_source(old: CaseStore, new: CaseStore, kept: KeptSource) -> dict[str, int]:
    digest = kept.source.digest
    records = old.source_records(digest)
    with new.transaction() as writer:
        writer.register_source(
            kept.source, received=kept.received, actor=kept.actor, flags=kept.flags, rejections=kept.rejections
        )
        written = [
            writer.upsert_nodes(digest, records.nodes),
            writer.upsert_links(digest, records.links, ends_may_wait=True),
            writer.add_entries(digest, records.entries, ends_may_wait=True),
        ]
        events = writer.append_events(digest, records.events).added
        refused = [conflict for part in written for conflict in part.conflicts]
        if refused:
            raise CopyDiffers(
                "Source {digest} cannot be copied: {count} of its records contradict those of other sources. Verify the "
                "case copied.",
                digest=digest,
                count=len(refused),
            )
    nodes, links, entries = (part.added for part in written)
    return {"nodes": nodes, "links": links, "events": events, "entries": entries}


def _carry_log(old: CaseStore, new: CaseStore) -> int:
    have = sum(1 for _ in new.log())
    rest, count = islice(old.log(), have, None), 0
    while page := list(islice(rest, _LOG_PAGE)):
        with new.transaction() as writer:
            for entry in page:
                writer.append_entry(entry)
        count += len(page)
    return count


def _carry_readings(old: CaseStore, new: CaseStore) -> tuple[int, int]:
    """How many entries of the access log are copied, and how many are not because the copy has its own access log?"""
    ours, rest = new.access_log(), old.access_log()
    for mine in ours:
        if mine != next(rest, None):
            return 0, 1 + sum(1 for _ in rest)
    return new.adopt_access_log(rest), 0


def _check_same(old: CaseStore, new: CaseStore, version: int) -> None:
    if old.data_version() != version:
        raise EnvironmentFailure(
            "The case changed while it was copied. Run the same command again: it completes the copy."
        )
    if old.digest() != new.digest():
        raise CopyDiffers(
            "The copy has fingerprint {found}, the case copied {expected}. Verify the case copied; if it holds, report "
            "this.",
            found=new.digest()[:16],
            expected=old.digest()[:16],
        )


def _last_hash(store: CaseStore) -> str:
    hash_ = GENESIS
    for entry in store.log():
        hash_ = entry.hash
    return hash_[:16]
