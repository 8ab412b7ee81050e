"""What a company has of others is told as what a person has."""

from __future__ import annotations

import json
from datetime import date

import pytest

from graph_schema.records.identity import link_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tracer.actions.case_graph.explore import find
from tracer.actions.case_graph.picture import expand
from tracer.actions.decisions import record_decision
from tracer.actions.ties.link import link_suspect
from tracer.actions.ties.ownership import own_companies
from tracer.wording.language import find_language

DAY = date(2024, 12, 31)


def test_a_company_in_a_ring_has_what_does_not_come_back_to_it(sample_case, session_of, known_names):
    ids = {key: found["id"] for key, found in known_names["companies"].items()}
    with session_of(sample_case) as session:
        alfa, omega, firm = (own_companies(session, ids[key], day=DAY) for key in ("alfa", "omega", "firma1"))
    # Alfa holds 3/5 of Delta and 2/5 of Beta, Beta half of Gama; what Gama holds of Alfa is Alfa itself.
    assert {line.company: (line.lower, line.upper) for line in alfa.companies} == {
        ids["delta"]: ("3/5", "3/5"),
        ids["beta"]: ("2/5", "2/5"),
        ids["gama"]: ("1/5", "1/5"),
    }
    assert [line.company for line in alfa.companies if line.controlled] == [ids["delta"]]
    assert [(line.company, line.lower, line.controlled) for line in omega.companies] == [(ids["kapa"], "1/1", True)]
    assert firm.companies == ()


def statements() -> list[dict[str, object]]:
    """Ion without a size beside Ana's 30 %; 10 % of the capital and 60 % of the votes; a company held by that one."""
    shareholding = {"type": "shareholding", "directOrIndirect": "direct"}
    votes = {"type": "votingRights", "directOrIndirect": "direct"}

    def statement(record: str, kind: str, details: dict[str, object]) -> dict[str, object]:
        return {
            "statementId": f"x-{record}",
            "declarationSubject": "x",
            "statementDate": "2024-01-01",
            "publicationDetails": {"publicationDate": "2024-01-02", "bodsVersion": "0.4", "publisher": {"name": "R"}},
            "recordId": record,
            "recordStatus": "new",
            "recordType": kind,
            "recordDetails": {"isComponent": False, **details},
        }

    def relation(number: int, company: str, holder: str, *interests: dict[str, object]) -> dict[str, object]:
        details = {"subject": company, "interestedParty": holder, "interests": list(interests)}
        return statement(f"r{number}", "relationship", details)

    def share(interest: dict[str, str], size: int) -> dict[str, object]:
        return {**interest, "share": {"exact": size}}

    people = [("p1", "Ion Nemăsurat"), ("p2", "Ana Treizeci"), ("p3", "Radu Întreg")]
    firms = [("c1", "Unu SRL"), ("c2", "Doi SRL"), ("c3", "Trei SRL"), ("c4", "Patru SRL"), ("c5", "Cinci SRL")]
    return [
        *(
            statement(key, "person", {"personType": "knownPerson", "names": [{"type": "legal", "fullName": name}]})
            for key, name in people
        ),
        *(statement(key, "entity", {"entityType": {"type": "registeredEntity"}, "name": name}) for key, name in firms),
        relation(1, "c1", "p1", shareholding),
        relation(2, "c1", "p2", share(shareholding, 30)),
        relation(3, "c2", "p1", share(shareholding, 10), share(votes, 60)),
        relation(4, "c2", "p2", share(shareholding, 90), share(votes, 40)),
        relation(5, "c3", "c2", share(shareholding, 80)),
        relation(6, "c4", "p1", shareholding),
        relation(7, "c4", "p3", share(shareholding, 100)),
        relation(8, "c5", "p1", share(votes, 70)),
    ]


@pytest.fixture
def unmeasured_case(empty_case, run, tmp_path):
    file = tmp_path / "asociati.json"
    file.write_text(json.dumps(statements(), ensure_ascii=False), encoding="utf-8")
    assert run("--case", empty_case, "import", file).code == 0
    return empty_case


def test_a_holder_of_unstated_size_is_listed_and_votes_give_control(unmeasured_case, run):
    found = run("--case", unmeasured_case, "ownership", "Ion Nemăsurat", "--json").json["companies"]
    assert {
        line["caption"]: (line["lower"], line["upper"], line["controlled_by"], line["votes_lower"]) for line in found
    } == {
        "Unu SRL": ("0/1", "7/10", "", ""),
        "Doi SRL": ("1/10", "1/10", "votes", "3/5"),
        "Trei SRL": ("2/25", "2/25", "capital", ""),
        "Patru SRL": ("0/1", "0/1", "", ""),
        "Cinci SRL": ("", "", "votes", "7/10"),
    }
    assert [line["controlled"] for line in found] == [line["controlled_by"] != "" for line in found]
    told = run("--case", unmeasured_case, "ownership", "Ion Nemăsurat").out
    for line in ("0 to 70", "votes 3/5 · controlled by votes", "no capital stated"):
        assert line in told, told
    romanian = run("--case", unmeasured_case, "--lang", "ro", "ownership", "Ion Nemăsurat").out
    assert "de la 0 la 70" in romanian
    assert "prin voturi" in romanian


def test_the_picture_shows_the_range_of_a_share_that_nobody_states(unmeasured_case, session_of):
    with session_of(unmeasured_case) as session:
        node = next(hit.id for hit in find(session, "Unu SRL").hits)
        lines = expand(session, node).lines
    assert sorted((line.share, line.share_upper) for line in lines) == [("0/1", "7/10"), ("3/10", "3/10")]


