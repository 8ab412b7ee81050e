"""Defines the events of a case: dated facts that are appended, never changed, at most revoked by a later event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph_schema.codes.recovery.findings import VALUATION_MOMENT_CODES
from graph_schema.codes.states import STATES
from graph_schema.codes.transfer_kinds import TRANSFER_KINDS
from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.fields import Field, Props, check_currencies, check_props
from graph_schema.records.kinds import item_events, proceeding_events
from graph_schema.records.kinds.record_types import EventType
from graph_schema.records.kinds.shared_fields import AMOUNT, AUTHORITY, CURRENCY, OF_DOCUMENT, code_field, text_field


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact about a subject (node id): when it took effect, when it was recorded, who stated it.

    ``id`` follows from the content, so the same row read twice is the same event. ``on_record``: the day and the position
    in the audit log at which the case received it; this position decides the order, not the clock. None: not known here.
    ``on_record`` is not content: events are compared without it.
    """

    id: str
    type: str
    subject: str
    effective: date
    recorded: date
    author: str
    props: Props = field(hash=False)
    locator: str
    on_record: tuple[date, int] | None = field(default=None, compare=False)

    @property
    def recording_order(self) -> tuple[date, int]:
        """The sort key of the time of recording: the day and, within a day, the position in the log."""
        return self.on_record or (self.recorded, 0)


_DOCUMENT = (
    text_field("document_type", N_("kind of document, as the source words it"), "tipul actului"),
    *OF_DOCUMENT,
    AUTHORITY,
)
_REASON = text_field("reason", N_("reason given"), "motivarea")

STATE_CHANGE = EventType(
    name="StateChange",
    meaning=N_("a measure moves to another state"),
    romanian="schimbarea stării măsurii",
    fields=(
        Field("state", "code", N_("state reached"), "starea", True, STATES),
        *_DOCUMENT,
        Field("amount_minor", "minor", N_("sum received or paid with this step, in minor units"), "suma"),
        Field("currency", "currency", N_("currency of the sum"), "valuta"),
        Field("released_share", "share", N_("share of the asset that a partial release frees"), "cota eliberată"),
        _REASON,
    ),
)
VALUATION = EventType(
    name="Valuation",
    meaning=N_("the value of an asset at a date"),
    romanian="evaluare",
    fields=(
        AMOUNT,
        CURRENCY,
        Field(
            "method",
            "code",
            N_("how the value was determined"),
            "metoda",
            True,
            ("acquisition", "estimate", "appraisal", "sale", "face_value"),
        ),
        code_field("moment", N_("moment to which the value belongs"), "momentul evaluării", VALUATION_MOMENT_CODES),
        text_field("appraiser", N_("who determined the value"), "evaluatorul"),
        *_DOCUMENT,
        _REASON,
    ),
)
COST = EventType(
    name="Cost",
    meaning=N_("cost of keeping or selling under a measure"),
    romanian="cheltuieli",
    fields=(AMOUNT, CURRENCY, *_DOCUMENT, _REASON),
)
RATE = EventType(
    name="Rate",
    meaning=N_("official exchange rate of a day"),
    romanian="curs de schimb",
    fields=(
        Field("from_currency", "currency", N_("currency exchanged"), "valuta", True),
        Field("to_currency", "currency", N_("currency received"), "moneda", True),
        Field("numerator", "integer", N_("rate as an exact fraction: numerator"), "numărător", True),
        Field("denominator", "integer", N_("rate as an exact fraction: denominator"), "numitor", True),
        Field("publisher", "text", N_("who published the rate"), "sursa cursului", True),
    ),
)
PROCEEDS = EventType(
    name="ProceedsMarked",
    meaning=N_("a person states that certain receipts of an account, or its opening balance, are proceeds of crime"),
    romanian="sume considerate produs al infracțiunii",
    fields=(
        Field("label", "text", N_("label under which the money is followed"), "eticheta", True),
        Field(
            "kinds",
            "codes",
            N_("kinds of transfer covered; absent: all"),
            "tipuri de operațiuni",
            False,
            TRANSFER_KINDS,
        ),
        Field("from_date", "day", N_("first value date covered"), "de la"),
        Field("to_date", "day", N_("last value date covered"), "până la"),
        Field("counterparty", "text", N_("account id of the payer covered; absent: all payers"), "plătitor"),
        Field(
            "counterparty_name",
            "text",
            N_("name of the payer covered, where the rows state no account"),
            "numele plătitorului",
        ),
        Field(
            "counterparty_person",
            "text",
            N_(
                "id of the protected person covered as payer, in every spelling of the name and from every account held"
            ),
            "persoana protejată plătitoare",
        ),
        Field("transfer", "text", N_("id of the only transfer covered; absent: all that match"), "operațiunea vizată"),
        Field(
            "transfer_source", "text", N_("SHA-256 of the file that shows the transfer covered"), "fișierul operațiunii"
        ),
        Field("transfer_row", "text", N_("row of that file"), "rândul operațiunii"),
        Field(
            "opening_currency",
            "currency",
            N_("currency of the opening balance covered; absent: receipts are covered, not a balance"),
            "valuta soldului inițial",
        ),
        Field(
            "opening_date",
            "day",
            N_("first day of the statements that begin with that balance"),
            "data soldului inițial",
        ),
        Field("amount_minor", "minor", N_("sum of the opening balance that is covered, in minor units"), "suma vizată"),
        Field("reason", "text", N_("reason given"), "motivarea", True),
    ),
)
METHOD_CHOSEN = EventType(
    name="MethodChosen",
    meaning=N_("the tracing method chosen for an asset, one per asset"),
    romanian="metoda de urmărire aleasă",
    fields=(
        Field(
            "method", "code", N_("tracing method"), "metoda", True, ("fifo", "lifo", "libr", "taint_first", "pro_rata")
        ),
        Field("reason", "text", N_("reason given"), "motivarea", True),
    ),
)
_PAIR = (
    Field(
        "first",
        "text",
        N_("id of the transfer that stays: in the payer's statement, or in the earlier statement"),
        "transferul păstrat",
        True,
    ),
    Field("second", "text", N_("id of the transfer that is, or is not, the same payment"), "al doilea transfer", True),
    Field(
        "kind", "code", N_("why two transfers may be one payment"), "felul perechii", True, ("two_sides", "repeated")
    ),
    Field("reason", "text", N_("reason given"), "motivarea", True),
)
PAYMENTS_JOINED = EventType(
    name="PaymentsJoined",
    meaning=N_("two transfers of an account count as one payment"),
    romanian="plăți recunoscute ca una singură",
    fields=_PAIR,
)
PAYMENTS_KEPT_APART = EventType(
    name="PaymentsKeptApart",
    meaning=N_("two transfers of an account count as two payments"),
    romanian="plăți ținute separat",
    fields=_PAIR,
)
PICTURE_ADDED = EventType(
    name="PictureAdded",
    meaning=N_("a picture of the graph goes into the report, with its caption"),
    romanian="imagine adăugată la raport",
    fields=(
        Field("title", "text", N_("title of the picture"), "titlul imaginii", True),
        Field("caption", "text", N_("text under the picture"), "explicația imaginii"),
        Field("picture", "text", N_("SHA-256 of the kept picture, SVG"), "imaginea păstrată", True),
        Field(
            "basis",
            "text",
            N_("SHA-256 of the kept question that drew the picture, with the rows behind it"),
            "întrebarea și rândurile imaginii",
            True,
        ),
        Field("shown", "text", N_("SHA-256 of what the picture shows"), "conținutul imaginii", True),
        Field("case_digest", "text", N_("fingerprint of the case from which it was drawn"), "amprenta dosarului", True),
    ),
)
REVOKED = EventType(
    name="Revoked",
    meaning=N_("an earlier event no longer counts"),
    romanian="revocare",
    fields=(
        Field("event", "text", N_("id of the event revoked"), "evenimentul revocat", True),
        Field("reason", "text", N_("reason given"), "motivarea", True),
    ),
)

