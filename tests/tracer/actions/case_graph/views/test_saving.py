"""Views are kept change by change: by several persons at once, within limits, with rights and on record."""

from __future__ import annotations

import re
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from graph_schema.errors import NotFound, WrongUse
from tests.tracer.actions.conftest import CNP, HERS, NAME, SPELLINGS
from tracer.access.roles import NotAllowed
from tracer.actions.case_graph.views import saving
from tracer.actions.case_graph.views.opening import list_views, notes_in, notes_on, open_view
from tracer.actions.case_graph.views.saving import (
    SentChange,
    create_view,
    delete_view,
    rename_view,
    restore_view,
    save_changes,
)

HERE = {"x": 1.0, "y": 2.0}


@pytest.fixture
def case(victim_case):
    return victim_case.folder


def note(text, id_="n1", revoked=False, sort="fact"):
    return {"id": id_, "text": text, "sort": sort, "revoked": revoked}


def save(session, view, *changes, batch=None):
    sent = [SentChange(*change) for change in changes]
    return save_changes(session, view, batch or uuid.uuid4().hex, sent)


def nodes_of(session):
    return sorted(session.graph().nodes)


def test_a_view_is_made_changed_opened_and_listed(case, session_of):
    with session_of(case) as session:
        first, *_ = nodes_of(session)
        view = create_view(session, " Vila  și banii ")
        assert re.fullmatch("[0-9a-f]{32}", view)
        saved = save(session, view, ("node", first, HERE), ("note", first, note("aici")))
        opened = open_view(session, view)
        assert (opened.name, opened.revision, opened.news) == ("Vila și banii", saved.revision, ())
        assert opened.state["nodes"] == {first: HERE}
        assert [(one.author, one.text, one.target) for one in opened.notes] == [("Ana Proba", "aici", first)]
        (line,) = list_views(session)
        assert (line.id, line.name, line.author, line.revision, line.removed) == (
            view,
            "Vila și banii",
            "Ana Proba",
            saved.revision,
            False,
        )
        rename_view(session, view, "Altfel")
        assert list_views(session)[0].name == open_view(session, view).name == "Altfel"


def test_two_persons_at_one_view_lose_nothing_and_hear_of_one_another(case, session_of):
    with session_of(case) as ana, session_of(case, "investigator", "Petru Inventat") as petru:
        nodes = nodes_of(ana)
        view = create_view(ana, "împreună")
        for session in (ana, petru):
            open_view(session, view)

        def work(session):
            for number, node in enumerate(nodes):
                kind = "pinned" if session is ana else "hidden"
                save(session, view, ("node", node, HERE), (kind, node, True), batch=f"{kind}-{number:04}")

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, (ana, petru)))
        one, two = open_view(ana, view), open_view(petru, view)
        assert one.state == two.state
        assert one.state["pinned"] == one.state["hidden"] == sorted(one.state["nodes"]) == nodes
        assert {(news.author, news.kind) for news in one.news} == {
            ("Petru Inventat", "hidden"),
            ("Petru Inventat", "node"),
        }
        assert {news.author for news in two.news} == {"Ana Proba"}
        assert open_view(ana, view).news == open_view(petru, view).news == ()


def test_the_answer_to_a_save_says_what_others_changed(case, session_of):
    with session_of(case) as ana, session_of(case, "investigator", "Petru Inventat") as petru:
        node = nodes_of(ana)[0]
        view = create_view(ana, "x")
        open_view(petru, view)
        assert save(ana, view, ("node", node, HERE)).others == ()
        (news,) = save(petru, view, ("pinned", node, True)).others
        assert (news.author, news.kind, news.target) == ("Ana Proba", "node", node)


def test_a_batch_sent_again_counts_once_also_after_the_node_is_gone(case, session_of, monkeypatch):
    with session_of(case) as session:
        node = nodes_of(session)[0]
        view = create_view(session, "x")
        first = save(session, view, ("node", node, HERE), batch="the-batch")
        save(session, view, ("node", node, None))
        monkeypatch.setattr(saving, "is_node", lambda *_: False)
        again = save(session, view, ("node", node, HERE), batch="the-batch")
        assert again.revision == first.revision
        assert open_view(session, view).state["nodes"] == {}


def test_a_batch_sent_again_with_other_changes_is_refused(case, session_of):
    with session_of(case) as session:
        node = nodes_of(session)[0]
        view = create_view(session, "x")
        save(session, view, ("node", node, HERE), ("note", node, note("a")), batch="the-batch")
        for other in (("node", node, {"x": 9, "y": 9}), ("hidden", node, True)):
            with pytest.raises(WrongUse, match="other changes"):
                save(session, view, other, ("note", node, note("a")), batch="the-batch")
        with pytest.raises(WrongUse, match="other changes"):
            save(session, view, ("node", node, HERE), ("note", node, note("b")), batch="the-batch")
        assert len(session.store.view_log.changes(view)) == 3
        save(session, view, ("note", node, note("z", revoked=True)), batch="revoking")
        save(session, view, ("note", node, note("y", revoked=True)), batch="revoking")
    with session_of(case, "investigator", "Petru Inventat") as petru, pytest.raises(WrongUse, match="other changes"):
        save(petru, view, ("node", node, HERE), ("note", node, note("a")), batch="the-batch")


