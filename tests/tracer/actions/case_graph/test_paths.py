"""The paths between any two nodes of the sample case: kinds, days, words, veil, and what a picture draws of them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.actions.case_graph.explore import open_node
from tracer.actions.case_graph.neighbours import list_neighbours
from tracer.actions.case_graph.paths import PRICE_LINE, find_node_paths
from tracer.actions.case_graph.picture import draw_nodes, expand
from tracer.actions.ties.link import link_suspect
from tracer.sample.world.people import PEOPLE
from tracer.wording.language import find_language

WORDS = find_language("en")


@pytest.fixture
def case_of(sample_case, session_of):
    with session_of(sample_case, "investigator", "Ion Proba") as session:
        yield session


@pytest.fixture
def ids(known_names):
    return {key: one["id"] for group in known_names.values() for key, one in group.items()}


def said(path):
    return [sentence.template.format(**sentence.params) for sentence in path.sentences]


def test_the_strongest_paths_to_an_asset_are_those_of_link_from_either_end(case_of, answers):
    suspect, villa = answers.showcase
    linked = link_suspect(case_of, suspect, villa, WORDS)
    for ends in ((suspect, villa), (villa, suspect)):
        found = find_node_paths(case_of, *ends, "strongest")
        assert found.ranked_as_tie
        assert [(path.tie, path.nodes, path.sentences) for path in found.paths] == [
            (path.kind, path.nodes, path.sentences) for path in linked.paths
        ]


def test_nobody_but_a_suspect_is_called_one(case_of, ids):
    found = find_node_paths(case_of, ids["alma"], ids["villa"], "strongest")
    words = " ".join(note.template.format(**note.params) for path in found.paths for note in path.notes)
    assert "marked proceeds" in words
    assert "suspect" not in words


def test_the_shortest_path_has_the_fewest_steps_and_each_step_its_rows(case_of, ids):
    found = find_node_paths(case_of, ids["victor"], ids["villa"], "shortest")
    assert len(found.paths) == 10
    steps = [len(path.sentences) for path in found.paths]
    assert steps == sorted(steps)
    assert said(found.paths[0]) == [
        "Elena Pretextescu is entered as a relative or close person of Victor Inventescu: mamă.",
        "Elena Pretextescu has held Vilă cu piscină, strada Imaginară 7 since 22 Aug 2022.",
    ]
    assert all(sentence.evidence for path in found.paths for sentence in path.sentences)


def test_money_runs_forward_whichever_end_is_named_first(case_of, ids):
    there, back = (
        find_node_paths(case_of, *ends, "money") for ends in ((ids["alma"], ids["villa"]), (ids["villa"], ids["alma"]))
    )
    assert [path.nodes for path in there.paths] == [path.nodes for path in back.paths]
    first = there.paths[0]
    assert (first.nodes[0], first.nodes[-1]) == (ids["alma"], ids["villa"])
    assert [line.type for line in first.lines] == ["HoldsAccount", *["Transfer"] * 5, PRICE_LINE]


def test_no_path_of_money_is_an_answer(case_of, ids):
    found = find_node_paths(case_of, ids["victor"], ids["radu"], "money")
    assert (found.paths, found.complete, found.most_steps) == ((), True, 10)


def test_who_has_an_account_is_no_movement_of_money(case_of, ids):
    own = next(link.head for link in case_of.graph().links_at(ids["alma"]) if link.type == "HoldsAccount")
    assert find_node_paths(case_of, ids["alma"], own, "shortest").paths[0].nodes == (ids["alma"], own)
    assert find_node_paths(case_of, ids["alma"], own, "money").paths == ()


def test_within_days_only_what_moved_or_held_then_counts(case_of, ids):
    whole = find_node_paths(case_of, ids["alma"], ids["villa"], "money")
    last = max(line.last for path in whole.paths for line in path.lines if line.type == PRICE_LINE)
    assert last == "2022-08-22"
    for first_day, last_day, count in (
        (date(2021, 1, 1), date(2022, 8, 22), len(whole.paths)),
        (date(2021, 1, 1), date(2022, 7, 24), 0),  # the day before the first instalment of the price
        (date(2022, 8, 23), None, 0),
    ):
        found = find_node_paths(case_of, ids["alma"], ids["villa"], "money", from_date=first_day, to_date=last_day)
        assert len(found.paths) == count, (first_day, last_day)
    sold = find_node_paths(case_of, ids["victor"], ids["car_sold"], "shortest", from_date=date(2022, 2, 15))
    held = find_node_paths(case_of, ids["victor"], ids["car_sold"], "shortest", to_date=date(2022, 2, 14))
    assert len(held.paths[0].nodes) == 2
    assert len(sold.paths[0].nodes) > 2
    assert not find_node_paths(
        case_of, ids["victor"], ids["villa"], "strongest", from_date=date(2021, 1, 1)
    ).ranked_as_tie


def test_what_is_drawn_of_a_path_is_in_the_picture_of_its_nodes_except_prices(case_of, ids):
    for kind in ("strongest", "shortest", "money"):
        for path in find_node_paths(case_of, ids["alma"], ids["villa"], kind).paths:
            drawn = {line.id for line in draw_nodes(case_of, path.nodes).lines}
            assert {line.id for line in path.lines if line.type != PRICE_LINE} <= drawn
            assert {(line.tail, line.head) for line in path.lines} <= {
                ends for pair in pairwise(path.nodes) for ends in (pair, pair[::-1])
            }


def test_a_protected_person_on_a_path_is_veiled_as_an_end_and_inside(case_of, ids):
    name = PEOPLE["alma"].name
    for ends in ((ids["alma"], ids["villa"]), (ids["bianca"], ids["alma"]), (ids["bianca"], ids["villa"])):
        for kind in ("strongest", "shortest", "money"):
            found = find_node_paths(case_of, *ends, kind)
            assert name not in repr(found)
            assert name.split()[-1] not in repr(found)
    end = find_node_paths(case_of, ids["alma"], ids["villa"], "shortest")
    assert end.start_caption.startswith("Victim ")


def test_a_connection_that_is_no_flow_of_money_says_so(case_of, ids):
    found = find_node_paths(case_of, ids["alma"], ids["villa"], "shortest")
    notes = [[note.template for note in path.notes] for path in found.paths]
    assert any("do not follow one another" in " ".join(one) for one in notes)
    assert not any("do not follow one another" in " ".join(one) for one in notes[:1])


def test_what_cannot_be_searched_is_refused(case_of, ids):
    victor, villa = ids["victor"], ids["villa"]
    with pytest.raises(WrongUse, match="two different nodes"):
        find_node_paths(case_of, victor, victor, "strongest")
    with pytest.raises(WrongUse, match="strongest, shortest, money"):
        find_node_paths(case_of, victor, villa, "<b>any</b>")
    with pytest.raises(WrongUse, match="first day"):
        find_node_paths(case_of, victor, villa, "money", from_date=date(2022, 2, 2), to_date=date(2022, 2, 1))
    for ends in ((victor, "nothing"), ("nothing", villa)):
        with pytest.raises(NotFound):
            find_node_paths(case_of, *ends, "shortest")


def test_the_log_keeps_no_text_of_an_address_that_is_no_id(case_of, ids):
    for search in (
        lambda text: find_node_paths(case_of, text, ids["villa"], "money"),
        lambda text: expand(case_of, text, ()),
        lambda text: list_neighbours(case_of, text),
        lambda text: open_node(case_of, text),
    ):
        with pytest.raises(NotFound):
            search(PEOPLE["alma"].cnp)
        subject = list(case_of.store.access_log())[-1].audit_event.subject
        assert subject in ("?", f"?>{ids['villa']}")
