"""The effective shares: they solve the equations of the stakes, and the program finds the same."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from tracer.analysis.ownership.case_stakes import collect_stakes, person_ids
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.graph.case_graph import CaseGraph
from tracer.sample.answers import Answers
from tracer.sample.world.accounts import ACCOUNTS
from tracer.sample.world.companies import COMPANIES, EFFECTIVE, OWNERSHIP_DAY, RING, STAKES, companies_of
from tracer.sample.world.people import PEOPLE


def test_the_shares_solve_the_equations_of_the_stakes() -> None:
    """A person has of a company what he holds himself, and his share of every holder's share.

    A holding of unstated size is at most what the other holders leave.
    """
    day = OWNERSHIP_DAY.isoformat()
    stated = [stake for stake in STAKES if not stake.until or stake.until >= day]
    rest = {stake: 100 - sum(s.lower for s in stated if s.company == stake.company and s != stake) for stake in stated}
    live = [replace(stake, upper=min(stake.upper, rest[stake])) for stake in stated]
    for (person, company), (lower, upper) in EFFECTIVE.items():
        for bound, share in (("lower", lower), ("upper", upper)):
            side = 0 if bound == "lower" else 1
            direct = sum(
                (Fraction(getattr(s, bound), 100) for s in live if (s.holder, s.company) == (person, company)),
                Fraction(0),
            )
            through = sum(
                (
                    Fraction(getattr(s, bound), 100) * EFFECTIVE[person, s.holder][side]
                    for s in live
                    if s.company == company and (person, s.holder) in EFFECTIVE
                ),
                Fraction(0),
            )
            assert direct + through == share, (person, company)


def test_the_ring_belongs_to_its_two_outside_owners_alone() -> None:
    for company in RING:
        assert EFFECTIVE["victor", company][0] + EFFECTIVE["elena", company][0] == 1


def test_the_program_finds_the_same(graph: CaseGraph, answers: Answers) -> None:
    result = integrate_ownership(collect_stakes(graph, answers.ownership_day), persons=person_ids(graph))
    ordinary = {PEOPLE[f"asociat{number}"].id for number in range(1, 5)}
    found = {
        (person, company): (share.lower, share.upper)
        for company, shares in result.shares.items()
        for person, share in shares.items()
        if share.upper > 0 and person not in ordinary
    }
    assert found == answers.ownership
    assert [set(ring.members) for ring in result.rings] == [answers.ring]
    assert result.findings == ()


def test_the_undisclosed_rest_stays_unknown(graph: CaseGraph) -> None:
    result = integrate_ownership(collect_stakes(graph, OWNERSHIP_DAY), persons=person_ids(graph))
    for company in ("eta", "teta"):
        assert result.unknown[COMPANIES[company].id].lower == Fraction(11, 20)


def test_no_company_is_held_beyond_the_whole() -> None:
    for company in COMPANIES:
        held = sum(stake.lower for stake in STAKES if stake.company == company and not stake.until)
        assert held <= 100


def test_every_company_with_an_account_has_a_known_owner() -> None:
    owned = {company for person in PEOPLE for company in companies_of(person)}
    assert {account.holder for account in ACCOUNTS.values()} & set(COMPANIES) <= owned
