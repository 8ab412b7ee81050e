"""The list of assets on a day: whose each is on paper."""

from __future__ import annotations

from datetime import date

import pytest

from tracer.actions.recovery.assets import list_assets


@pytest.mark.parametrize(("day", "stands"), [(date(2022, 2, 14), True), (date(2022, 2, 15), False)])
def test_an_owner_is_listed_up_to_the_last_day_of_the_entry(part_case, session_of, day, stands):
    with session_of(part_case) as session:
        graph = session.graph()
        (entry,) = [link for link in graph.links_of_type("Holds") if link.props.get("to_date") == "2022-02-14"]
        owner = str(graph.nodes[entry.tail].props["name"])
        (line,) = [line for line in list_assets(session, as_of=day).assets if line.id == entry.head]
    assert (owner in " ".join(line.owners)) is stands