EVENT_TYPES: dict[str, EventType] = {
    kind.name: kind
    for kind in (
        STATE_CHANGE,
        VALUATION,
        COST,
        RATE,
        PROCEEDS,
        METHOD_CHOSEN,
        PAYMENTS_JOINED,
        PAYMENTS_KEPT_APART,
        PICTURE_ADDED,
        REVOKED,
        *proceeding_events.EVENTS,
        *item_events.EVENTS,
    )
}
_OF_SUMS = frozenset(kind.name for kind in (*proceeding_events.EVENTS, *item_events.EVENTS))
"""Kinds of which each sum has its currency. A step of a measure was kept without one in earlier cases."""


def check_event(event: Event) -> None:
    """Does this event follow the schema? Raises WrongRecord naming the place, the field and what is allowed."""
    kind = EVENT_TYPES.get(event.type)
    if kind is None:
        raise WrongRecord(
            "{place}: unknown kind of event {type}; expected one of {known}. Correct the kind.",
            place=event.locator,
            type=event.type,
            known=", ".join(EVENT_TYPES),
        )
    place = f"{event.locator} ({event.type})"
    check_props(kind.fields, event.props, place)
    if event.type in _OF_SUMS:
        check_currencies(kind.fields, event.props, place)
    if event.type == item_events.ITEM_STEP.name:
        item_events.check_item_step(event.props, place)
    if event.type == item_events.POSTED.name:
        item_events.check_posting(event.props, place)
    if not event.author.strip():
        raise WrongRecord(
            "{place}: the event has no author; expected the person or authority that states it. Add the author.",
            place=event.locator,
        )


def revoked_ids(events: Mapping[str, Event]) -> set[str]:
    """Which of these events, by id, no longer count? A revocation that is revoked itself has no effect."""
    open_revocations = {key: str(row.props["event"]) for key, row in events.items() if row.type == "Revoked"}
    gone: set[str] = set()
    while open_revocations:
        # A revocation is decided when no open revocation names it. Ids made from content cannot form a cycle;
        # if the input has one all the same, all its members are decided at once, so that the loop ends.
        named = set(open_revocations.values())
        settled = [key for key in open_revocations if key not in named] or list(open_revocations)
        targets = {open_revocations.pop(key) for key in settled if key not in gone}
        for key in settled:
            open_revocations.pop(key, None)
        gone |= targets
    return gone
