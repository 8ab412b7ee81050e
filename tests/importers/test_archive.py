"""Archives: every file in them, each under its own name; what is no plain file, and what unpacks to too much, is refused."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import TracerError
from importers.archive import MEMBERS, is_archive, unpack
from importers.contract import UnreadableFile
from importers.source import SourceFile, from_bytes

FILES = {"luna/extras 03.csv": b"a;b\n1;2\n", "extras 04.csv": b"a;b\n3;4\n", "../../etc/passwd": b"x"}


def zipped(files: dict[str, bytes], **written: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = written.get("mode", 0o100644) << 16
            archive.writestr(info, data)
    return stream.getvalue()


def tarred(files: dict[str, bytes], kind: bytes = tarfile.REGTYPE) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.type, info.size = kind, len(data) if kind == tarfile.REGTYPE else 0
            archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def names_of(file: SourceFile) -> list[tuple[str, bytes]]:
    return [(one.name, one.data) for one in unpack(file)]


@pytest.mark.parametrize(
    "data", [zipped(FILES), tarred(FILES), gzip.compress(tarred(FILES))], ids=["zip", "tar", "tgz"]
)
def test_every_file_comes_under_the_last_part_of_its_name(data: bytes) -> None:
    assert is_archive(data[:512])
    assert names_of(from_bytes("livrare", data)) == [
        ("extras 03.csv", FILES["luna/extras 03.csv"]),
        ("extras 04.csv", FILES["extras 04.csv"]),
        ("passwd", b"x"),
    ]


def test_a_packed_file_loses_its_ending() -> None:
    assert names_of(from_bytes("extras.csv.gz", gzip.compress(b"a;b"))) == [("extras.csv", b"a;b")]


@pytest.mark.parametrize("first", ["[Content_Types].xml", "xl/workbook.xml", "docProps/app.xml"])
def test_a_workbook_is_no_archive_of_files(first: str) -> None:
    assert not is_archive(zipped({first: b"<x/>"})[:512])
    late = zipped({"other.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})
    assert unpack(from_bytes("tabel.xlsx", late)) == ()


def encrypted() -> bytes:
    data = bytearray(zipped({"a.csv": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (encrypted(), "protected by a password"),
        (zipped({"a.csv": b"x"}, mode=0o120777), r"contains a\.csv, which is a link"),
        (tarred({"a.csv": b""}, tarfile.SYMTYPE), r"contains a\.csv, which is a link"),
        (tarred({"a.csv": b""}, tarfile.CHRTYPE), "a link or a device"),
        (tarred({"a.csv": b""}, tarfile.FIFOTYPE), "a link or a device"),
        (zipped({}), "without files"),
        (zipped({"a.csv": b"x"})[:-10], "damaged archive"),
        (gzip.compress(b"a;b")[:-6], "damaged archive"),
        (zipped({"a.csv": bytes(40 << 20)}), "far more than its files need"),
        (gzip.compress(bytes(40 << 20)), "far more than its files need"),
        (zipped({f"{n}.csv": b"" for n in range(MEMBERS + 1)}), "more than 10000 files"),
    ],
    ids=range(11),
)
def test_what_is_no_plain_delivery_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        unpack(from_bytes("livrare", data))


@given(st.sampled_from([zipped(FILES), tarred(FILES), gzip.compress(tarred(FILES))]), st.data())
def test_a_changed_archive_gives_files_or_a_clear_error(sound: bytes, data: st.DataObject) -> None:
    changed = bytearray(sound)
    start = data.draw(st.integers(0, len(sound) - 1))
    changed[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    if not changed or not is_archive(bytes(changed[:512])):
        return
    try:
        unpack(from_bytes("livrare", bytes(changed)))
    except TracerError as error:
        assert str(error).startswith("livrare ")
