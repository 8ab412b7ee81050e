"""A wire between a client and a server that can be cut."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Literal, Self

from tests.neo4j_server.port import free_port

Direction = Literal["up", "down"]  # up: from the client to the server


class Proxy:
    """Passes TCP bytes on to host and port, counts them, and breaks the connections when told.

    `passed["up"]` and `passed["down"]` count the bytes handed on since the start. Not for encrypted addresses that
    check names other than 127.0.0.1.
    """

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self.port = free_port()
        self.passed: dict[Direction, int] = {"up": 0, "down": 0}
        self._left: dict[Direction, int | None] = {"up": None, "down": None}
        self._lock = threading.Lock()
        self._listener: socket.socket | None = None
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.restore()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.cut()
        for thread in self._threads:
            thread.join(timeout=5)

    def restore(self) -> None:
        """Connections are taken again, on the same port."""
        with self._lock:
            if self._listener is not None:
                return
            self._left = {"up": None, "down": None}
            self._listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
            self._run(self._accept, self._listener)

    def cut(self) -> None:
        """Every connection is closed, and new ones are refused until `restore`."""
        with self._lock:
            closing = [*self._open] if self._listener is None else [self._listener, *self._open]
            self._listener = None
            self._open.clear()
        for end in closing:
            _close(end)

    def cut_after(self, n_bytes: int, direction: Direction = "up") -> None:
        """As `cut`, once exactly that many more bytes were handed on: the rest of a message stays behind.

        With "down" the server has had the request, and the client never learns what came of it.
        """
        with self._lock:
            self._left[direction] = n_bytes

    def _run(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                server = socket.create_connection(self._target, timeout=5)
            except OSError:
                _close(client)
                continue
            server.settimeout(None)
            with self._lock:
                cut_meanwhile = listener is not self._listener
                if not cut_meanwhile:
                    self._open |= {client, server}
                    self._run(self._pass, client, server, "up")
                    self._run(self._pass, server, client, "down")
            if cut_meanwhile:
                _close(client)
                _close(server)

    def _pass(self, source: socket.socket, sink: socket.socket, direction: Direction) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                allowed, is_last = self._allow(direction, len(data))
                sink.sendall(data[:allowed])
                if is_last:
                    self.cut()
                    return
        with self._lock:
            self._open -= {source, sink}
        _close(source)
        _close(sink)

    def _allow(self, direction: Direction, size: int) -> tuple[int, bool]:
        with self._lock:
            left = self._left[direction]
            allowed = size if left is None else min(size, left)
            if left is not None:
                self._left[direction] = left - allowed
            self.passed[direction] += allowed
            return allowed, left is not None and allowed == left


def _close(end: socket.socket) -> None:
    # Closing alone does not wake a thread that waits in accept or recv; shutting down does.
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
