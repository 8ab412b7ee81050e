"""Shows who stands behind a pseudonym, to a person with the right, for a reason that is logged first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from graph_schema.errors import WrongUse
from tracer.access.pseudonyms import ProtectedPerson, Veil
from tracer.casework.sessions.session import Session

_MOST: Final = 10_000


@dataclass(frozen=True, slots=True)
class UnveiledPerson:
    """A protected person: the pseudonym, why it is protected, and every name, number and account on record."""

    pseudonym: str
    role: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unveiled:
    """The protected persons found, by pseudonym. ``text``: what was asked, as it was typed."""

    text: str
    persons: tuple[UnveiledPerson, ...]


def unveil(session: Session, text: str, *, reason: str) -> Unveiled:
    """Which protected person goes by this name, number, account or pseudonym, and who is it?

    The act and its reason are logged before anything is looked up, and each person found before the answer. Raises
    NotAllowed without the right, WrongUse without a reason. Source: Directive (EU) 2016/680, article 25.
    """
    require_reason(session, reason)
    logged = replace(session, reason=reason)
    logged.note("unveil", detail=f"length={len(text)}")
    veil = session.veil()
    found = {view.id for view in session.store.search(text, _MOST)} if text.strip() else set()
    wanted = text.strip().casefold()
    meant = [
        person
        for person in veil.persons
        if veil.pseudonym(person.id).casefold() == wanted or not found.isdisjoint({person.id, *person.accounts})
    ]
    for person in meant:
        logged.note("unveiled", person.id)
    return Unveiled(
        text, tuple(sorted((_unveiled_person(person, veil) for person in meant), key=lambda line: line.pseudonym))
    )


def require_reason(session: Session, reason: str) -> None:
    """May this person lift the veil now? Raises NotAllowed without the right, WrongUse without a reason."""
    session.allow("unveil", "unveil")
    if not reason.strip():
        raise WrongUse("Unveiling a protected person needs a reason: it goes on record with your name.")


def _unveiled_person(person: ProtectedPerson, veil: Veil) -> UnveiledPerson:
    accounts = tuple(sorted(person.accounts.values()))
    return UnveiledPerson(veil.pseudonym(person.id), person.role, person.names, person.numbers, accounts)
