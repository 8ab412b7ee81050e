"""Reads entity and person records of BODS as companies and persons, identified by their strongest identifier."""

from __future__ import annotations

from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.identifiers import check_cnp, check_cui, check_trade_register
from graph_schema.messages import Message
from graph_schema.records.fields import Value
from graph_schema.records.identity import company_id, person_id, registered_company_id
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.building.parties import keep_checked
from importers.ownership.bods.statements import BodsStatement, read_date
from importers.parsing.json_object import JsonObject

_CNP: Final = ("RO-CNP", "ROU-CNP", "RO-TAXID", "ROU-TAXID")
_CUI: Final = ("RO-CUI", "RO-ONRC", "RO-TAXID")
_LEI: Final = "XI-LEI"
# Countries whose courts, states or emirates number companies separately: one number may be two companies.
_REPEATED: Final = ("AE", "AU", "CA", "CH", "DE", "US")
_KNOWN_ENTITIES: Final = ("registeredEntity", "legalEntity", "arrangement", "state", "stateBody")
_UNKNOWN_ENTITIES: Final = ("anonymousEntity", "unknownEntity")
_UNKNOWN_PERSONS: Final = ("anonymousPerson", "unknownPerson")


class Undisclosed(WrongValue):
    """The publisher does not disclose the party."""


def read_party(statement: BodsStatement, records: Records) -> str:
    """Which node does this record describe? Adds it to the records and returns its id.

    An unknown or anonymous party is rejected, and no node is made for it. The id comes from a valid CNP or CUI, else
    from a company register, else from the LEI, else from the publisher and its record id. A number of a country with
    separate registers in each court or state (Germany, United States) is never used as an id.
    Raises: Undisclosed if the publisher does not disclose the party; WrongValue for a party without a name or of an
    unknown kind.
    """
    details = statement.details
    if statement.kind == "person":
        kind = details.code("personType", ("knownPerson", *_UNKNOWN_PERSONS))
        unknown = kind in _UNKNOWN_PERSONS
    else:
        entity = details.child("entityType") or JsonObject({}, f"{details.place}/entityType")
        kind = entity.code("type", (*_KNOWN_ENTITIES, *_UNKNOWN_ENTITIES))
        unknown = kind in _UNKNOWN_ENTITIES
    if unknown:
        reason = read_reason(details.child(f"unspecified{statement.kind.capitalize()}Details"))
        raise Undisclosed(
            "The party is not disclosed ({kind}, {reason}); no person or company is entered for it.",
            kind=kind,
            reason=reason,
        )
    node = _person(statement, records) if statement.kind == "person" else _company(statement, kind, records)
    records.nodes.append(node)
    return node.id


def read_reason(details: JsonObject | None) -> str:
    """Why is the party not disclosed, in the publisher's words?"""
    if details is None:
        return Message("no reason given")
    return ", ".join(filter(None, (details.stated("reason"), details.stated("description")))) or Message(
        "no reason given"
    )


def _person(statement: BodsStatement, records: Records) -> Node:
    details = statement.details
    names = details.children("names")
    first = next((name for name in names if name.stated("type") == "legal"), names[0] if names else None)
    notes = [f"also {_full_name(name)}" for name in names if name is not first]
    props: dict[str, Value] = {"name": _full_name(first) if first else _nameless(details)}
    cnp = None
    for identifier in details.children("identifiers"):
        scheme, number = _identifier(identifier)
        if scheme in _CNP:
            cnp = keep_checked(props, records, "cnp", check_cnp(number))
        else:
            notes.append(f"{scheme} {number}")
    _set(props, "born", read_date(details, "birthDate"))
    _set(
        props,
        "nationality",
        ", ".join(filter(None, (item.stated("name") for item in details.children("nationalities")))),
    )
    _set(props, "address", _address(details))
    _set(props, "note", "; ".join(filter(None, (*notes, statement.rest))))
    identity = person_id(cnp=cnp, source=statement.scope, local=statement.record)
    return Node(identity, "Person", props, statement.locator)


def _company(statement: BodsStatement, kind: str, records: Records) -> Node:
    details = statement.details
    props: dict[str, Value] = {"name": details.stated("name") or _nameless(details)}
    cui = None
    others: list[tuple[str, str]] = []
    for identifier in details.children("identifiers"):
        scheme, number = _identifier(identifier)
        if scheme not in _CUI:
            others.append((scheme, number))
        elif scheme == "RO-ONRC" and not check_cui(number).valid:
            keep_checked(props, records, "trade_register", check_trade_register(number))
        else:
            cui = keep_checked(props, records, "cui", check_cui(number))
    form = details.child("entityType")
    _set(props, "legal_form", (form.stated("details") if form else None) or kind)
    jurisdiction = details.child("jurisdiction") or details.child("incorporatedInJurisdiction")
    _set(props, "country", ((jurisdiction.stated("code") if jurisdiction else None) or "")[:2].upper())
    _set(props, "address", _address(details))
    _set(props, "founded", read_date(details, "foundingDate"))
    _set(props, "dissolved", read_date(details, "dissolutionDate"))
    _set(props, "other_identifiers", ", ".join(f"{scheme} {number}" for scheme, number in sorted(set(others))))
    _set(props, "note", statement.rest)
    return Node(_company_key(cui, others, statement), "Company", props, statement.locator)


def _company_key(cui: str | None, others: list[tuple[str, str]], statement: BodsStatement) -> str:
    if cui is not None:
        return company_id(cui=cui, source=statement.scope, local=statement.record)
    registers = sorted(
        pair for pair in others if pair[0][:3] != "XI-" and pair[0][2:3] == "-" and pair[0][:2] not in _REPEATED
    )
    leis = sorted(pair for pair in others if pair[0] == _LEI)
    for scheme, number in (*registers, *leis):
        return registered_company_id(scheme, number)
    return company_id(cui=None, source=statement.scope, local=statement.record)


def _identifier(identifier: JsonObject) -> tuple[str, str]:
    scheme = identifier.stated("scheme") or identifier.stated("schemeName") or "unnamed"
    return (scheme.upper() if identifier.stated("scheme") else scheme), identifier.required_text("id").upper()


def _full_name(name: JsonObject) -> str:
    parts = (name.stated("givenName"), name.stated("patronymicName"), name.stated("familyName"))
    return name.stated("fullName") or " ".join(filter(None, parts)) or _nameless(name)


def _nameless(details: JsonObject) -> str:
    raise WrongValue(
        "{place} has no name; expected one. Ask the publisher; a party that is not disclosed must be stated as "
        "unknown or anonymous.",
        place=details.place,
    )


def _address(details: JsonObject) -> str:
    addresses = details.children("addresses")
    first = next(
        (item for item in addresses if item.stated("type") == "registered"), addresses[0] if addresses else None
    )
    return ", ".join(filter(None, (first.stated("address"), first.stated("postCode")))) if first else ""


def _set(props: dict[str, Value], name: str, value: str | None) -> None:
    if value:
        props[name] = value
