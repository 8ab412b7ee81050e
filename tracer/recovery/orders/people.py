"""Answers who is prosecuted, who is protected, and whose goods a purpose reaches."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from graph_schema.codes.purposes import PURPOSES_BY_CODE
from graph_schema.codes.roles import PROSECUTED_ROLES, PROTECTED_ROLES
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.parties import ProceedingAct, RoleAct


def is_protected(facts: RecoveryFacts, person: str) -> bool:
    """Does this person have a role that protects, in any file, at any time, or is the person a minor?"""
    return any(row.minor or row.role in PROTECTED_ROLES for row in facts.of(RoleAct, person))


def is_prosecuted(facts: RecoveryFacts, person: str, case: str, on: date) -> bool:
    """Is this person suspect, accused or convicted in this file on this day?"""
    return bool(roles_on(facts, person, case, on) & PROSECUTED_ROLES)


def roles_on(facts: RecoveryFacts, person: str, case: str, on: date) -> frozenset[str]:
    """Which roles has this person in this file on this day?"""
    return frozenset(
        row.role for row in facts.of(RoleAct, person, on) if row.case == case and (row.until is None or on <= row.until)
    )


def is_reached(facts: RecoveryFacts, purposes: Iterable[str], person: str, case: str, on: date) -> bool:
    """Does at least one purpose reach the goods of this person? An unknown purpose reaches nobody. Source: CPP 249."""
    rows = [PURPOSES_BY_CODE[code] for code in purposes if code in PURPOSES_BY_CODE]
    roles = roles_on(facts, person, case, on)
    return any(row.reaches is None or roles & row.reaches for row in rows)


def fact_day(facts: RecoveryFacts, case: str, fact: str, until: date | None = None) -> date | None:
    """On which day did this moment of the file happen first? None: not by the day ``until``."""
    return next((row.effective for row in facts.of(ProceedingAct, case, until) if row.fact == fact), None)


def is_in_trial(facts: RecoveryFacts, case: str, on: date) -> bool:
    """Is the file in trial on this day, that is, was the accused indicted by then?"""
    return fact_day(facts, case, "indicted", on) is not None
