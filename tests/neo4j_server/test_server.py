"""The throw-away server itself: it answers, keeps what was committed, breaks when told, and is gone afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import ClientError, ServiceUnavailable, TransientError

from tests.neo4j_server import plugin
from tests.neo4j_server.configuration import LITTLE_MEMORY, READ_ONLY
from tests.neo4j_server.engine import Jars, Missing, find_engine, find_java
from tests.neo4j_server.named import NamedServer, named_server
from tests.neo4j_server.plugin import AnyServer
from tests.neo4j_server.proxy import Proxy
from tests.neo4j_server.server import RELEASES, DidNotStart, Server

ROOT = Path(__file__).resolve().parents[2]


def ask(server: AnyServer, query: str, address: str | None = None, **options: Any) -> list[list[Any]]:
    """The rows of one query, over a connection of its own and without a second try."""
    auth = (server.user, server.password)
    with (
        neo4j.GraphDatabase.driver(address or server.address, auth=auth, connection_timeout=5, **options) as driver,
        driver.session() as session,
    ):
        return [list(record.values()) for record in session.run(query)]


def is_gone(process: int) -> bool:
    """Whether a process ended; one that ended without anybody to ask for its result counts."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def eventually(holds: Callable[[], bool], seconds: float = 30) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


# --- one that runs ------------------------------------------------------------------------------


def test_a_server_answers_with_its_version(neo4j_server: AnyServer) -> None:
    rows = ask(neo4j_server, "CALL dbms.components() YIELD name, versions WHERE name = 'Neo4j Kernel' RETURN versions")
    if isinstance(neo4j_server, Server):
        assert rows == [[[neo4j_server.release]]]
    else:
        assert len(rows) == 1


def test_a_server_listens_on_loopback_and_one_port_alone(neo4j_server: AnyServer) -> None:
    if isinstance(neo4j_server, NamedServer) or not isinstance(neo4j_server.engine, Jars):
        pytest.skip("sees the ports of a server of its own that runs without Docker")
    process = neo4j_server._process
    assert process is not None
    if not Path(f"/proc/{process.pid}/fd").is_dir():
        pytest.skip("reads open ports from Linux's /proc")
    sockets = set()
    for entry in Path(f"/proc/{process.pid}/fd").iterdir():
        with suppress(OSError):
            sockets.add(str(entry.readlink()))
    listening = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{process.pid}/net/{table}").read_text().splitlines()[1:]:
            columns = line.split()
            if columns[3] == "0A" and f"socket:[{columns[9]}]" in sockets:
                listening.append(columns[1])
    assert [place.rpartition(":")[2] for place in listening] == [f"{neo4j_server.port:04X}"]
    assert listening[0].partition(":")[0].endswith("0100007F")  # 127.0.0.1, back to front


def test_servers_are_marked_neo4j(request: pytest.FixtureRequest, neo4j_server: AnyServer) -> None:
    assert request.node.get_closest_marker("neo4j") is not None


def test_an_ended_server_keeps_what_was_committed(new_neo4j: Callable[..., Server]) -> None:
    """Settings that refuse writes and memory, TLS, and what neo4j-admin does are tried where the product meets them."""
    server = new_neo4j(RELEASES[0])
    port, home = server.port, server.home
    ask(server, "CREATE (:Probe {number: 1})")
    server.kill()
    with pytest.raises(ServiceUnavailable):
        ask(server, "RETURN 1")
    server.settings |= READ_ONLY
    server.start()
    assert ask(server, "MATCH (n:Probe) RETURN n.number") == [[1]]
    with pytest.raises(ClientError, match=r"read.only"):
        ask(server, "CREATE (:Probe {number: 2})")

    server.stop()
    with pytest.raises(subprocess.CalledProcessError) as raised:
        server.admin("database", "load", "no-such", f"--from-path={server.import_folder}")
    assert "no-such" in raised.value.output

    assert (server.port, server.home) == (port, home)
    server.settings["server.no.such.setting"] = "1"
    with pytest.raises(DidNotStart, match=r"server\.no\.such\.setting"):
        server.start()
    server.close()
    assert not home.exists()
    server.close()


