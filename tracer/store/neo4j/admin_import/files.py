"""Writes a case as files for ``neo4j-admin database import full``, the fastest first load of a large register.

After the import, the database is the same as if this store had written the case in one transaction.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from graph_schema.audit_log import AuditEvent, chain_audit_event
from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer.store.neo4j.admin_import.csv_files import Form, SignTaken, forms, open_own
from tracer.store.neo4j.admin_import.replay import replay
from tracer.store.neo4j.admin_import.rows import ImportRows
from tracer.store.ports.admin_import import ImportFiles
from tracer.store.ports.case_store import CaseStore

COMMAND_FILE: Final = "COMMAND.txt"
_SMALLEST_BUFFER: Final = 4 * 2**20
_BYTES_A_SIGN: Final = 4


def write_import_files(store: CaseStore, folder: Path, *, signature: AuditEvent | None = None) -> ImportFiles:
    """Write the case into an empty folder: the files, and the command that imports them into a stopped server.

    Args: ``signature``: the act that is the last entry of the audit log of the new case.
    The command is written last. A folder without the command is not complete.
    Raises: WrongUse for a folder that is not empty; EnvironmentFailure if it cannot be written or if the case changes
        meanwhile; WrongRecord if the case is damaged.
    Cost: the case is in memory, about 1 kB a node; 40 microseconds and 0.4 kB of disk a transfer.
    """
    _make_folder(folder)
    unit, derived = replay(store)
    log = list(store.log())
    if signature is not None:
        log.append(chain_audit_event(signature, log[-1] if log else None))
    readings = list(store.access_log())
    views = store.view_log.changes()
    try:
        for form in forms():
            try:
                rows = ImportRows(folder, form, unit, derived)
                counts = rows.write(log, readings, views)
                break
            except SignTaken:
                _empty(folder)
        else:
            raise WrongUse("The texts of the case contain every character that can separate them. Verify the case.")
        ends = {"log": len(log), "readings": len(readings)}
        written = ImportFiles(str(folder), derived.digest, _command(form, rows.named), **counts, **ends)
        with open_own(folder / COMMAND_FILE) as file:
            file.write(_explain(written))
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=folder, reason=error.strerror) from error
    return written


def _make_folder(folder: Path) -> None:
    """Make the folder. Only its owner can read it, because the files contain personal data."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_empty = not any(folder.iterdir())
        if is_empty:
            folder.chmod(0o700)
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=folder, reason=error.strerror) from error
    if not is_empty:
        raise WrongUse("The folder {path} is not empty. Name an empty folder for the files.", path=folder)


def _empty(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.unlink()


def _command(form: Form, named: tuple[str, ...]) -> tuple[str, ...]:
    buffer = max(_SMALLEST_BUFFER, form.longest * _BYTES_A_SIGN)
    return (
        *("neo4j-admin", "database", "import", "full", "neo4j", "--overwrite-destination=true", "--id-type=string"),
        *(f"--array-delimiter=U+{ord(form.sign):04X}", f"--multiline-fields={str(form.breaks).lower()}"),
        *(f"--read-buffer-size={buffer}", "--bad-tolerance=0", "--strict=true", *named),
    )


def _explain(files: ImportFiles) -> str:
    command = " \\\n    ".join(shlex.join([word]) for word in files.command)
    return _EXPLANATION.format(command=command, digest=files.digest)


_EXPLANATION: Final = """\
Files of a case for a Neo4j server, 5.26 or later. They hold the real names, numbers and accounts of everybody in the
case, protected persons too, and are for their owner alone: remove them when the case is on its server.

1. Bring this folder to the server's machine, readable by the server's user alone. Stop the server.
2. In this folder, as the server's user. The database named neo4j is REPLACED; name another one if it holds something.

{command}

3. Start the server. The kept files stay where they are: name their folder by TRACER_FILES. Make the indexes, then check:
   every check must hold, and the last command must end with the fingerprint {digest}.

export TRACER_FILES=FOLDER
tracer init --store neo4j://HOST:7687
tracer --store neo4j://HOST:7687 verify
tracer copy SOURCE neo4j://HOST:7687
"""
