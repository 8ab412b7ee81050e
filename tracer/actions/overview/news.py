"""Lists what others and the reader have changed in a case since the reader was last at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from graph_schema.audit_log import AuditEvent
from tracer.casework.overview.visits import find_last_visit
from tracer.casework.sessions.session import Session

DAYS: Final = 7
"""How far back the news reaches where no earlier visit is on record."""
_COUNT: Final = re.compile(r"\b(rows|rejected)=(\d+)")
_OF_FILE: Final = frozenset({"import", "replace"})


@dataclass(frozen=True, slots=True)
class NewsLine:
    """What one person did on one day: the same kind of act counts once. ``day``: in UTC.

    ``file``: of one act on one file that is still in the case, under the veil, with its digest in ``source``; else empty.
    """

    day: date
    action: str
    author: str
    count: int
    rows: int
    rejected: int
    file: str
    source: str


@dataclass(frozen=True, slots=True)
class News:
    """The acts that changed the case, the last day first. ``visited``: ``since`` is the end of the reader's last visit."""

    since: datetime
    visited: bool
    lines: tuple[NewsLine, ...]


def last_visit(session: Session) -> datetime | None:
    """When was this person last at the case, before the present visit? Cost: one pass over the access log."""
    moments = (
        datetime.fromisoformat(entry.audit_event.at)
        for entry in session.store.access_log()
        if entry.audit_event.actor == session.actor.name
    )
    return find_last_visit(moments, session.now())


def list_news(session: Session, visit: datetime | None) -> News:
    """What has changed in the case since the ``visit``; without one, in the last days?

    Cost: one pass over the audit log for each data version and visit.
    """
    session.read("read", "news")
    since = visit or session.now() - timedelta(days=DAYS)
    key = ("news", session.language.code, visit, None if visit is not None else session.today())
    return session.case.cache.value(
        key, session.store.data_version(), lambda: News(since, visit is not None, tuple(_lines(session, since)))
    )


def _lines(session: Session, since: datetime) -> Iterator[NewsLine]:
    names = session.source_names()
    found: dict[tuple[date, str, str], NewsLine] = {}
    for entry in session.store.log():
        act = entry.audit_event
        moment = datetime.fromisoformat(act.at)
        if moment < since:
            continue
        key = (moment.date(), act.action, act.actor)
        line = _line(act, moment.date(), names, session)
        known = found.get(key)
        found[key] = line if known is None else _added(known, line)
    yield from reversed(found.values())


def _line(act: AuditEvent, day: date, names: dict[str, str], session: Session) -> NewsLine:
    counts = {name: int(count) for name, count in _COUNT.findall(act.detail)}
    file = names.get(act.subject, "") if act.action in _OF_FILE else ""
    return NewsLine(
        day=day,
        action=act.action,
        author=session.veil().text(act.actor),
        count=1,
        rows=counts.get("rows", 0),
        rejected=counts.get("rejected", 0),
        file=file,
        source=act.subject if file else "",
    )


def _added(known: NewsLine, line: NewsLine) -> NewsLine:
    return replace(
        known,
        count=known.count + 1,
        rows=known.rows + line.rows,
        rejected=known.rejected + line.rejected,
        file="",
        source="",
    )
