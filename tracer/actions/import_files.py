"""A case as files for the importer of a Neo4j server: the way for a first load that is too large for a copy."""

from __future__ import annotations

from pathlib import Path

from tracer.actions.copying import ACTION
from tracer.actions.session import open_session
from tracer.settings import Settings
from tracer.store.import_port import ImportFiles

__all__ = ["ImportFiles", "write_import_files"]


def write_import_files(settings: Settings, source: str, folder: Path) -> ImportFiles:
    """Write the case at this address into an empty folder, with the command that brings it into a stopped server.

    The case is opened for reading only; the act goes into its chain of readings, which comes along, and ends the log of
    the new case, as a copy does. Kept files stay where they are.
    Raises WrongUse for a folder that holds something, EnvironmentFailure where the case changed meanwhile.
    Cost: the whole case in memory.
    """
    # A case on this machine never loads the server's driver, unless for this.
    from tracer.store.neo4j import import_files

    with open_session(settings.at(source), read_only=True) as session:
        digest = session.store.digest()
        session.read("manage", ACTION, digest, "files")
        signature = session.deed(ACTION, digest, f"sources={len(session.store.sources())} files")
        return import_files.write_import_files(session.store, folder, signature=signature)
