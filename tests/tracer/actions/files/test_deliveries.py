"""Files that came together are one delivery, and a delivery leaves the case as a whole or not at all."""

from __future__ import annotations

import pytest

from graph_schema.errors import WrongUse
from tracer.actions.files.deliveries import group_deliveries, retract_delivery
from tracer.actions.files.sources import SourceLine, list_sources


def line(digest, received, by="Ana"):
    return SourceLine(digest, f"{digest}.csv", "bank", "bank-ledger", "2024-01-01", received, 2, 2, 0, 0, by)


def test_a_pause_or_another_person_ends_a_delivery():
    found = group_deliveries(
        [
            line("d", "2024-03-01T10:20:30Z"),
            line("a", "2024-03-01T10:00:00Z"),
            line("b", "2024-03-01T10:10:00Z"),
            line("c", "2024-03-01T10:05:00Z", "Ion"),
            line("e", "2024-03-01T10:15:00Z", "Ion"),
        ]
    )
    assert [(one.by, [file.digest for file in one.files]) for one in found] == [
        ("Ana", ["d"]),
        ("Ion", ["c", "e"]),
        ("Ana", ["a", "b"]),
    ]
    assert (found[-1].rows, found[-1].id) == (4, "a")


def test_a_delivery_is_taken_back_whole_with_an_entry_for_each_file(little_case, session_of):
    with session_of(little_case) as session:
        (delivery,) = group_deliveries(list_sources(session))
        digests = [one.digest for one in delivery.files]
        before = session.store.digest()
        with pytest.raises(WrongUse, match="reason"):
            retract_delivery(session, digests, reason=" ")
        with pytest.raises(WrongUse, match="begins with x: 0"):
            retract_delivery(session, [*digests, "x"], reason="lot greșit")
        with pytest.raises(WrongUse, match="without a file"):
            retract_delivery(session, [], reason="lot greșit")
        assert session.store.digest() == before
        assert sum(retract_delivery(session, digests, reason="lot greșit").values()) > 0
        assert session.store.sources() == ()
        acts = [entry.audit_event for entry in session.store.log() if entry.audit_event.action == "retract"]
        assert sorted(act.subject for act in acts) == sorted(digests)
        assert {act.reason for act in acts} == {"lot greșit"}
