"""The file of kept classes: made once, whole or not at all, for one JVM and one set of jars, and never in the way."""

from __future__ import annotations

import fcntl
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.neo4j_server.class_archive import ClassArchive
from tests.neo4j_server.engine import Jars, find_java
from tests.neo4j_server.server import RELEASES, Server

RECORDING = ["java", "-XX:+RecordDynamicDumpInfo"]
WRITES = 'for file; do :; done; echo "$*" >"$file"'


@pytest.fixture
def archive(tmp_path: Path) -> ClassArchive:
    """Of an invented JVM, whose jcmd writes what it was asked, and one jar."""
    java = tmp_path / "jvm" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.touch()
    (tmp_path / "jvm" / "release").write_text('JAVA_VERSION="25"\n')
    library = tmp_path / "5.26.25" / "lib"
    library.mkdir(parents=True)
    (library / "a.jar").write_bytes(b"a")
    write_jcmd(java, WRITES)
    return ClassArchive(java, library)


def write_jcmd(java: Path, script: str) -> None:
    java.with_name("jcmd").write_text(f"#!/bin/sh\n{script}\n")
    java.with_name("jcmd").chmod(0o755)


def nothing() -> None:
    pass


def kept(archive: ClassArchive) -> list[str]:
    return sorted(file.name for file in archive.library.parent.iterdir() if file.suffix not in ("", ".lock"))


def test_classes_are_kept_once(archive: ClassArchive) -> None:
    asked: list[str] = []
    assert archive.reading() == ()
    assert archive.reading_or_recording()[0] == "-XX:+RecordDynamicDumpInfo"
    assert archive.make(RECORDING, 41, lambda: asked.append("first"))
    assert archive.make(RECORDING, 42, lambda: asked.append("second"))
    assert not archive.make([*archive.reading()], 43, lambda: asked.append("third"))
    assert asked == ["first"]
    assert kept(archive) == [archive.file.name]
    assert archive.file.read_text().startswith("41 VM.cds dynamic_dump ")
    assert archive.reading()[0] == f"-XX:SharedArchiveFile={archive.file}"
    assert archive.reading_or_recording() == archive.reading()


@pytest.mark.parametrize("script", [f"{WRITES}; exit 1", "exit 0"])
def test_a_file_that_was_not_finished_is_not_used(archive: ClassArchive, script: str) -> None:
    write_jcmd(archive.java, script)
    archive.make(RECORDING, 41, nothing)
    assert kept(archive) == []
    assert archive.reading() == ()


def test_one_process_makes_the_file_and_others_wait_for_it(archive: ClassArchive) -> None:
    with ThreadPoolExecutor() as pool, archive.file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        makers = [pool.submit(archive.make, RECORDING, process, nothing) for process in (41, 42)]
        assert kept(archive) == []
        assert not any(maker.done() for maker in makers)
        fcntl.flock(lock, fcntl.LOCK_UN)
        assert all(maker.result(timeout=60) for maker in makers)
    assert kept(archive) == [archive.file.name]


def test_a_java_without_jcmd_starts_as_ever(archive: ClassArchive) -> None:
    archive.java.with_name("jcmd").unlink()
    assert archive.reading_or_recording() == ()
    assert not archive.make(["java"], 41, nothing)
    assert kept(archive) == []


def test_another_jar_or_java_has_another_file(archive: ClassArchive) -> None:
    jar = archive.library / "a.jar"
    os.utime(jar, (1, 1))
    names = {archive.file}
    jar.write_bytes(b"ab")
    os.utime(jar, (1, 1))
    names.add(archive.file)
    os.utime(jar, (2, 2))
    names.add(archive.file)
    jar.rename(jar.with_name("b.jar"))
    names.add(archive.file)
    (archive.java.parents[1] / "release").write_text('JAVA_VERSION="26"\n')
    names.add(archive.file)
    assert len(names) == 5


@pytest.mark.parametrize("release", RELEASES)
def test_java_starts_without_a_word_beside_a_file_that_does_not_fit(archive: ClassArchive, release: str) -> None:
    java = find_java(release)
    if java is None:
        pytest.skip(f"no Java for Neo4j {release} on this machine")
    archive.make(RECORDING, 41, nothing)
    ran = subprocess.run([java, *archive.reading(), "-version"], capture_output=True, text=True, check=True)
    assert ran.stdout == ""
    assert not any(word in ran.stderr.lower() for word in ("archive", "warning", "error"))


def test_a_server_leaves_its_classes_to_later_ones(neo4j_server: Server) -> None:
    if not isinstance(neo4j_server, Server) or not isinstance(neo4j_server.engine, Jars):
        pytest.skip("sees the files of a server of its own that runs without Docker")
    engine = neo4j_server.engine
    archive = ClassArchive(engine.java, engine.library)
    if not archive.java.with_name("jcmd").exists():
        pytest.skip("this Java has no jcmd")
    assert f"-XX:SharedArchiveFile={archive.file}" in engine.admin(neo4j_server.home, ())
    command = engine.serve(neo4j_server.home, 1, heap="512m", short_lived=True)
    command.insert(command.index("-cp"), "-Xlog:class+load")
    # An option that it does not know ends it at once.
    ran = subprocess.run([*command, "--no-such-option"], capture_output=True, text=True, timeout=300)
    start_class = next(word for word in command if word.startswith("org.neo4j."))
    assert f"{start_class} source: shared objects file (top)" in ran.stdout
