"""A register that gives away more than the whole of one company does not stop the schedules of the case."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.records.identity import link_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tracer.actions.decisions import record_decision
from tracer.actions.recovery.report import build_schedule
from tracer.wording.language import find_language

DAY = date(2025, 6, 30)


def test_the_schedule_is_written_and_names_the_company(case, session_of, known_names):
    person, company = known_names["persons"]["toma"]["id"], known_names["companies"]["delta"]["id"]
    props = {"share_lower": "1/2", "share_upper": "1/2", "from_date": "2020"}
    link = Link(link_id("Shareholding", person, company, "x"), "Shareholding", person, company, props, "path:/links/0")
    with session_of(case) as session:
        before = build_schedule(session, known_names["persons"]["victor"]["id"], "libr", find_language("en"), as_of=DAY)
        record_decision(session, right="decide", action="link", reason="probă", links=[link])
        after = build_schedule(session, known_names["persons"]["victor"]["id"], "libr", find_language("en"), as_of=DAY)
        assert [line.asset for line in after.lines] == [line.asset for line in before.lines]
        told = [limit for limit in after.limits if "add up to more than the whole" in limit.template]
        assert [limit.params["company"] for limit in told] == ["Delta Organizare Fictivă SRL"]
        assert not [limit for limit in before.limits if limit in told]


@pytest.fixture
def overstated(little_case, session_of):
    """Ana and Ion with 60 % each of a company that nobody else has to do with, which holds all of another."""
    people = [Node(f"per-{name}", "Person", {"name": f"{name} Test"}, f"path:/{name}") for name in ("Ana", "Ion")]
    firms = [Node(f"com-{name}", "Company", {"name": f"{name} SRL"}, f"path:/{name}") for name in ("Xco", "Yco")]
    held = [("per-Ana", "com-Xco", "3/5"), ("per-Ion", "com-Xco", "3/5"), ("com-Xco", "com-Yco", "1/1")]
    links = [
        Link(link_id("Shareholding", *ends, "x"), "Shareholding", *ends, {"share_lower": share, "share_upper": share},
             f"path:/links/{place}")
        for place, (*ends, share) in enumerate(held)
    ]  # fmt: skip
    with session_of(little_case) as session:
        record_decision(session, right="decide", action="link", reason="probă", nodes=[*people, *firms], links=links)
    return little_case


def test_an_overstated_company_is_listed_with_file_and_row_and_limits_what_it_touches(
    run, overstated, part_case, known_names
):
    victor = known_names["persons"]["victor"]["id"]
    asked = ("ownership", victor, "--day", DAY, "--json")
    told, before = (run("--case", folder, *asked).json for folder in (overstated, part_case))
    assert told == before
    assert told["contradicted_shares"] == []
    ran = run("--case", overstated, "ownership", "Ana Test", "--day", DAY, "--json")
    assert ran.code == 0
    assert [(one["caption"], one["lower"], one["upper"], one["contradicted"]) for one in ran.json["companies"]] == [
        ("Xco SRL", "0/1", "3/5", True), ("Yco SRL", "0/1", "3/5", True),
    ]  # fmt: skip
    (found,) = ran.json["contradicted_shares"]
    assert (found["caption"], found["total"]) == ("Xco SRL", "6/5")
    assert [(one["holder"], one["lower"]) for one in found["stakes"]] == [("Ana Test", "3/5"), ("Ion Test", "3/5")]
    assert [[place["locator"] for place in one["evidence"]] for one in found["stakes"]] == [
        ["path:/links/0"], ["path:/links/1"],
    ]  # fmt: skip
    told = run("--case", overstated, "ownership", "Ana Test", "--day", DAY).out
    assert "Xco SRL add up to 6/5, more than the whole" in told
    assert ".json path:/links/0" in told.replace(" · ", " ") or "path:/links/0" in told


def test_what_is_no_person_and_no_company_owns_none(run, sample_case):
    ran = run("--case", sample_case, "ownership", "Vila")
    assert (ran.code, ran.out) == (2, "")
    assert "Vila means no person or company, only:" in ran.err
