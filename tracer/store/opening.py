"""Opens the store that an address names."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from graph_schema.errors import WrongUse
from tracer.store.credentials import Credentials
from tracer.store.ports.case_store import CaseStore
from tracer.store.server_address import SERVER_SCHEMES, names_server, parse_server_address
from tracer.store.sqlite.store import open_sqlite_store

_log = logging.getLogger(__name__)


def open_store(
    address: str,
    *,
    create: bool = False,
    read_only: bool = False,
    credentials: Credentials | None = None,
    unfinished: str = "",
) -> CaseStore:
    """Open the case at this address: the path of a file on this machine, or a server (``neo4j://host:port/database``).

    ``credentials``: used for a server only; a user in the address takes precedence over the user in the credentials.
    ``unfinished``: if the case is new, the command that will complete it.
    Raises: WrongUse for an address of another kind or with a password in it; all errors of opening the store.
    """
    _log.info("open engine=%s read_only=%d", "neo4j" if names_server(address) else "sqlite", read_only)
    if names_server(address):
        login = credentials or Credentials()
        return _open_server(address, create=create, read_only=read_only, credentials=login, unfinished=unfinished)
    scheme, mark, _ = address.partition("://")
    if mark:
        raise WrongUse(
            "The address begins with {scheme}://, which is not a kind of store that Tracer supports. Give the path of a "
            "case on this machine, or the address of a server that begins with {known}.",
            scheme=scheme,
            known=", ".join(f"{known}://" for known in SERVER_SCHEMES),
        )
    if not address.strip():
        raise WrongUse("The address of the case is empty. Give the path of a case file on this machine.")
    return open_sqlite_store(Path(address), create=create, read_only=read_only, unfinished=unfinished)


def _open_server(
    address: str, *, create: bool, read_only: bool, credentials: Credentials, unfinished: str
) -> CaseStore:
    # For a case on this machine, the driver of the server is not imported.
    from tracer.store.neo4j.store import open_neo4j_store

    server = parse_server_address(address)
    if server.user is not None:
        credentials = replace(credentials, user=server.user)
    return open_neo4j_store(
        str(server), create=create, read_only=read_only, credentials=credentials, unfinished=unfinished
    )
