"""Lists, makes and opens the cases of one folder: each case is a folder of its own in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from graph_schema.errors import NotFound, WrongUse
from graph_schema.messages import N_
from tracer.access.roles import require
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.case import MAPPINGS_FOLDER, STORE_FILE
from tracer.casework.sessions.opening import open_session
from tracer.sample.writing import SampleFiles, write_sample
from tracer.settings import Settings

SAMPLE_NAME: Final = "Sample case"
LONGEST_NAME: Final = 80
_NAME: Final = re.compile(r"[^\W_][\w .()\-]*", re.UNICODE)
_MAKING: Final = "sample"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case. ``name``: the name of its folder; ``changed``: when its store was last written, UTC."""

    name: str
    changed: datetime


def list_cases(folder: Path) -> tuple[CaseLine, ...]:
    """The cases in this folder, the one changed last first. Opens none of them. Cost: one look at each entry."""
    found = [CaseLine(path.name, changed) for path in _entries(folder) if (changed := _changed(path)) is not None]
    return tuple(sorted(found, key=lambda line: (line.changed, line.name), reverse=True))


def find_case(settings: Settings, folder: Path, name: str) -> Settings:
    """The settings for the case of this name. Raises NotFound: a name is never read as a path."""
    if name not in {line.name for line in list_cases(folder)}:
        raise NotFound("There is no case {name} in {folder}.", name=name, folder=folder)
    return replace(settings, case=folder / name, store=None)


def make_case(settings: Settings, folder: Path, name: str) -> Settings:
    """Make an empty case under this name. Returns: the settings that open it.

    Raises WrongUse for a name that is taken or that no folder can have; NotAllowed for a role that imports no files.
    """
    require(settings.actor, "import")
    name = " ".join(name.split())
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME or name.endswith("."):
        raise WrongUse(
            "A case cannot be called {name!r}: expected 1 to {longest} letters, digits, spaces and . - ( ), beginning with a "
            "letter or a digit.",
            name=name,
            longest=LONGEST_NAME,
        )
    if name.casefold() in {path.name.casefold() for path in _entries(folder)}:
        raise WrongUse(
            "There is already a case or a folder {name} in {folder}. Choose another name.", name=name, folder=folder
        )
    made = replace(settings, case=folder / name, store=None)
    with open_session(made, create=True) as session, session.store.transaction() as writer:
        session.log(writer, "init")
    return made


def make_sample_case(settings: Settings, folder: Path) -> Settings:
    """The sample case: opened if it is there, else made, or completed if its making broke off. Everything in it is invented.

    Cost: about five seconds the first time.
    """
    made = replace(settings, case=folder / SAMPLE_NAME, store=None)
    if _changed(made.case) is not None:
        with open_session(made, making=_MAKING) as session:
            if not session.store.unfinished():
                return made
    require(settings.actor, "import")
    with TemporaryDirectory(prefix="tracer-") as place, open_session(made, create=True, making=_MAKING) as session:
        sample = write_sample(Path(place))
        keep_sample_mappings(made.case, sample)
        import_files(session, sample.files)
        import_files(session, [sample.undeclared], declared=sample.declaration)
        with session.store.transaction() as writer:
            session.log(writer, "init", detail="sample")
            writer.note_unfinished("")
    return made


def keep_sample_mappings(case: Path, sample: SampleFiles) -> None:
    """Copy the mappings of the sample into the folder of its case."""
    target = case / MAPPINGS_FOLDER
    target.mkdir(parents=True, exist_ok=True)
    for mapping in sample.mappings:
        shutil.copyfile(mapping, target / mapping.name)


def _entries(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if not path.name.startswith("."))


def _changed(folder: Path) -> datetime | None:
    """When the store of this case was last written; None: the folder holds no case. A reader leaves an empty log of writes."""
    store = folder / STORE_FILE
    if not store.is_file():
        return None
    written = store.with_name(f"{store.name}-wal")
    times = [
        path.stat().st_mtime for path in (store, written) if path == store or (path.is_file() and path.stat().st_size)
    ]
    return datetime.fromtimestamp(max(times), UTC)


SAMPLE_MEANING: Final = N_(
    "An organised group, companies that hold one another, victims, a villa in a parent's name. Every person, number and "
    "place in it is invented."
)
