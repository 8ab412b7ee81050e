"""Connects to the server: one driver for a case, reads of one version of the case, errors that say what to do."""

from __future__ import annotations

import logging
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, TypeVar, cast

import neo4j
from neo4j import exceptions

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.rendering.cypher import SCHEMA_VERSION
from tracer.store.credentials import Credentials
from tracer.store.errors import ServerUnsuitable
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import events, links, logs, nodes, snapshot, sources, transfers, upgrade, views
from tracer.store.neo4j.server.failure import explained_failures
from tracer.store.neo4j.server.parameters import lists_in_a_map
from tracer.store.server_address import ServerAddress
from tracer.store.upgrades.step import check_form

OLDEST: Final = (5, 26)
RETRY_SECONDS = 10.0
PATIENCE_SECONDS = 10.0
SLOW_SECONDS = 2.0
"""A statement that takes longer is written into the log of the program."""
_PAUSE_SECONDS: Final = 0.01
_log = logging.getLogger(__name__)
_Result = TypeVar("_Result")

# Failures of the driver are raised as errors of Tracer, so the driver must not write log messages to the terminal.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SnapshotReader:
    """Runs statements in one read transaction.

    ``version``: the version of the case that it sees. ``kept``: what earlier readers of this version keep for later ones.
    """

    transaction: neo4j.ManagedTransaction | neo4j.Transaction
    version: int
    kept: dict[str, Any] = field(default_factory=dict)

    def rows(self, statement: str, **params: Any) -> list[Row]:
        """The rows of a statement. ``$version`` is a parameter of every statement."""
        return run(self.transaction, statement, version=self.version, **params)

    def once(self, name: str, read: Callable[[], _Result]) -> _Result:
        """The value of this name, read once for each version of the case. It must depend on the version alone."""
        if name not in self.kept:
            self.kept[name] = read()
        return cast(_Result, self.kept[name])


QUERIES: Final = (case_queries, events, links, logs, nodes, snapshot, sources, transfers, upgrade, views)


def run(transaction: neo4j.ManagedTransaction | neo4j.Transaction, statement: str, **params: Any) -> list[Row]:
    """The rows of a statement of this package."""
    begin = time.monotonic()
    result = transaction.run(*lists_in_a_map(statement, params))
    keys = result.keys()
    rows = [dict(zip(keys, record.values(), strict=True)) for record in result]
    seconds = time.monotonic() - begin
    if seconds > SLOW_SECONDS:
        _log.warning("slow statement name=%s rows=%d seconds=%.1f", statement_name(statement), len(rows), seconds)
    return rows


def statement_name(statement: str) -> str:
    """The name of this statement in the package ``queries``; ``?`` for any other statement."""
    for module in QUERIES:
        for name, kept in vars(module).items():
            if kept is statement or (isinstance(kept, dict) and any(value is statement for value in kept.values())):
                return name
    return "?"


