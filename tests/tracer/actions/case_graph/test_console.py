"""Who may ask the case graph, what goes on record of it, and that the veil lies over every part of an answer."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.records.identity import account_id
from tracer.access.roles import ROLES, NotAllowed
from tracer.actions.case_graph.console import ROWS, SECONDS, query_graph
from tracer.casework.sessions.case import Case
from tracer.sample.world.accounts import ACCOUNTS, VICTIM_ACCOUNTS
from tracer.sample.world.people import PEOPLE, VICTIMS
from tracer.store.ports.console import ConsoleAnswer, QueryRefused, QueryStopped

QUERY = "MATCH (n) WHERE n.name = 'Nume Inventat' RETURN n"
TOLD = f"length={len(QUERY)} sha256={hashlib.sha256(QUERY.encode()).hexdigest()}"
VICTIM = PEOPLE[VICTIMS[0]]
ACCOUNT = ACCOUNTS[VICTIM_ACCOUNTS[0]]


@dataclass
class WithConsole:
    """A case with a console that answers what the test wants, or raises it."""

    kept: Any
    answer: ConsoleAnswer | Exception
    asked: list[Any] = field(default_factory=list)

    def __getattr__(self, name):
        return getattr(self.kept, name)

    def console(self, query, params, *, seconds, rows):
        self.asked.append((query, params, seconds, rows, list(self.kept.access_log())[-1].audit_event))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def answer_of(*cells, columns=None):
    return ConsoleAnswer(columns or tuple(f"c{place}" for place in range(len(cells))), (cells,), True, ("Limit",))


@pytest.fixture
def asking(sample_case, session_of):
    """asking(answer, role) -> a session at the sample case whose console gives this answer."""
    opened = []

    def begin(answer=None, role="prosecutor"):
        entered = session_of(sample_case, role)
        session = entered.__enter__()
        opened.append(entered)
        store = WithConsole(session.store, answer or answer_of(1))
        return dataclasses.replace(session, case=Case(store, session.folder), reason="verificare")

    yield begin
    for entered in opened:
        entered.__exit__(None, None, None)


def logged(session, since):
    return [entry.audit_event for entry in list(session.store.access_log())[since:]]


@pytest.mark.parametrize("role", ROLES)
def test_only_roles_with_the_right_reach_the_console(asking, role):
    session = asking(role=role)
    since = len(list(session.store.access_log()))
    if role in ("prosecutor", "owner"):
        assert query_graph(session, QUERY, {}).rows == ((1,),)
        return
    with pytest.raises(NotAllowed, match="right to query the case in Cypher"):
        query_graph(session, QUERY, {})
    assert session.store.asked == []
    (audit_event,) = logged(session, since)
    assert (audit_event.action, audit_event.role, audit_event.detail) == ("refused", role, "right=console query")


def test_the_question_is_on_record_before_it_is_asked_and_without_its_text(asking):
    session = asking()
    session.reason = "verificare inventată"
    query_graph(session, QUERY, {"name": "Nume Inventat"})
    ((query, params, seconds, rows, audit_event),) = session.store.asked
    assert (query, params, seconds, rows) == (QUERY, {"name": "Nume Inventat"}, SECONDS, ROWS)
    assert (audit_event.action, audit_event.subject, audit_event.detail, audit_event.reason) == (
        "query",
        "",
        TOLD,
        "verificare inventată",
    )
    assert "Nume" not in str(list(session.store.access_log())[-1])


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_asked(asking, reason):
    """A query can look for a real name, so each counts as a lifting of the veil."""
    session = asking()
    session.reason = reason
    with pytest.raises(WrongUse, match="needs a reason"):
        query_graph(session, QUERY, {})
    assert session.store.asked == []


def test_a_refused_query_is_on_record_twice(asking):
    session = asking(QueryRefused("The console accepts one query at a time, without a semicolon in it."))
    since = len(list(session.store.access_log()))
    with pytest.raises(QueryRefused):
        query_graph(session, QUERY, {})
    assert [(audit_event.action, audit_event.detail) for audit_event in logged(session, since)] == [
        ("query", TOLD),
        ("refused", f"query {TOLD}"),
    ]


@pytest.mark.parametrize("error", [QueryStopped("too long"), EnvironmentFailure("gone")])
def test_other_failures_pass_as_they_are(asking, error):
    session = asking(error)
    with pytest.raises(type(error)) as raised:
        query_graph(session, QUERY, {})
    assert raised.value is error


def test_a_case_on_this_machine_has_no_console(sample_case, session_of):
    with session_of(sample_case) as session, pytest.raises(WrongUse, match="no query console"):
        query_graph(session, QUERY, {})


@pytest.fixture
def victim(sample_case, session_of):
    """Node id and pseudonym of a victim of the sample."""
    with session_of(sample_case) as session:
        (found,) = session.store.find("Person", "cnp", VICTIM.cnp)
        return found.id, session.veil().caption(found.id, "")


def test_a_protected_person_is_a_pseudonym_wherever_it_stands(asking, victim):
    node, pseudonym = victim
    properties = {
        "id": node,
        "name": VICTIM.name,
        "cnp": VICTIM.cnp,
        "born": "1970-01-01",
        "address": "Strada Inventată 1",
        "invalid_identifiers": ("x",),
        "aliases": (VICTIM.name.upper(), 3),
        "rank": 7,
        "gone": None,
    }
    session = asking(
        answer_of(
            {"element_id": "4:x:1", "labels": ("Person",), "properties": properties},
            properties,
            f"plată {VICTIM.name}, CNP {VICTIM.cnp}, cont {ACCOUNT.iban}",
            (VICTIM.name, {"deep": (VICTIM.name,)}),
            {VICTIM.name: 1},
            VICTIM.cnp,
            None,
            True,
            12,
            columns=("a", "b", "c", "d", "e", "f", "g", f"n.name = '{VICTIM.name}'", "i"),
        )
    )
    answer = query_graph(session, QUERY, {})
    (row,) = answer.rows
    shown = {"id": node, "name": pseudonym, "aliases": (pseudonym, 3), "rank": 7, "gone": None}
    assert row[0] == {"element_id": "4:x:1", "labels": ("Person",), "properties": shown}
    assert row[1] == shown
    assert row[3:] == ((pseudonym, {"deep": (pseudonym,)}), {pseudonym: 1}, pseudonym, None, True, 12)
    assert answer.columns[7] == f"n.name = '{pseudonym}'"
    told = json.dumps([answer.columns, answer.rows], ensure_ascii=False)
    for secret in (VICTIM.name, VICTIM.name.upper(), VICTIM.cnp, ACCOUNT.iban, "1970-01-01", "Strada"):
        assert secret not in told


def test_an_account_of_a_protected_person_is_masked(asking):
    node = account_id(ACCOUNT.iban)
    session = asking(answer_of({"id": node, "number": ACCOUNT.iban, "owner_name": VICTIM.name, "currency": "RON"}))
    ((cell,),) = query_graph(session, QUERY, {}).rows
    assert set(cell) == {"id", "number", "currency"}
    assert ACCOUNT.iban not in cell["number"]
    assert ACCOUNT.iban[:4] in cell["number"]


def test_others_are_shown_as_they_are(asking):
    cells = ({"id": "per-unknown", "name": "Firmă Inventată SRL", "l": ("a", 1)}, "text", ("x", None, False))
    assert query_graph(asking(answer_of(*cells)), QUERY, {}).rows == (cells,)
