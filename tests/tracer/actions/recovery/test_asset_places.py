"""Land and buildings stand at their locality or county; what has no place says why."""

from __future__ import annotations

from tests.made_places import HOUSES, make_places
from tracer.actions.recovery.asset_places import list_places


def test_each_house_has_a_place_or_the_reason_why_not(tmp_path, session_of):
    make_places(tmp_path / "case")
    with session_of(tmp_path / "case") as session:
        graph = session.graph()
        found = {
            str(graph.nodes[one.asset].props["cadastral"]): (one.stated, one.place and one.place.exactness, one.reason)
            for one in list_places(session)
        }
        acts = [entry.audit_event.action for entry in session.store.access_log()]
    assert found == {
        "100001": ("Cluj-Napoca, Cluj", "locality", None),
        "100002": ("Cluj-Napoca, Cluj", "locality", None),
        "100003": ("Comuna Inventată, Iași", "county", None),
        "100004": ("Câmpina", "name", None),
        "100005": ("Comuna Inventată", None, "unknown"),
        "100006": ("Viena", None, "abroad"),
    }
    assert len(found) == len(HOUSES)
    assert acts.count("places") == 1
