"""A file leads to the accounts, persons and assets that it speaks of."""

from __future__ import annotations

from tracer.actions.files.file_nodes import list_file_nodes
from tracer.actions.files.sources import list_sources
from tracer.sample.world.people import PEOPLE, VICTIMS


def test_accounts_come_first_and_no_more_than_asked_for(sample_case, session_of):
    with session_of(sample_case) as session:
        files = {line.file: line.digest for line in list_sources(session)}
        found = list_file_nodes(session, files["banca-exemplu-victor-2022.xml"], most=2)
        graph = session.graph()
        assert [graph.nodes[node].type for node, _ in found.nodes] == ["Account"] * 2
        assert graph.holder_of(found.nodes[0][0]) == PEOPLE["victor"].id
        assert found.total > 2
        people = list_file_nodes(session, files["persoane.csv"], most=10**6)
        assert people.total == len(people.nodes) > len(VICTIMS)
        said = str(people.nodes)
        assert not [key for key in VICTIMS if PEOPLE[key].name in said]
        assert list_file_nodes(session, "x").nodes == ()
        acts = [entry.audit_event for entry in session.store.access_log()]
        assert [act.subject for act in acts if act.action == "file-nodes"][-1] == "?"
