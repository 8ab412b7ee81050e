"""Replaces this process by the server of the screens, for the case and the person that the settings name."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NoReturn

from tracer.logs import LOG_VARIABLE, log_file
from tracer.settings import Settings


def start_dashboard(settings: Settings, port: int, cases: Path | None = None) -> NoReturn:
    """Serve the screens for this case until stopped: this process becomes their server.

    ``cases``: the folder of all cases; the reader then chooses one of them on the screen.

    Therefore any signal that ends the process, also one that cannot be caught, ends the server. The screens inherit the
    environment, and find the password of a Neo4j server in the same place as this process.
    """
    given = {
        "TRACER_STORE": settings.store or str(settings.case.resolve()),
        "TRACER_FILES": str(settings.case.resolve()),
        "TRACER_ROLE": settings.actor.role,
        "TRACER_USER": settings.actor.name,
        "TRACER_LANG": settings.language,
    }
    if cases is not None:
        given["TRACER_CASES"] = str(cases.resolve())
    log = log_file()
    if log is not None:
        given[LOG_VARIABLE] = str(log)
    command = [sys.executable, "-m", "dashboards", "--port", str(port)]
    sys.stdout.flush()
    sys.stderr.flush()
    environment = {name: value for name, value in os.environ.items() if name != "TRACER_CASES"}
    os.execve(sys.executable, command, {**environment, **given})  # noqa: S606 - the program itself, no shell
