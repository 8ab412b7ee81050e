"""A picture that leaves the case: the figures of the screen, nobody protected in it, and what went out is on record."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.identity import account_id, person_id
from tests.tracer.actions.conftest import CNP, HERS, NAME, OWN, SPELLINGS, victim_case  # noqa: F401 - the fixture
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.paths import PRICE_LINE
from tracer.actions.case_graph.picture import draw_nodes
from tracer.actions.case_graph.picture_export import (
    GRAPH_FORMS,
    MOST_NODES,
    PictureQuestion,
    ask_around,
    ask_paths_between,
    build_picture,
    export_picture,
    reach_nodes,
)
from tracer.wording.language import find_language

FORMS = pytest.mark.parametrize("form", [form.name for form in GRAPH_FORMS])


@pytest.fixture
def opened(sample_case, session_of):
    with session_of(sample_case) as session:
        yield session


@pytest.fixture
def her_case(victim_case, session_of):  # noqa: F811 - the fixture
    with session_of(victim_case.folder) as session:
        yield session


def around(session, answers, **more):
    return ask_around(session, answers.showcase[0], hops=2, limit=60, **more)


def test_the_picture_has_the_nodes_links_and_sums_of_the_screen(opened, answers):
    question = around(opened, answers)
    drawn, picture = draw_nodes(opened, question.nodes), build_picture(opened, question)
    assert [(n.type, n.caption, n.state, n.hidden) for n in picture.nodes] == [
        (p.type, p.caption, p.state, p.hidden) for p in drawn.points
    ]
    sums = sorted((line.count, line.sum_minor, line.currency) for line in drawn.lines if line.type == "Transfer")
    found = [(k.count, k.amount.minor, k.amount.currency) for k in picture.links if k.type == "Transfer"]
    assert sorted(found) == sums and sums
    assert len(picture.links) == len(drawn.lines)
    shares = [(str(k.share.lower), str(k.share.upper)) for k in picture.links if k.share]
    assert len(shares) == len([line for line in drawn.lines if line.share])


def test_each_part_names_the_rows_it_was_read_from(opened, answers):
    picture = build_picture(opened, around(opened, answers))
    graph = opened.graph()
    for node in picture.nodes:
        if not node.hidden:
            assert {row.source for row in node.rows} == {row.source for row in graph.nodes[node.id].evidence}
    for link in picture.links:
        assert link.rows
        if link.type == "Transfer":
            assert len(link.rows) >= link.count
    assert {file.digest for file in picture.files} == {row.source for row in picture.rows}
    assert "?" not in {file.name for file in picture.files}


@FORMS
def test_the_log_keeps_ids_counts_digest_and_form(opened, answers, form):
    question = around(opened, answers)
    made = export_picture(opened, question, form)
    entry = list(opened.store.access_log())[-1].audit_event
    assert (entry.action, entry.subject) == ("export", answers.showcase[0])
    words = dict(part.split("=", 1) for part in entry.detail.split())
    assert words["form"] == form
    assert words["sha256"] == hashlib.sha256(made.data).hexdigest() == made.report.digest
    assert (int(words["nodes"]), int(words["links"])) == (made.report.nodes, made.report.links)
    assert words["ids"].split(",") == sorted(question.nodes)
    assert made.report.size == len(made.data)


@FORMS
def test_the_same_case_and_day_give_the_same_bytes(sample_case, session_of, answers, form):
    written = []
    for name in ("Ana Proba", "Dan Proba"):
        with session_of(sample_case, "prosecutor", name) as session:
            written.append(export_picture(session, around(session, answers), form).data)
    assert written[0] == written[1]


@FORMS
def test_nobody_protected_is_named_in_any_form(her_case, form):
    own, hers = account_id(OWN), account_id(HERS)
    her = person_id(cnp=CNP, source="", local="")
    question = PictureQuestion((own, hers, her), own)
    made = export_picture(her_case, question, form)
    data = made.data.decode("utf-8", errors="replace").casefold()
    for secret in (NAME, *SPELLINGS, CNP, HERS, her, hers, "vasiliu", "mărioara"):
        assert secret.casefold() not in data
    if form in ("svg", "graphml", "csv", "anx", "ftm"):
        assert her_case.veil().pseudonym(her).casefold() in data


def test_ids_of_protected_persons_and_their_links_follow_from_nothing(her_case):
    own, hers = account_id(OWN), account_id(HERS)
    her = person_id(cnp=CNP, source="", local="")
    picture = build_picture(her_case, PictureQuestion((own, hers, her), her))
    graph = her_case.graph()
    hidden = [node for node in picture.nodes if node.hidden]
    assert {node.type for node in hidden} == {"Person", "Account"} and picture.focus == hidden[-1].id
    mark = her_case.veil().pseudonym(her).split()[-1]
    assert {node.id for node in hidden} == {f"hidden-{mark}", f"hidden-account-{mark}"}
    inside = {link.id for link in graph.links_at(her)} | {link.id for link in graph.links_at(hers)}
    assert not inside & {link.id for link in picture.links}
    romanian = her_case.in_language(find_language("ro"))
    again = build_picture(romanian, PictureQuestion((own, hers, her), her))
    assert [node.id for node in again.nodes] == [node.id for node in picture.nodes]


def test_a_filter_leaves_payments_out_and_the_picture_says_so(opened, answers):
    question = around(opened, answers)
    whole = build_picture(opened, question)
    narrow = MoneyFilter(date(2022, 1, 1), date(2022, 12, 31), (("RON", 100_000_00),))
    part = build_picture(opened, PictureQuestion(question.nodes, question.focus, narrow))
    count = {True: 0, False: 0}
    for picture in (whole, part):
        count[picture is whole] = sum(link.count for link in picture.links if link.type == "Transfer")
    assert 0 < count[False] < count[True]
    for link in part.links:
        if link.type == "Transfer":
            assert "2022-01-01" <= link.first <= link.last <= "2022-12-31"
    assert len(part.remarks) == 2 and "100,000" in part.remarks[1] and whole.remarks == ()


def test_paths_bring_their_nodes_the_best_is_marked_and_prices_are_drawn(opened, answers):
    question = ask_paths_between(opened, *answers.showcase, "strongest")
    picture = build_picture(opened, question)
    marked = [link for link in picture.links if link.on_path]
    best = question.paths[0]
    assert {(link.tail, link.head) for link in marked} >= {(line.tail, line.head) for line in best.lines}
    prices = [link for link in picture.links if link.type == PRICE_LINE]
    assert prices and all(link.rows and link.amount for link in prices)
    assert best.captions[0] in picture.title and best.captions[-1] in picture.title
    late = PictureQuestion(question.nodes, question.focus, MoneyFilter(date(2099, 1, 1)), question.paths)
    assert not [link for link in build_picture(opened, late).links if link.family == "money"]


def test_the_places_of_the_screen_are_kept_and_one_that_lacks_a_node_is_not(opened, answers):
    question = around(opened, answers)
    given = {node: (place * 10.4, -place * 3.0) for place, node in enumerate(question.nodes)}
    kept = build_picture(opened, question, places=given)
    assert [(node.x, node.y) for node in kept.nodes] == [(round(x), round(y)) for x, y in given.values()]
    given.pop(question.nodes[-1])
    laid = build_picture(opened, question, places=given)
    assert laid == build_picture(opened, question)


def test_what_the_form_has_no_word_for_is_counted(opened, answers):
    report = export_picture(opened, around(opened, answers), "ftm").report
    assert {one.type for one in report.left_out} >= {"Measure", "Covers"}
    assert all(one.count for one in report.left_out)


def test_reach_takes_the_nearest_first_and_stops_at_its_limit(opened, answers):
    suspect = answers.showcase[0]
    one, two = reach_nodes(opened, suspect, hops=1, limit=500), reach_nodes(opened, suspect, hops=2, limit=500)
    assert one[0] == suspect and two[: len(one)] == one and len(two) > len(one)
    assert reach_nodes(opened, suspect, hops=2, limit=7) == one[:7]


def test_too_much_nothing_and_no_path_are_refused(opened, answers):
    with pytest.raises(WrongUse, match="1501 nodes"):
        build_picture(opened, PictureQuestion(tuple(f"per-{n}" for n in range(MOST_NODES + 1))))
    with pytest.raises(NotFound):
        build_picture(opened, PictureQuestion(("per-x",)))
    with pytest.raises(WrongUse, match="svg"):
        export_picture(opened, around(opened, answers), "pdf")
    lonely = next(n.id for n in opened.graph().nodes_of_type("Statement"))
    with pytest.raises(NotFound, match="No path"):
        ask_paths_between(opened, answers.showcase[0], lonely, "money")
