"""Replaces this process by the server of the screens, for the case and the person that the settings name."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from tracer.logs import LOG_VARIABLE, log_file
from tracer.settings import Settings


def start_dashboard(settings: Settings, port: int) -> NoReturn:
    """Serve the screens for this case until stopped: this process becomes their server.

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
    log = log_file()
    if log is not None:
        given[LOG_VARIABLE] = str(log)
    command = [sys.executable, "-m", "dashboards", "--port", str(port)]
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(sys.executable, command, {**os.environ, **given})  # noqa: S606 - the program itself, no shell
