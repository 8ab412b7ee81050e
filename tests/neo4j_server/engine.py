"""The two ways a Neo4j server runs on this machine: from a Docker image, or from its published jars with a JVM."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tests.neo4j_server.class_archive import ClassArchive

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]
JVM_FOLDERS = (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines"))

_OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_JVM_OPTIONS = (
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in _OPENED),
    "--enable-native-access=ALL-UNNAMED",
    "-XX:+UseSerialGC",
    "-XX:-UsePerfData",
)


class Missing(Exception):
    """What this machine lacks for a Neo4j server of a release: tests are left out with these words as the reason."""

    def __init__(self, release: str, lacks: str) -> None:
        super().__init__(f"Neo4j {release}: {lacks}")


class Engine(Protocol):
    """How the programs of one release are called on a home folder whose conf/ names every other folder in full."""

    @property
    def release(self) -> str: ...

    @property
    def listens_on(self) -> str:
        """The address the server binds, as seen from inside; from outside it is always 127.0.0.1."""

    def serve(self, home: Path, port: int, *, heap: str, short_lived: bool) -> list[str]:
        """A command that runs the server in the foreground and ends it in good order on SIGTERM."""

    def admin(self, home: Path, arguments: tuple[str, ...]) -> list[str]:
        """A command that runs neo4j-admin."""

    def kill(self, home: Path) -> list[str] | None:
        """A command that ends the server at once; None: killing the process of `serve` does."""

    def keep_classes(self, command: list[str], process: int, ask: Callable[[], None]) -> bool:
        """Makes later starts quicker out of a server that answers; `ask` asks it what most tests ask. Once a machine.

        Returns: whether the server, which `command` started, has to be ended and started again.
        """


@dataclass(frozen=True, slots=True)
class Jars:
    """The published jars, run by one of the machine's JVMs."""

    release: str
    java: Path
    library: Path
    listens_on: str = "127.0.0.1"

    def serve(self, home: Path, port: int, *, heap: str, short_lived: bool) -> list[str]:
        calendar = _generation(self.release) >= 2025
        start_class = "org.neo4j.server.Neo4jCommunity" if calendar else "org.neo4j.server.CommunityEntryPoint"
        # A server that lives for seconds is up a quarter sooner when the JVM compiles once and lightly. It then keeps no
        # more than 48 MB of compiled code by itself, throws out what it needs again, and is several times slower.
        compiler = ("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m") if short_lived else ()
        command = self._java(home, *self._archive.reading_or_recording(), f"-Xmx{heap}", *compiler)
        return [*command, start_class, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]

    def admin(self, home: Path, arguments: tuple[str, ...]) -> list[str]:
        options = (*self._archive.reading(), "-Xmx512m", "-XX:TieredStopAtLevel=1")
        return [*self._java(home, *options), "org.neo4j.cli.AdminTool", *arguments]

    def kill(self, home: Path) -> None:
        return None

    def keep_classes(self, command: list[str], process: int, ask: Callable[[], None]) -> bool:
        return self._archive.make(command, process, ask)

    @property
    def _archive(self) -> ClassArchive:
        return ClassArchive(self.java, self.library)

    def _java(self, home: Path, *options: str) -> list[str]:
        vector = ("--add-modules=jdk.incubator.vector",) if _generation(self.release) >= 2025 else ()
        places = (f"-Djava.io.tmpdir={home / 'tmp'}", f"-XX:ErrorFile={home / 'logs' / 'jvm.log'}")
        return [str(self.java), *_JVM_OPTIONS, *vector, *places, *options, "-cp", f"{self.library}/*"]