def test_a_server_is_handed_on_without_data_and_with_the_settings_asked_for(new_neo4j: Callable[..., Server]) -> None:
    first = new_neo4j(RELEASES[0])
    process = first._process
    assert process is not None
    ask(first, "CREATE (:Probe {number: 1})")
    (first.import_folder / "left").mkdir()
    again = new_neo4j(RELEASES[0])
    assert list(again.import_folder.iterdir()) == []
    assert (again, again._process) == (first, process)
    assert ask(again, "MATCH (n) RETURN count(n)") == [[0]]
    ask(again, "CREATE CONSTRAINT probes FOR (p:Probe) REQUIRE p.number IS UNIQUE")
    ask(again, "CREATE (:Probe {number: 2})")
    encrypted = new_neo4j(RELEASES[0], settings=LITTLE_MEMORY, tls=True)
    assert is_gone(process.pid)
    assert encrypted.address.startswith("bolt+ssc://")
    assert ask(encrypted, "MATCH (n) RETURN count(n)") == [[0]]
    assert ask(encrypted, "SHOW CONSTRAINTS YIELD name RETURN count(*)") == [[0]]
    with pytest.raises(ServiceUnavailable):
        ask(encrypted, "RETURN 1", f"bolt://127.0.0.1:{encrypted.port}")
    with pytest.raises(TransientError, match=r"db(ms)?\.memory\.transaction"):
        ask(encrypted, "UNWIND range(1, 2000000) AS i RETURN collect({a: i, b: toString(i)})")


class Crashed:
    """A shared server that ended by itself."""

    release = "5.26.25"
    has_crashed = True

    def last_lines(self) -> str:
        return "out of memory"

    def start(self) -> None:
        self.has_crashed = False


def test_a_shared_server_that_crashed_is_started_again_and_one_test_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    server = Crashed()
    monkeypatch.setattr(plugin, "_SHARED", [server])
    with pytest.raises(pytest.fail.Exception, match=r"Neo4j 5\.26\.25 crashed before this test:\nout of memory"):
        plugin.pytest_runtest_setup()
    assert not server.has_crashed
    plugin.pytest_runtest_setup()


def test_a_server_that_ends_by_itself_has_crashed(new_neo4j: Callable[..., Server]) -> None:
    server = new_neo4j(RELEASES[0])
    assert not server.has_crashed
    if server.process_id is None:
        pytest.skip("ends the process of a server that runs without Docker")
    os.kill(server.process_id, signal.SIGKILL)
    assert eventually(lambda: server.has_crashed)
    server.start()
    assert not server.has_crashed
    server.kill()
    assert not server.has_crashed


# --- gone afterwards ----------------------------------------------------------------------------


COMMAND = [sys.executable, "-m", "tests.neo4j_server.server", "--release", RELEASES[0]]
GREETING = """
import socket, sys
with socket.create_server(("127.0.0.1", int(sys.argv[1]))) as listener:
    while True:
        with listener.accept()[0] as client:
            client.recv(20)
            client.sendall(bytes([0, 0, 4, 5]))
"""
# The same command with a server that starts at once: it greets as Bolt does, and that is all.
STAND_IN = f"""
import sys
from tests.neo4j_server import server

class StandIn:
    release = "of a test"
    listens_on = "127.0.0.1"

    def serve(self, home, port, *, heap, short_lived):
        return [sys.executable, "-c", {GREETING!r}, str(port)]

    def admin(self, home, arguments):
        return [sys.executable, "-c", ""]

    def kill(self, home):
        return None

    def keep_classes(self, command, process, ask):
        return False

server.find_engine = lambda release: StandIn()
sys.exit(server.main([]))
"""


def check_end(command: list[str], how: signal.Signals, *, speaks_cypher: bool) -> None:
    """The command is up, and after its end neither its server nor its folder is there."""
    ran = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert ran.stdout is not None
    said = [ran.stdout.readline().strip() for _ in range(5)]
    address, user, file = (line.split()[-1] for line in said[1:4])
    password = Path(file).read_text("utf-8")
    home, port = Path(file).parent, int(address.rpartition(":")[2])
    assert Path(file).stat().st_mode & 0o077 == 0
    assert answers(port)
    if speaks_cypher:
        assert ask(NamedServer(address, user, password), "RETURN 1") == [[1]]

    ran.send_signal(how)
    assert ran.wait(timeout=60) == (-9 if how is signal.SIGKILL else 0)
    ran.stdout.close()
    assert eventually(lambda: not home.exists())
    assert eventually(lambda: not answers(port))


