"""Loads and keeps the column mappings of the case: those given with an import, and those that were used for a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, get_args

from graph_schema.audit_log import LogEntry
from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.records.provenance import digest_bytes
from importers.mapping import ColumnMapping, TableFormat, read_mapping, write_mapping
from importers.parsing.table import matches_header
from importers.source import MIB, SourceFile, Upload
from tracer.casework.sessions.case import MAPPINGS_FOLDER
from tracer.casework.sessions.session import Session
from tracer.intake.kept.kept_files import write_own_file

SUPERSEDED = ".superseded.json"
"""End of the file name of a mapping that another of its name replaced: used for files read by it, not for new files."""
_FORMATS: Final = get_args(TableFormat)
_YAML_FORMAT: Final = re.compile(rf"^format: *[\"']?(?:{'|'.join(_FORMATS)})\b", re.MULTILINE)
_YAML_FIELDS: Final = re.compile("^(?:columns|joined):", re.MULTILINE)
_MARK = "mapping="
_MARK_SIGNS = 16


def load_mappings(session: Session, extra: Sequence[Path]) -> tuple[ColumnMapping, ...]:
    """The mappings saved with the case and those in ``extra``, which replace saved mappings of the same name."""
    saved = [path for path in _saved(session) if not path.name.endswith(SUPERSEDED)]
    found: dict[str, ColumnMapping] = {}
    for path in [*saved, *extra]:
        if not path.is_file():
            raise WrongUse("There is no mapping {path}. Check the name.", path=path)
        mapping = read_mapping(_read_text(path), path.name)
        found[mapping.name] = mapping
    return tuple(found[name] for name in sorted(found))


def is_mapping(file: Upload) -> bool:
    """Is this file a column mapping, right or wrong, and no source? A mapping is JSON or YAML that names a table format."""
    if len(file.data) > MIB:
        return False
    try:
        text = file.data.decode("utf-8-sig")
        found = json.loads(text) if text.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        return False
    if found is None:
        return _YAML_FORMAT.search(text) is not None and _YAML_FIELDS.search(text) is not None
    return isinstance(found, dict) and found.get("format") in _FORMATS and bool({"columns", "joined"} & found.keys())


def read_given(paths: Sequence[Path | Upload]) -> tuple[ColumnMapping, ...]:
    """The mappings given with an import. Raises: WrongUse if a file does not exist, or two of one name differ."""
    found: dict[str, ColumnMapping] = {}
    for path in paths:
        if isinstance(path, Path) and not path.is_file():
            raise WrongUse("There is no mapping {path}. Check the name.", path=path)
        mapping = read_mapping(_read_text(path), path.name)
        if found.setdefault(mapping.name, mapping) != mapping:
            raise WrongUse("Two different mappings have the name {name}. Give only one of them.", name=mapping.name)
    return tuple(found[name] for name in sorted(found))


def choose_mappings(
    file: SourceFile, given: tuple[ColumnMapping, ...], saved: tuple[ColumnMapping, ...], *, alone: bool
) -> tuple[ColumnMapping, ...]:
    """By which mappings can this file be read? By the given ones that fit its header; else by the saved ones that fit.

    If none fits, all are returned, so that a refusal can explain the difference. A file that is imported ``alone`` is
    read only by a given mapping, if one is given: the person names it for this file.
    """
    fitting = tuple(mapping for mapping in given if matches_header(file, mapping).claims)
    if fitting or (alone and given):
        return fitting or given
    named = {mapping.name for mapping in given}
    others = tuple(mapping for mapping in saved if mapping.name not in named)
    return tuple(mapping for mapping in others if matches_header(file, mapping).claims) or (*given, *others)


def mapping_mark(mapping: ColumnMapping) -> str:
    """The mark of this version of a mapping: the first 16 hexadecimal digits of the SHA-256 of its text."""
    return digest_bytes(write_mapping(mapping).encode())[:_MARK_SIGNS]


def log_mapping(mapping: ColumnMapping | None) -> str:
    """The text in the log for the mapping by which a file was read."""
    return "" if mapping is None else f" {_MARK}{mapping_mark(mapping)}"


def marks_in(log: Iterable[LogEntry]) -> dict[str, str]:
    """Digest of a file -> mark of the mapping by which it was last read, if the log records one."""
    found: dict[str, str] = {}
    for entry in log:
        marks = [word.removeprefix(_MARK) for word in entry.audit_event.detail.split() if word.startswith(_MARK)]
        if marks:
            found[entry.audit_event.subject] = marks[-1]
    return found


def load_marked(session: Session) -> dict[str, ColumnMapping]:
    """Mark -> mapping for all mappings kept with the case, superseded ones too."""
    kept = [read_mapping(_read_text(path), path.name) for path in _saved(session)]
    return {mapping_mark(mapping): mapping for mapping in kept}


def keep_mapping(session: Session, mapping: ColumnMapping) -> None:
    """Keep the mapping by which a file was read, to read the same file again and the next files of the sender.

    An earlier mapping of the same name with other content is kept as superseded.
    """
    target = _mapping_path(session, mapping.name)
    if target.exists():
        earlier = read_mapping(_read_text(target), target.name)
        if earlier == mapping:
            return
        aside = target.with_name(f"{target.stem}.{mapping_mark(earlier)}{SUPERSEDED}")
        write_own_file(aside, write_mapping(earlier).encode())
    write_own_file(target, write_mapping(mapping).encode())


def _saved(session: Session) -> list[Path]:
    folder = session.folder / MAPPINGS_FOLDER
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def _mapping_path(session: Session, name: str) -> Path:
    """The path of the mapping of this name, which may not exist yet."""
    current = (path for path in _saved(session) if not path.name.endswith(SUPERSEDED))
    named = (path for path in current if read_mapping(_read_text(path), path.name).name == name)
    return next(named, session.folder / MAPPINGS_FOLDER / f"{digest_bytes(name.encode())[:16]}.json")


def _read_text(path: Path | Upload) -> str:
    try:
        return path.data.decode("utf-8") if isinstance(path, Upload) else path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        named = path.name if isinstance(path, Upload) else path
        raise WrongUse("The mapping {path} is not UTF-8 text. Save it as UTF-8.", path=named) from error
    except OSError as error:
        raise EnvironmentFailure("{path} cannot be read: {reason}.", path=path, reason=error.strerror) from error
