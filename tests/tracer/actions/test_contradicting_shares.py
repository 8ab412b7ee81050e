"""A register that gives away more than the whole of one company does not stop the schedules of the case."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.identity import link_id
from graph_schema.links import Link
from tracer.actions.decide import record_decision
from tracer.actions.link import own_companies
from tracer.actions.report import build_schedule
from tracer.analysis.ownership.stakes import StakesExceedWhole
from tracer.language import language

DAY = date(2025, 6, 30)


def test_the_schedule_is_written_and_names_the_company(case, session_of, known_names):
    person, company = known_names["persons"]["toma"]["id"], known_names["companies"]["delta"]["id"]
    props = {"share_lower": "1/2", "share_upper": "1/2", "from_date": "2020"}
    link = Link(link_id("Shareholding", person, company, "x"), "Shareholding", person, company, props, "path:/links/0")
    with session_of(case) as session:
        before = build_schedule(session, known_names["persons"]["victor"]["id"], "libr", language("en"), as_of=DAY)
        record_decision(session, right="decide", action="link", reason="probă", links=[link])
        after = build_schedule(session, known_names["persons"]["victor"]["id"], "libr", language("en"), as_of=DAY)
        assert [line.asset for line in after.lines] == [line.asset for line in before.lines]
        told = [limit for limit in after.limits if "add up to more than the whole" in limit.template]
        assert [limit.params["company"] for limit in told] == ["Delta Organizare Fictivă SRL"]
        assert not [limit for limit in before.limits if limit in told]
        with pytest.raises(StakesExceedWhole, match="3/2"):
            own_companies(session, known_names["persons"]["victor"]["id"], day=DAY)
