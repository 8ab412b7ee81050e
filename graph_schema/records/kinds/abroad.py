"""The kinds of node of work with other States: certificates, recognitions, requests."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.recovery.abroad import (
    CERTIFICATE_FORM_CODES,
    REQUEST_DIRECTION_CODES,
    REQUEST_URGENCY_CODES,
)
from graph_schema.messages import N_
from graph_schema.records.fields import Field
from graph_schema.records.kinds.record_types import NodeType
from graph_schema.records.kinds.shared_fields import (
    CURRENCY,
    NOTE,
    YES_NO,
    code_field,
    day_field,
    number_field,
    text_field,
)

_FORM: Final = code_field("form", N_("form of the certificate"), "formularul", CERTIFICATE_FORM_CODES, required=True)

CERTIFICATE: Final = NodeType(
    name="Certificate",
    caption="number",
    meaning=N_("a certificate by which another State is asked to execute an order"),
    romanian="certificat",
    fields=(
        number_field(N_("number of the certificate"), "numărul certificatului"),
        _FORM,
        text_field("version", N_("version of the form in force on the day of signature"), "versiunea", required=True),
        text_field("to_state", N_("State asked, ISO 3166-1 alpha-2"), "statul solicitat", required=True),
        Field("amount_here_minor", "minor", N_("sum asked of this State"), "suma cerută", True),
        Field("total_minor", "minor", N_("sum of the whole order"), "suma totală", True),
        CURRENCY,
        day_field("sent", N_("day of sending"), "data transmiterii"),
        NOTE,
    ),
)
RECOGNITION: Final = NodeType(
    name="Recognition",
    caption="number",
    meaning=N_("the recognition of an order of another State"),
    romanian="recunoaștere",
    fields=(
        number_field(N_("number of the recognition"), "numărul cauzei de recunoaștere"),
        _FORM,
        text_field("from_state", N_("State that asks, ISO 3166-1 alpha-2"), "statul emitent", required=True),
        day_field("received", N_("day of receipt"), "data primirii", required=True),
        Field("received_at", "instant", N_("time of receipt"), "data și ora primirii"),
        code_field("urgent", N_("whether the certificate states urgency"), "urgent", YES_NO),
        NOTE,
    ),
)
REQUEST: Final = NodeType(
    name="Request",
    caption="number",
    meaning=N_("a request between asset recovery offices"),
    romanian="cerere a oficiului de recuperare a creanțelor",
    fields=(
        number_field(N_("number of the request"), "numărul cererii"),
        code_field("direction", N_("sent or received"), "sensul", REQUEST_DIRECTION_CODES, required=True),
        text_field("state", N_("the other State, ISO 3166-1 alpha-2"), "celălalt stat", required=True),
        text_field("channel", N_("channel of the request, such as SIENA"), "canalul", required=True),
        code_field("urgency", N_("urgency of the request"), "urgența", REQUEST_URGENCY_CODES, required=True),
        Field("sent_at", "instant", N_("time of the request"), "data și ora cererii", True),
        Field("answered_at", "instant", N_("time of the answer"), "data și ora răspunsului"),
        NOTE,
    ),
)
NODES: Final = (CERTIFICATE, RECOGNITION, REQUEST)