@dataclass(frozen=True, slots=True)
class Image:
    """The official Docker image; the home folder has the same path inside, so one configuration serves both ways."""

    release: str
    docker: str
    image: str
    listens_on: str = "0.0.0.0"  # noqa: S104 (inside the container; published on 127.0.0.1 alone)

    def serve(self, home: Path, port: int, *, heap: str, short_lived: bool) -> list[str]:
        published = ("--name", home.name, "--publish", f"127.0.0.1:{port}:{port}")
        return [*self._run(home, *published, "--entrypoint", "neo4j"), "console"]

    def admin(self, home: Path, arguments: tuple[str, ...]) -> list[str]:
        return [*self._run(home, "--entrypoint", "neo4j-admin"), *arguments]

    def kill(self, home: Path) -> list[str]:
        return [self.docker, "kill", "--signal", "KILL", home.name]

    def keep_classes(self, command: list[str], process: int, ask: Callable[[], None]) -> bool:
        """Nothing: a container starts from what its image holds."""
        return False

    def _run(self, home: Path, *options: str) -> list[str]:
        # The owner of the folder runs the server, or what it leaves behind could not be removed.
        owner = home.stat()
        mounted = ("--user", f"{owner.st_uid}:{owner.st_gid}", "--volume", f"{home}:{home}")
        told = ("--env", f"NEO4J_CONF={home / 'conf'}", "--env", f"JDK_JAVA_OPTIONS={' '.join(_JVM_OPTIONS)}")
        return [self.docker, "run", "--rm", "--init", *mounted, *told, *options, self.image]


def find_engine(release: str) -> Engine:
    """What can run this release here: Docker if an engine answers and has the image, else a JVM with the jars.

    Raises: Missing, saying what to install.
    Cost: the first time a download of about 125 MB; afterwards nothing.
    """
    return _image(release) or _jars(release)


def _image(release: str) -> Image | None:
    docker = shutil.which("docker")
    image = f"neo4j:{release}"
    if docker is None or not _succeeds([docker, "info"], seconds=10):
        return None
    if _succeeds([docker, "image", "inspect", image], seconds=30) or _succeeds([docker, "pull", image], seconds=300):
        return Image(release, docker, image)
    return None


def _succeeds(command: list[str], *, seconds: float) -> bool:
    try:
        ran = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=seconds
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return ran.returncode == 0


def _jars(release: str) -> Jars:
    java = find_java(release)
    if java is None:
        raise Missing(release, f"no Docker engine with its image, and no {_wanted_java(release)} on this machine")
    return Jars(release, java, _library(release))


def _generation(release: str) -> int:
    return int(release.split(".", 1)[0])


def _suits(version: int, release: str) -> bool:
    return version >= 21 if _generation(release) >= 2025 else version in (17, 21)


def _wanted_java(release: str) -> str:
    return "Java 21 or newer" if _generation(release) >= 2025 else "Java 17 or 21"


def find_java(release: str) -> Path | None:
    """The first JVM that this release runs on: JAVA_HOME, `java` on the path, then the folders of installed JVMs."""
    for home in _java_homes():
        java = home / "bin" / "java"
        if os.access(java, os.X_OK) and _suits(_java_version(home), release):
            return java
    return None


def _java_homes() -> Iterator[Path]:
    named = os.environ.get("JAVA_HOME")
    if named:
        yield Path(named)
    on_path = shutil.which("java")
    if on_path:
        yield Path(on_path).resolve().parents[1]
    for folder in JVM_FOLDERS:
        if folder.is_dir():
            for home in sorted(folder.iterdir()):
                yield home / "Contents" / "Home" if (home / "Contents").is_dir() else home


def _java_version(home: Path) -> int:
    """The feature number (17, 21, 25) of a JVM's release file, or 0 where it has none."""
    with suppress(OSError):
        found = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text("utf-8"), re.MULTILINE)
        if found:
            return int(found[1])
    return 0


def _library(release: str) -> Path:
    """The folder of jars, fetched by Maven on first use; whole or not there at all."""
    folder = ROOT / ".build" / "neo4j" / release
    library = folder / "lib"
    if library.is_dir():
        return library
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(release, "no Docker engine with its image, and no Maven (mvn) to fetch its jars")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix="fetching-", ignore_cleanup_errors=True) as fetching:
        fetched = Path(fetching) / "lib"
        goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fetched}"]
        command = [maven, "-q", "-B", "-f", str(FOLDER / "pom.xml"), *goal, f"-Dneo4j.version={release}"]
        try:
            ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=900)
        except subprocess.TimeoutExpired:
            raise Missing(release, "Maven did not fetch its jars within 15 minutes") from None
        if ran.returncode:
            errors = [line for line in (ran.stdout + ran.stderr).splitlines() if "ERROR" in line] or ["no message"]
            raise Missing(release, f"Maven could not fetch its jars: {errors[0][:300]}")
        # Somebody else may have been quicker: theirs is as good.
        with suppress(OSError):
            fetched.rename(library)
    return library
