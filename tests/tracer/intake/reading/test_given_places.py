"""Folders and archives give the files that they hold; what cannot be opened stays, with its problem."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from graph_schema.errors import WrongUse
from graph_schema.records.provenance import digest_bytes
from importers.source import MIB, Upload
from tests.tracer.actions.documents.test_certificates import entries
from tracer.actions.files.ingest import import_files
from tracer.intake.reading.given_places import GivenFile, expand_given, unpack_upload

ROWS = b"nothing that an importer reads"


def archive(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return stream.getvalue()


def test_a_folder_gives_its_files_by_name_and_follows_no_link(tmp_path: Path) -> None:
    inner = tmp_path / "livrare" / "martie"
    inner.mkdir(parents=True)
    (inner / "b.txt").write_bytes(ROWS)
    (tmp_path / "livrare" / "a.zip").write_bytes(archive(x=b"1", y=b"2"))
    (tmp_path / "livrare" / "legat").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "livrare" / "teava")
    found = list(expand_given(GivenFile(tmp_path / "livrare", replace_reason="r"), largest=MIB))
    assert [(one.place.name, one.problem is not None) for one in found] == [
        ("x", False),
        ("y", False),
        ("legat", True),
        ("teava", True),
        ("b.txt", False),
    ]
    assert {one.replace_reason for one in found} == {"r"}
    assert [bool(one.archive) for one in found] == [True, True, False, False, False]


def test_an_empty_folder_and_an_absent_path_are_wrong_use(tmp_path: Path) -> None:
    for place, reason in ((tmp_path, "no file in the folder"), (tmp_path / "x", "There is no file")):
        with pytest.raises(WrongUse, match=reason):
            list(expand_given(GivenFile(place), largest=MIB))


def test_an_archive_that_cannot_be_opened_is_reported_beside_the_others(
    little_case, session_of, tmp_path: Path
) -> None:
    folder = tmp_path / "livrare"
    folder.mkdir()
    (folder / "a.zip").write_bytes(archive(one=ROWS, two=archive(three=ROWS)))
    (folder / "b.zip").write_bytes(archive(one=ROWS)[:-8])
    with session_of(little_case) as session:
        report = import_files(session, [folder])
    assert [(file.file, file.status) for file in report.files] == [
        ("one", "refused"),
        ("two", "refused"),
        ("b.zip", "refused"),
    ]
    assert "has the format ZIP" in report.files[1].message
    assert "damaged archive" in report.files[2].message


def test_an_uploaded_archive_is_its_files() -> None:
    packed = archive(x=b"1", y=b"2")
    found = unpack_upload(Upload("a.zip", packed), largest=MIB)
    assert [one.place.name for one in found] == ["x", "y"]
    assert {one.archive for one in found} == {digest_bytes(packed)}
    broken = Upload("a.zip", packed[:-8])
    [one] = unpack_upload(broken, largest=MIB)
    assert (one.place, one.archive) == (broken, "")
    assert "damaged archive" in str(one.problem)


def test_the_access_log_names_the_archive_of_files_unpacked_before(little_case, session_of) -> None:
    packed = archive(x=ROWS, y=ROWS + b"2")
    with session_of(little_case) as session:
        import_files(session, unpack_upload(Upload("a.zip", packed), largest=MIB))
        [entry] = [one for one in entries(session) if one.action == "unpack"]
    assert (entry.subject, entry.detail) == (digest_bytes(packed), "files=2")
