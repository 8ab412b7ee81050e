"""Who asks a server for a case. Never part of an address, a log or an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user of the server. ``authority``: file with the certificate that signed the server's, where it is an own one."""

    user: str = "neo4j"
    password: str = field(default="", repr=False)
    authority: Path | None = None