def test_votes_above_the_whole_are_named_and_give_nobody_control(empty_case, run, tmp_path):
    rows = statements()
    for row in rows:
        for interest in row["recordDetails"].get("interests", ()):
            if interest["type"] == "votingRights":
                interest["share"] = {"exact": 60}
    file = tmp_path / "asociati.json"
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    assert run("--case", empty_case, "import", file).code == 0
    found = run("--case", empty_case, "ownership", "Ion Nemăsurat", "--json").json
    assert found["contradicted_votes"] == ["Doi SRL"]
    assert [line["caption"] for line in found["companies"] if line["controlled"]] == ["Cinci SRL"]
    assert "add up to more than the whole" in run("--case", empty_case, "ownership", "Ion Nemăsurat").out


def test_a_path_tells_the_range_that_the_other_holders_leave(unmeasured_case, session_of):
    car = Node("veh-x", "Vehicle", {"description": "mașină", "asset_class": "car"}, "path:/nodes/0")
    with session_of(unmeasured_case) as session:
        person, company = (find(session, name).hits[0].id for name in ("Ion Nemăsurat", "Unu SRL"))
        title = Link(link_id("Holds", company, car.id), "Holds", company, car.id, {}, "path:/links/0")
        record_decision(session, right="decide", action="link", reason="probă", nodes=[car], links=[title])
        for code, share in (("en", "0 to 70 %"), ("ro", "de la 0 la 70 %")):
            language = find_language(code)
            (path,) = link_suspect(session, person, car.id, language).paths
            step = path.sentences[0]
            assert share in language.text(step.template, **step.params).replace("\u00a0", " ")


def bands() -> list[dict[str, object]]:
    """Maria has more than half of c6 and at least half of c7; c6 has c8; the chains to c9 and c3 are not all there."""
    rows = statements()
    party = next(row for row in rows if row["recordId"] == "p1")
    firm, relation = (next(row for row in rows if row["recordId"] == name) for name in ("c1", "r1"))

    def like(row: dict[str, object], record: str, **details: object) -> dict[str, object]:
        about = {"statementId": f"x-{record}", "recordId": record}
        return {**row, **about, "recordDetails": {**row["recordDetails"], **details}}

    def held(
        number: int, company: str, holder: str, share: object, how: str = "direct", **more: object
    ) -> dict[str, object]:
        interest = {"type": "shareholding", "directOrIndirect": how} | ({"share": share} if share else {})
        return like(relation, f"r{number}", subject=company, interestedParty=holder, interests=[interest], **more)

    return [
        like(party, "p4", names=[{"type": "legal", "fullName": "Maria Bandă"}]),
        *(
            like(firm, f"c{n}", name=f"{name} SRL")
            for n, name in enumerate(["Șase", "Șapte", "Opt", "Nouă", "Zece"], 6)
        ),
        held(10, "c6", "p4", {"exclusiveMinimum": 50, "maximum": 75}),
        held(11, "c7", "p4", {"minimum": 50, "maximum": 75}),
        held(12, "c8", "c6", {"exact": 100}),
        held(13, "c9", "p4", {"exclusiveMinimum": 25, "maximum": 50}, "indirect"),
        held(14, "c8", "p4", {"exclusiveMinimum": 50, "maximum": 75}, "indirect", componentRecords=["r10", "r12"]),
        held(15, "c10", "p4", None, "indirect", componentRecords=["r98", "r99"]),
    ]


@pytest.fixture
def banded_case(empty_case, run, tmp_path):
    file = tmp_path / "asociati.json"
    file.write_text(json.dumps(bands(), ensure_ascii=False), encoding="utf-8")
    assert run("--case", empty_case, "import", file).code == 0
    return empty_case


def test_more_than_half_controls_and_at_least_half_does_not(banded_case, run):
    found = run("--case", banded_case, "ownership", "Maria Bandă", "--json").json["companies"]
    assert {
        line["caption"]: (line["lower"], line["upper"], line["lower_open"], line["controlled"]) for line in found
    } == {
        "Șase SRL": ("1/2", "3/4", True, True),
        "Opt SRL": ("1/2", "3/4", True, True),
        "Șapte SRL": ("1/2", "3/4", False, False),
    }
    told = run("--case", banded_case, "ownership", "Maria Bandă").out.replace("\u00a0", " ")
    assert "more than 50, up to 75 %" in told and "50 to 75 %" in told


def test_a_stated_indirect_share_without_its_chain_is_listed_and_never_counted(banded_case, run):
    found = run("--case", banded_case, "ownership", "Maria Bandă", "--json").json["stated_indirect"]
    told = {line["caption"]: (line["lower"], line["upper"], line["lower_open"], line["chain"]) for line in found}
    assert told == {"Nouă SRL": ("1/4", "1/2", True, "not published"), "Zece SRL": ("", "", False, "not in the case")}
    assert all(line["evidence"] for line in found)
    out = run("--case", banded_case, "ownership", "Maria Bandă").out
    assert "Nouă SRL · stated indirect share, no chain published" in out
    assert "Zece SRL · stated indirect share, no chain in the case" in out


def test_the_picture_says_that_a_share_is_stated_indirectly(banded_case, session_of):
    with session_of(banded_case) as session:
        node = next(hit.id for hit in find(session, "Maria Bandă").hits)
        drawn = expand(session, node)
    captions = {point.id: point.caption for point in drawn.points}
    told = {captions[line.head]: (line.indirect, line.share_lower_open) for line in drawn.lines if line.tail == node}
    assert told["Nouă SRL"] == ("no chain published", True)
    assert told["Zece SRL"][0] == "stated" and told["Șase SRL"] == ("", True)
