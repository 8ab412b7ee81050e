"""Restates a statement of BODS 0.1 to 0.3 in the form of 0.4, for the same readers.

In the earlier versions a statement has no record: a later statement lists under ``replacesStatements`` the statements
that it replaces. Codes are written with hyphens in 0.1 and 0.2 and in camel case since 0.3.

Source: Beneficial Ownership Data Standard 0.2 and 0.3 (Open Ownership), schemas of the three statements.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graph_schema.errors import WrongValue
from importers.ownership.remainder import remainder
from importers.parsing.exact_json import Json
from importers.parsing.json_object import JsonObject

EARLIER_VERSIONS: Final = ("0.1", "0.2", "0.3")
_KINDS: Final = {
    "entityStatement": "entity",
    "personStatement": "person",
    "ownershipOrControlStatement": "relationship",
}
_FRAME: Final = ("statementID", "statementType", "statementDate", "publicationDetails", "replacesStatements")
_READ: Final = {
    "entity": (
        *("name", "entityType", "identifiers", "addresses", "foundingDate", "dissolutionDate"),
        *("jurisdiction", "incorporatedInJurisdiction", "unspecifiedEntityDetails", "isComponent"),
    ),
    "person": (
        *("names", "personType", "identifiers", "nationalities", "addresses", "birthDate"),
        *("unspecifiedPersonDetails", "isComponent"),
    ),
    "relationship": ("subject", "interestedParty", "interests", "isComponent", "componentStatementIDs"),
}
_HYPHEN: Final = re.compile("-([a-z])")


@dataclass(frozen=True, slots=True)
class EarlierContent:
    """The content of an earlier statement in the form of 0.4. ``rest``: what no field holds, as text."""

    record: str
    kind: str
    details: JsonObject
    replaces: tuple[str, ...]
    rest: str


def is_earlier(body: JsonObject) -> bool:
    """Is this a statement of a version before 0.4?"""
    return "statementType" in body.members


def restate(body: JsonObject) -> EarlierContent:
    """The same statement in the form of 0.4. A member of a wrong type is left as it is, and its reader refuses it.

    Raises: WrongValue for an unknown type of statement, or no statementID.
    """
    kind = _KINDS[body.code("statementType", tuple(_KINDS))]
    known = dict(body.members)
    match kind:
        case "entity":
            members = _entity(known)
        case "person":
            members = _person(known)
        case _:
            members = _relationship(known)
    return EarlierContent(
        record=body.required_text("statementID"),
        kind=kind,
        details=JsonObject(members, body.place),
        replaces=tuple(body.texts("replacesStatements")),
        rest=remainder(known, (*_FRAME, *_READ[kind])),
    )


def _entity(known: dict[str, Json]) -> dict[str, Json]:
    kind = known.get("entityType")
    if isinstance(kind, str):
        known = {**known, "entityType": {"type": camel(kind)}}
    return _addressed(known)


def _person(known: dict[str, Json]) -> dict[str, Json]:
    names = known.get("names")
    if isinstance(names, list):
        # The principal name has the type individual; 0.4 has legal for it.
        known = {
            **known,
            "names": [
                {**name, "type": "legal"} if isinstance(name, dict) and name.get("type") == "individual" else name
                for name in names
            ],
        }
    nationalities = known.get("nationalities")
    if isinstance(nationalities, list):
        known = {
            **known,
            "nationalities": [
                {**item, "name": item.get("name") or item.get("code")} if isinstance(item, dict) else item
                for item in nationalities
            ],
        }
    kind = known.get("personType")
    return _addressed({**known, "personType": camel(kind) if isinstance(kind, str) else kind})


def _addressed(known: dict[str, Json]) -> dict[str, Json]:
    """With the country as the last part of each address."""
    addresses = known.get("addresses")
    if not isinstance(addresses, list):
        return known
    return {
        **known,
        "addresses": [
            {**item, "address": ", ".join(filter(None, (_text(item, "address"), _text(item, "country"))))}
            if isinstance(item, dict) and _text(item, "country")
            else item
            for item in addresses
        ],
    }


def _relationship(known: dict[str, Json]) -> dict[str, Json]:
    interests = known.get("interests")
    return {
        **known,
        "subject": _party(known.get("subject")),
        "interestedParty": _party(known.get("interestedParty")),
        "componentRecords": known.get("componentStatementIDs"),
        "interests": [_interest(item) for item in interests] if isinstance(interests, list) else interests,
    }


def _party(value: Json) -> Json:
    """The id of the statement that describes the party, or why it is not named."""
    if not isinstance(value, dict):
        return value
    named = [value[key] for key in ("describedByEntityStatement", "describedByPersonStatement") if value.get(key)]
    if len(named) > 1:
        raise WrongValue(
            "The party is described by two statements, {value}; expected one. Ask the publisher.",
            value=", ".join(map(str, named)),
        )
    return named[0] if named else value.get("unspecified") or {}


def _interest(value: Json) -> Json:
    if not isinstance(value, dict):
        return value
    kind, level = value.get("type"), value.get("directOrIndirect") or value.get("interestLevel")
    changed: dict[str, Json] = {
        "type": camel(kind) if isinstance(kind, str) else kind,
        "directOrIndirect": level,
    }
    share = value.get("share")
    if isinstance(share, dict):
        changed["share"] = _share(share)
    return {**value, **changed}


def _share(share: dict[str, Json]) -> dict[str, Json]:
    """Before 0.4 an exclusive bound is a bound with a mark; since 0.4 it is a number of its own."""
    changed = dict(share)
    for bound in ("minimum", "maximum"):
        mark = f"exclusive{bound.capitalize()}"
        if isinstance(share.get(mark), bool):
            del changed[mark]
            if share[mark] and bound in share and share.get("exact") is None:
                changed[mark] = changed.pop(bound)
    return changed


def camel(code: str) -> str:
    """A code with hyphens in camel case: ``voting-rights`` is ``votingRights``."""
    return _HYPHEN.sub(lambda found: found[1].upper(), code)


def _text(members: dict[str, Json], key: str) -> str:
    value = members.get(key)
    return value.strip() if isinstance(value, str) else ""
