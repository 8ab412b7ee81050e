"""What the driver and the server report, as situations a person can act on."""

from __future__ import annotations

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

_OUT_OF_MEMORY: Final = ("MemoryPoolOutOfMemoryError", "OutOfMemoryError", "TransactionOutOfMemoryError")
_READ_ONLY: Final = ("WriteOnReadOnlyAccessDatabase", "ForbiddenOnReadOnlyDatabase", "NotALeader", "AccessMode")
_OTHER_SPEECH: Final = ("looks like HTTP", "handshake")


def describe_failure(error: exceptions.Neo4jError | exceptions.DriverError, address: ServerAddress) -> TracerError:
    """What does this failure mean to a person? Values of the case are never in the text."""
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
    """Why did no server answer? The driver puts the cause under its own error."""
    causes = list(_causes(error))
    if any(isinstance(cause, gaierror) for cause in causes):
        return ServerUnreachable(
            "No machine of this name is known: {address}. Check the name and the network.", address=address
        )
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return ServerUnreachable(
            "No server answers at {address}. What was acknowledged is kept; check the port (Neo4j's is 7687) and whether "
            "the server is started, and repeat the last step.",
            address=address,
        )
    if any(sign in str(cause) for cause in causes for sign in _OTHER_SPEECH):
        return ServerUnreachable(
            "What answers at {address} does not speak as a Neo4j server. Check the port: 7687, not that of its web pages, "
            "7474. If the server takes protected connections alone, write neo4j+s:// or bolt+s://.",
            address=address,
        )
    return ServerUnreachable(
        "The server at {address} does not answer as a Neo4j server: {reason}. What was acknowledged is kept; check "
        "address, port and network, and repeat the last step.",
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
        return AccessRefused(
            "The server at {address} refuses this user or password. Check TRACER_NEO4J_USER and the password; after "
            "several wrong ones the server waits before it listens again.",
            address=address,
        )
    if title == "DatabaseNotFound":
        return ServerUnsuitable(
            "The server at {address} has no such database. Check the name after the last slash, or leave it out.",
            address=address,
        )
    if title in _OUT_OF_MEMORY:
        return StoreFull(
            "The server at {address} has too little memory for this step. What was being written has been rolled back, "
            "earlier work is kept. Bring the files in one by one, or raise dbms.memory.transaction.total.max.",
            address=address,
        )
    if title in _READ_ONLY or "read-only" in str(error).lower() or "read only" in str(error).lower():
        return StoreUnreadable(
            "The database at {address} takes no writes now: it is read-only, or another member of the cluster leads. "
            "Nothing was written, and nothing can be looked at, for every look goes on record there. Ask its keeper, or try "
            "again.",
            address=address,
        )
    if title in ("DeadlockDetected", "LockAcquisitionTimeout", "LockClientStopped", "Outdated"):
        return StoreBusy(
            "Somebody else is writing to the case at {address}. Wait until that import ends, and try again; reading "
            "goes on meanwhile.",
            address=address,
        )
    if title == "TransactionLogError" or "transaction log" in str(error).lower() or "no space" in str(error).lower():
        return StoreFull(
            "The server at {address} cannot write to its disk any more. What was being written has been rolled back. "
            "Make room there and repeat the last step.",
            address=address,
        )
    if "too large to index" in str(error).lower():
        return StoreUnreadable(
            "The server at {address} cannot index an identifier as long as one of these records has: it takes up to about 8,000 "
            "bytes. Nothing was written. Correct the row, or the mapping that reads a long text as an identifier.",
            address=address,
        )
    if title == "ConstraintValidationFailed":
        return StoreDamaged(
            "The case at {address} refuses a record that it keeps already under the same id. Run verify; if it finds "
            "nothing, repeat the last step.",
            address=address,
        )
    return StoreUnreadable(
        "The server at {address} answered {code}. Nothing was written. Try again; if it stays, see the server's log.",
        address=address,
        code=code,
    )


def _first_line(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return text[0].rstrip(".") if text else type(error).__name__


def _last_line(error: Exception) -> str:
    """The driver names the addresses it tried first, and what went wrong at the end."""
    text = str(error).strip().splitlines()
    return text[-1].rstrip(".") if text else type(error).__name__


@contextmanager
def explained_failures(address: ServerAddress) -> Iterator[None]:
    """Turn failures of the driver and the server inside the block into errors that say what to do."""
    try:
        yield
    except (exceptions.Neo4jError, exceptions.DriverError) as error:
        raise describe_failure(error, address) from error
