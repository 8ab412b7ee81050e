"""The repository as a list of files, for the tests that look at all of it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def repository_files(project_root: Path) -> list[str]:
    """Every file that is tracked or would be: ignored files are not part of the repository."""
    if not (project_root / ".git").exists():
        pytest.skip("this is not a git checkout, so what is tracked is unknown")
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(
        [*command, "--cached", "--others", "--exclude-standard"],
        cwd=project_root,
        capture_output=True,
        check=True,
    )
    return sorted({name for name in listed.stdout.decode().split("\0") if name and (project_root / name).exists()})
