"""A page that has a view open hears what others did since, under the veil, and nothing of what the case has lost."""

from __future__ import annotations

import uuid

import pytest

from graph_schema.errors import NotFound
from tests.tracer.actions.conftest import NAME
from tracer.actions.case_graph.views import catching_up
from tracer.actions.case_graph.views.acts import ViewActs
from tracer.actions.case_graph.views.catching_up import changes_after
from tracer.actions.case_graph.views.opening import open_view
from tracer.actions.case_graph.views.saving import SentChange, create_view, save_changes

HERE, THERE = {"x": 1.0, "y": 2.0}, {"x": 5.0, "y": 6.0}


@pytest.fixture
def case(victim_case):
    return victim_case.folder


def save(session, view, *changes):
    return save_changes(session, view, uuid.uuid4().hex, [SentChange(*change) for change in changes]).revision


def note(text):
    return {"id": "n1", "text": text, "sort": "fact", "revoked": False}


def test_what_was_changed_since_comes_once_with_its_author(case, session_of):
    with session_of(case) as ana, session_of(case, "investigator", "Petru Inventat") as petru:
        first, second, *_ = sorted(ana.graph().nodes)
        view = create_view(ana, "x")
        known = save(ana, view, ("node", first, HERE), ("layout", "", "dagre"))
        assert changes_after(ana, view, known).steps == ()
        save(petru, view, ("node", first, HERE))
        save(petru, view, ("node", first, THERE), ("node", second, HERE))
        save(ana, view, ("node", first, HERE))
        found = changes_after(ana, view, known)
        assert [(step.author, step.kind, step.target, step.value) for step in found.steps] == [
            ("Petru Inventat", "node", first, THERE),
            ("Petru Inventat", "node", second, HERE),
            ("Ana Proba", "node", first, HERE),
        ]
        assert found.acts == (ViewActs("Petru Inventat", "moved", 1), ViewActs("Petru Inventat", "added", 1))
        assert (found.name, found.removed, found.notes) == ("x", False, None)
        assert found.revision == found.steps[-1].seq
        assert open_view(ana, view).acts == ()  # heard of already
        assert len(changes_after(ana, view, 0).steps) == 4


def test_a_question_without_news_is_not_logged(case, session_of):
    with session_of(case) as session:
        view = create_view(session, "x")
        changes_after(session, view, 0)
        before = len(list(session.store.access_log()))
        changes_after(session, view, open_view(session, view).revision)
        assert len(list(session.store.access_log())) == before + 1  # the opening alone
        with pytest.raises(NotFound, match="no saved view"):
            changes_after(session, "none", 0)


def test_the_name_of_a_victim_is_under_the_veil(case, session_of):
    with session_of(case) as ana, session_of(case, "investigator", "Petru Inventat") as petru:
        node = sorted(ana.graph().nodes)[0]
        view = create_view(ana, f"Banii de la {NAME}")
        save(ana, view, ("note", node, note(f"{NAME} a plătit")))
        found = changes_after(petru, view, 0)
        assert NAME not in found.name + found.notes[0].text + str(found.steps)
        assert "a plătit" in found.notes[0].text
        assert changes_after(ana, view, 0).notes[0].text == f"{NAME} a plătit"


def test_nodes_that_the_case_no_longer_has_are_left_out(case, session_of, monkeypatch):
    with session_of(case) as session:
        first, second, *_ = sorted(session.graph().nodes)
        view = create_view(session, "x")
        save(session, view, ("node", first, HERE), ("hidden", second, True), ("seed", "", second))
        monkeypatch.setattr(catching_up, "is_node", lambda _, node: node == first)
        assert [step.kind for step in changes_after(session, view, 0).steps] == ["node"]