@pytest.mark.neo4j
def test_the_command_leaves_nothing_when_it_is_killed() -> None:
    try:
        find_engine(RELEASES[0])
    except Missing as missing:
        pytest.skip(str(missing))
    check_end(COMMAND, signal.SIGKILL, speaks_cypher=True)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_the_command_leaves_nothing_of_any_server_however_it_ends(how: signal.Signals) -> None:
    check_end([sys.executable, "-c", STAND_IN], how, speaks_cypher=False)


# --- the wire -----------------------------------------------------------------------------------


def test_a_cut_wire_breaks_and_refuses_until_restored(
    neo4j_server: AnyServer, cuttable: Callable[[AnyServer], Proxy]
) -> None:
    wire = cuttable(neo4j_server)
    with (
        neo4j.GraphDatabase.driver(wire.address, auth=(neo4j_server.user, neo4j_server.password)) as driver,
        driver.session() as session,
    ):
        assert session.run("RETURN 1").single(strict=True).value() == 1
        assert wire.passed["up"] > 0
        assert wire.passed["down"] > 0
        wire.cut()
        with pytest.raises((ServiceUnavailable, neo4j.exceptions.SessionExpired)):
            session.run("RETURN 1").consume()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", wire.port), timeout=5)
        wire.restore()
        assert ask(neo4j_server, "RETURN 2", wire.address) == [[2]]


@pytest.fixture
def echo() -> Any:
    """A server that says back what it hears, and what it heard."""
    heard = bytearray()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, suppress(OSError):
                    while data := connection.recv(4096):
                        heard.extend(data)
                        connection.sendall(data)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield listener.getsockname()[1], heard
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join(timeout=5)
    assert not thread.is_alive()


def receive_all(client: socket.socket) -> bytes:
    got = b""
    with suppress(ConnectionError):
        while data := client.recv(4096):
            got += data
    return got


def test_a_wire_passes_and_counts_bytes(echo: Any) -> None:
    port, heard = echo
    with Proxy("127.0.0.1", port) as wire, socket.create_connection(("127.0.0.1", wire.port), timeout=5) as client:
        client.sendall(b"interest".ljust(20_000, b"."))
        got = b""
        while len(got) < 20_000:
            got += client.recv(65_536)
    assert got == bytes(heard) == b"interest".ljust(20_000, b".")
    assert wire.passed == {"up": 20_000, "down": 20_000}


@pytest.mark.parametrize("n_bytes", [0, 1, 5, 9])
def test_a_wire_cut_after_so_many_bytes_up_passes_exactly_those(echo: Any, n_bytes: int) -> None:
    port, heard = echo
    with Proxy("127.0.0.1", port) as wire:
        wire.cut_after(n_bytes)
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as client:
            client.sendall(b"0123456789")
            assert b"0123456789".startswith(receive_all(client))
        assert eventually(lambda: bytes(heard) == b"0123456789"[:n_bytes], 5)
        assert wire.passed["up"] == n_bytes
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", wire.port), timeout=5)
        wire.restore()
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as client:
            client.sendall(b"0123456789")
            assert client.recv(4096)


def test_a_wire_cut_on_the_way_down_leaves_the_request_heard(echo: Any) -> None:
    port, heard = echo
    with Proxy("127.0.0.1", port) as wire:
        wire.cut_after(3, "down")
        with socket.create_connection(("127.0.0.1", wire.port), timeout=5) as client:
            client.sendall(b"0123456789")
            assert receive_all(client) == b"012"
    assert bytes(heard) == b"0123456789"


def test_a_wire_to_nothing_hangs_up() -> None:
    with (
        Proxy("127.0.0.1", 9) as wire,
        socket.create_connection(("127.0.0.1", wire.port), timeout=5) as client,
    ):
        assert receive_all(client) == b""


# --- what a machine has -------------------------------------------------------------------------


