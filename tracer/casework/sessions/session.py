"""The session of one person at one case: rights, language, reason, clock and logs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from graph_schema.audit_log import AuditEvent
from tracer.access.pseudonyms import Veil
from tracer.access.roles import Actor, Right, may, require
from tracer.casework.sessions.case import Case
from tracer.casework.sessions.protection import draw_veil
from tracer.wording.language import Language, find_language

if TYPE_CHECKING:
    from tracer.analysis.tracing.ledgers.case_ledger import CaseLedger
    from tracer.analysis.tracing.policies.methods import Method
    from tracer.casework.tracing.case_tracing import CaseTracing
    from tracer.graph.case_graph import CaseGraph
    from tracer.resolve.names.index import NearIndex
    from tracer.resolve.payments import Payments
    from tracer.store.ports.case_store import CaseStore, Writer


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Session:
    """One person at one case. Every action takes the session first; through it, it checks the right and writes the log."""

    case: Case
    actor: Actor
    now: Callable[[], datetime] = _utc_now
    reason: str = ""
    language: Language = field(default_factory=partial(find_language, "en"))

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    @property
    def store(self) -> CaseStore:
        """The store of the case."""
        return self.case.store

    @property
    def folder(self) -> Path:
        """The folder of the case, with its kept files."""
        return self.case.folder

    def today(self) -> date:
        """The day of the action, in UTC."""
        return self.now().date()

    def stamp(self) -> str:
        """The time of the action in the format of the log (UTC, ISO 8601)."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def audit_event(self, action: str, subject: str = "", detail: str = "") -> AuditEvent:
        """The audit event of what this person does now. Ids and counts only."""
        return AuditEvent(self.stamp(), self.actor.name, self.actor.role, action, subject, self.reason, detail)

    def read(self, right: Right, action: str, subject: str = "", detail: str = "") -> None:
        """Check the right and write the reading act to the access log before anything is shown."""
        self._check(right, action, subject)
        self.note(action, subject, detail)

    def read_nodes(self, right: Right, action: str, *nodes: str | None, detail: str = "") -> None:
        """Check the right, then write to the access log which nodes are read; a None, any node, is kept as ``*``.

        An id that the case does not have is kept as ``?``: an address can hold any text, a victim's name too. Raises
        NotAllowed before the store is asked whether it has an id.
        """
        self._check(right, action)
        known = self.store.get([node for node in nodes if node is not None])
        kept = ("*" if node is None else node if node in known else "?" for node in nodes)
        self.note(action, ">".join(kept), detail)

    def note(self, action: str, subject: str = "", detail: str = "") -> None:
        """Write an act that changes nothing in the case to the access log."""
        self.store.log_access(self.audit_event(action, subject, detail))

    def allow(self, right: Right, action: str = "") -> None:
        """Check the right for an act that is logged later: a writing act is logged in the transaction of its data."""
        self._check(right, action)

    def log(self, writer: Writer, action: str, subject: str = "", detail: str = "") -> None:
        """Write a writing act to the audit log inside its transaction."""
        writer.append_log(self.audit_event(action, subject, detail))

    def _check(self, right: Right, action: str = "", subject: str = "") -> None:
        """Raise NotAllowed if the role does not include the right, and log the attempt."""
        if not may(self.actor, right):
            self.note("refused", subject, " ".join(filter(None, (f"right={right}", action))))
        require(self.actor, right)

    def graph(self) -> CaseGraph:
        """The case as read-only arrays, with rows that are one payment joined."""
        return self.case.graph()

    def names(self) -> NearIndex:
        """The words and identifiers of the case, by which a search finds what is spelled differently."""
        return self.case.names()

    def payments(self) -> Payments:
        """The payments of the case: joined matches and open matches."""
        return self.case.payments()

    def ledger(self) -> CaseLedger:
        """The movements of money between the accounts of the case, with joined payments."""
        return self.case.ledger()

    def tracing(self, method: Method) -> CaseTracing:
        """The money of the whole case followed by this method."""
        return self.case.tracing(method)

    def veil(self) -> Veil:
        """The veil over protected persons, for the current data version and the reader's language."""
        return self._drawn()[0]

    def source_names(self) -> dict[str, str]:
        """Digest -> name of each kept file, under the veil, for the current data version."""
        return self._drawn()[1]

    def for_answer(self) -> Session:
        """The same session for one answer: what is derived from the case belongs to the data version of now.

        The store is asked for its data version here and not again: on a server each question is a round trip. For reading
        alone; an act that writes is followed by a new answer.
        """
        return replace(self, case=self.case.for_answer())

    def in_language(self, language: Language) -> Session:
        """The same session in another language."""
        return replace(self, language=language)

    def _drawn(self) -> tuple[Veil, dict[str, str]]:
        return self.case.cache.value(("veil", self.language.code), self.case.data_version(), self._draw)

    def _draw(self) -> tuple[Veil, dict[str, str]]:
        veil = draw_veil(self.store, self.language)
        return veil, {kept.source.digest: veil.file_name(kept.source.name) for kept in self.case.sources()}
