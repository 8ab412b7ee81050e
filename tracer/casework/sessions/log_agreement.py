"""Checks that the log, the sources and the kept files belong to the same case: each may be intact and of another case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from graph_schema.errors import TracerError
from graph_schema.messages import N_
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.casework.sessions.session import Session
from tracer.store.ports.store_values import Check

_SHOWN: Final = 5
_DIGITS: Final = 16


def check_agreement(session: Session) -> Iterator[Check]:
    """Do the log, the sources and the kept files of this case agree? The store itself checks a log that cannot be read."""
    sources = {kept.source.digest for kept in session.store.sources()}
    try:
        logged, back, entries = _read_log(session)
    except (TracerError, LookupError, ValueError):
        return
    yield from _check_logged(sources, logged, entries)
    yield from _check_orphans(session, sources, back)


def _read_log(session: Session) -> tuple[set[str], set[str], int]:
    """Sources that by the log are in the case, sources that were retracted last, and the count of entries."""
    logged: set[str] = set()
    back: set[str] = set()
    count = 0
    for entry in session.store.log():
        count += 1
        digest = entry.audit_event.subject
        if entry.audit_event.action == "retract":
            logged.discard(digest)
            back.add(digest)
        elif entry.audit_event.detail.startswith("rows="):
            logged.add(digest)
            back.discard(digest)
    return logged, back, count


def _check_logged(sources: set[str], logged: set[str], entries: int) -> Iterator[Check]:
    """Does the log record each source of the case, and does the case have each source that the log records?"""
    if sources and not entries:
        template = N_(
            "The log is empty, and the case has {count} sources: the log was removed. Compare with a log printed earlier, and "
            "restore the store from a backup."
        )
        yield Check("logged", False, template, {"count": str(len(sources))})
    elif sources - logged:
        template = N_(
            "The log has no entry for {count} sources of the case: {found}. They were added outside Tracer, or the log belongs "
            "to another case. Restore the store from a backup."
        )
        yield _found("logged", False, template, sources - logged)
    elif logged - sources:
        template = N_(
            "The log records {count} sources that the case does not have: {found}. Their records were removed, or the log "
            "belongs to another case. Restore the store from a backup."
        )
        yield _found("logged", False, template, logged - sources)
    else:
        template = N_("The log has an entry for each of the {count} sources.")
        yield Check("logged", True, template, {"count": str(len(sources))})


def _check_orphans(session: Session, sources: set[str], back: set[str]) -> Iterator[Check]:
    """Kept files that no source names. The file of a retracted source stays by rule and is not counted."""
    folder = session.folder / SOURCES_FOLDER
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    orphans = found - sources - back
    if orphans:
        template = N_(
            "{count} files in the folder of kept files belong to no source of the case: {files}. An import was refused or "
            "interrupted, or the files belong to another case. Import each file again, or move it out of the folder."
        )
        yield _found("orphans", True, template, orphans, name="files")


def _found(name_: str, holds: bool, template: str, found: Iterable[str], *, name: str = "found") -> Check:
    names = sorted(found)
    shown = ", ".join(text[:_DIGITS] for text in names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
    return Check(name_, holds, template, {"count": str(len(names)), name: shown})
