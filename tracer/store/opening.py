"""Which store does an address name?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from graph_schema.errors import WrongUse
from tracer.store.credentials import Credentials
from tracer.store.port import CaseStore
from tracer.store.server_address import SERVER_SCHEMES, names_server, parse_server_address
from tracer.store.sqlite_store import open_sqlite_store


def open_store(
    address: str, *, create: bool = False, read_only: bool = False, credentials: Credentials | None = None
) -> CaseStore:
    """Open the case at this address: the path of a file on this machine, or a server (``neo4j://host:port/database``).

    ``credentials``: for a server alone; a user in the address goes before the one they name.
    Raises: WrongUse for an address of another kind or with a password in it, and whatever opening the store raises.
    """
    if names_server(address):
        return _open_server(address, create=create, read_only=read_only, credentials=credentials or Credentials())
    scheme, mark, _ = address.partition("://")
    if mark:
        raise WrongUse(
            "The address begins with {scheme}://, which names no store known here. Give the path of a case on this "
            "machine, or a server's address that begins with {known}.",
            scheme=scheme,
            known=", ".join(f"{known}://" for known in SERVER_SCHEMES),
        )
    if not address.strip():
        raise WrongUse("An empty address names no case. Give the path of a case file on this machine.")
    return open_sqlite_store(Path(address), create=create, read_only=read_only)


def _open_server(address: str, *, create: bool, read_only: bool, credentials: Credentials) -> CaseStore:
    # A case on this machine never loads the server's driver.
    from tracer.store.neo4j_store import open_neo4j_store

    server = parse_server_address(address)
    if server.user is not None:
        credentials = replace(credentials, user=server.user)
    return open_neo4j_store(str(server), create=create, read_only=read_only, credentials=credentials)
