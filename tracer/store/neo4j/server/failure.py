"""Translates errors of the driver and the server into errors that say what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from socket import gaierror
from typing import Final

from neo4j import exceptions

from graph_schema.errors import TracerError
from tracer.store.errors import (
    AccessRefused,
    ServerUnreachable,
    ServerUnsuitable,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreUnreadable,
)
from tracer.store.server_address import ServerAddress

_log = logging.getLogger(__name__)

_OUT_OF_MEMORY: Final = ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "TransactionOutOfMemoryError")
_READ_ONLY: Final = ("WriteOnReadOnlyAccessDatabase", "ForbiddenOnReadOnlyDatabase", "NotALeader", "AccessMode")
_OTHER_PROTOCOL: Final = ("looks like HTTP", "handshake")


def describe_failure(error: exceptions.Neo4jError | exceptions.DriverError, address: ServerAddress) -> TracerError:
    """Which error explains this failure to a person? Its text never contains values of the case."""
    if isinstance(error, exceptions.Neo4jError):
        return _describe_answer(error, address)
    if isinstance(error, exceptions.ConfigurationError):
        return ServerUnsuitable(
            "The connection to {address} cannot be set up: {reason}. Check the address and the certificate file.",
            address=address,
            reason=_first_line(error),
        )
    if "certificate" in str(error).lower() or "ssl" in str(error).lower():
        return AccessRefused(
            "The certificate of the server at {address} is not trusted, or the server does not protect its "
            "connections. Name the file of the authority that signed it in TRACER_NEO4J_CA_FILE.",
            address=address,
        )
    return _describe_silence(error, address)


def _describe_silence(error: exceptions.DriverError, address: ServerAddress) -> ServerUnreachable:
    """Which error explains that no server answered? The driver keeps the cause below its own error."""
    causes = list(_causes(error))
    if any(isinstance(cause, gaierror) for cause in causes):
        return ServerUnreachable(
            "The name of the server is unknown: {address}. Check the name and the network.", address=address
        )
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return ServerUnreachable(
            "No server answers at {address}. Confirmed writes are kept. Check the port (7687 for Neo4j) and whether the "
            "server is started, and repeat the last step.",
            address=address,
        )
    if any(sign in str(cause) for cause in causes for sign in _OTHER_PROTOCOL):
        return ServerUnreachable(
            "The server at {address} does not answer as a Neo4j server. Check the port: 7687, not 7474, which is the port of "
            "its web pages. If the server accepts only protected connections, write neo4j+s:// or bolt+s://.",
            address=address,
        )
    return ServerUnreachable(
        "The server at {address} does not answer as a Neo4j server: {reason}. Confirmed writes are kept. Check address, "
        "port and network, and repeat the last step.",
        address=address,
        reason=_last_line(error),
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _describe_answer(error: exceptions.Neo4jError, address: ServerAddress) -> TracerError:
    code = error.code or ""
    title = code.rpartition(".")[2]
    if isinstance(error, exceptions.AuthError) or ".Security." in code:
        _log.warning("login refused code=%s", code)
        return AccessRefused(
            "The server at {address} refuses this user or password. Check TRACER_NEO4J_USER and the password. After "
            "several wrong passwords, the server refuses this user for some seconds.",
            address=address,
        )
    if title == "DatabaseNotFound":
        return ServerUnsuitable(
            "The server at {address} has no such database. Check the name after the last slash, or leave it out.",
            address=address,
        )
    if title in _OUT_OF_MEMORY:
        return StoreFull(
            "The server at {address} has too little memory for this step. The step is rolled back, earlier work is kept. "
            "Import the files one by one, or raise dbms.memory.transaction.total.max.",
            address=address,
        )
    if title in _READ_ONLY or "read-only" in str(error).lower() or "read only" in str(error).lower():
        return StoreUnreadable(
            "The database at {address} accepts no writes now: it is read-only, or another member of the cluster is the "
            "leader. Nothing was written. Reading is not possible either, because each reading act is logged there. Ask "
            "the administrator of the server, or try again.",
            address=address,
        )
    if title in ("DeadlockDetected", "LockAcquisitionTimeout", "LockClientStopped", "Outdated"):
        return StoreBusy(
            "Somebody else is writing to the case at {address}. Wait until that import ends, and try again. You can read "
            "the case meanwhile.",
            address=address,
        )
    if title == "TransactionLogError" or "transaction log" in str(error).lower() or "no space" in str(error).lower():
        return StoreFull(
            "The disk of the server at {address} is full. The last step is rolled back. Free space there and repeat the last "
            "step.",
            address=address,
        )
    if "too large to index" in str(error).lower():
        return StoreUnreadable(
            "A record has an identifier that is too long for the server at {address}: it accepts up to about 8,000 bytes. "
            "Nothing was written. Correct the row, or the mapping that reads a long text as an identifier.",
            address=address,
        )
    if title == "ConstraintValidationFailed":
        return StoreDamaged(
            "The case at {address} already keeps a record with the same id. Run verify. If verify finds nothing, repeat the "
            "last step.",
            address=address,
        )
    return StoreUnreadable(
        "The server at {address} answered {code}. Nothing was written. Try again. If this happens again, see the log of the "
        "server.",
        address=address,
        code=code,
    )


def _first_line(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return text[0].rstrip(".") if text else type(error).__name__


def _last_line(error: Exception) -> str:
    """The last line of the error. The driver lists the addresses first and the cause at the end."""
    text = str(error).strip().splitlines()
    return text[-1].rstrip(".") if text else type(error).__name__


@contextmanager
def explained_failures(address: ServerAddress) -> Iterator[None]:
    """Raise failures of the driver and the server inside the block as errors that say what to do."""
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise describe_failure(error, address) from error