class Connection:
    """The driver of one case. Any thread can use it; the caller closes it at the end."""

    def __init__(self, address: ServerAddress, credentials: Credentials, *, any_form: bool = False) -> None:
        """``any_form``: also accept a case of an earlier form. Only an upgrade uses it."""
        self.address = address
        self._any_form = any_form
        # The gate of the kept values. Its token names the last commit: a database that was emptied and filled anew with the
        # same case repeats version and digest, and may number its sources otherwise.
        self._kept: tuple[Row, dict[str, Any]] = ({}, {})
        with explained_failures(address):
            self.driver = _open_driver(address, credentials)
            self.bookmarks = neo4j.GraphDatabase.bookmark_manager()
            try:
                self._check_server()
            except BaseException as error:
                self.driver.close()
                if isinstance(error, exceptions.ServiceUnavailable):
                    _raise_cause(address, credentials)
                if isinstance(error, ssl.SSLError) and credentials.authority is not None:
                    raise _no_certificate(credentials.authority) from None
                raise

    def close(self) -> None:
        """Close the driver."""
        self.driver.close()

    def session(self, **settings: Any) -> neo4j.Session:
        """A session of the database of the case. It sees earlier writes of this process, on a cluster too."""
        return self.driver.session(
            database=self.address.database,
            bookmark_manager=self.bookmarks,
            notifications_min_severity="OFF",
            **settings,
        )

    def read(self, work: Callable[[SnapshotReader], _Result]) -> _Result:
        """What does ``work`` find in one version of the case? Runs it again if a commit changed the version meanwhile.

        The server makes a commit visible part by part, not at once. The version is therefore compared before and after
        ``work``, and a writer closes the commit gate while its commit is applied. If no read succeeds within
        PATIENCE_SECONDS, ``work`` runs under the lock of the writer.
        """
        deadline = time.monotonic() + PATIENCE_SECONDS
        again = 0
        with explained_failures(self.address), self.session() as session:
            while True:
                found, result, form = session.execute_read(self._within_version, work)
                self.check_form(form)
                if found:
                    if again:
                        _log.info("reading tried again times=%d", again)
                    return cast(_Result, result)
                again += 1
                if time.monotonic() > deadline:
                    break
                time.sleep(_PAUSE_SECONDS)
        _log.warning("reading takes the lock of the case tried=%d", again)
        return self.read_alone(work)

    def version(self) -> int:
        """The version of the case. ``read`` waits until all its records are visible. Cost: one statement."""
        with explained_failures(self.address), self.session() as session:
            gate = session.execute_read(_gate)
        self.check_form(int(gate["form"]))
        return int(gate["version"])

    def read_alone(self, work: Callable[[SnapshotReader], _Result]) -> _Result:
        """What does ``work`` find while no writer can commit? It runs under the lock of the writer.

        Opens the commit gate if a writer failed in its last step and left the gate closed.
        """

        def fenced(transaction: neo4j.ManagedTransaction) -> _Result:
            run(transaction, case_queries.LOCK_CASE, writer="")
            run(transaction, case_queries.FREE_GATE)
            gate = _gate(transaction)
            self.check_form(gate["form"])
            return work(SnapshotReader(transaction, gate["version"]))

        return self.write(fenced)

    def _within_version(
        self, transaction: neo4j.ManagedTransaction, work: Callable[[SnapshotReader], object]
    ) -> tuple[bool, object, int]:
        """Was the version of the case the same before and after, what is the result, and which form has the case?"""
        before = _gate(transaction)
        form = int(before["form"])
        if before["changing"] is not None:
            return False, None, form
        gate, kept = self._kept
        reader = SnapshotReader(transaction, before["version"], dict(kept) if gate == before else {})
        try:
            result = work(reader)
        except EnvironmentFailure:
            # Records of two versions do not match each other; that is no damage.
            if _gate(transaction) == before:
                raise
            return False, None, form
        if _gate(transaction) != before:
            return False, None, form
        self._kept = (before, reader.kept)
        return True, result, form

    def check_form(self, form: int, *, upgrading: bool = False) -> None:
        """Does the case still have the form of this program? Another program may have upgraded it since it was opened.

        Raises StoreTooNew, StoreTooOld.
        """
        if not self._any_form:
            check_form(self.address, form, SCHEMA_VERSION, unfinished=upgrading)

    def ask(self, statement: str, **params: Any) -> list[Row]:
        """The rows of one statement, without a check of the version. The database can be empty."""
        with explained_failures(self.address), self.session() as session:
            return session.execute_read(lambda transaction: run(transaction, statement, **params))

    def write(self, work: Callable[[neo4j.ManagedTransaction], _Result]) -> _Result:
        """Run ``work`` in a separate write transaction. The driver runs it again if the server asks for that."""
        tried = 0

        def counted(transaction: neo4j.ManagedTransaction) -> _Result:
            nonlocal tried
            tried += 1
            if tried > 1:
                _log.info("transaction tried again times=%d", tried - 1)
            return work(transaction)

        with explained_failures(self.address), self.session() as session:
            return session.execute_write(counted)

    @contextmanager
    def transaction(self) -> Iterator[neo4j.Transaction]:
        """A write transaction. It is rolled back if the block does not commit it."""
        with explained_failures(self.address), self.session() as session:
            transaction = session.begin_transaction()
            try:
                yield transaction
            finally:
                transaction.close()

    def _check_server(self) -> None:
        # This is not repeated, so that a wrong address fails at once.
        with self.session() as session, session.begin_transaction() as transaction:
            rows = run(transaction, case_queries.SERVER)
        kernel = next((row for row in rows if row["name"] == "Neo4j Kernel"), None)
        found = str(kernel["version"]) if kernel else "?"
        if kernel is None or _number(found) < OLDEST:
            raise ServerUnsuitable(
                "The server at {address} has version {found}. A case needs Neo4j {needed} or later. Name another server, or "
                "update it.",
                address=self.address,
                found=found,
                needed=".".join(map(str, OLDEST)),
            )


def _gate(transaction: neo4j.ManagedTransaction) -> Row:
    rows = run(transaction, case_queries.READ_GATE)
    if not rows:
        raise EnvironmentFailure(
            "The case on the server, or its node TracerGate, was removed while it was in use. Restore a backup, or copy or "
            "rebuild the case into an empty database."
        )
    return rows[0]


def _raise_cause(address: ServerAddress, credentials: Credentials) -> None:
    """Raise the cause if no server answers. Routing hides the cause, so this connects without routing."""
    if address.scheme.startswith("neo4j"):
        direct = replace(address, scheme=address.scheme.replace("neo4j", "bolt"))
        with _open_driver(direct, credentials) as driver:
            driver.verify_connectivity()


def _open_driver(address: ServerAddress, credentials: Credentials) -> neo4j.Driver:
    settings: dict[str, Any] = {}
    if credentials.authority is not None:
        # The driver accepts a private authority only with the plain scheme.
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
        "The file {path} (TRACER_NEO4J_CA_FILE) holds no readable certificate. Name a file in PEM format, which begins with "
        "-----BEGIN CERTIFICATE-----.",
        path=file,
    )


def _number(version: str) -> tuple[int, int]:
    major, _, rest = version.partition(".")
    minor = rest.partition(".")[0]
    return (int(major), int(minor)) if major.isdigit() and minor.isdigit() else (0, 0)
