"""The upgrade of a case on a server: its copy is a file among the kept files, each step is one transaction."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from graph_schema.audit_log import AuditEvent, chain_audit_event
from graph_schema.errors import EnvironmentFailure, NotFound
from tracer.store.credentials import Credentials
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.queries import upgrade as upgrade_queries
from tracer.store.neo4j.server.connection import Connection, Row, run
from tracer.store.neo4j.server.log_nodes import end_of_chain, log_row
from tracer.store.neo4j.server.schema import read_form, update_indexes
from tracer.store.neo4j.store import Neo4jStore
from tracer.store.neo4j.transaction.writer_lock import await_lock
from tracer.store.neo4j.upgrades import STEPS, Change
from tracer.store.neo4j.upgrades.graph_copy import lay_graph, write_graph
from tracer.store.server_address import parse_server_address
from tracer.store.upgrades.port import Begun
from tracer.store.upgrades.step import Step, program_version, refuse_newer, steps_from

_log = logging.getLogger(__name__)
_Mark = tuple[int, int]


class Neo4jUpgrade:
    """Upgrades one case; close it at the end. ``folder``: that of the kept files, where the copy lies meanwhile.

    A database in which the copy of a broken upgrade was being put back is brought to its end first.
    Raises: ServerUnreachable, ServerUnsuitable, AccessRefused; NotFound, NotACase, StoreTooNew.
    """

    def __init__(
        self, address: str, credentials: Credentials, folder: Path, *, steps: Sequence[Step[Change]] | None = None
    ) -> None:
        self._folder = folder
        self._steps = tuple(STEPS if steps is None else steps)
        self._copied: _Mark | None = None
        self._connection = Connection(parse_server_address(address), credentials, any_form=True)
        try:
            self._complete_restore()
            refuse_newer(self._connection.address, self.form(), self._steps[-1].form + 1)
        except BaseException:
            self._connection.close()
            raise
        self.store = Neo4jStore(self._connection, read_only=True)

    def form(self) -> int:
        """Which form does the case have now?"""
        return read_form(self._connection)[0]

    def begun(self) -> Begun | None:
        """The upgrade that an earlier run began; None where none is under way."""
        rows = self._connection.ask(case_queries.READ_CASE)
        form, _, digest = str(rows[0]["upgrading"] or "").partition(" ")
        return Begun(int(form), digest) if form else None

    def summaries(self) -> tuple[tuple[int, str], ...]:
        """Which steps remain? The form that each makes, and what it changes."""
        return tuple((step.form + 1, step.summary) for step in steps_from(self._steps, self.form()))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody writes. Who writes before the first step makes it fail; after it, other programs are refused."""
        await_lock(self._connection)
        yield

    def keep_copy(self) -> str:
        """Keep all that the database holds in a file; an upgrade under way keeps the copy it began with."""
        begun = self.begun()
        copy = self._copy_of(begun)
        if begun is None or not copy.exists():
            before = self._mark()
            nodes, links = write_graph(self._connection, copy)
            if self._mark() != before:
                copy.unlink(missing_ok=True)
                raise _changed()
            self._copied = before
            _log.info("upgrade copy kept nodes=%d links=%d bytes=%d", nodes, links, copy.stat().st_size)
        update_indexes(self._connection)
        self._connection.write(lambda t: run(t, case_queries.AWAIT_INDEXES))
        return str(copy)

    def apply_next(self, audit_event: AuditEvent) -> int:
        """Take the next step with its entry in the log. Returns the form that the case has then."""
        with self._connection.transaction() as transaction:
            case = run(transaction, case_queries.LOCK_CASE, writer="")[0]
            gate = run(transaction, case_queries.READ_GATE)[0]
            if self._copied is not None and self._copied != _mark_of(case, gate):
                raise _changed()
            form = int(case["form"])
            step = steps_from(self._steps, form)[0]
            step.change(transaction)
            entry = chain_audit_event(audit_event, end_of_chain(int(case["log_seq"]), str(case["log_hash"])))
            run(transaction, logs_queries.WRITE_LOG, rows=[log_row(entry)])
            run(transaction, case_queries.SAVE_CASE, values={"log_seq": entry.seq, "log_hash": entry.hash})
            run(
                transaction,
                upgrade_queries.NOTE_UPGRADE,
                form=form + 1,
                upgrading=f"{form} {gate['digest']}",
                upgrade=f"{form + 1}|{audit_event.at}|{program_version()}",
            )
            transaction.commit()
        self._copied = None
        _log.info("upgrade step done form=%d", form + 1)
        return form + 1

    def restore(self) -> None:
        """Put the case back as the copy has it; the readings stay, with those that came since. Then the copy goes."""
        copy = self._copy_of(self.begun())
        if not copy.exists():
            raise NotFound("There is no copy of the case at {path}. Restore a backup.", path=copy)
        lay_graph(self._connection, copy)
        _log.warning("upgrade undone form=%d", self.form())
        copy.unlink(missing_ok=True)

    def finish(self) -> None:
        """The upgrade has succeeded: the case may be opened again, and the copy goes."""
        copy = self._copy_of(self.begun())
        self._connection.write(lambda t: run(t, upgrade_queries.END_UPGRADE))
        copy.unlink(missing_ok=True)
        _log.info("upgrade finished form=%d", self.form())

    def remove_leftovers(self) -> int:
        """Remove copies that an upgrade left which was broken off after it had succeeded. Returns how many."""
        found = [] if self.begun() else sorted(self._folder.glob("graph.before-*.jsonl.gz*"))
        for copy in found:
            copy.unlink(missing_ok=True)
        return len(found)

    def close(self) -> None:
        """Let go of the server."""
        self._connection.close()

    def _complete_restore(self) -> None:
        rows = self._connection.ask(upgrade_queries.READ_RESTORE)
        if rows:
            copy = self._folder / str(rows[0]["copy"])
            lay_graph(self._connection, copy)
            copy.unlink(missing_ok=True)

    def _mark(self) -> _Mark:
        """What changes with every write to the case: the version of its data, and the end of its log."""
        (found,) = self._connection.ask(upgrade_queries.READ_CHANGES)
        return _mark_of(found, found)

    def _copy_of(self, begun: Begun | None) -> Path:
        form = self.form() if begun is None else begun.form
        return self._folder / f"graph.before-{form + 1}.jsonl.gz"


def _mark_of(case: Row, gate: Row) -> _Mark:
    return int(gate["version"]), int(case["log_seq"])


def _changed() -> EnvironmentFailure:
    return EnvironmentFailure("The case was changed while it was copied. Nothing was upgraded; run it again.")
