"""Lists what waits for an act in a case: deadlines, assets without a measure, statements, pairs, rows that are not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Final

from graph_schema.codes.roles import PROSECUTED_ROLES
from graph_schema.records.merged_records import Evidence, MergedNode
from graph_schema.records.nodes import ASSET_TYPES
from tracer.access.roles import may
from tracer.actions.files.pairs import open_pairs
from tracer.actions.overview.people import tied_assets
from tracer.actions.recovery.assets import subject_lines
from tracer.casework.evidence_lines import account_caption, caption, evidence_format
from tracer.casework.overview.alert_order import Alert, AlertKind, AlertRow, order_alerts
from tracer.casework.overview.running_terms import case_terms
from tracer.casework.overview.statement_months import collect_account_months
from tracer.casework.recovery.recovery_state import RecoveryState, asset_states, recovery_state
from tracer.casework.sessions.session import Session

SHOWN: Final = 20
"""How many rows an alert lists."""
_SEVERITIES: Final[dict[str, AlertKind]] = {"overdue": "overdue", "red": "soon", "amber": "soon"}
_UNSECURED: Final = frozenset({"IDENTIFIED", "TRACED"})
"""States of an asset for which nobody has asked a measure. One that was released, dropped or not found is none."""


def list_alerts(session: Session) -> tuple[Alert, ...]:
    """What needs an act in this case, by consequence and then by age?

    Deadlines are for whoever may oversee the case; all else is left out for a reader who may not read it. Cost: once for
    each data version, day and language.
    """
    session.read("oversee", "alerts")
    day, reads = session.today(), may(session.actor, "read")
    key = ("alerts", day, reads, session.language.code)
    return session.case.cache.value(key, session.case.data_version(), lambda: _alerts(session, day, reads=reads))


def _alerts(session: Session, day: date, *, reads: bool) -> tuple[Alert, ...]:
    case_state = recovery_state(session, as_of=day, known_on=day)
    found = list(_deadlines(session, case_state, day))
    if reads:
        found.append(_unsecured(session, case_state, day))
        found += _statements(session, day)
        found += [_rejected(session), _identifiers(session), Alert("pairs", open_pairs(session), ())]
    return order_alerts(found)


def _deadlines(session: Session, case_state: RecoveryState, day: date) -> Iterator[Alert]:
    """One alert for each rule of law, apart for those that are overdue. Every term that runs counts, not the first alone."""
    veil = session.veil()
    groups: defaultdict[tuple[AlertKind, str], list[AlertRow]] = defaultdict(list)
    for found in case_terms(session.graph(), case_state):
        term, about = found.term, found.about
        kind = _SEVERITIES.get(term.severity(day))
        if kind is not None:
            asset = about.id if about.type in ASSET_TYPES or about.type == "Account" else ""
            row = AlertRow(caption(about, veil), asset=asset, days=term.days_left(day), first=term.due_day)
            groups[kind, term.rule.id].append(row)
    for (kind, rule), rows in groups.items():
        rows.sort(key=lambda row: (row.days or 0, row.text, row.asset))
        yield Alert(kind, len(rows), tuple(rows[:SHOWN]), age=-(rows[0].days or 0), rule=rule)


def _unsecured(session: Session, case_state: RecoveryState, day: date) -> Alert:
    """Assets that title, use or a company ties to somebody who is prosecuted, without a request to freeze them."""
    graph, veil, states = session.graph(), session.veil(), asset_states(session)
    prosecuted = {line.id for line in subject_lines(session) if line.role in PROSECUTED_ROLES}
    ties = tied_assets(session)
    tied = frozenset[str]().union(*(ties.get(person, frozenset()) for person in prosecuted))
    rows = []
    for asset in sorted(tied):
        if states.get(asset, "IDENTIFIED") not in _UNSECURED or graph.nodes[asset].type not in ASSET_TYPES:
            continue
        begun = [one.since for one in case_state.items_on(asset) if one.since is not None]
        value = case_state.values.get(asset)
        rows.append(
            AlertRow(
                caption(graph.nodes[asset], veil),
                asset=asset,
                days=(day - min(begun)).days if begun else None,
                minor=None if value is None else value.money.minor,
                currency="" if value is None else value.money.currency,
            )
        )
    rows.sort(key=lambda row: (-(row.days or 0), -(row.minor or 0), row.text))
    return Alert("unsecured", len(rows), tuple(rows[:SHOWN]), age=max((row.days or 0 for row in rows), default=0))


def _statements(session: Session, day: date) -> Iterator[Alert]:
    """Days that no statement covers, and statements that do not add up."""
    graph, veil = session.graph(), session.veil()
    missing, differing = [], []
    for line in collect_account_months(graph):
        text = f"{account_caption(graph, veil, line.account)} {line.currency}"
        missing += [AlertRow(text, first=first, last=last, days=(day - last).days) for first, last in line.gaps]
        differing += [
            AlertRow(text, statement=one.statement, first=one.first, last=one.last, days=(day - one.last).days)
            for one in line.differing
        ]
    kinds: tuple[tuple[AlertKind, list[AlertRow]], ...] = (("missing", missing), ("differs", differing))
    for kind, rows in kinds:
        rows.sort(key=lambda row: (-(row.days or 0), row.text))
        yield Alert(kind, len(rows), tuple(rows[:SHOWN]), age=max((row.days or 0 for row in rows), default=0))


def _rejected(session: Session) -> Alert:
    """Rows of kept files that were not kept. A file that was refused as a whole is not in the case."""
    names = session.source_names()
    rows = [
        AlertRow(names[kept.source.digest], source=kept.source.digest, count=kept.source.rejected)
        for kept in session.case.sources()
        if kept.source.rejected
    ]
    rows.sort(key=lambda row: (-row.count, row.text))
    return Alert("rejected", sum(row.count for row in rows), tuple(rows[:SHOWN]))


def _identifiers(session: Session) -> Alert:
    """Numbers of persons, companies, accounts and things whose check digit or form is wrong; of nobody who is protected."""
    veil, form = session.veil(), evidence_format(session)
    found = [
        node
        for node in session.graph().nodes.values()
        if "invalid_identifiers" in node.props and "invalid_identifiers" in veil.props(node.id, node.props)
    ]
    found.sort(key=lambda node: (caption(node, veil), node.id))
    rows = tuple(AlertRow(caption(node, veil), evidence=form.lines(_stating(session, node))) for node in found[:SHOWN])
    return Alert("identifiers", len(found), rows)


def _stating(session: Session, node: MergedNode) -> list[Evidence]:
    """The row that states the number."""
    stated = (
        Evidence(digest, record.locator)
        for digest, record in session.store.history(node.id)
        if "invalid_identifiers" in record.props
    )
    return [next(stated, node.evidence[0])]
