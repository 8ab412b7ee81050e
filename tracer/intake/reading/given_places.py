"""Expands folders and archives into the files that they hold."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from graph_schema.errors import TracerError, WrongUse
from importers.archive import is_archive, unpack
from importers.declaration import Declaration
from importers.source import Upload, check_place, open_source

_HEAD_BYTES = 512


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file to import, and what a person states of it alone.

    ``declared``: what the file does not say itself. ``replace_reason``: why the earlier reading of the file may be
    replaced, if the case has one. ``problem``: why it cannot be opened, if that is known. ``archive``: the digest of the
    archive that holds it, if any.
    """

    place: Path | Upload
    declared: Declaration | None = None
    replace_reason: str | None = None
    problem: TracerError | None = None
    archive: str = ""


def expand_given(given: GivenFile, *, largest: int) -> Iterator[GivenFile]:
    """Which files are meant? Those of a folder and its folders, those of an archive, any other file itself.

    ``largest``: the limit of a file in bytes. Links and devices in a folder are not followed. What cannot be opened stays
    as a file with its ``problem``, so that the report says so.
    Raises: WrongUse for a path that does not exist, and for a folder without files.
    """
    place = given.place
    if isinstance(place, Upload) or not place.is_dir():
        check_place(place)
        yield from _opened(given, largest)
        return
    files = list(_files_of(place))
    if not files:
        raise WrongUse("There is no file in the folder {path}. Check the name.", path=place)
    for inner in files:
        if stat.S_ISREG(inner.lstat().st_mode):
            yield from _opened(replace(given, place=inner), largest)
        else:
            problem = WrongUse("{path} is a link or a device in a folder. Name the file itself.", path=inner)
            yield replace(given, place=inner, problem=problem)


def unpack_upload(upload: Upload, *, largest: int) -> tuple[GivenFile, ...]:
    """The files of an uploaded archive; any other file, and an archive that cannot be opened, as it is."""
    return tuple(expand_given(GivenFile(upload), largest=largest))


def _files_of(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, followlinks=False):
        # A link to a folder is listed as a folder, and is not followed.
        links = [name for name in folders if Path(parent, name).is_symlink()]
        folders.sort()
        yield from (Path(parent, name) for name in sorted([*files, *links]))


def _opened(given: GivenFile, largest: int) -> Iterator[GivenFile]:
    place = given.place
    try:
        head = place.data[:_HEAD_BYTES] if isinstance(place, Upload) else _head(place)
        archive = open_source(place, largest=largest) if is_archive(head) else None
        members = () if archive is None else unpack(archive)
    except TracerError as problem:
        yield replace(given, problem=problem)
        return
    if not members:
        yield given
    for member in members:
        yield replace(given, place=member, archive=archive.digest if archive is not None else "")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEAD_BYTES)
    except OSError:
        # Opening the file itself says why.
        return b""
