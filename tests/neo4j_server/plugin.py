"""Neo4j servers for tests: started when first asked for, at most once a run and release, gone at its end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import TypeAlias

import pytest

from tests.neo4j_server.engine import Engine, Missing, find_engine
from tests.neo4j_server.named import NamedServer, named_server
from tests.neo4j_server.proxy import Proxy
from tests.neo4j_server.server import RELEASES, Server

AnyServer: TypeAlias = Server | NamedServer

_NAMED = named_server()
SERVERS = (_NAMED.release,) if _NAMED else RELEASES
_FIXTURES = frozenset({"neo4j_server", "neo4j_servers", "neo4j_release", "new_neo4j"})


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

    def __init__(self, engines: _Engines, closing: ExitStack) -> None:
        self._engines = engines
        self._closing = closing
        self._running: dict[str, AnyServer] = {_NAMED.release: _NAMED} if _NAMED else {}

    def __getitem__(self, release: str) -> AnyServer:
        if release not in SERVERS:
            raise KeyError(release)
        if release not in self._running:
            self._running[release] = self._closing.enter_context(Server(self._engines.get(release)))
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


@pytest.fixture(scope="session")
def _neo4j_engines() -> _Engines:
    return _Engines()


@pytest.fixture(scope="session")
def neo4j_servers(_neo4j_engines: _Engines) -> Iterator[Mapping[str, AnyServer]]:
    """Release -> running server, shared by the whole run; the test is left out where one cannot be had."""
    with ExitStack() as closing:
        yield _Servers(_neo4j_engines, closing)


@pytest.fixture(scope="session", params=SERVERS)
def neo4j_server(request: pytest.FixtureRequest, neo4j_servers: Mapping[str, AnyServer]) -> AnyServer:
    """A running server of each release in turn, shared by the whole run: leave it as you would find it."""
    return neo4j_servers[request.param]


@pytest.fixture(scope="session", params=RELEASES)
def neo4j_release(request: pytest.FixtureRequest) -> str:
    """Each release in turn, for tests that start servers of their own."""
    return str(request.param)


@pytest.fixture
def new_neo4j(_neo4j_engines: _Engines) -> Iterator[Callable[..., Server]]:
    """new_neo4j(release, **options of Server) -> a running server for one test, which may do to it what it likes."""
    if _NAMED:
        pytest.skip("needs a Neo4j server that may be stopped and killed, and TRACER_TEST_NEO4J names another's")
    with ExitStack() as closing:

        def start(release: str, **options: object) -> Server:
            server = Server(_neo4j_engines.get(release), **options)  # type: ignore[arg-type]  # checked by Server
            closing.callback(server.close)
            server.start()
            return server

        yield start


@pytest.fixture
def cuttable() -> Iterator[Callable[[AnyServer], Proxy]]:
    """cuttable(server) -> a wire to it that can be cut."""
    with ExitStack() as closing:

        def wire(server: AnyServer) -> Proxy:
            host, _, port = server.address.rpartition("://")[2].partition(":")
            return closing.enter_context(Proxy(host, int(port or 7687)))

        yield wire
