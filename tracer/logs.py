"""The log file of the program, for whoever looks after it: what happened when, with ids and counts alone.

Never a name, an account number, a text that was searched for, or a reason: those are in the logs of the case, which are
kept and checked with it. Written only where ``--log-file`` or TRACER_LOG_FILE names a file.
"""

from __future__ import annotations

import io
import logging
import os
import stat
import time
import traceback
from collections.abc import Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from graph_schema.errors import EnvironmentFailure, WrongUse

LOG_VARIABLE: Final = "TRACER_LOG_FILE"
LOGGERS: Final = ("tracer", "dashboards")
_FORMAT: Final = "%(asctime)s %(levelname)s %(process)d %(name)s %(message)s"
_LARGEST_BYTES: Final = 5 * 1024 * 1024
_KEPT_FILES: Final = 5
_OPENING: Final = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK

# Without a log file nothing is written anywhere, also not to the terminal.
for _name in LOGGERS:
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read_log_file(environ: Mapping[str, str], given: str | None = None) -> Path | None:
    """Which log file was asked for? The option wins over TRACER_LOG_FILE; None: no log is written."""
    named = given or environ.get(LOG_VARIABLE)
    return Path(named) if named else None


def start_log(path: Path | None) -> None:
    """Write the events of this process to this file from now on; None ends the log of before.

    The file is for its owner alone. At 5 MiB it is renamed to ``.1``, and five such files are kept. A process that serves for
    long takes a file of its own: two that write to one file may rename it under each other.
    Raises WrongUse for a link or what is no file, EnvironmentFailure where it cannot be written.
    """
    for name in LOGGERS:
        logger = logging.getLogger(name)
        for handler in [found for found in logger.handlers if isinstance(found, _OwnFileHandler)]:
            logger.removeHandler(handler)
            handler.close()
    if path is None:
        return
    try:
        handler = _OwnFileHandler(path, maxBytes=_LARGEST_BYTES, backupCount=_KEPT_FILES, encoding="utf-8")
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=path, reason=error.strerror) from error
    handler.setFormatter(_IdsAndCounts(_FORMAT, "%Y-%m-%dT%H:%M:%SZ"))
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.addHandler(handler)


def log_file() -> Path | None:
    """To which file does this process write its events?"""
    handlers = logging.getLogger(LOGGERS[0]).handlers
    return next((Path(found.baseFilename) for found in handlers if isinstance(found, _OwnFileHandler)), None)


class _OwnFileHandler(RotatingFileHandler):
    """Opens its files for their owner alone, and never writes through a link."""

    def _open(self) -> io.TextIOWrapper:
        handle = os.open(self.baseFilename, _OPENING, 0o600)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise WrongUse("{path} is no file that a log can be written to. Name another one.", path=self.baseFilename)
        os.fchmod(handle, 0o600)
        return io.TextIOWrapper(
            os.fdopen(handle, "ab"), encoding="utf-8", errors="backslashreplace", write_through=True
        )

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name that logging calls
        """A log that cannot be written stops no work, and prints no record on a terminal."""


class _IdsAndCounts(logging.Formatter):
    """One line an event, in UTC. Of an exception its kind and place: its text may speak of the case."""

    converter = staticmethod(time.gmtime)

    def formatException(  # noqa: N802 - the name that logging calls
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        if ei[0] is None:
            return ""
        frames = traceback.extract_tb(ei[2])
        place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
        return f"{ei[0].__name__}{place}"

    def format(self, record: logging.LogRecord) -> str:
        # Formatted texts of an exception are kept on the record by other handlers.
        record.exc_text = None
        return super().format(record).replace("\r", " ").replace("\n", " ")
