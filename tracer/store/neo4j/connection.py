"""The way to the server: one driver a case, readers that see one version of it, errors that say what to do."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import neo4j
from neo4j import exceptions

from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer.store.credentials import Credentials
from tracer.store.errors import ServerUnsuitable
from tracer.store.neo4j import statements
from tracer.store.neo4j.failure import explained_failures
from tracer.store.server_address import ServerAddress

OLDEST: Final = (5, 26)
RETRY_SECONDS = 10.0
PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS: Final = 0.01
_Result = TypeVar("_Result")

# What the driver has to say comes as an error that is told in the reader's words, not beside it on the terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks within one reading transaction. ``version``: the version of the case that it sees."""

    transaction: neo4j.ManagedTransaction | neo4j.Transaction
    version: int

    def rows(self, statement: str, **asked: Any) -> list[Row]:
        """The answer, row by row. ``$version`` is known to every statement."""
        return run(self.transaction, statement, version=self.version, **asked)


def run(transaction: neo4j.ManagedTransaction | neo4j.Transaction, statement: str, **asked: Any) -> list[Row]:
    """The rows that a statement of this package gives."""
    result = transaction.run(statement, asked)
    keys = result.keys()
    return [dict(zip(keys, record.values(), strict=True)) for record in result]


class Connection:
    """The driver of one case. May be used from any thread; close it at the end."""

    def __init__(self, address: ServerAddress, credentials: Credentials) -> None:
        self.address = address
        with explained_failures(address):
            self.driver = _open_driver(address, credentials)
            self.bookmarks = neo4j.GraphDatabase.bookmark_manager()
            try:
                self._check_server()
            except BaseException as error:
                self.driver.close()
                if isinstance(error, exceptions.ServiceUnavailable):
                    _ask_directly(address, credentials)
                if isinstance(error, ssl.SSLError) and credentials.authority is not None:
                    raise _no_certificate(credentials.authority) from None
                raise

    def close(self) -> None:
        """Let go of the server."""
        self.driver.close()

    def session(self, **settings: Any) -> neo4j.Session:
        """A session of the case's database that sees what this program wrote before, on a cluster too."""
        return self.driver.session(
            database=self.address.database,
            bookmark_manager=self.bookmarks,
            notifications_min_severity="OFF",
            **settings,
        )

    def read(self, work: Callable[[Reader], _Result]) -> _Result:
        """What does ``work`` find in one version of the case? Asked again where a commit came between.

        The server shows a reader each part of a commit as it is applied, not all at once; so the version is looked at
        before and after, and a commit closes the gate while it is applied. Where that goes on, the reader takes a
        writer's turn.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        with explained_failures(self.address), self.session() as session:
            while True:
                found, result = session.execute_read(_within_version, work)
                if found:
                    return cast(_Result, result)
                if time.monotonic() > deadline:
                    break
                time.sleep(_PAUSE_SECONDS)
        return self.read_alone(work)

    def read_alone(self, work: Callable[[Reader], _Result]) -> _Result:
        """The same while no writer may commit: it waits for the writer before it, and the next one for it.

        Frees the gate, which a writer that died in its last step left closed.
        """

        def in_turn(transaction: neo4j.ManagedTransaction) -> _Result:
            run(transaction, statements.LOCK_CASE, writer="")
            run(transaction, statements.FREE_GATE)
            return work(Reader(transaction, _gate(transaction)["version"]))

        return self.write(in_turn)

    def ask(self, statement: str, **asked: Any) -> list[Row]:
        """The rows of one statement, whatever version of a case there is, if any."""
        with explained_failures(self.address), self.session() as session:
            return session.execute_read(lambda transaction: run(transaction, statement, **asked))

    def write(self, work: Callable[[neo4j.ManagedTransaction], _Result]) -> _Result:
        """Run ``work`` in a transaction of its own; the driver repeats it where the server asks for that."""
        with explained_failures(self.address), self.session() as session:
            return session.execute_write(work)

    @contextmanager
    def transaction(self) -> Iterator[neo4j.Transaction]:
        """A writing transaction; what is not committed inside is rolled back."""
        with explained_failures(self.address), self.session() as session:
            transaction = session.begin_transaction()
            try:
                yield transaction
            finally:
                transaction.close()

    def _check_server(self) -> None:
        # Not repeated: whoever mistyped an address learns it at once.
        with self.session() as session, session.begin_transaction() as transaction:
            rows = run(transaction, statements.SERVER)
        kernel = next((row for row in rows if row["name"] == "Neo4j Kernel"), None)
        found = str(kernel["version"]) if kernel else "?"
        if kernel is None or _number(found) < OLDEST:
            raise ServerUnsuitable(
                "The server at {address} is {found}; a case needs Neo4j {needed} or later. Name another server, or "
                "update it.",
                address=self.address,
                found=found,
                needed=".".join(map(str, OLDEST)),
            )


def _within_version(transaction: neo4j.ManagedTransaction, work: Callable[[Reader], object]) -> tuple[bool, object]:
    before = _gate(transaction)
    if before["changing"] is not None:
        return False, None
    try:
        result = work(Reader(transaction, before["version"]))
    except EnvironmentFailure:
        # What does not fit together between two versions is no damage.
        if _gate(transaction) == before:
            raise
        return False, None
    return _gate(transaction) == before, result


def _gate(transaction: neo4j.ManagedTransaction) -> Row:
    rows = run(transaction, statements.READ_GATE)
    if not rows:
        raise EnvironmentFailure(
            "The case on the server was removed while it was in use, or its node TracerGate was. Restore a backup, or copy "
            "or rebuild the case into an empty database."
        )
    return rows[0]


def _ask_directly(address: ServerAddress, credentials: Credentials) -> None:
    """Routing keeps to itself why no server answered: a connection without it fails with the cause."""
    if address.scheme.startswith("neo4j"):
        direct = replace(address, scheme=address.scheme.replace("neo4j", "bolt"))
        with _open_driver(direct, credentials) as driver:
            driver.verify_connectivity()


def _open_driver(address: ServerAddress, credentials: Credentials) -> neo4j.Driver:
    settings: dict[str, Any] = {}
    if credentials.authority is not None:
        # The driver takes an authority of one's own only with the plain scheme.
        address = replace(address, scheme=address.scheme.partition("+")[0])
        settings = {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(str(credentials.authority))}
    return neo4j.GraphDatabase.driver(
        address.server,
        auth=(credentials.user, credentials.password),
        connection_timeout=5.0,
        connection_acquisition_timeout=20.0,
        max_transaction_retry_time=RETRY_SECONDS,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        **settings,
    )


def _no_certificate(file: Path) -> WrongUse:
    return WrongUse(
        "The file {path} (TRACER_NEO4J_CA_FILE) holds no certificate that can be read. Name one in PEM form, which begins "
        "with -----BEGIN CERTIFICATE-----.",
        path=file,
    )


def _number(version: str) -> tuple[int, int]:
    major, _, rest = version.partition(".")
    minor = rest.partition(".")[0]
    return (int(major), int(minor)) if major.isdigit() and minor.isdigit() else (0, 0)
