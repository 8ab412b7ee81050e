"""The screens as a process of their own, for the case and the person that the settings name."""

from __future__ import annotations

import subprocess
import sys
from os import environ

from tracer.settings import Settings


def start_dashboard(settings: Settings, port: int) -> int:
    """Serve the screens for this case until stopped. Returns the exit code of the server.

    The screens find a server's password where this process finds it: they inherit the environment.
    """
    given = {
        "TRACER_STORE": settings.store or str(settings.case.resolve()),
        "TRACER_FILES": str(settings.case.resolve()),
        "TRACER_ROLE": settings.actor.role,
        "TRACER_USER": settings.actor.name,
        "TRACER_LANG": settings.language,
    }
    command = [sys.executable, "-m", "dashboards", "--port", str(port)]
    try:
        return subprocess.run(command, env={**environ, **given}, check=False).returncode
    except KeyboardInterrupt:
        return 0
