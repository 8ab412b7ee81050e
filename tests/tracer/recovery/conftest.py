"""Builders of events in short form. All numbers, names and orders are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest

from graph_schema.records.events import Event, check_event
from graph_schema.records.identity import event_id

NEEDS_NO_PAPER = ("IDENTIFIED", "LAPSED")
PAYOUTS = ("BUDGET", "VICTIM", "SHARED")
ROUTES = {
    "IDENTIFIED": (),
    "TRACED": ("IDENTIFIED",),
    "REQUESTED": ("TRACED",),
    "URGENT": ("TRACED",),
    "FROZEN": ("REQUESTED",),
    "LAPSED": ("URGENT",),
    "CHALLENGED": ("FROZEN",),
    "PART_RELEASED": ("CHALLENGED",),
    "RELEASED": ("CHALLENGED",),
    "MANAGED": ("FROZEN",),
    "SALE_ORDERED": ("MANAGED",),
    "DEPOSITED": ("SALE_ORDERED",),
    "CONF_NONFINAL": ("FROZEN",),
    "CONF_FINAL": ("CONF_NONFINAL",),
    "ENFORCING": ("CONF_FINAL",),
    "REALISED": ("ENFORCING",),
    "BUDGET": ("REALISED",),
    "VICTIM": ("REALISED",),
    "SHARED": ("REALISED",),
    "REUSE": ("ENFORCING",),
    "DESTROYED": ("ENFORCING",),
    "RETURNED_VICTIM": ("FROZEN",),
    "NOT_FOUND": ("TRACED",),
    "DROPPED": ("TRACED",),
}


def _event(kind: str, subject: str, on: str, recorded: str | None, locator: str, props: dict) -> Event:
    parts = [f"{name}={value}" for name, value in sorted(props.items())]
    event = Event(
        id=event_id(kind, subject, on, recorded or on, locator, *parts),
        type=kind,
        subject=subject,
        effective=date.fromisoformat(on),
        recorded=date.fromisoformat(recorded or on),
        author="Procuror Inventat",
        props=props,
        locator=locator,
    )
    check_event(event)
    return event


def _step(
    state: str,
    on: str,
    *,
    measure: str = "mea-1",
    recorded: str | None = None,
    locator: str = "row:1",
    paper: bool = True,
    **props: object,
) -> Event:
    fields: dict = {"state": state, **props}
    if paper and state not in NEEDS_NO_PAPER:
        fields = {
            "document_type": "ordonanță",
            "document_number": "7/P/2024",
            "document_date": on,
            "authority": "Parchetul de Încercare",
            **fields,
        }
    if state in PAYOUTS and "amount_minor" not in fields and props.get("paid", True):
        fields |= {"amount_minor": 100, "currency": "EUR"}
    fields.pop("paid", None)
    return _event("StateChange", measure, on, recorded, locator, fields)


@pytest.fixture(scope="session")
def step() -> Callable[..., Event]:
    """One step of a measure with its paper; ``paper=False`` leaves the document out, ``paid=False`` the sum."""
    return _step


@pytest.fixture(scope="session")
def life() -> Callable[..., list[Event]]:
    """A whole life: ``life("IDENTIFIED TRACED REQUESTED", "2024-01-08")``, one step a day from the day given."""

    def build(states: str, start: str, *, measure: str = "mea-1") -> list[Event]:
        first = date.fromisoformat(start).toordinal()
        return [
            _step(
                state,
                date.fromordinal(first + place).isoformat(),
                measure=measure,
                locator=f"row:{place + 1}",
            )
            for place, state in enumerate(states.split())
        ]

    return build


@pytest.fixture(scope="session")
def route() -> Callable[[str | None], str]:
    """The shortest life that ends in a state, in words."""

    def words(state: str | None) -> str:
        path: list[str] = []
        while state is not None:
            path.insert(0, state)
            state = ROUTES[state][0] if ROUTES[state] else None
        return " ".join(path)

    return words


@pytest.fixture(scope="session")
def valuation() -> Callable[..., Event]:
    def build(
        asset: str,
        minor: int,
        on: str,
        *,
        currency: str = "EUR",
        method: str = "appraisal",
        recorded: str | None = None,
    ) -> Event:
        props = {"amount_minor": minor, "currency": currency, "method": method}
        return _event("Valuation", asset, on, recorded, "row:1", props)

    return build


@pytest.fixture(scope="session")
def cost() -> Callable[..., Event]:
    def build(measure: str, minor: int, on: str, *, currency: str = "EUR") -> Event:
        return _event("Cost", measure, on, None, "row:1", {"amount_minor": minor, "currency": currency})

    return build


@pytest.fixture(scope="session")
def rate() -> Callable[..., Event]:
    def build(pair: str, numerator: int, denominator: int, on: str, *, recorded: str | None = None) -> Event:
        source, target = pair.split("/")
        props = {
            "from_currency": source,
            "to_currency": target,
            "numerator": numerator,
            "denominator": denominator,
            "publisher": "Banca de Încercare",
        }
        return _event("Rate", f"currency:{source}", on, recorded, "row:1", props)

    return build


@pytest.fixture(scope="session")
def revoke() -> Callable[..., Event]:
    def build(event: Event, on: str, *, recorded: str | None = None) -> Event:
        props = {"event": event.id, "reason": "greșit înregistrat"}
        return _event("Revoked", event.subject, on, recorded, "row:1", props)

    return build


@pytest.fixture(scope="session")
def states_of() -> Callable[[Iterable[tuple[str, date, str]]], list[str]]:
    return lambda entered: [name for name, _, _ in entered]
