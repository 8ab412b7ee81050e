"""A server that somebody else runs, for tests on a machine that has one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NamedServer:
    """A server that somebody else runs, as the environment names it; nothing here starts or stops it.

    TRACER_TEST_NEO4J is its address, TRACER_TEST_NEO4J_USER the user (neo4j if absent), and the file named by
    TRACER_TEST_NEO4J_PASSWORD_FILE holds the password.
    """

    address: str
    user: str
    password: str = field(repr=False)
    release: str = "named by TRACER_TEST_NEO4J"


def named_server(environment: Mapping[str, str] = os.environ) -> NamedServer | None:
    """The server that the environment names, or None where tests start their own.

    Raises: ValueError where an address is named without a password file.
    """
    address = environment.get("TRACER_TEST_NEO4J")
    if not address:
        return None
    file = environment.get("TRACER_TEST_NEO4J_PASSWORD_FILE")
    if not file:
        raise ValueError(
            "TRACER_TEST_NEO4J names a server: TRACER_TEST_NEO4J_PASSWORD_FILE must name its password file"
        )
    password = Path(file).read_text("utf-8").strip()
    return NamedServer(address, environment.get("TRACER_TEST_NEO4J_USER") or "neo4j", password)
