"""Reads entities of FollowTheMoney: their values, which are always lists, and persons and companies among them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.identifiers import check_cnp, check_cui, check_trade_register
from graph_schema.messages import N_
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import company_id, person_id, registered_company_id
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.building.parties import keep_checked
from importers.ownership.references import read_day
from importers.ownership.remainder import joined, remainder
from importers.parsing.json_object import JsonObject

COMPANIES: Final = ("Company", "Organization", "PublicBody", "LegalEntity")
PARTIES: Final = ("Person", *COMPANIES)
_SCOPE: Final = "ftm"
_IDENTIFIERS: Final = (
    *("registrationNumber", "taxNumber", "vatCode", "leiCode", "idNumber", "innCode", "ogrnCode", "kppCode"),
    *("okpoCode", "dunsCode", "swiftBic", "icijId", "bvdId", "jibCode", "imoNumber", "voenCode", "cikCode", "isinCode"),
    *("uniqueEntityId", "npiCode", "permId", "uscCode"),
)
_PERSONAL: Final = ("idNumber", "taxNumber", "socialSecurityNumber")


@dataclass(slots=True)
class FtmEntity:
    """One entity. ``read``: the properties that a field of ours holds; :meth:`rest` is all others, as text."""

    id: str
    schema: str
    body: JsonObject
    values: JsonObject
    read: set[str] = field(default_factory=set)

    def all(self, name: str) -> list[str]:
        """All values of a property, as trimmed texts; one text stands for a list of one. Raises WrongValue."""
        self.read.add(name)
        value = self.values.members.get(name)
        texts = [value] if isinstance(value, str) else self.values.texts(name)
        return [text.strip() for text in texts if text.strip()]

    def one(self, name: str) -> str | None:
        """The value of a property that has one value. Several values stay in the rest, because none is preferred."""
        found = self.all(name)
        if len(found) > 1:
            self.read.discard(name)
        return found[0] if len(found) == 1 else None

    def day(self, name: str) -> str | None:
        """The only date of a property."""
        return read_day(self.one(name), f"{self.values.place}/{name}")

    def rest(self) -> str:
        """What no field holds, as text."""
        frame = ("id", "schema", "caption", "properties", "first_seen", "last_seen", "last_change")
        return joined(remainder(self.values.members, self.read), remainder(self.body.members, frame))


def read_entity(body: JsonObject) -> FtmEntity:
    """Reads the frame of one entity. Raises WrongValue."""
    values = body.child("properties") or JsonObject({}, f"{body.place}/properties")
    return FtmEntity(body.required_text("id"), body.required_text("schema"), body, values)


def party_id(entity: FtmEntity) -> str:
    """Which id does this person or company get: by CNP, CUI or LEI, else by the id of the entity?"""
    if entity.schema == "Person":
        return person_id(cnp=_valid_cnp(entity), source=_SCOPE, local=entity.id)
    leis = entity.all("leiCode")
    cui = _valid_cui(entity)
    if cui is None and len(set(leis)) == 1:
        return registered_company_id("XI-LEI", leis[0].upper())
    return company_id(cui=cui, source=_SCOPE, local=entity.id)


def add_party(entity: FtmEntity, records: Records, address: str | None) -> None:
    """Add the person or company. ``address``: the text of its address entity. Raises WrongValue without a name."""
    identity = party_id(entity)
    entity.read.clear()
    props: dict[str, Value] = {"name": _name(entity)}
    others = [f"also {text}" for text in _other_names(entity, str(props["name"]))]
    if entity.schema == "Person":
        cnp = _valid_cnp(entity)
        if cnp is not None:
            keep_checked(props, records, "cnp", check_cnp(cnp))
            for name in _PERSONAL:
                if not all(check_cnp(text).value == cnp for text in entity.all(name)):
                    entity.read.discard(name)
        props |= stated(
            born=entity.day("birthDate"),
            nationality=", ".join(text.upper() for text in entity.all("nationality")) or None,
            country=_country(entity, "country"),
        )
    else:
        props |= _company_fields(entity, records)
    props |= stated(address=entity.one("address") or address)
    props |= stated(note=joined(*others, entity.rest()) or None)
    records.nodes.append(Node(identity, "Person" if entity.schema == "Person" else "Company", props, records.locator))
    if entity.schema == "LegalEntity":
        records.warn(
            N_("The source does not say whether {name} is a person or a company; it is kept as a company."),
            name=str(props["name"]),
        )


def _company_fields(entity: FtmEntity, records: Records) -> dict[str, Value]:
    props: dict[str, Value] = {}
    cui = _valid_cui(entity)
    if cui is not None:
        keep_checked(props, records, "cui", check_cui(cui))
    registers = {check_trade_register(text).value for text in _romanian(entity, "registrationNumber") if _onrc(text)}
    if len(registers) == 1:
        props["trade_register"] = registers.pop()
    identifiers = [f"{name} {text}" for name in _IDENTIFIERS for text in entity.all(name)]
    return props | stated(
        legal_form=entity.one("legalForm") or entity.schema,
        country=_country(entity, "jurisdiction") or _country(entity, "mainCountry") or _country(entity, "country"),
        founded=entity.day("incorporationDate"),
        dissolved=entity.day("dissolutionDate"),
        other_identifiers=", ".join(identifiers) or None,
    )


def _name(entity: FtmEntity) -> str:
    caption, names = entity.body.stated("caption"), entity.all("name")
    if caption is not None and (not names or caption in names):
        return caption
    if names:
        return names[0]
    parts = [entity.one(part) for part in ("firstName", "middleName", "lastName")]
    if not any(parts):
        raise WrongValue("{place} has no name; expected one. Ask the publisher.", place=entity.body.place)
    return " ".join(filter(None, parts))


def _other_names(entity: FtmEntity, name: str) -> list[str]:
    names = [text for part in ("name", "alias", "weakAlias", "previousName") for text in entity.all(part)]
    return [text for text in dict.fromkeys(names) if text != name]


def _country(entity: FtmEntity, name: str) -> str | None:
    code = entity.one(name)
    if code is not None and len(code) != 2:
        entity.read.discard(name)
        return None
    return code.upper() if code else None


def _romanian(entity: FtmEntity, *names: str) -> list[str]:
    """The values of these properties, if Romania is the only country that the entity states."""
    known = set(entity.read)
    places = ("jurisdiction", "mainCountry", "country", "nationality")
    countries = {text.casefold() for place in places for text in entity.all(place)}
    found = [text for name in names for text in entity.all(name)] if countries == {"ro"} else []
    entity.read = known
    return found


def _valid_cui(entity: FtmEntity) -> str | None:
    checked = [check_cui(text) for text in _romanian(entity, "taxNumber", "vatCode", "registrationNumber", "idNumber")]
    found = {item.value for item in checked if item.valid}
    return found.pop() if len(found) == 1 else None


def _valid_cnp(entity: FtmEntity) -> str | None:
    checked = [check_cnp(text) for text in _romanian(entity, *_PERSONAL)]
    found = {item.value for item in checked if item.valid}
    return found.pop() if len(found) == 1 else None


def _onrc(text: str) -> bool:
    return check_trade_register(text).valid
