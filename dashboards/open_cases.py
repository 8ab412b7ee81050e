"""Opens each case once in the process: the pages and the routes beside them share its session.

A session keeps what was derived from the case. Two sessions would compute it twice.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Final, TypeAlias

from graph_schema.errors import WrongUse
from tracer.actions.administration.cases import find_case
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.settings import Settings, current_settings, read_case_folder

_Key: TypeAlias = tuple[Settings, Path | None, str]

_on_guard: Final = threading.Event()
_lock: Final = threading.Lock()
_locks: Final[dict[_Key, threading.Lock]] = {}
_sessions: Final[dict[_Key, Session]] = {}


def note_guard() -> None:
    """A guard stands before everything that this process answers. Called by the guard itself."""
    _on_guard.set()


def is_guarded() -> bool:
    """Does this process answer behind a guard? Without a guard it opens no case."""
    return _on_guard.is_set()


def open_case(name: str) -> Session:
    """The session of this case, in the language of the settings. ``name``: empty where the process has one case alone.

    Thread-safe: a case that is asked for twice at once is opened once, and no other case waits for it.
    Raises: WrongUse where no guard stands before the process; NotFound for a case that is not in the folder.
    """
    if not is_guarded():
        raise WrongUse(
            "The screens run only behind their guard: start them with {command}.", command="tracer dashboard"
        )
    settings, folder = current_settings(), read_case_folder(os.environ)
    key = (settings, folder, name)
    with _lock:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        if key not in _sessions:
            _sessions[key] = open_session(settings if folder is None else find_case(settings, folder, name))
        return _sessions[key]


def forget_cases() -> None:
    """Open every case anew from now on. Who holds a session keeps it."""
    with _lock:
        _sessions.clear()
        _locks.clear()
