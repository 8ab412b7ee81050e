"""Opens the case that the settings name, in its folder or on a server, for the person that they name."""

from __future__ import annotations

from pathlib import Path

from graph_schema.errors import EnvironmentFailure, NotFound, WrongUse
from importers.source import LARGEST_BYTES
from tracer.casework.sessions.case import SOURCES_FOLDER, STORE_FILE, Case
from tracer.casework.sessions.remains import count_kept, is_gone, refuse_database, refuse_folder
from tracer.casework.sessions.session import Session
from tracer.server_login import current_login
from tracer.settings import Settings
from tracer.store.credentials import Credentials
from tracer.store.errors import CaseUnfinished
from tracer.store.opening import open_store
from tracer.store.ports.case_store import CaseStore
from tracer.wording.language import find_language


def open_session(settings: Settings, *, create: bool = False, read_only: bool = False, making: str = "") -> Session:
    """Open the case that the settings name, in its folder or on a server. ``read_only``: the case refuses every write.

    ``making``: the command that fills the case. Only this command opens an incomplete case; until it has ended, nothing
    else opens the case that it creates.
    Raises: WrongUse if the folder has no case (the message names the command that creates one) or has kept files without
    their store; NotFound if the server has no case; CaseUnfinished.
    """
    language = find_language(settings.language)
    login = None if settings.store is None else current_login(settings.store)
    if not making:
        _refuse_remains(settings, login, create=create)
    if create and settings.store is None:
        _make_folders(settings.case)
    address = settings.store or str(settings.case / STORE_FILE)
    store = open_store(address, create=create, read_only=read_only, credentials=login, unfinished=making)
    try:
        if not making:
            _refuse_unfinished(store, settings)
        if create and settings.store is not None:
            # Only after the server has answered: a mistyped address leaves no folder behind.
            _make_folders(settings.case)
    except BaseException:
        store.close()
        raise
    return Session(Case(store, settings.case, largest_file(settings)), settings.actor, language=language)


def largest_file(settings: Settings) -> int:
    """The largest size of a file that may be imported, in bytes."""
    return settings.largest_file or LARGEST_BYTES


def _refuse_remains(settings: Settings, login: Credentials | None, *, create: bool) -> None:
    """Refuses to create a case beside the kept files of a case whose store is missing."""
    kept = count_kept(settings.case / SOURCES_FOLDER)
    if settings.store is None:
        path = settings.case / STORE_FILE
        if kept and is_gone(path):
            raise refuse_folder(settings.case, kept, STORE_FILE)
        if not create and not path.exists():
            raise WrongUse(
                "There is no case in {folder}. Check the path, or make a case there with: tracer --case {folder} init",
                folder=settings.case,
            )
        if create and kept and not _has_begun(str(path), None):
            raise refuse_folder(settings.case, kept, STORE_FILE)
    elif create and kept and not _has_begun(settings.store, login):
        raise refuse_database(settings.store, settings.case, kept)


def _has_begun(address: str, login: Credentials | None) -> bool:
    """Is there a case at this address whose log records its creation, or whose creation has not ended?"""
    try:
        store = open_store(address, read_only=True, credentials=login)
    except NotFound:
        return False
    try:
        return bool(store.unfinished()) or any(store.log())
    finally:
        store.close()


def _refuse_unfinished(store: CaseStore, settings: Settings) -> None:
    command = store.unfinished()
    if command:
        raise CaseUnfinished(
            "The case at {place} is not complete: the command that creates it was interrupted or is still running. Remove the "
            "incomplete case, or run the same command again, which continues where it stopped: {command}",
            place=settings.store or settings.case,
            command=command,
        )


def _make_folders(case: Path) -> None:
    """Create the folders of the case, readable by their owner only: the case holds personal data."""
    try:
        for folder in (case, case / SOURCES_FOLDER):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure(
            "{path} cannot be written: {reason}.", path=case, reason=error.strerror
        ) from error  # fmt: skip
