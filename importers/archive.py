"""Unpacks a delivery of files (ZIP, TAR, GZ) in memory; nothing is written, and no name of a folder is used."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from importers.contract import UnreadableFile
from importers.parsing.limits import EXPANDED_BYTES, EXPANSION, HARMLESS_BYTES
from importers.source import SourceFile, Upload

MEMBERS: Final = 10_000
"""Largest number of files of one archive."""
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b"
_TAR_MARK, _TAR_PLACE = b"ustar", 257
_OFFICE: Final = (b"[Content_Types].xml", b"_rels/", b"xl/", b"word/", b"ppt/", b"docProps/", b"customXml/")
_OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument"
_OFFICE_NAMES: Final = frozenset({"[Content_Types].xml", "content.xml"})
_FAULTS: Final = (zipfile.BadZipFile, tarfile.TarError, EOFError, OSError, RuntimeError, ValueError, zlib.error)
_PIECE: Final = 1 << 20


def is_archive(head: bytes) -> bool:
    """Do these first bytes begin an archive of files? A workbook or document, which is an archive too, is none."""
    if head.startswith(_ZIP):
        name = head[30:]
        return not name.startswith((*_OFFICE, _OPEN_DOCUMENT))
    return head.startswith(_GZIP) or head[_TAR_PLACE : _TAR_PLACE + len(_TAR_MARK)] == _TAR_MARK


def unpack(file: SourceFile) -> tuple[Upload, ...]:
    """Which files does this archive hold? Each under the last part of its name, in the order of the archive.

    An archive in the archive stays packed, and the import says so of it. Returns nothing for a workbook.
    Raises: UnreadableFile for an archive that is damaged, empty or protected by a password, that holds a link or a device
    or more than ``MEMBERS`` files, or that unpacks to far more than it should.
    """
    try:
        return tuple(_members(file))
    except UnreadableFile:
        raise
    except (*_FAULTS, NotImplementedError) as error:
        raise UnreadableFile(
            "{file} is a damaged archive: {reason}. Ask the sender for it again.",
            file=file.name,
            reason=f"{type(error).__name__} {error}"[:120],
        ) from error


def _members(file: SourceFile) -> Iterator[Upload]:
    if file.data.startswith(_ZIP):
        return _zip(file)
    if file.data.startswith(_GZIP):
        data = _inflate(file)
        if data[_TAR_PLACE : _TAR_PLACE + len(_TAR_MARK)] != _TAR_MARK:
            stem = file.name[:-3] if file.name.lower().endswith(".gz") else file.name
            return iter((Upload.received(stem, data),))
        return _tar(file, data)
    return _tar(file, file.data)


def _zip(file: SourceFile) -> Iterator[Upload]:
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if _OFFICE_NAMES & {member.filename for member in members}:
            return
        _check_size(file, sum(member.file_size for member in members), len(members))
        for member in members:
            if member.flag_bits & 1:
                raise UnreadableFile(
                    "{file} is an archive protected by a password. Unpack it with the password and import the files; or ask "
                    "the sender.",
                    file=file.name,
                )
            if _is_link(member.external_attr >> 16):
                raise _no_file(file, member.filename)
            # A stated size may be wrong: no more is read than was checked.
            with archive.open(member) as stream:
                data = stream.read(member.file_size + 1)
            if len(data) != member.file_size:
                raise zipfile.BadZipFile(f"size of {member.filename}")
            yield Upload.received(member.filename, data)


def _is_link(mode: int) -> bool:
    """Does the Unix mode state something else than a file? Source: POSIX, st_mode."""
    return mode & 0o170000 not in (0, 0o100000)


def _inflate(file: SourceFile) -> bytes:
    limit = min(EXPANDED_BYTES, max(HARMLESS_BYTES, EXPANSION * len(file.data)))
    found = bytearray()
    with gzip.GzipFile(fileobj=io.BytesIO(file.data)) as stream:
        while piece := stream.read(_PIECE):
            found += piece
            if len(found) > limit:
                raise _too_much(file, len(found))
    return bytes(found)


def _tar(file: SourceFile, data: bytes) -> Iterator[Upload]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        count = size = 0
        for member in archive:
            if member.isdir():
                continue
            if not member.isreg() or member.issparse():
                raise _no_file(file, member.name)
            count, size = count + 1, size + member.size
            _check_size(file, size, count)
            stream = archive.extractfile(member)
            content = b"" if stream is None else stream.read()
            if len(content) != member.size:
                raise tarfile.ReadError(f"size of {member.name}")
            yield Upload.received(member.name, content)
        _check_size(file, size, count)


def _check_size(file: SourceFile, size: int, count: int) -> None:
    if count == 0:
        raise UnreadableFile("{file} is an archive without files. Ask the sender for it again.", file=file.name)
    if count > MEMBERS:
        raise UnreadableFile(
            "{file} is an archive of more than {limit} files. Ask the sender for smaller archives.",
            file=file.name,
            limit=MEMBERS,
        )
    if size > EXPANDED_BYTES or size > max(HARMLESS_BYTES, EXPANSION * len(file.data)):
        raise _too_much(file, size)


def _too_much(file: SourceFile, size: int) -> UnreadableFile:
    return UnreadableFile(
        "{file} has {packed} KiB and unpacks to {size} MiB or more, far more than its files need. Do not unpack it; ask the "
        "sender for smaller archives.",
        file=file.name,
        packed=len(file.data) >> 10,
        size=size >> 20,
    )


def _no_file(file: SourceFile, name: str) -> UnreadableFile:
    return UnreadableFile(
        "{file} contains {name}, which is a link or a device and no file. Do not unpack it; ask the sender for the files "
        "alone.",
        file=file.name,
        name=name[:100],
    )
