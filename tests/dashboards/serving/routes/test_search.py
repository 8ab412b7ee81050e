"""What the palette is answered: kinds apart, exact before near, and nothing of a protected person by the real name."""

from __future__ import annotations

import json

import pytest

from dashboards.serving.routes.search import _GROUPS
from graph_schema.records.nodes import NODE_TYPES
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.people import PEOPLE
from tracer.settings import current_settings


def ask(client, text, **address):
    return client.post("/workbench/find", json={"text": text}, params=address)


def test_every_kind_of_node_is_in_one_group():
    listed = [name for _, types in _GROUPS for name in types]
    assert sorted(listed) == sorted(NODE_TYPES)


def test_a_misspelt_name_is_found_with_its_reason_and_accounts_stand_apart(browser, sample_case):
    answer = ask(browser(sample_case), "stefania fictivesku").json()
    people, accounts = answer["groups"]
    assert (people["title"], accounts["title"]) == ("Persons and companies", "Accounts")
    first = people["hits"][0]
    assert (first["name"], first["exact"]) == ("Ştefania Fictivescu", False)
    assert first["reason"] == "another spelling of one sound: Fictivesku for Fictivescu"
    assert first["id"] == PEOPLE["stefania"].id


def test_a_kind_with_an_exact_hit_stands_first(browser, sample_case):
    answer = ask(browser(sample_case), "vila").json()
    assert answer["groups"][0]["title"] == "Assets"
    hit = answer["groups"][0]["hits"][0]
    assert (hit["name"], hit["exact"], hit["reason"]) == ("Vilă cu piscină, strada Imaginară 7", True, "")


def test_words_are_in_the_readers_language(browser, sample_case):
    answer = ask(browser(sample_case), "victor inventescu", lang="ro").json()
    assert answer["groups"][0]["title"] == "Persoane și societăți"


def test_the_real_name_of_a_protected_person_gets_the_answer_of_a_name_that_nobody_has(browser, sample_case):
    client = browser(sample_case, "investigator")
    nobody = ask(client, "Xqzvw Kqjxz")
    told = ask(client, PEOPLE["alma"].name)
    assert (told.status_code, told.content) == (nobody.status_code, nobody.content)
    assert nobody.json() == {"groups": [], "complete": True}
    # A street that is shown has nearly the same name as this one.
    hits = [hit for group in ask(client, PEOPLE["bianca"].name).json()["groups"] for hit in group["hits"]]
    assert [hit["id"] for hit in hits if hit["type"] in ("Person", "Account")] == []


def test_who_may_not_read_finds_nothing_and_a_search_is_on_record_without_its_text(browser, sample_case):
    assert ask(browser(sample_case, "supervisor"), "vila").status_code == 403
    assert ask(browser(sample_case, "investigator"), "vila").status_code == 200
    with open_session(current_settings(), read_only=True) as session:
        last = list(session.store.access_log())[-1].audit_event
    assert (last.action, last.role, last.detail) == ("find", "investigator", "length=4")


@pytest.mark.parametrize("body", [{}, {"text": 7}, {"text": "x" * 201}, {"text": "x", "more": 1}])
def test_what_is_no_search_is_refused(browser, sample_case, body):
    assert browser(sample_case).post("/workbench/find", content=json.dumps(body), headers=JSON).status_code == 400


JSON = {"content-type": "application/json"}
