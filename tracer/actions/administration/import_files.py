"""Writes a case as files for the import of a Neo4j server: for a first load that is too large for a copy."""

from __future__ import annotations

from pathlib import Path

from tracer.actions.administration.copying import ACTION
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings
from tracer.store.ports.admin_import import ImportFiles

__all__ = ["ImportFiles", "write_import_files"]


def write_import_files(settings: Settings, source: str, folder: Path) -> ImportFiles:
    """Write the case at this address into an empty folder, with the command that brings it into a stopped server.

    The case is opened for reading only; the act is recorded in its access log, which is written too, and as the
    last entry of the log of the new case, as in a copy. Kept files stay where they are.
    Raises WrongUse for a folder that holds something, EnvironmentFailure where the case changed meanwhile.
    Cost: the whole case in memory.
    """
    # The server's driver is loaded here only: a case on this machine does not need it otherwise.
    from tracer.store.neo4j.admin_import import files

    with open_session(settings.at(source), read_only=True) as session:
        digest = session.store.digest()
        session.read("manage", ACTION, digest, "files")
        signature = session.audit_event(ACTION, digest, f"sources={len(session.store.sources())} files")
        return files.write_import_files(session.store, folder, signature=signature)
