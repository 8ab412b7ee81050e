"""A mark or a step whose answer was lost is done again and is the same record; a second one is made on purpose."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tracer.actions import decisions
from tracer.actions.decisions import revoke
from tracer.actions.money.mark import mark_receipts
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.orders import Document, record_step

DAY = date(2026, 1, 5)
PAPER = Document("ordonanță", "77/2026", DAY, "Parchetul Exemplu")


class Lost(Exception):
    """The answer to a commit does not arrive."""


@pytest.fixture
def later():
    """The same session some time afterwards."""

    def at(session, hours):
        return replace(session, now=lambda: datetime.now(UTC) + timedelta(hours=hours))

    return at


DONE = ("imported", "recorded")


def mark(session, key="", reason="probă", label="probă"):
    account = session.store.nodes("Account")[0].id
    return mark_receipts(session, account, label=label, reason=reason, from_date=DAY, key=key)


def step(session, key="", reason="probă"):
    line = next(line for line in list_measures(session).measures if line.number == step.number)
    return record_step(session, line.id, "MANAGED", effective=DAY, document=PAPER, reason=reason, key=key)


@pytest.fixture(params=[mark, step])
def act(request, little_case, session_of):
    with session_of(little_case) as session:
        step.number = next(line.number for line in list_measures(session).measures if line.state == "FROZEN")
    return request.param


def on_record(session):
    wanted = ("ProceedsMarked", "StateChange")
    return {kept.event.id for kept in session.store.events() if kept.event.type in wanted}


def test_after_a_lost_answer_the_act_is_done_again_and_is_the_same_record(
    act, little_case, session_of, later, monkeypatch
):
    real = decisions.write_batch

    def losing(*arguments, **named):
        real(*arguments, **named)
        raise Lost

    with session_of(little_case) as session:
        before = on_record(session)
        monkeypatch.setattr(decisions, "write_batch", losing)
        with pytest.raises(Lost):
            act(session)
        monkeypatch.undo()
        (made,) = on_record(session) - before
        digest, entries = session.store.digest(), len(list(session.store.log()))
        report = act(later(session, 30))
        assert report.status == "known"
        assert {report.digest} == _tellers(session, made)
        assert on_record(session) - before == {made}
        assert (session.store.digest(), len(list(session.store.log()))) == (digest, entries)
        last = list(session.store.access_log())[-1].audit_event
        assert (last.action, last.subject, last.detail) == (act.__name__, report.digest, "status=known")


def _tellers(session, event):
    return {e.source for kept in session.store.events() if kept.event.id == event for e in kept.evidence}


def test_before_the_commit_nothing_was_there_and_the_act_is_done(act, little_case, session_of, monkeypatch):
    def losing(*arguments, **named):
        raise Lost

    with session_of(little_case) as session:
        before = on_record(session)
        monkeypatch.setattr(decisions, "write_batch", losing)
        with pytest.raises(Lost):
            act(session)
        monkeypatch.undo()
        assert act(session).status in DONE
        assert len(on_record(session) - before) == 1


def test_another_content_is_another_act(act, little_case, session_of):
    with session_of(little_case) as session:
        before = on_record(session)
        act(session)
        other = {"label": "alta"} if act is mark else {"reason": "alt motiv"}
        assert act(session, **other).status in DONE
        assert len(on_record(session) - before) == 2


def test_a_mark_made_again_for_another_reason_is_the_one_that_stands(little_case, session_of):
    with session_of(little_case) as session:
        first, again = mark(session), mark(session, reason="alt motiv")
        assert (again.status, again.digest, again.mark.reason) == ("known", first.digest, "probă")


def test_a_second_one_on_purpose_bears_a_key_and_is_itself_recognised(little_case, session_of, later):
    with session_of(little_case) as session:
        before = on_record(session)
        first, second = mark(session), mark(later(session, 1), key="a doua")
        assert (first.status, second.status) == ("recorded", "recorded")
        assert first.digest != second.digest
        assert mark(later(session, 2), key="a doua").digest == second.digest
        assert mark(later(session, 3)).digest == first.digest
        assert len(on_record(session) - before) == 2


def test_what_was_revoked_is_done_again_and_counts(act, little_case, session_of, later):
    with session_of(little_case) as session:
        before = on_record(session)
        act(session)
        (made,) = on_record(session) - before
        revoke(later(session, 1), made, "greșit")
        assert act(later(session, 2)).status in DONE
        assert act(later(session, 3)).status == "known"
        assert len(on_record(session) - before) == 2
        if act is step:
            # The day of the last act: it may be the next one.
            measures = list_measures(later(session, 3)).measures
            line = next(line for line in measures if line.number == step.number)
            assert line.state == "MANAGED"


def test_two_persons_who_judge_alike_judge_each_for_themselves(little_case, session_of):
    with session_of(little_case, "owner", "Dan Proba") as session:
        assert mark(session).status == "recorded"
    with session_of(little_case) as session:
        assert mark(session).status == "recorded"


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_it_is_said_that_nothing_was_added(run, little_case, lang, session_of):
    with session_of(little_case) as session:
        account = str(session.store.nodes("Account")[0].props["number"])
    command = ("--lang", lang, "--case", little_case, "mark", account, "--reason", "probă")
    first, again, other = run(*command), run(*command), run(*command, "--key", "2")
    assert [ran.code for ran in (first, again, other)] == [0, 0, 0]
    digest = first.out.splitlines()[0].split()[-1].rstrip(".")
    assert digest in again.out and "--key" in again.out
    assert digest not in other.out and "--key" not in other.out
