"""The kinds of event of an item: its steps, releases, checks, custody, sale, postings, findings."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph_schema.codes.recovery.findings import FACTOR_CODES, FINDING_TYPE_CODES
from graph_schema.codes.recovery.orders import BASIS_CODES, REASON_CODES
from graph_schema.codes.recovery.postings import POSTING_TEMPLATE_CODES
from graph_schema.codes.recovery.proceedings import CHECK_RESULT_CODES
from graph_schema.codes.recovery.sales import SALE_GROUND_CODES, SALE_METHOD_CODES, SALE_STEP_CODES
from graph_schema.codes.states import ITEM_STATES, STATES_BY_CODE
from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.fields import Field, Props
from graph_schema.records.kinds.record_types import EventType
from graph_schema.records.kinds.shared_fields import (
    ACT,
    AMOUNT,
    CURRENCY,
    KNOWN_ACT,
    NOTE,
    OF_AUTHORITY,
    OF_DOCUMENT,
    SHARE,
    SOME_CURRENCY,
    YES_NO,
    code_field,
    text_field,
)

ITEM_STEP: Final = EventType(
    name="ItemStep",
    meaning=N_("an item comes to another state"),
    romanian="schimbare de stare",
    fields=(
        code_field("state", N_("state reached"), "starea", ITEM_STATES, required=True),
        text_field("order", N_("id of the order that moves the item"), "actul de dispoziție"),
        code_field("reason", N_("reason, by code"), "motivul", REASON_CODES),
        SHARE,
        code_field("basis", N_("basis of the confiscation"), "temeiul confiscării", BASIS_CODES),
        *OF_DOCUMENT,
        *OF_AUTHORITY,
        NOTE,
    ),
)
POSTED: Final = EventType(
    name="Posted",
    meaning=N_("a posting in the ledger, by its template"),
    romanian="înregistrare contabilă",
    fields=(
        code_field("template", N_("template of the posting"), "operațiunea", POSTING_TEMPLATE_CODES, required=True),
        AMOUNT,
        CURRENCY,
        Field("cost_minor", "minor", N_("cost of the sale"), "cheltuieli de valorificare"),
        Field("to_amount_minor", "minor", N_("sum received in the other currency"), "suma primită"),
        Field("to_currency", "currency", N_("currency received"), "moneda primită"),
        Field("rate_num", "integer", N_("rate as an exact fraction: numerator"), "numărător"),
        Field("rate_den", "integer", N_("rate as an exact fraction: denominator"), "numitor"),
        SHARE,
        text_field("claim", N_("id of the claim paid"), "pretenția plătită"),
        text_field("certificate", N_("id of the certificate"), "certificatul"),
        text_field("encumbrance", N_("id of the debt paid"), "sarcina plătită"),
        *ACT,
        NOTE,
    ),
)
EVENTS: Final = (
    ITEM_STEP,
    EventType(
        name="PartRelease",
        meaning=N_("a share of an item is released"),
        romanian="ridicare în parte",
        fields=(replace(SHARE, required=True), *ACT, NOTE),
    ),
    EventType(
        name="PeriodicCheck",
        meaning=N_("the periodic check of a freeze"),
        romanian="verificare periodică (250^2)",
        fields=(
            code_field("result", N_("result of the check"), "rezultatul", CHECK_RESULT_CODES),
            *ACT,
            NOTE,
        ),
    ),
    EventType(
        name="CustodyTaken",
        meaning=N_("an asset is taken into custody"),
        romanian="custode, depozitare",
        fields=(
            text_field("custodian", N_("who keeps the asset"), "custodele", required=True),
            text_field("place", N_("place of keeping"), "locul depozitării"),
            Field("cost_rate_minor", "minor", N_("cost of keeping for one day"), "cost pe zi"),
            SOME_CURRENCY,
            *ACT,
            NOTE,
        ),
    ),
    EventType(
        name="SaleStep",
        meaning=N_("a step of an early sale"),
        romanian="etapă a valorificării",
        fields=(
            code_field("step", N_("step of the sale"), "etapa valorificării", SALE_STEP_CODES, required=True),
            code_field("ground", N_("ground of the sale"), "temeiul valorificării", SALE_GROUND_CODES),
            code_field("consent", N_("whether the owner consents"), "acordul proprietarului", YES_NO),
            code_field("method", N_("how the thing was sold"), "modalitatea valorificării", SALE_METHOD_CODES),
            text_field("notice", N_("where and when the sale was announced"), "anunțul vânzării"),
            Field("offers", "integer", N_("number of offers received"), "numărul ofertelor"),
            text_field("buyer", N_("who bought the thing"), "cumpărătorul"),
            Field("price_minor", "minor", N_("price of the sale"), "prețul"),
            Field("cost_minor", "minor", N_("cost of the sale"), "cheltuieli de valorificare"),
            SOME_CURRENCY,
            text_field("second_person", N_("who approved the sale beside the seller"), "a doua persoană"),
            *KNOWN_ACT,
            NOTE,
        ),
    ),
    POSTED,
    EventType(
        name="Reversed",
        meaning=N_("a posting is reversed"),
        romanian="stornare",
        fields=(
            text_field("posting", N_("id of the posting reversed"), "înregistrarea stornată", required=True),
            text_field("reason", N_("reason given"), "motivarea", required=True),
        ),
    ),
    EventType(
        name="Collected",
        meaning=N_("another State collected a sum under a certificate"),
        romanian="sume încasate în alt stat",
        fields=(AMOUNT, CURRENCY, *KNOWN_ACT, NOTE),
    ),
    EventType(
        name="Acquired",
        meaning=N_("an acquisition that a worksheet of extended confiscation counts, at its value on that day"),
        romanian="achiziție",
        fields=(
            text_field("asset", N_("id of what was acquired"), "bunul dobândit", required=True),
            AMOUNT,
            CURRENCY,
            NOTE,
        ),
    ),
    EventType(
        name="Finding",
        meaning=N_("a finding on an item: a fact or an assessment"),
        romanian="constatare",
        fields=(
            code_field("factor", N_("what the finding is about"), "împrejurarea", FACTOR_CODES, required=True),
            code_field("typed", N_("fact or assessment"), "fapt sau apreciere", FINDING_TYPE_CODES, required=True),
            text_field("text", N_("text of the finding"), "textul constatării", required=True),
        ),
    ),
)


def check_item_step(props: Props, place: str) -> None:
    """Does the step name its document, where its state is not reached by the passing of a term? Raises WrongRecord."""
    if STATES_BY_CODE[str(props["state"])].by_term:
        return
    for field in OF_DOCUMENT:
        if props.get(field.name) is None:
            raise WrongRecord(
                "{place}: the required field {field} has no value. Add it.", place=place, field=field.name
            )


def check_posting(props: Props, place: str) -> None:
    """Is a rate of exchange a fraction above zero? Raises WrongRecord."""
    for name in ("rate_num", "rate_den"):
        value = props.get(name)
        if value is not None and int(value) <= 0:
            raise WrongRecord(
                "{place}: the field {field} is {value!r}; expected a whole number above zero. Correct the value.",
                place=place,
                field=name,
                value=value,
            )
