"""A record is found by its id, its number, or the number of its file with a slash and its number."""

from __future__ import annotations

from tests.tracer.casefile.certificates.conftest import (  # noqa: F401 - the fixtures
    FREEZE,
    HOUSE_ITEM,
    RESTITUTION,
    TO_AUSTRIA,
    certificate_case,
    certificate_session,
    made_certificate_case,
)
from tracer.casework.recovery_records.numbered_records import records_numbered


def test_records_are_found_by_id_number_and_file(certificate_session):  # noqa: F811
    graph = certificate_session.graph()
    for text in (TO_AUSTRIA, "C1", "1/P/2026/C1"):
        # A certificate is in no file of its own, so its file does not number it.
        wanted = [] if "/" in text else [TO_AUSTRIA]
        assert records_numbered(graph, text, ("Certificate",)) == wanted
    assert records_numbered(graph, "1/P/2026/7", ("Order",)) == [FREEZE]
    assert set(records_numbered(graph, "1", ("OrderItem", "Claim"))) == {HOUSE_ITEM, RESTITUTION}
    assert records_numbered(graph, FREEZE, ("Certificate",)) == []
    assert records_numbered(graph, "2/P/2026/7", ("Order",)) == []
