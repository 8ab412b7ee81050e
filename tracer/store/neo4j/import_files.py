"""A whole case as files for ``neo4j-admin database import full``: the way for a first load of a register.

What the server holds afterwards is what this store would have written itself in one transaction.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.journal import Deed, chain_deed
from tracer.store.import_port import ImportFiles
from tracer.store.neo4j.import_csv import Form, SignTaken, forms
from tracer.store.neo4j.import_rows import ImportRows
from tracer.store.neo4j.retelling import retell
from tracer.store.port import CaseStore

COMMAND_FILE: Final = "COMMAND.txt"
_SMALLEST_BUFFER: Final = 4 * 2**20
_BYTES_A_SIGN: Final = 4


def write_import_files(store: CaseStore, folder: Path, *, signature: Deed | None = None) -> ImportFiles:
    """Write the case into an empty folder, as files and the command that brings them into a stopped server.

    Args: ``signature``: the deed that ends the log of the new case.
    The command is written last: a folder without it is not complete.
    Raises: WrongUse for a folder that holds something; EnvironmentFailure where it cannot be written or the case changes
        meanwhile; WrongRecord where the case is damaged.
    Cost: the whole case in memory, about 1 kB a node; 40 microseconds and 0.4 kB of disk a transfer.
    """
    _make_folder(folder)
    draft, settled = retell(store)
    log = list(store.log())
    if signature is not None:
        log.append(chain_deed(signature, log[-1] if log else None))
    readings = list(store.readings())
    try:
        for form in forms():
            try:
                rows = ImportRows(folder, form, draft, settled)
                counts = rows.write(log, readings)
                break
            except SignTaken:
                _empty(folder)
        else:
            raise WrongUse("The texts of the case hold every sign that could part them. Verify the case.")
        ends = {"log": len(log), "readings": len(readings)}
        written = ImportFiles(str(folder), settled.digest, _command(form, rows.named), **counts, **ends)
        (folder / COMMAND_FILE).write_text(_explain(written), "utf-8")
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=folder, reason=error.strerror) from error
    return written


def _make_folder(folder: Path) -> None:
    """The files hold personal data: the folder is for its owner alone."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = any(folder.iterdir())
        if not held:
            folder.chmod(0o700)
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be written: {reason}.", path=folder, reason=error.strerror) from error
    if held:
        raise WrongUse("The folder {path} holds something already. Name an empty one for the files.", path=folder)


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
Files of a case for a Neo4j server, 5.26 or later. They hold personal data: remove them when the case is on its server.

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
