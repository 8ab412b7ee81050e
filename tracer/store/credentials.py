"""The login for a server. It is never part of an address, a log or an error."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user of the server.

    ``authority``: the file with the certificate of a private authority that signed the certificate of the server.
    """

    user: str = "neo4j"
    password: str = field(default="", repr=False)
    authority: Path | None = None
