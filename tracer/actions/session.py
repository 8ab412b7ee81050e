"""A person at work on one case: the store, the kept files, the right to act and the log of what was done."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.journal import Deed
from graph_schema.links import PROTECTED_ROLES
from graph_schema.views import LinkView
from tracer.access.pseudonyms import ProtectedPerson, Veil
from tracer.access.roles import Actor, Right, may, require
from tracer.actions.following import FollowingCache
from tracer.graph import CaseGraph, GraphCache
from tracer.language import Language, language
from tracer.server_login import current_login
from tracer.settings import Settings
from tracer.store.opening import open_store
from tracer.store.port import CaseStore, SourceRecords, Writer

STORE_FILE = "case.sqlite"
SOURCES_FOLDER = "sources"
MAPPINGS_FOLDER = "mappings"


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Session:
    """One person, one case. Every action takes it first, checks the right through it and writes the log through it."""

    store: CaseStore
    folder: Path
    actor: Actor
    now: Callable[[], datetime] = _utc_now
    graphs: GraphCache = field(default_factory=GraphCache)
    followings: FollowingCache = field(default_factory=FollowingCache)
    reason: str = ""
    words: Language = field(default_factory=partial(language, "en"))
    states: dict[tuple[int, date], Mapping[str, str]] = field(default_factory=dict)
    """The status of every asset for a data version and a day, kept by tracer.actions.standing; one for all languages."""
    _veils: dict[str, tuple[int, Veil, dict[str, str]]] = field(default_factory=dict)

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()

    def today(self) -> date:
        """The day in UTC on which the action happens."""
        return self.now().date()

    def stamp(self) -> str:
        """The moment of the action as the log writes it."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def deed(self, action: str, subject: str = "", detail: str = "") -> Deed:
        """What this person does now, for the log. Ids and counts only."""
        return Deed(self.stamp(), self.actor.name, self.actor.role, action, subject, self.reason, detail)

    def read(self, right: Right, action: str, subject: str = "", detail: str = "") -> None:
        """Check the right and log a reading act before anything is shown."""
        self._check(right, action, subject)
        self.note(action, subject, detail)

    def note(self, action: str, subject: str = "", detail: str = "") -> None:
        """Log an act that changes nothing in the case."""
        self.store.note_reading(self.deed(action, subject, detail))

    def allow(self, right: Right) -> None:
        """Check the right of a writing act, whose log entry is written in the same transaction as its data."""
        self._check(right)

    def log(self, writer: Writer, action: str, subject: str = "", detail: str = "") -> None:
        """Log a writing act inside its transaction."""
        writer.append_log(self.deed(action, subject, detail))

    def _check(self, right: Right, action: str = "", subject: str = "") -> None:
        """Refuse what the role does not include, and put the attempt on record."""
        if not may(self.actor, right):
            self.note("refused", subject, " ".join(filter(None, (f"right={right}", action))))
        require(self.actor, right)

    def graph(self) -> CaseGraph:
        """The case as read-only arrays, exported once per data version."""
        return self.graphs.graph(self.store)

    def veil(self) -> Veil:
        """The veil over protected persons, for the present data version and the reader's language."""
        return self._drawn()[1]

    def source_names(self) -> dict[str, str]:
        """The name of each kept file by digest, under the veil, for the present data version."""
        return self._drawn()[2]

    def in_language(self, words: Language) -> Session:
        """The same person at the same case, reading in this language."""
        return replace(self, words=words)

    def _drawn(self) -> tuple[int, Veil, dict[str, str]]:
        version = self.store.data_version()
        drawn = self._veils.get(self.words.code)
        if drawn is None or drawn[0] != version:
            veil = _draw_veil(self.store, self.words)
            named = {kept.source.digest: veil.file_name(kept.source.name) for kept in self.store.sources()}
            drawn = (version, veil, named)
            self._veils[self.words.code] = drawn
        return drawn


def open_session(settings: Settings, *, create: bool = False, read_only: bool = False) -> Session:
    """Open the case that the settings name, in its folder or on a server. ``read_only``: the case refuses every write.

    Raises WrongUse when there is none in the folder, with the command that makes one, and NotFound when there is none on
    the server.
    """
    words = language(settings.language)
    if settings.store is None:
        path = settings.case / STORE_FILE
        if not create and not path.exists():
            raise WrongUse(
                "There is no case in {folder}. Make one with: tracer --case {folder} init", folder=settings.case
            )
        if create:
            _make_folders(settings.case)
        store = open_store(str(path), create=create, read_only=read_only)
    else:
        login = current_login(settings.store)
        store = open_store(settings.store, create=create, read_only=read_only, credentials=login)
        if create:
            _make_folders_beside(store, settings.case)
    return Session(store, settings.case, settings.actor, words=words)


def _make_folders_beside(store: CaseStore, folder: Path) -> None:
    """Only where the server answered: a mistyped address leaves no folder behind."""
    try:
        _make_folders(folder)
    except EnvironmentFailure:
        store.close()
        raise


def _make_folders(case: Path) -> None:
    """The case holds personal data: its folders are for the owner alone."""
    try:
        for folder in (case, case / SOURCES_FOLDER):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure(
            "{path} cannot be written: {reason}.", path=case, reason=error.strerror
        ) from error  # fmt: skip


def _draw_veil(store: CaseStore, words: Language) -> Veil:
    links = [link for link in store.links(("RoleIn",)) if link.props.get("role") in PROTECTED_ROLES]
    roles = {link.tail: str(link.props["role"]) for link in links}
    views = store.get(roles)
    marks = _draw_marks(store, links)
    persons = []
    for node, role in roles.items():
        view = views[node]
        told = [view.props, *({key: value} for key, pairs in view.others.items() for value, _ in pairs)]
        names = {str(props["name"]) for props in told if "name" in props}
        numbers = {str(props["cnp"]) for props in told if "cnp" in props}
        held = [link.head for link in store.links_of(node, ("HoldsAccount",)) if link.tail == node]
        accounts = {key: str(found.props["number"]) for key, found in store.get(held).items()}
        persons.append(ProtectedPerson(node, role, tuple(sorted(names)), tuple(sorted(numbers)), accounts, marks[node]))
    return Veil(persons, words.text)


def _draw_marks(store: CaseStore, links: Iterable[LinkView]) -> dict[str, str]:
    """What each pseudonym is made of: the id under a key that only who has the case can know.

    The key is all that the source which first told of the protected role says. So a pseudonym stays the same in every
    document, in a copy and after a rebuilding, and a later source changes none. See docs/decisions/0005.
    """
    order = {kept.source.digest: (kept.received, kept.source.digest) for kept in store.sources()}
    first: dict[str, tuple[str, str]] = {}
    for link in links:
        told = min(order[evidence.source] for evidence in link.evidence)
        first[link.tail] = min(told, first.get(link.tail, told))
    keys = {digest: _key_of(store.told(digest)) for digest in sorted({digest for _, digest in first.values()})}
    return {
        person: blake2b(person.encode(), key=keys[digest], digest_size=16).hexdigest()
        for person, (_, digest) in first.items()
    }


def _key_of(told: SourceRecords) -> bytes:
    records = [(node.id, node.type, node.props, node.locator) for node in told.nodes]
    records += [(link.id, link.type, link.props, link.locator) for link in told.links]
    lines = sorted(json.dumps(record, sort_keys=True, ensure_ascii=False) for record in records)
    return blake2b("\n".join(lines).encode()).digest()
