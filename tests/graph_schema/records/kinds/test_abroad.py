"""Certificates, recognitions and requests state their time in UTC."""

from __future__ import annotations

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.nodes import Node, check_node

REQUEST = {
    "number": "1",
    "direction": "sent",
    "state": "ES",
    "channel": "SIENA",
    "urgency": "urgent",
    "sent_at": "2026-03-09T22:00Z",
}
CERTIFICATE = {
    "number": "1",
    "form": "freezing",
    "version": "2020",
    "to_state": "IT",
    "amount_here_minor": 1,
    "total_minor": 2,
    "currency": "EUR",
}


def test_a_request_and_a_certificate_are_allowed():
    check_node(Node("req-1", "Request", REQUEST, "row:1"))
    check_node(Node("req-1", "Request", REQUEST | {"answered_at": "2026-03-10T06:00Z"}, "row:1"))
    check_node(Node("crt-1", "Certificate", CERTIFICATE, "row:1"))


@pytest.mark.parametrize("at", ["2026-03-09", "2026-03-09T22:00", "2026-03-09 22:00Z", "2026-03-09T22:00+02:00"])
def test_a_time_without_its_zone_is_refused(at):
    with pytest.raises(WrongRecord, match="a time in UTC such as"):
        check_node(Node("req-1", "Request", REQUEST | {"sent_at": at}, "row:1"))


@pytest.mark.parametrize("field", [*CERTIFICATE])
def test_what_a_certificate_cannot_lack(field):
    with pytest.raises(WrongRecord, match=f"required field {field}"):
        check_node(Node("crt-1", "Certificate", {k: v for k, v in CERTIFICATE.items() if k != field}, "row:1"))
