"""The page of owners: exact shares of the ring, each law in its column, the chains and rows of the chosen line."""

from __future__ import annotations

from tracer.sample.world.people import PEOPLE, VICTIMS

VICTOR = PEOPLE["victor"].id


def page():
    from dashboards.views import owners_view

    owners_view.show()


def told(at):
    texts = (text.value for kind in (at.markdown, at.caption, at.header) for text in kind)
    return "\n".join(texts).replace("\\", "")


def test_owners_of_every_company_of_a_person_stand_with_what_each_law_says(app, sample_case):
    at = app(sample_case, page=page, person=VICTOR, day="2025-06-30")
    assert not at.exception
    rows = at.dataframe[0].value
    beta = rows[rows["Company"] == "Beta Inexistent SRL"]
    assert list(beta["Owner"]) == ["Elena Pretextescu", "Victor Inventescu"]
    assert [text.strip() for text in beta["Exact"]] == ["30/47", "17/47"]
    assert list(beta["Law 129/2019 (Romania)"]) == ["yes", "yes"]
    assert list(beta["OFAC, alone"]) == ["yes", "no"]
    delta = rows[rows["Company"] == "Delta Organizare Fictivă SRL"]
    assert list(delta["Regulation (EU) 2024/1624"]) == ["yes", "no"]
    assert list(delta["Control"]) == ["by capital", ""]
    assert "possibly" in set(rows["Law 129/2019 (Romania)"])  # of a band that a register gives
    assert "applies from 10 Jul 2027" in told(at)
    assert "Ring solved" in told(at)


def test_power_stands_below_the_owners_of_companies_without_a_majority(app, sample_case):
    at = app(sample_case, page=page, person=VICTOR, day="2025-06-30")
    rows = at.dataframe[1].value
    assert set(rows["Company"]) == {"Gama Inexistent SRL"}
    assert set(rows["Shareholder"]) == {"Victor Inventescu", "Beta Inexistent SRL"}
    for column in ("Votes", "Banzhaf", "Shapley-Shubik"):
        assert [text.strip() for text in rows[column]] == 2 * ["50.00\u00a0% (1/2)"]
    assert told(at).count("Nobody has more than half of the votes") == 1
    at = app(sample_case, page=page, person=VICTOR, day="2018-12-31")
    assert not at.exception
    assert "Nobody has more than half" not in told(at)


def test_the_first_row_is_open_with_its_chains_and_rows(app, sample_case):
    at = app(sample_case, page=page, person=VICTOR, day="2025-06-30")
    assert "How Victor Inventescu has 100" in told(at)
    assert "Victor Inventescu → Omega Fictional Holding Ltd" in told(at)
    assert "companii.json" in "".join(link.proto.label for link in at.get("page_link")) + told(at)


def test_a_person_without_companies_is_told_so_and_a_wrong_address_shows_the_first_person(app, sample_case):
    at = app(sample_case, page=page, person=VICTOR, day="1990-01-01")
    assert not at.exception
    assert "No record states a share of a company for Victor Inventescu" in "".join(
        one.value for one in at.info
    ) + told(at)
    at = app(sample_case, page=page, person="per-0", day="tomorrow")
    assert not at.exception
    assert at.selectbox(key="owners_person").value is not None


def test_protected_persons_are_shown_by_pseudonym_alone_and_romanian_is_complete(app, sample_case):
    at = app(sample_case, page=page, language="ro", person=VICTOR)
    assert at.title[0].value == "Cine deține și cine controlează societățile?"
    assert "da" in set(at.dataframe[0].value["Legea 129/2019 (România)"])
    shown = told(at) + at.dataframe[0].value.to_string()
    assert not [key for key in VICTIMS if PEOPLE[key].name in shown]
