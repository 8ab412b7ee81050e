"""What happened and when it was put on record: append-only, never changed, at most revoked by a later event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from graph_schema.errors import WrongRecord
from graph_schema.fields import Field, Props, check_props
from graph_schema.words import N_

STATES: tuple[str, ...] = (
    "IDENTIFIED", "TRACED", "REQUESTED", "URGENT", "FROZEN", "LAPSED", "CHALLENGED", "PART_RELEASED", "RELEASED",
    "MANAGED", "SALE_ORDERED", "DEPOSITED", "CONF_NONFINAL", "CONF_FINAL", "ENFORCING", "REALISED", "BUDGET",
    "VICTIM", "SHARED", "REUSE", "DESTROYED", "RETURNED_VICTIM", "NOT_FOUND", "DROPPED",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact about a subject (node id): when it took effect, when it was recorded, who says so.

    ``id`` follows from the content, so the same row read twice is the same event.
    """

    id: str
    type: str
    subject: str
    effective: date
    recorded: date
    author: str
    props: Props = field(hash=False)
    locator: str


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event: what it is about, its fields, its Romanian term."""

    name: str
    meaning: str
    romanian: str
    fields: tuple[Field, ...]


_AMOUNT = Field("amount_minor", "minor", N_("sum in minor units"), "suma", True)
_CURRENCY = Field("currency", "currency", N_("currency"), "valuta", True)
_DOCUMENT = (
    Field("document_type", "text", N_("kind of document"), "tipul actului"),
    Field("document_number", "text", N_("number of the document"), "numărul actului"),
    Field("document_date", "day", N_("date of the document"), "data actului"),
    Field("authority", "text", N_("authority that issued it"), "organul emitent"),
)
_REASON = Field("reason", "text", N_("reason given"), "motivarea")

STATE_CHANGE = EventType(
    "StateChange", N_("a measure moves to another state"), "schimbarea stării măsurii",
    (Field("state", "code", N_("state reached"), "starea", True, STATES), *_DOCUMENT,
     Field("amount_minor", "minor", N_("sum received or paid with this step, in minor units"), "suma"),
     Field("currency", "currency", N_("currency of the sum"), "valuta"),
     Field("released_share", "share", N_("share of the asset that a part release frees"), "cota eliberată"),
     _REASON),
)  # fmt: skip
VALUATION = EventType(
    "Valuation", N_("the value of an asset at a date"), "evaluare",
    (_AMOUNT, _CURRENCY,
     Field("method", "code", N_("how the value was found"), "metoda", True,
           ("acquisition", "estimate", "appraisal", "sale", "face_value")), *_DOCUMENT, _REASON),
)  # fmt: skip
COST = EventType("Cost", N_("cost of keeping or selling under a measure"), "cheltuieli",
                 (_AMOUNT, _CURRENCY, *_DOCUMENT, _REASON))  # fmt: skip
RATE = EventType(
    "Rate", N_("official exchange rate of a day"), "curs de schimb",
    (Field("from_currency", "currency", N_("currency exchanged"), "valuta", True),
     Field("to_currency", "currency", N_("currency received"), "moneda", True),
     Field("numerator", "integer", N_("rate as an exact fraction: numerator"), "numărător", True),
     Field("denominator", "integer", N_("rate as an exact fraction: denominator"), "numitor", True),
     Field("publisher", "text", N_("who published the rate"), "sursa cursului", True)),
)  # fmt: skip
PROCEEDS = EventType(
    "ProceedsMarked", N_("a person holds certain receipts of an account to be proceeds of crime"),
    "sume considerate produs al infracțiunii",
    (Field("label", "text", N_("label under which the money is followed"), "eticheta", True),
     Field("kinds", "text", N_("kinds of transfer covered, comma-separated; absent: all"), "tipuri de operațiuni"),
     Field("from_date", "day", N_("first value date covered"), "de la"),
     Field("to_date", "day", N_("last value date covered"), "până la"),
     Field("counterparty", "text", N_("account id of the payer covered; absent: all payers"), "plătitor"),
     Field("reason", "text", N_("reason given"), "motivarea", True)),
)  # fmt: skip
METHOD_CHOSEN = EventType(
    "MethodChosen", N_("the tracing method chosen for an asset, one per asset"), "metoda de urmărire aleasă",
    (Field("method", "code", N_("tracing method"), "metoda", True, ("fifo", "libr")),
     Field("reason", "text", N_("reason given"), "motivarea", True)),
)  # fmt: skip
REVOKED = EventType("Revoked", N_("an earlier event no longer counts"), "revocare",
                    (Field("event", "text", N_("id of the event revoked"), "evenimentul revocat", True),
                     Field("reason", "text", N_("reason given"), "motivarea", True)))  # fmt: skip

EVENT_TYPES: dict[str, EventType] = {
    kind.name: kind for kind in (STATE_CHANGE, VALUATION, COST, RATE, PROCEEDS, METHOD_CHOSEN, REVOKED)
}


def check_event(event: Event) -> None:
    """May this event be said? Raises WrongRecord naming the place, the field and what is allowed."""
    kind = EVENT_TYPES.get(event.type)
    if kind is None:
        raise WrongRecord("{place}: there is no kind of event {type}; known are {known}.",
                          place=event.locator, type=event.type, known=", ".join(EVENT_TYPES))  # fmt: skip
    check_props(kind.fields, event.props, f"{event.locator} ({event.type})")
    if not event.author.strip():
        raise WrongRecord("{place}: an event needs the person or authority that states it.", place=event.locator)


def revoked_ids(events: Mapping[str, Event]) -> set[str]:
    """Which of these events, by id, no longer count? A revocation that is revoked itself takes nothing back."""
    open_revocations = {key: str(row.props["event"]) for key, row in events.items() if row.type == "Revoked"}
    gone: set[str] = set()
    while open_revocations:
        # A revocation is settled once no open one names it. A ring cannot come from content-made ids; if one
        # is handed in all the same, its members all count rather than never ending.
        named = set(open_revocations.values())
        settled = [key for key in open_revocations if key not in named] or list(open_revocations)
        targets = {open_revocations.pop(key) for key in settled if key not in gone}
        for key in settled:
            open_revocations.pop(key, None)
        gone |= targets
    return gone