def java(folder: Path, name: str, version: str) -> Path:
    """An invented JVM's folder."""
    home = folder / name
    (home / "bin").mkdir(parents=True)
    (home / "bin" / "java").write_text("#!/bin/sh\n")
    (home / "bin" / "java").chmod(0o755)
    (home / "release").write_text(f'IMPLEMENTOR="Nobody"\nJAVA_VERSION="{version}"\n', "utf-8")
    return home


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any program, whose JVMs lie in the folder returned."""
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    jvms = tmp_path / "jvm"
    jvms.mkdir()
    monkeypatch.setattr("tests.neo4j_server.engine.JVM_FOLDERS", (jvms,))
    monkeypatch.setattr("tests.neo4j_server.engine.ROOT", tmp_path)
    return jvms


@pytest.mark.parametrize(
    ("version", "old", "new"),
    [("11.0.2", False, False), ("17.0.15", True, False), ("21", True, True), ("24.0.1", False, True)],
)
def test_a_release_takes_the_java_it_runs_on(bare: Path, version: str, old: bool, new: bool) -> None:
    home = java(bare, "a", version)
    assert find_java("5.26.25") == (home / "bin" / "java" if old else None)
    assert find_java("2026.09.0") == (home / "bin" / "java" if new else None)


def test_java_home_is_asked_first(bare: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    java(bare, "a", "21.0.1")
    named = java(tmp_path, "named", "25.0.1")
    monkeypatch.setenv("JAVA_HOME", str(named))
    assert find_java("2026.09.0") == named / "bin" / "java"
    assert find_java("5.26.25") == bare / "a" / "bin" / "java"


def test_a_machine_without_java_or_maven_is_told_what_it_lacks(bare: Path) -> None:
    with pytest.raises(Missing, match=r"^Neo4j 2026\.09\.0: no Docker engine .* no Java 21 or newer on this machine$"):
        find_engine("2026.09.0")
    java(bare, "a", "21.0.1")
    with pytest.raises(Missing, match=r"^Neo4j 2026\.09\.0: no Docker engine .* no Maven \(mvn\) to fetch its jars$"):
        find_engine("2026.09.0")


def program(bare: Path, name: str, script: str) -> None:
    folder = bare.parent / "bin"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


def test_jars_that_cannot_be_fetched_leave_nothing_half_done(bare: Path) -> None:
    java(bare, "a", "21.0.1")
    program(bare, "mvn", 'echo "[ERROR] no such release"; exit 1')
    with pytest.raises(Missing, match=r"Maven could not fetch its jars: \[ERROR\] no such release"):
        find_engine("2026.09.0")
    assert list((bare.parent / ".build" / "neo4j" / "2026.09.0").iterdir()) == []


def test_jars_are_fetched_once(bare: Path) -> None:
    java(bare, "a", "21.0.1")
    program(
        bare,
        "mvn",
        'for word; do case $word in -DoutputDirectory=*) /bin/mkdir -p "${word#*=}"; : >"${word#*=}/a.jar";; esac; done',
    )
    first = find_engine("2026.09.0")
    (bare.parent / "bin" / "mvn").unlink()
    assert find_engine("2026.09.0") == first
    assert isinstance(first, Jars)
    assert [jar.name for jar in first.library.iterdir()] == ["a.jar"]


@pytest.mark.parametrize(
    ("script", "is_used"),
    [
        ("exit 1", False),
        ('[ "$1" = info ]', False),
        ('[ "$1" = info ] || [ "$1 $2" = "image inspect" ]', True),
        ('[ "$1" = info ] || [ "$*" = "pull neo4j:5.26.25" ]', True),
    ],
)
def test_docker_is_used_where_an_engine_answers_and_has_the_image(bare: Path, script: str, is_used: bool) -> None:
    program(bare, "docker", script)
    if is_used:
        engine = find_engine("5.26.25")
        command = engine.serve(bare, 20_001, heap="512m", short_lived=True)
        assert command[-2:] == ["neo4j:5.26.25", "console"]
        assert "127.0.0.1:20001:20001" in command
    else:
        with pytest.raises(Missing, match="no Java 17 or 21"):
            find_engine("5.26.25")


# --- another's server ---------------------------------------------------------------------------


def test_a_named_server_is_taken_as_named(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text("invented-word\n", "utf-8")
    named = {"TRACER_TEST_NEO4J": "bolt://127.0.0.1:1", "TRACER_TEST_NEO4J_PASSWORD_FILE": str(file)}
    assert named_server(named) == NamedServer("bolt://127.0.0.1:1", "neo4j", "invented-word")
    assert named_server({**named, "TRACER_TEST_NEO4J_USER": "ana"}) == NamedServer(
        "bolt://127.0.0.1:1", "ana", "invented-word"
    )
    assert "invented-word" not in repr(named_server(named))
    assert named_server({}) is None
    with pytest.raises(ValueError, match="TRACER_TEST_NEO4J_PASSWORD_FILE"):
        named_server({"TRACER_TEST_NEO4J": "bolt://127.0.0.1:1"})