@pytest.mark.parametrize(
    "change",
    [
        ("node", "per-none", HERE),
        ("note", "per-none", note("x")),
        ("note", "sum:per-none>:RON", note("x")),
        ("seed", "", "per-none"),
        ("path", "", {"from": "per-none", "to": "per-none", "way": "any"}),
    ],
)
def test_an_id_that_the_case_does_not_have_refuses_the_whole_batch(case, session_of, change):
    with session_of(case) as session:
        view = create_view(session, "x")
        with pytest.raises(NotFound, match="nothing with the id"):
            save(session, view, ("layout", "", "dagre"), change)
        assert open_view(session, view).state["layout"] is None


def test_notes_lie_on_links_and_lines_of_money_too(case, session_of):
    with session_of(case) as session:
        view = create_view(session, "x")
        link = session.graph().links[0].id
        account = session.graph().nodes_of_type("Account")[0].id
        money = f"sum:{account}>:RON"
        save(session, view, ("note", link, note("a", "n1")), ("note", money, note("b", "n2")))
        assert [one.text for one in notes_on(session, link)] == ["a"]
        assert [one.text for one in notes_on(session, money)] == ["b"]
        delete_view(session, view)
        assert notes_on(session, link) == ()


def test_a_note_is_its_author_s_and_is_revoked_by_anybody_and_stays(case, session_of):
    with session_of(case) as ana, session_of(case, "investigator", "Petru Inventat") as petru:
        node, other, *_ = nodes_of(ana)
        view = create_view(ana, "x")
        save(ana, view, ("note", node, note("prima")))
        save(ana, view, ("note", node, note("îndreptată")))
        for session, target, change, match in (
            (petru, node, note("alta"), "by its author alone"),
            (ana, other, note("îndreptată"), "stays where it is"),
            (ana, node, note("x", "n9", revoked=True), "no such note"),
        ):
            with pytest.raises(WrongUse, match=match):
                save(session, view, ("note", target, change))
        save(petru, view, ("note", node, note("alta", revoked=True)))
        (kept,) = open_view(ana, view).notes
        assert (kept.text, kept.author, kept.revoked, kept.revoked_by) == (
            "îndreptată",
            "Ana Proba",
            True,
            "Petru Inventat",
        )
        with pytest.raises(WrongUse, match="was revoked"):
            save(ana, view, ("note", node, note("iar")))


def test_a_pseudonym_in_place_of_a_name_is_another_text_for_its_author(case, session_of):
    with session_of(case) as ana:
        node, *_ = nodes_of(ana)
        view = create_view(ana, "x")
        for number, pseudonym in enumerate(("Victim 4F87", "Victim 6521")):
            save(ana, view, ("note", node, note("Alma Plăsmuita", f"n{number}")))
            save(ana, view, ("note", node, note(pseudonym, f"n{number}")))
        assert {kept.text for kept in open_view(ana, view).notes} == {"Victim 4F87", "Victim 6521"}


def test_two_notes_on_one_node_are_both_there(case, session_of):
    with session_of(case) as session:
        node = nodes_of(session)[0]
        view = create_view(session, "x")
        save(session, view, ("note", node, note("a", "n1")), ("note", node, note("b", "n2")))
        assert [one.text for one in open_view(session, view).notes] == ["a", "b"]
        assert notes_in(session, view) == open_view(session, view).notes


@pytest.mark.parametrize("role", ["investigator", "prosecutor", "owner"])
@pytest.mark.parametrize("text", [NAME, *SPELLINGS[:2], CNP, HERS])
def test_names_and_numbers_of_a_victim_in_free_text_are_never_shown(case, session_of, role, text):
    with session_of(case, role, "Ion Proba") as session:
        node = nodes_of(session)[0]
        view = create_view(session, f"despre {text}")
        typed = f"plata vine de la {text}, zice martorul"
        save(session, view, ("note", node, note(typed)))
        # Who tries names learns nothing from the answer, and is seen in the log.
        opened = open_view(session, view)
        assert (opened.name, opened.notes[0].text) == (f"despre {text}", typed)
        tried = [kept.audit_event for kept in session.store.access_log() if kept.audit_event.action == "mention"]
        assert [(one.actor, one.detail) for one in tried] == [("Ion Proba", "texts=1")] * 2
        # Sent back as it was shown, the text stays what was typed.
    with session_of(case, role) as reader:
        opened = open_view(reader, view)
        shown = repr((opened, list_views(reader), notes_on(reader, node), notes_in(reader, view)))
        assert text not in shown
        assert "Vasiliu" not in shown and "VASILIU" not in shown
        assert opened.notes[0].text.startswith("plata vine de la ")
        save(reader, view, ("note", node, note(opened.notes[0].text)))
        assert text in reader.store.view_log.changes(view, ["note"])[-1].value


