"""The overview over its route: short lists, kinds by name, nothing of a protected person but the pseudonym."""

from __future__ import annotations

from tracer.sample.world.people import PEOPLE


def test_nodes_links_and_groups_are_sent_as_numbers(browser, sample_case):
    client = browser(sample_case, "investigator")
    answer = client.get("/workbench/graph/whole")
    assert answer.status_code == 200
    found = answer.json()
    assert len(found["nodes"]) == found["total"] > 100
    names = {node[0]: node for node in found["nodes"]}
    alma, victor = (names[PEOPLE[who].id] for who in ("alma", "victor"))
    assert (found["kinds"][alma[1]], alma[6]) == ("protected", "Victim 4F87")
    assert (found["kinds"][victor[1]], victor[6]) == ("Person", "Victor Inventescu")
    assert PEOPLE["alma"].name not in answer.text
    assert all(0 <= end < len(found["nodes"]) for link in found["links"] for end in link)
    assert sum(group[4] for group in found["groups"]) == len(found["nodes"])
    assert max(node[4] for node in found["nodes"]) == len(found["groups"]) - 1


def test_a_reader_without_the_right_is_refused(browser, sample_case):
    assert browser(sample_case, "supervisor").get("/workbench/graph/whole").status_code == 403
