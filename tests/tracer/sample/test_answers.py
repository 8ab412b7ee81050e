"""The answers: read back as written, agreeing with themselves and with what the program ties."""

from __future__ import annotations

import json

import pytest

from tracer.analysis.links.ranks import TieRank
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.ties.suspect_assets import GROUNDS, find_ties
from tracer.casework.ties.tie_paths import TieSearch
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.graph.case_graph import CaseGraph
from tracer.sample.answers import Answers, read_answers, ties_of
from tracer.sample.world.assets import HOLDERS
from tracer.sample.world.people import PEOPLE, SUSPECTS
from tracer.sample.writing import SampleFiles

Names = dict[str, dict[str, dict[str, str]]]
Following = dict[Method, CaseTracing]


@pytest.mark.parametrize("method", [Method.FIFO, Method.LIBR])
@pytest.mark.parametrize("suspect", SUSPECTS)
def test_the_program_ties_the_known_assets_on_the_known_grounds(
    suspect: str, method: Method, graph: CaseGraph, answers: Answers, following: Following
) -> None:
    person = PEOPLE[suspect].id
    ties = find_ties(graph, following[method], person, answers.ownership_day)
    assert {tie.asset: tie.grounds for tie in ties} == answers.grounds[person][method.value]
    if method is Method.LIBR:
        assert {tie.asset for tie in ties} == answers.assets[person]


def test_some_ties_of_each_kind_by_hand() -> None:
    victor, stefania, toma = (ties_of(suspect, "libr") for suspect in SUSPECTS)
    assert victor["villa"] == stefania["villa"] == ("money",)
    assert victor["car_victor"] == ("title", "money")
    assert victor["building"] == ("company",)
    assert victor["gold_bars"] == ("use",)
    assert stefania["studio"] == ("company", "money")
    assert toma["land_transport"] == ("company", "money")
    assert toma["motorcycle"] == ("title",)
    assert ties_of("toma", "fifo")["motorcycle"] == ("title", "money")
    # Sold before the case began: still tied, by the former title.
    assert victor["car_sold"] == ("title",)


def test_what_is_nobodys_is_tied_to_nobody() -> None:
    tied = {asset for suspect in SUSPECTS for asset in ties_of(suspect, "fifo")}
    assert set(HOLDERS) - tied == {"flat_old", "land_radu", "car_radu", "car_elena", "gold_coins"}


@pytest.mark.parametrize("suspect", ["victor", "stefania"])
def test_the_money_trail_of_the_villa_is_the_first_path_to_both_organisers(
    suspect: str, following: Following, known_names: Names
) -> None:
    villa = known_names["assets"]["villa"]["id"]
    found = TieSearch(tuple(following.values()), PEOPLE[suspect].id).find(villa, limit=10)
    best = found.paths[0]
    assert found.complete
    assert best.rank is TieRank.MONEY
    paid = best.path.steps[-1]
    assert sorted(link.amount_minor for link in (paid.link, *paid.others)) == [5_000_000, 10_000_000]
    assert (best.kin != ()) is (suspect == "victor")


def test_all_that_victor_and_stefania_brought_into_the_villa_is_what_was_traced(
    following: Following, answers: Answers, known_names: Names
) -> None:
    villa = known_names["assets"]["villa"]["id"]
    for method in (Method.FIFO, Method.LIBR):
        followings = (following[method],)
        for suspect in ("victor", "stefania"):
            best = TieSearch(followings, PEOPLE[suspect].id).find(villa, limit=1).paths[0]
            assert best.all_sums == ((method.value, answers.traced[villa][method.value][0]),)


@pytest.mark.parametrize("method", [Method.FIFO, Method.LIBR])
@pytest.mark.parametrize("suspect", SUSPECTS)
def test_every_asset_of_the_list_has_a_path_of_its_first_ground(
    suspect: str, method: Method, following: Following, answers: Answers
) -> None:
    person = PEOPLE[suspect].id
    search = TieSearch((following[method],), person)
    ranks = {"money": "money", "title": "title", "use": "use", "company": ("control", "company")}
    order = ["money", "title", "use", "company"]
    for asset, grounds in answers.grounds[person][method.value].items():
        best = search.find(asset, limit=1).paths[0]
        assert best.rank.code in ranks[min(grounds, key=order.index)]
        # None of these ties rests on a relative or on another holder of the same thing.
        assert all(step.forward for step in best.path.steps)


def test_the_showcase_is_the_owner_through_the_ring_and_the_villa(answers: Answers, known_names: Names) -> None:
    persons, assets = known_names["persons"], known_names["assets"]
    assert answers.showcase == (persons["victor"]["id"], assets["villa"]["id"])


def test_every_id_of_the_answers_is_in_the_case(graph: CaseGraph, answers: Answers, known_names: Names) -> None:
    named = {found["id"] for kind, group in known_names.items() if kind != "companies" for found in group.values()}
    # The company whose code was mistyped goes by the register's own key.
    companies = {f["id"] for key, f in known_names["companies"].items() if key != "firma13"}
    told = {
        *named,
        *companies,
        *answers.traced,
        *answers.ring,
        *(end for pair in answers.ownership for end in pair),
        *(asset for assets in answers.assets.values() for asset in assets),
    }
    assert told <= set(graph.nodes)
    assert known_names["companies"]["firma13"]["id"] not in graph.nodes


def test_grounds_are_those_the_program_knows(answers: Answers) -> None:
    for methods in answers.grounds.values():
        assert set(methods) == {"fifo", "libr"}
        assert all(
            grounds and set(grounds) <= set(GROUNDS) for assets in methods.values() for grounds in assets.values()
        )


def test_the_file_is_plain_sorted_json(sample: SampleFiles) -> None:
    text = sample.answers.read_text(encoding="utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert read_answers(sample.answers) == read_answers(sample.answers)
