"""The company register's answer in the Beneficial Ownership Data Standard 0.4, ş and ţ with cedilla."""

from __future__ import annotations

import json
from typing import Any

from tracer.sample.files.tables import with_cedillas
from tracer.sample.world.companies import (
    BOARD,
    COMPANIES,
    FOREIGN_NUMBER,
    FOREIGN_SCHEME,
    SPOILED_COMPANY,
    SPOILED_CUI,
    STAKES,
    Company,
    SampleStake,
)
from tracer.sample.world.people import PEOPLE, Person

_STATED, _PUBLISHED = "2025-01-08", "2025-01-10"


def write_ownership() -> bytes:
    """The file as the register sends it."""
    parties = {stake.holder for stake in STAKES} | {person for person, _, _ in BOARD}
    statements = [
        *(_entity(company) for company in COMPANIES.values()),
        *(_person(person) for key, person in PEOPLE.items() if key in parties),
        *(_holding(number, stake) for number, stake in enumerate(STAKES, start=1)),
        *(_office(number, *office) for number, office in enumerate(BOARD, start=1)),
    ]
    return (json.dumps(statements, ensure_ascii=False, indent=1) + "\n").encode()


def count_statements() -> int:
    """How many statements does the file hold?"""
    return len(json.loads(write_ownership()))


def _statement(record: str, kind: str, details: dict[str, Any]) -> dict[str, Any]:
    return {
        "statementId": f"exemplu-{record}",
        "declarationSubject": "exemplu",
        "statementDate": _STATED,
        "publicationDetails": {
            "publicationDate": _PUBLISHED,
            "bodsVersion": "0.4",
            "publisher": {"name": "Registrul Fictiv al Companiilor"},
        },
        "recordId": record,
        "recordStatus": "new",
        "recordType": kind,
        "recordDetails": {"isComponent": False, **details},
    }


def _entity(company: Company) -> dict[str, Any]:
    cui = SPOILED_CUI if company.key == SPOILED_COMPANY else company.cui
    identifier = {"scheme": "RO-CUI", "id": cui} if cui else {"scheme": FOREIGN_SCHEME, "id": FOREIGN_NUMBER}
    details: dict[str, Any] = {
        "entityType": {"type": "registeredEntity"},
        "name": with_cedillas(company.name),
        "identifiers": [identifier],
        "jurisdiction": {"code": "RO" if cui else "XX"},
        "foundingDate": company.founded,
        "addresses": [{"type": "registered", "address": f"Strada Inventată {len(company.name)}, Orașul Exemplu"}],
    }
    return _statement(f"e-{company.key}", "entity", details)


def _person(person: Person) -> dict[str, Any]:
    details = {
        "personType": "knownPerson",
        "names": [{"type": "legal", "fullName": with_cedillas(person.name)}],
        "identifiers": [{"scheme": "RO-CNP", "id": person.cnp}],
    }
    return _statement(f"p-{person.key}", "person", details)


def _record_of(party: str) -> str:
    return f"p-{party}" if party in PEOPLE else f"e-{party}"


def _holding(number: int, stake: SampleStake) -> dict[str, Any]:
    exact = stake.lower == stake.upper
    share = {"exact": stake.lower} if exact else {"minimum": stake.lower, "maximum": stake.upper}
    interest: dict[str, Any] = {"type": "shareholding", "directOrIndirect": "direct", "startDate": stake.since}
    if (stake.lower, stake.upper) != (0, 100):
        interest["share"] = share
    if stake.until:
        interest["endDate"] = stake.until
    undisclosed = {"reason": "noBeneficialOwners", "description": "titularul nu este declarat"}
    details = {
        "subject": _record_of(stake.company),
        "interestedParty": _record_of(stake.holder) if stake.holder else undisclosed,
        "interests": [interest],
    }
    return _statement(f"r-{number:02d}", "relationship", details)


def _office(number: int, person: str, company: str, since: str) -> dict[str, Any]:
    details = {
        "subject": _record_of(company),
        "interestedParty": _record_of(person),
        "interests": [{"type": "boardMember", "directOrIndirect": "direct", "startDate": since}],
    }
    return _statement(f"o-{number:02d}", "relationship", details)
