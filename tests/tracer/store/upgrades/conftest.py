"""The case of form 1 that lies beside, laid out as that form had it."""

from __future__ import annotations

import gzip
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

from graph_schema.rendering.sql import APPLICATION_ID

FORM_1 = Path(__file__).parent / "form_1"


def unpack(name: str) -> str:
    return gzip.decompress((FORM_1 / name).read_bytes()).decode()


def lay_file(path: Path, script: str, *marks: str) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(unpack(script))
    for mark in marks:
        connection.execute(mark)
    connection.close()
    path.chmod(0o600)


def lay_files(folder: Path) -> None:
    """The kept files and mappings of the case."""
    with zipfile.ZipFile(FORM_1 / "files.zip") as packed:
        packed.extractall(folder)


@pytest.fixture(scope="session")
def old_answers() -> dict[str, dict[str, dict[str, object]]]:
    """What the code of form 1 answered: of the case in its ``folder`` and on a ``server``, by command."""
    return json.loads(unpack("answers.json.gz"))


@pytest.fixture
def old_case(tmp_path) -> Path:
    """The case of form 1 in a folder."""
    folder = tmp_path / "old"
    folder.mkdir(mode=0o700)
    lay_files(folder)
    marks = (
        f"PRAGMA application_id = {APPLICATION_ID}",
        "PRAGMA user_version = 1",
        "PRAGMA journal_mode = WAL",
    )
    lay_file(folder / "case.sqlite", "case.sql.gz", *marks)
    lay_file(folder / "case.sqlite.readings", "readings.sql.gz", "PRAGMA journal_mode = PERSIST")
    return folder


@pytest.fixture(scope="session")
def old_graph() -> dict[str, list[object]]:
    """The case of form 1 as it lay on a server: ``nodes``, ``links``, ``schema``."""
    return json.loads(unpack("graph.json.gz"))


@pytest.fixture(scope="session")
def old_files():
    """Lay the kept files of the case into a folder."""
    return lay_files
