"""The kinds of event of the proceedings: facts of a file, communications, appeals, claims, notices, deadlines."""

from __future__ import annotations

from typing import Final

from graph_schema.codes.recovery.abroad import (
    RECOGNITION_GROUND_CODES,
    RECOGNITION_RESULT_CODES,
    RECOGNITION_STEP_CODES,
)
from graph_schema.codes.recovery.appeals import APPEAL_OUTCOME_CODES
from graph_schema.codes.recovery.claims import CLAIM_OUTCOME_CODES
from graph_schema.codes.recovery.notices import NOTICE_CHANNEL_CODES, NOTICE_SUBJECT_CODES
from graph_schema.codes.recovery.postings import MONTH_STEP_CODES
from graph_schema.codes.recovery.proceedings import CASE_FACT_CODES
from graph_schema.messages import N_
from graph_schema.records.fields import Field
from graph_schema.records.kinds.record_types import EventType
from graph_schema.records.kinds.shared_fields import (
    ACT,
    KNOWN_ACT,
    NOTE,
    SHARE,
    SOME_AMOUNT,
    SOME_CURRENCY,
    code_field,
    day_field,
    text_field,
)

EVENTS: Final = (
    EventType(
        name="CaseFact",
        meaning=N_("a fact of the criminal file from which terms run"),
        romanian="moment procesual",
        fields=(
            code_field("fact", N_("fact of the file"), "momentul", CASE_FACT_CODES, required=True),
            *KNOWN_ACT,
            NOTE,
        ),
    ),
    EventType(
        name="Communicated",
        meaning=N_("an order was communicated to a person"),
        romanian="comunicare",
        fields=(
            text_field("person", N_("id of the person to whom it was communicated"), "persoana", required=True),
            Field("at", "instant", N_("time of the communication"), "data și ora comunicării"),
            NOTE,
        ),
    ),
    EventType(
        name="AppealDecided",
        meaning=N_("an appeal was decided or withdrawn"),
        romanian="soluția căii de atac",
        fields=(
            code_field("outcome", N_("outcome of the appeal"), "soluția", APPEAL_OUTCOME_CODES, required=True),
            SHARE,
            *ACT,
            NOTE,
        ),
    ),
    EventType(
        name="ClaimDecided",
        meaning=N_("a claim was decided or withdrawn"),
        romanian="soluția pretenției",
        fields=(
            code_field("outcome", N_("outcome of the claim"), "soluția pretenției", CLAIM_OUTCOME_CODES, required=True),
            SOME_AMOUNT,
            SOME_CURRENCY,
            *ACT,
            NOTE,
        ),
    ),
    EventType(
        name="RecognitionStep",
        meaning=N_("a step of the recognition of a foreign order"),
        romanian="etapă a recunoașterii",
        fields=(
            code_field("step", N_("step of the recognition"), "etapa", RECOGNITION_STEP_CODES, required=True),
            code_field("result", N_("result of the recognition"), "rezultatul", RECOGNITION_RESULT_CODES),
            code_field(
                "ground", N_("ground of refusal or postponement"), "motivul refuzului", RECOGNITION_GROUND_CODES
            ),
            Field("at", "instant", N_("time of the step"), "data și ora etapei"),
            *KNOWN_ACT,
            NOTE,
        ),
    ),
    EventType(
        name="NoticeGiven",
        meaning=N_("a victim was informed"),
        romanian="informarea victimei",
        fields=(
            text_field("person", N_("id of the person informed"), "persoana informată", required=True),
            code_field(
                "about", N_("what the notice is about"), "obiectul informării", NOTICE_SUBJECT_CODES, required=True
            ),
            code_field("channel", N_("channel of the notice"), "canalul informării", NOTICE_CHANNEL_CODES),
            NOTE,
        ),
    ),
    EventType(
        name="DeadlineDone",
        meaning=N_("what a deadline required was done"),
        romanian="termen îndeplinit",
        fields=(text_field("rule", N_("id of the rule of the deadline"), "regula termenului", required=True), NOTE),
    ),
    EventType(
        name="LedgerMonth",
        meaning=N_("a month of the ledger of an office is closed or reopened"),
        romanian="închiderea lunii",
        fields=(
            text_field("office", N_("office whose ledger it is"), "instituția", required=True),
            day_field("month", N_("first day of the month"), "luna", required=True),
            code_field("step", N_("closed or reopened"), "operațiunea lunii", MONTH_STEP_CODES, required=True),
            text_field("signed_by", N_("second person who signs"), "a doua semnătură"),
            NOTE,
        ),
    ),
)
