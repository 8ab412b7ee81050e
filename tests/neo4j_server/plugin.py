"""Neo4j servers for tests, two a release: one that is only asked, and one that tests stop, kill and start again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from typing import TypeAlias

import pytest
from neo4j import GraphDatabase

from tests.neo4j_server.configuration import PLANS_STAY
from tests.neo4j_server.engine import Engine, Missing, find_engine
from tests.neo4j_server.named import NamedServer, named_server
from tests.neo4j_server.proxy import Proxy
from tests.neo4j_server.server import RELEASES, Server

AnyServer: TypeAlias = Server | NamedServer

_NAMED = named_server()
SERVERS = (_NAMED.release,) if _NAMED else RELEASES
# Whether tests of one release run at each; see tests.order.
EVERY_RELEASE = os.environ.get("TRACER_TEST_RELEASES") == "all"
_FIXTURES = frozenset({"neo4j_server", "neo4j_servers", "neo4j_release", "new_neo4j"})


# Servers that this process shares among its tests.
_SHARED: list[Server] = []


class _Engines:
    """What runs each release, or why nothing does: looked for once."""

    def __init__(self) -> None:
        self._found: dict[str, Engine | Missing] = {}

    def get(self, release: str) -> Engine:
        if release not in self._found:
            try:
                self._found[release] = find_engine(release)
            except Missing as missing:
                self._found[release] = missing
        found = self._found[release]
        if isinstance(found, Missing):
            if os.environ.get("TRACER_TEST_REQUIRE_NEO4J") == "1":
                pytest.fail(str(found), pytrace=False)
            pytest.skip(str(found))
        return found


class _Servers(Mapping[str, AnyServer]):
    """Release -> running server; asking for one starts it."""

    def __init__(self, engines: _Engines, stack: ExitStack) -> None:
        self._engines = engines
        self._stack = stack
        self._running: dict[str, AnyServer] = {_NAMED.release: _NAMED} if _NAMED else {}

    def __getitem__(self, release: str) -> AnyServer:
        if release not in SERVERS:
            raise KeyError(release)
        if release not in self._running:
            server = self._stack.enter_context(Server(self._engines.get(release), settings=PLANS_STAY))
            _SHARED.append(server)
            self._running[release] = server
        return self._running[release]

    def __iter__(self) -> Iterator[str]:
        return iter(SERVERS)

    def __len__(self) -> int:
        return len(SERVERS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a server is marked neo4j, before tests are chosen by their marks."""
    for item in items:
        if isinstance(item, pytest.Function) and not _FIXTURES.isdisjoint(item.fixturenames):
            item.add_marker(pytest.mark.neo4j)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Starts a shared server again that has crashed. One test fails with the last lines of it, not all that follow."""
    for server in _SHARED:
        if server.has_crashed:
            said = server.last_lines()
            server.start()
            pytest.fail(f"The shared Neo4j {server.release} crashed before this test:\n{said}", pytrace=False)


@pytest.fixture(scope="session")
def _neo4j_engines() -> _Engines:
    return _Engines()


@pytest.fixture(scope="session")
def neo4j_servers(_neo4j_engines: _Engines) -> Iterator[Mapping[str, AnyServer]]:
    """Release -> running server, shared by the whole run; the test is left out where one cannot be had."""
    with ExitStack() as stack:
        yield _Servers(_neo4j_engines, stack)


@pytest.fixture(scope="session", params=SERVERS)
def neo4j_server(request: pytest.FixtureRequest, neo4j_servers: Mapping[str, AnyServer]) -> AnyServer:
    """A running server of each release in turn, shared by the whole run: leave it as you would find it."""
    return neo4j_servers[request.param]


@pytest.fixture(scope="session", params=RELEASES)
def neo4j_release(request: pytest.FixtureRequest) -> str:
    """Each release in turn, for tests that start servers of their own."""
    return str(request.param)


class _OwnServers:
    """Release -> the server for tests that stop, kill and damage one: the same for all of them, restarted."""

    def __init__(self, engines: _Engines, stack: ExitStack) -> None:
        self._engines = engines
        self._stack = stack
        self._made: dict[str, Server] = {}

    def start(self, release: str, settings: Mapping[str, str], *, tls: bool) -> Server:
        """A running server without data and with an empty folder for imports, with these settings.

        Raises: DidNotStart.
        """
        server = self._made.get(release)
        if server is None or not server.home.exists():
            server = self._made[release] = self._stack.enter_context(closing(Server(self._engines.get(release))))
        for left in server.import_folder.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        wanted = {**PLANS_STAY, **settings}
        if not server.runs_with(wanted, tls=tls):
            server.start_anew(wanted, tls=tls)
            return server
        login = (server.user, server.password)
        with GraphDatabase.driver(server.address, auth=login) as driver, driver.session() as session:
            # In small transactions, since the settings may leave the server little memory.
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 100 ROWS").consume()
        return server


@pytest.fixture(scope="session")
def _own_servers(_neo4j_engines: _Engines) -> Iterator[_OwnServers]:
    with ExitStack() as stack:
        yield _OwnServers(_neo4j_engines, stack)


@pytest.fixture
def new_neo4j(_own_servers: _OwnServers) -> Callable[..., Server]:
    """new_neo4j(release, settings={}, tls=False) -> a running server without data, which a test may do to what it likes.

    Others get the same server later, restarted where its settings differ or it is down.
    """
    if _NAMED:
        pytest.skip("needs a Neo4j server that may be stopped and killed, and TRACER_TEST_NEO4J names another's")

    def start(release: str, *, settings: Mapping[str, str] | None = None, tls: bool = False) -> Server:
        return _own_servers.start(release, settings or {}, tls=tls)

    return start


@pytest.fixture
def cuttable() -> Iterator[Callable[[AnyServer], Proxy]]:
    """cuttable(server) -> a wire to it that can be cut."""
    with ExitStack() as stack:

        def wire(server: AnyServer) -> Proxy:
            host, _, port = server.address.rpartition("://")[2].partition(":")
            return stack.enter_context(Proxy(host, int(port or 7687)))

        yield wire
