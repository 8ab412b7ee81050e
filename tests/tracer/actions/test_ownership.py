"""What a company has of others is told as what a person has."""

from __future__ import annotations

from datetime import date

from tracer.actions.link import own_companies

DAY = date(2024, 12, 31)


def test_a_company_in_a_ring_has_what_does_not_come_back_to_it(sample_case, session_of, known_names):
    ids = {key: found["id"] for key, found in known_names["companies"].items()}
    with session_of(sample_case) as session:
        alfa, omega, firm = (own_companies(session, ids[key], day=DAY) for key in ("alfa", "omega", "firma1"))
    # Alfa holds 3/5 of Delta and 2/5 of Beta, Beta half of Gama; what Gama holds of Alfa is Alfa itself.
    assert {line.company: (line.lower, line.upper) for line in alfa.companies} == {
        ids["delta"]: ("3/5", "3/5"), ids["beta"]: ("2/5", "2/5"), ids["gama"]: ("1/5", "1/5"),
    }  # fmt: skip
    assert [line.company for line in alfa.companies if line.controlled] == [ids["delta"]]
    assert [(line.company, line.lower, line.controlled) for line in omega.companies] == [(ids["kapa"], "1/1", True)]
    assert firm.companies == ()