def test_a_view_taken_away_is_marked_and_comes_back(case, session_of):
    with session_of(case) as session:
        view = create_view(session, "x")
        delete_view(session, view)
        delete_view(session, view)
        assert list_views(session)[0].removed and open_view(session, view).removed
        with pytest.raises(WrongUse, match="taken away"):
            save(session, view, ("layout", "", "dagre"))
        restore_view(session, view)
        save(session, view, ("layout", "", "dagre"))
        assert not open_view(session, view).removed
        assert [change.kind for change in session.store.view_log.changes(view)].count("removed") == 2


def test_the_limits_are_said(case, session_of, monkeypatch):
    monkeypatch.setattr(saving, "MOST_NODES", 2)
    monkeypatch.setattr(saving, "MOST_CHANGES", 3)
    with session_of(case) as session:
        one, two, three, *_ = nodes_of(session)
        view = create_view(session, "x")
        save(session, view, ("node", one, HERE), ("node", two, HERE))
        with pytest.raises(WrongUse, match="at most 2 nodes, and this would make 3"):
            save(session, view, ("node", three, HERE))
        save(session, view, ("node", one, {"x": 5, "y": 5}), ("node", two, None), ("node", three, HERE))
        for wrong in ([], [("layout", "", "dagre")] * 4):
            with pytest.raises(WrongUse, match="1 to 3 changes"):
                save(session, view, *wrong)
        with pytest.raises(WrongUse, match="id of a batch"):
            save(session, view, ("layout", "", "dagre"), batch="short")


def test_an_unknown_view_is_not_found_and_the_log_keeps_no_text(case, session_of):
    with session_of(case) as session:
        for act in (
            lambda: open_view(session, NAME),
            lambda: notes_in(session, NAME),
            lambda: save(session, NAME, ("layout", "", "dagre")),
            lambda: delete_view(session, NAME),
            lambda: rename_view(session, NAME, "x"),
        ):
            with pytest.raises(NotFound):
                act()
        notes_on(session, NAME)
        assert NAME not in repr(list(session.store.access_log()))


def test_every_act_is_on_record_by_ids_and_counts(case, session_of):
    with session_of(case) as session:
        node = nodes_of(session)[0]
        before = len(list(session.store.access_log()))
        view = create_view(session, "Secret")
        save(session, view, ("note", node, note("Secret")))
        open_view(session, view)
        list_views(session)
        notes_on(session, node)
        notes_in(session, view)
        rename_view(session, view, "Secret 2")
        delete_view(session, view)
        restore_view(session, view)
        acts = [entry.audit_event for entry in list(session.store.access_log())[before:]]
        assert [(act.action, act.subject) for act in acts] == [
            ("view made", view),
            ("view saved", view),
            ("view", view),
            ("views", ""),
            ("notes", node),
            ("notes", view),
            ("view saved", view),
            ("view taken away", view),
            ("view brought back", view),
        ]
        assert "Secret" not in repr(acts)


@pytest.mark.parametrize("role", ["supervisor", "administrator"])
def test_who_may_not_read_keeps_no_views_and_sees_none(case, session_of, role):
    with session_of(case) as session:
        view = create_view(session, "x")
    with session_of(case, role) as session:
        for act in (
            lambda: create_view(session, "y"),
            lambda: open_view(session, view),
            lambda: list_views(session),
            lambda: notes_on(session, view),
            lambda: notes_in(session, view),
            lambda: save(session, view, ("layout", "", "dagre")),
            lambda: delete_view(session, view),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert len(session.store.view_log.changes()) == 1


def test_nothing_that_is_derived_from_the_case_is_computed_again(case, session_of):
    with session_of(case) as session:
        graph, digest = session.graph(), session.store.digest()
        view = create_view(session, "x")
        save(session, view, ("layout", "", "dagre"))
        assert session.graph() is graph
        assert session.store.digest() == digest


def test_a_view_with_the_id_of_its_maker_is_made_once(case, session_of):
    own = "0123456789abcdef" * 2
    with session_of(case) as ana, session_of(case, "investigator", "Petru Inventat") as petru:
        assert [create_view(ana, "x", own) for _ in range(2)] == [own, own]
        assert len(ana.store.view_log.changes(own)) == 1
        for session, name in ((ana, "y"), (petru, "x")):
            with pytest.raises(WrongUse, match="another view"):
                create_view(session, name, own)
        rename_view(ana, own, "y")
        assert create_view(ana, "x", own) == own
        assert [line.name for line in list_views(ana)] == ["y"]
        for wrong in ("X" * 32, own[1:], f"{own}0", "../views"):
            with pytest.raises(WrongUse, match="32 digits"):
                create_view(ana, "x", wrong)


def test_the_list_says_who_changed_a_view_last(case, session_of):
    with session_of(case) as ana, session_of(case, "investigator", "Petru Inventat") as petru:
        view = create_view(ana, "x")
        save(petru, view, ("node", nodes_of(ana)[0], HERE))
        (line,) = list_views(ana)
        assert (line.author, line.changed_by) == ("Ana Proba", "Petru Inventat")
