"""The upgrade of the case that an address names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tracer.store.credentials import Credentials
from tracer.store.server_address import names_server, parse_server_address
from tracer.store.upgrades.port import StoreUpgrade


def open_upgrade(address: str, folder: Path, credentials: Credentials | None = None) -> StoreUpgrade:
    """The upgrade of the case at this address: a file, or a server whose copy lies in ``folder`` meanwhile.

    Raises what opening a store raises, but takes a case of an earlier form.
    """
    if not names_server(address):
        from tracer.store.sqlite.upgrades.upgrade import SqliteUpgrade

        return SqliteUpgrade(Path(address))
    # A case on this machine never loads the server's driver.
    from tracer.store.neo4j.upgrades.upgrade import Neo4jUpgrade

    login = credentials or Credentials()
    server = parse_server_address(address)
    if server.user is not None:
        login = replace(login, user=server.user)
    return Neo4jUpgrade(str(server), login, folder)
