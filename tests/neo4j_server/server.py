"""A throw-away Neo4j server: on loopback, on a free port, with a password of its own, and gone afterwards.

python -m tests.neo4j_server.server --release 5.26.25
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

from neo4j import GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

from tests.neo4j_server.certificate import make_certificate
from tests.neo4j_server.configuration import CERTIFICATES, ENCRYPTED, make_folders, write_configuration
from tests.neo4j_server.engine import Engine, Missing, find_engine
from tests.neo4j_server.port import free_port

RELEASES = ("5.26.25", "2026.09.0")

_BOLT_GREETING = bytes.fromhex("6060B01700080805000204040000000400000003")
# What the classes kept for later starts have to serve: reading, writing row by row, counting, and the schema.
_USUAL = (
    "UNWIND range(1, 3) AS i RETURN i % 2 AS odd, count(*) AS n ORDER BY n",
    "MATCH (n:Probe)-[r:JOINS]->(m) WHERE n.id IN $rows RETURN n.id, properties(r), collect(m.id) LIMIT 10",
    "EXPLAIN UNWIND $rows AS row MERGE (n:Probe {id: row.id}) SET n += row.properties",
    "EXPLAIN UNWIND $rows AS row MATCH (t:Probe {id: row.t}) MATCH (h:Probe {id: row.h}) CREATE (t)-[:JOINS]->(h)",
    "EXPLAIN MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS",
    "SHOW CONSTRAINTS YIELD name RETURN count(*)",
)


class DidNotStart(Exception):
    """The server ended, or said nothing within its time; with the last lines it wrote."""


class Server:
    """One server with a home folder of its own, to be started, stopped, killed and started again.

    The home and the port stay the same until `close`, which also happens when this process ends, however it ends.
    Not for two threads at once.
    """

    user = "neo4j"

    def __init__(
        self,
        engine: Engine,
        *,
        settings: Mapping[str, str] | None = None,
        tls: bool = False,
        heap: str = "512m",
        page_cache: str = "128m",
        port: int | None = None,
        short_lived: bool = True,
    ) -> None:
        """`settings` are lines of neo4j.conf over those set here; `short_lived` trades top speed for a quick start."""
        self.engine = engine
        self.release = engine.release
        self.tls = tls
        self.port = port or free_port()
        # A letter first: a password that begins with a dash would be taken for an option.
        self.password = "t" + secrets.token_urlsafe(18)
        self.settings: dict[str, str] = dict(settings or {})
        self._heap = heap
        self._page_cache = page_cache
        self._short_lived = short_lived
        self._process: subprocess.Popen[bytes] | None = None
        self.home = Path(tempfile.mkdtemp(prefix="tracer-neo4j-")).resolve()
        killing = engine.kill(self.home) or []
        guard = [sys.executable, "-I", str(Path(__file__).with_name("guard.py")), str(self.home), *killing]
        # A session of its own: Ctrl-C and the end of a terminal are for the tests, not for what cleans up after them.
        self._guard = subprocess.Popen(guard, stdin=subprocess.PIPE, cwd="/", start_new_session=True)
        try:
            self._furnish()
        except BaseException:
            self.close()
            raise

    @property
    def address(self) -> str:
        """For the driver. With TLS, `bolt+ssc` takes the self-signed certificate without a question."""
        return f"{'bolt+ssc' if self.tls else 'bolt'}://127.0.0.1:{self.port}"

    @property
    def password_file(self) -> Path:
        """Holds the password and nothing else; readable by its owner alone."""
        return self.home / "password"

    @property
    def import_folder(self) -> Path:
        """Where LOAD CSV finds file:///name.csv, and a good place for what neo4j-admin reads and writes."""
        return self.home / "import"

    @property
    def certificate(self) -> Path | None:
        """What a client must trust when it checks this server's certificate; None without TLS."""
        return self.home / CERTIFICATES / "public.crt" if self.tls else None

    @property
    def process_id(self) -> int | None:
        """Of the server itself; None while it is down, or where an engine keeps it in a container."""
        return self._process.pid if self._process and self.engine.kill(self.home) is None else None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def has_crashed(self) -> bool:
        """Whether the process ended although nobody ended it."""
        return self._process is not None and self._process.poll() is not None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self, *, seconds: float = 180) -> None:
        """Starts the server with the settings of this moment and returns when Bolt answers.

        Raises: DidNotStart.
        Cost: about ten seconds; three times that for the first of a release on a machine (see class_archive).
        """
        if self.is_running:
            return
        self._write_configuration()
        command, process = self._serve(seconds)
        if self.engine.keep_classes(command, process.pid, self._ask):
            self.kill()
            self._serve(seconds)

    def _serve(self, seconds: float) -> tuple[list[str], subprocess.Popen[bytes]]:
        """Starts a process and returns when Bolt answers: its command and itself."""
        command = self.engine.serve(self.home, self.port, heap=self._heap, short_lived=self._short_lived)
        with self._console.open("ab") as console:
            process = self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
                cwd=self.home,
                env=self._environment,
                start_new_session=True,
            )
        self._tell_guard(process.pid)
        self._wait(process, seconds)
        return command, process

    def last_lines(self) -> str:
        """The end of what the server wrote, and the beginning of what the JVM wrote when it crashed."""
        console = self._console.read_text("utf-8", "replace").splitlines()[-20:]
        crash = self.home / "logs" / "jvm.log"
        return "\n".join([*console, *(crash.read_text("utf-8", "replace").splitlines()[:40] if crash.exists() else [])])

    def stop(self) -> None:
        """Ends the server in good order; its data stay for `start` and `admin`."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Ends the server like a power cut (SIGKILL); its data stay as they are."""
        command = self.engine.kill(self.home)
        if command and self.is_running:
            subprocess.run(command, check=True, capture_output=True, timeout=30)
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """Stops and starts, on the same home and port."""
        self.stop()
        self.start()

    def runs_with(self, settings: Mapping[str, str], *, tls: bool) -> bool:
        """Whether it is up with exactly these settings."""
        return self.is_running and (self.settings, self.tls) == (dict(settings), tls)

    def remove_data(self) -> None:
        """Kills the server and makes its data what they were before its first start: nothing but the password."""
        self.kill()
        shutil.rmtree(self.home / "data")
        shutil.copytree(self._first_data, self.home / "data")

    def start_anew(self, settings: Mapping[str, str], *, tls: bool) -> None:
        """Kills the server, removes its data and its schema, and starts it with these settings."""
        self.remove_data()
        self.settings, self.tls = dict(settings), tls
        if tls and not (self.home / CERTIFICATES / "public.crt").exists():
            make_certificate(self.home / CERTIFICATES)
        self.start()

    def close(self) -> None:
        """Ends the server at once and removes its home with everything in it."""
        self.kill()
        if self._guard.stdin and not self._guard.stdin.closed:
            with suppress(BrokenPipeError):
                self._guard.stdin.close()
        self._guard.wait(timeout=60)

    def admin(self, *arguments: str, seconds: float = 300) -> str:
        """What neo4j-admin says: database dump, load, import ... The server must be stopped for most of them.

        Files it reads or writes belong under `home` (`import_folder`).

        Raises: subprocess.CalledProcessError, with what it said in `output`.
        """
        self._write_configuration()
        command = self.engine.admin(self.home, arguments)
        ran = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self.home,
            env=self._environment,
            text=True,
            timeout=seconds,
        )
        if ran.returncode:
            raise subprocess.CalledProcessError(ran.returncode, arguments, output=ran.stdout)
        return ran.stdout

    @property
    def _first_data(self) -> Path:
        """The folder of data as it is before the first start: the password alone."""
        return self.home / "first-data"

    @property
    def _console(self) -> Path:
        return self.home / "logs" / "console.log"

    @property
    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")}
        return {**kept, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")}

    def _furnish(self) -> None:
        make_folders(self.home)
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(self.password, "utf-8")
        if self.tls:
            make_certificate(self.home / CERTIFICATES)
        try:
            self.admin("dbms", "set-initial-password", self.password)
        except subprocess.CalledProcessError as error:
            raise DidNotStart(f"Neo4j {self.release} did not start:\n{error.output}") from None
        shutil.copytree(self.home / "data", self._first_data)

    def _write_configuration(self) -> None:
        write_configuration(
            self.home,
            {
                "server.default_listen_address": self.engine.listens_on,
                "server.bolt.listen_address": f"{self.engine.listens_on}:{self.port}",
                "server.bolt.advertised_address": f"127.0.0.1:{self.port}",
                "server.memory.heap.max_size": self._heap,
                "server.memory.pagecache.size": self._page_cache,
                **(ENCRYPTED if self.tls else {}),
                **self.settings,
            },
        )

    def _wait(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._answers():
            if process.poll() is not None or time.monotonic() > until:
                said = self.last_lines()
                self.kill()
                raise DidNotStart(f"Neo4j {self.release} did not start:\n{said}")
            time.sleep(0.1)

    def _ask(self) -> None:
        """Plans what most tests ask, and runs what changes nothing: a server may refuse writes.

        Settings under which it cannot answer are no matter of a start.
        """
        login = (self.user, self.password)
        with (
            suppress(Neo4jError, DriverError),
            GraphDatabase.driver(self.address, auth=login, notifications_min_severity="OFF") as driver,
            driver.session() as session,
        ):
            for statement in _USUAL:
                session.run(statement, rows=[]).consume()

    def _answers(self) -> bool:
        """Whether the server takes up Bolt, the first step of every client."""
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=5) as plain:
                if not self.tls:
                    return _greets(plain)
                context = ssl.create_default_context(cafile=self.certificate)
                with context.wrap_socket(plain, server_hostname="127.0.0.1") as encrypted:
                    return _greets(encrypted)
        except OSError:
            return False

    def _end(self, how: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._process = None
        self._tell_guard(0)

    def _tell_guard(self, process: int) -> None:
        assert self._guard.stdin is not None
        self._guard.stdin.write(b"%d\n" % process)
        self._guard.stdin.flush()


def _greets(connection: socket.socket) -> bool:
    connection.sendall(_BOLT_GREETING)
    return any(connection.recv(4))


def main(arguments: list[str] | None = None) -> int:
    """Runs one server until Ctrl-C. Exit 3: this machine lacks something, named in the message."""
    parser = argparse.ArgumentParser(prog="make neo4j", description="A throw-away Neo4j server on this machine.")
    parser.add_argument("--release", default=RELEASES[0], help=f"tested: {', '.join(RELEASES)}")
    parser.add_argument("--port", type=int, help="a free one if not given")
    parser.add_argument("--heap", default="512m")
    parser.add_argument("--page-cache", default="128m")
    parser.add_argument("--tls", action="store_true", help="with a self-signed certificate")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a line of neo4j.conf")
    options = parser.parse_args(arguments)
    try:
        settings = dict(line.split("=", 1) for line in options.set)
    except ValueError:
        parser.error("--set takes NAME=VALUE")

    # A polite end from outside takes the same way as Ctrl-C, which a shell lets its background work ignore.
    for polite in (signal.SIGINT, signal.SIGTERM):
        signal.signal(polite, _interrupt)
    try:
        with Server(
            find_engine(options.release),
            settings=settings,
            tls=options.tls,
            heap=options.heap,
            page_cache=options.page_cache,
            port=options.port,
            short_lived=False,
        ) as server:
            print(f"Neo4j {server.release} answers.")
            print(f"  address        {server.address}")
            print(f"  user           {server.user}")
            print(f"  password file  {server.password_file}")
            print("Ctrl-C stops it and removes everything in it.", flush=True)
            while server.is_running:
                time.sleep(0.5)
            print("The server has ended by itself.", file=sys.stderr)
            return 1
    except KeyboardInterrupt:
        return 0
    except (Missing, DidNotStart) as error:
        print(error, file=sys.stderr)
        return 3


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
