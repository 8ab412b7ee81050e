"""The column mappings of the case: those given with an import, and those kept because they fitted a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.provenance import digest_bytes
from importers.mapping import ColumnMapping, read_mapping, write_mapping
from importers.parsing.table import matches_header
from importers.source import SourceFile
from tracer.actions.session import MAPPINGS_FOLDER, Session


def load_mappings(session: Session, extra: Sequence[Path]) -> tuple[ColumnMapping, ...]:
    """The mappings saved with the case and those named now; one given now replaces a saved one of the same name."""
    folder = session.folder / MAPPINGS_FOLDER
    saved = sorted(folder.glob("*.json")) if folder.is_dir() else []
    found: dict[str, ColumnMapping] = {}
    for path in [*saved, *extra]:
        if not path.is_file():
            raise WrongUse("There is no mapping {path}. Check the name.", path=path)
        mapping = read_mapping(_read_text(path), path.name)
        found[mapping.name] = mapping
    return tuple(found[name] for name in sorted(found))


def keep_mappings(session: Session, file: SourceFile, mappings: Iterable[ColumnMapping]) -> None:
    """Keep the mapping that fits this file with the case: its rows are opened through it later."""
    for mapping in mappings:
        if not matches_header(file, mapping).claims:
            continue
        target = _mapping_path(session, mapping.name)
        try:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            target.write_text(write_mapping(mapping), encoding="utf-8")
        except OSError as error:
            raise EnvironmentFailure(
                "{path} cannot be written: {reason}.", path=target, reason=error.strerror
            ) from error


def _mapping_path(session: Session, name: str) -> Path:
    """Where the mapping of this name lies, or is to lie."""
    folder = session.folder / MAPPINGS_FOLDER
    saved = sorted(folder.glob("*.json")) if folder.is_dir() else []
    named = (path for path in saved if read_mapping(_read_text(path), path.name).name == name)
    return next(named, folder / f"{digest_bytes(name.encode())[:16]}.json")


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise WrongUse("The mapping {path} is not UTF-8 text. Save it as UTF-8.", path=path) from error
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be read: {reason}.", path=path, reason=error.strerror) from error
