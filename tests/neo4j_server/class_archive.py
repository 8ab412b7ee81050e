"""The classes of a Neo4j release as one JVM loaded them, kept in a file for every later start (class-data sharing)."""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# A file that does not fit (another JVM, another jar) is left unread. What the JVM says of it is no matter of the server.
_READS = ("-Xshare:auto", "-Xlog:disable", "-Xlog:all=error,cds*=off")
_RECORDS = ("-XX:+RecordDynamicDumpInfo", *_READS[1:])


@dataclass(frozen=True, slots=True)
class ClassArchive:
    """The file for one JVM and one folder of jars; whole or not there at all. It lies beside that folder."""

    java: Path
    library: Path

    @property
    def file(self) -> Path:
        """Named by the JVM and by the name, size and time of each jar: whatever the JVM checks before it reads one."""
        jars = sorted((jar.name, jar.stat().st_size, jar.stat().st_mtime_ns) for jar in self.library.iterdir())
        java = self.java.resolve()
        key = repr((str(java), (java.parents[1] / "release").read_bytes(), str(self.library), jars))
        return self.library.with_name(f"classes-{hashlib.sha256(key.encode()).hexdigest()[:16]}.jsa")

    def reading(self) -> tuple[str, ...]:
        """Options of a JVM that reads the file; none where nobody has made it."""
        file = self.file
        return (f"-XX:SharedArchiveFile={file}", *_READS) if file.exists() else ()

    def reading_or_recording(self) -> tuple[str, ...]:
        """The same, or options of a JVM out of which `make` can make the file."""
        return self.reading() or (_RECORDS if self._jcmd.exists() else ())

    def make(self, command: list[str], process: int, prepare: Callable[[], None]) -> bool:
        """Writes the file out of a running JVM; nothing where it exists. One process writes it, others wait for it.

        `prepare` is called before, to load what else the file shall hold. A disk without room leaves no file.

        Returns: whether `command`, which started the JVM, made it record: it has to be ended then. A server that went
        on after its classes were written has crashed minutes later (JDK 25).
        """
        if _RECORDS[0] not in command:
            return False
        self._write(process, prepare)
        return True

    def _write(self, process: int, prepare: Callable[[], None]) -> None:
        file = self.file
        with file.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if file.exists():
                return
            prepare()
            half = file.with_suffix(".half")
            half.unlink(missing_ok=True)  # of a process that was killed
            command = [str(self._jcmd), str(process), "VM.cds", "dynamic_dump", str(half)]
            try:
                ran = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=300)
                if ran.returncode == 0 and half.exists():
                    half.replace(file)
            except subprocess.TimeoutExpired:
                pass
            finally:
                half.unlink(missing_ok=True)

    @property
    def _jcmd(self) -> Path:
        return self.java.with_name("jcmd")
