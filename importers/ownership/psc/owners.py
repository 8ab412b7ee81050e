"""Reads one record of the PSC snapshot: the company, the person with significant control, the natures of control."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.messages import Message
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import company_id, person_id
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.ownership.link_numbers import LinkNumbers
from importers.ownership.psc.natures import read_nature
from importers.ownership.references import UNNAMED_INTEREST, add_numbered, read_day
from importers.ownership.remainder import joined, remainder
from importers.parsing.json_object import JsonObject
from importers.source import SourceFile

SCHEME: Final = "GB-COH"
_KINDS: Final = re.compile(
    "(individual|corporate-entity|legal-person)-(person-with-significant-control|beneficial-owner)"
)
_NUMBER: Final = re.compile("[A-Z0-9]{2}[0-9]{6}")
_BRITISH: Final = frozenset(
    {"uk", "unitedkingdom", "greatbritain", "england", "wales", "englandandwales", "englandwales", "scotland"}
    | {"northernireland", "gb", "britain", "gbr"}
)
_SILENT: Final = {
    "super-secure-person-with-significant-control": Message("protected by the register"),
    "super-secure-beneficial-owner": Message("protected by the register"),
    "persons-with-significant-control-statement": Message("a statement of the company instead of a holder"),
    "exemptions": Message("the company is exempt from disclosure"),
}
_ADDRESS: Final = (
    *("care_of", "po_box", "premises", "address_line_1", "address_line_2", "locality", "region", "country"),
    "postal_code",
)
_READ: Final = (
    *("kind", "name", "nationality", "natures_of_control", "notified_on", "ceased_on", "ceased", "etag"),
    *(f"address/{part}" for part in _ADDRESS),
    *(f"date_of_birth/{part}" for part in ("year", "month", "day")),
    *(f"name_elements/{part}" for part in ("title", "forename", "middle_name", "other_forenames", "surname")),
)


class PscRecords:
    """Reads the records of one snapshot. ``names``: the names of British companies that the file states as holders."""

    def __init__(self, file: SourceFile, names: dict[str, str]) -> None:
        self._file, self._names = file, names
        self._numbers = LinkNumbers()

    def read_dates(self, body: JsonObject) -> Iterable[str | None]:
        """When was the register notified, and when did the control end?"""
        data = _data(body)
        return read_day(data.stated("notified_on"), data.place), read_day(data.stated("ceased_on"), data.place)

    def read_record(self, body: JsonObject, records: Records) -> None:
        """Who controls which company? Raises WrongValue for a record that names nobody."""
        data = _data(body)
        kind = data.required_text("kind")
        found = _KINDS.fullmatch(kind)
        if found is None:
            raise _names_nobody(kind, data)
        number = company_number(body.required_text("company_number"))
        company = add_numbered(records, SCHEME, number, name=self._names.get(number))
        add = self._add_person if found[1] == "individual" else self._add_company
        holder = add(data, records)
        start, end = self.read_dates(body)
        if end is None and data.truth("ceased"):
            raise WrongValue(
                "{place}: the control is over, and the day is not stated. Ask the register.", place=data.place
            )
        for props in self._interests(data):
            props |= stated(from_date=start, to_date=end)
            records.links.append(self._numbers.make_link("Shareholding", holder, company, props, records.locator))

    def _interests(self, data: JsonObject) -> Iterator[dict[str, Value]]:
        natures = data.texts("natures_of_control")
        for nature in natures:
            yield read_nature(nature)
        if not natures:
            yield {"interest": UNNAMED_INTEREST}

    def _own_key(self, data: JsonObject) -> str:
        links = data.child("links")
        return (links.stated("self") if links else None) or data.stated("etag") or f"{self._file.digest} {data.place}"

    def _add_person(self, data: JsonObject, records: Records) -> str:
        name = data.stated("name") or _full_name(data.child("name_elements"))
        if not name:
            raise WrongValue("{place} has no name; expected one. Ask the register.", place=data.place)
        props: dict[str, Value] = {"name": name}
        props |= stated(
            born=_born(data.child("date_of_birth")),
            nationality=data.stated("nationality"),
            address=_address(data),
            note=remainder(data.members, _READ) or None,
        )
        identity = person_id(cnp=None, source=SCHEME, local=self._own_key(data))
        records.nodes.append(Node(identity, "Person", props, records.locator))
        return identity

    def _add_company(self, data: JsonObject, records: Records) -> str:
        number = british_number(data)
        identification = data.child("identification")
        form = identification.stated("legal_form") if identification else None
        name = data.required_text("name")
        note = remainder(data.members, (*_READ, "identification/legal_form"))
        if number is not None:
            identity = add_numbered(records, SCHEME, number, name=name)
        else:
            identity = company_id(cui=None, source=SCHEME, local=self._own_key(data))
            records.nodes.append(Node(identity, "Company", {"name": name}, records.locator))
        node = records.nodes.pop()
        extra = stated(legal_form=form, address=_address(data), note=note or None)
        records.nodes.append(Node(node.id, node.type, {**node.props, **extra}, node.locator))
        return identity


def _data(body: JsonObject) -> JsonObject:
    return body.child("data") or JsonObject({}, f"{body.place}/data")


def company_number(text: str) -> str:
    """The number of a British company with its eight characters; the register omits leading zeros in places."""
    plain = "".join(text.upper().split())
    return plain.rjust(8, "0") if plain.isdigit() else plain


def british_number(data: JsonObject) -> str | None:
    """The British number of a corporate holder, if it states one and Great Britain as its register."""
    identification = data.child("identification")
    if identification is None:
        return None
    number, country = identification.stated("registration_number"), identification.stated("country_registered")
    place = identification.stated("place_registered") or ""
    british = _plain(country or "") in _BRITISH or (country is None and "companieshouse" in _plain(place))
    padded = company_number(number or "")
    return padded if british and _NUMBER.fullmatch(padded) else None


def _plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


def _full_name(elements: JsonObject | None) -> str:
    parts = ("title", "forename", "middle_name", "other_forenames", "surname")
    return " ".join(filter(None, (elements.stated(part) for part in parts))) if elements else ""


def _born(parts: JsonObject | None) -> str | None:
    if parts is None or parts.number("year") is None:
        return None
    numbers = [parts.number(part) for part in ("year", "month", "day")]
    widths = (4, 2, 2)
    texts = [str(number).rjust(width, "0") for number, width in zip(numbers, widths, strict=True) if number is not None]
    return read_day("-".join(texts), parts.place)


def _address(data: JsonObject) -> str | None:
    address = data.child("address")
    return ", ".join(filter(None, (address.stated(part) for part in _ADDRESS))) or None if address else None


def _names_nobody(kind: str, data: JsonObject) -> WrongValue:
    content = remainder(data.members, ("kind", "etag", "links"))
    if kind in _SILENT:
        return WrongValue(
            "The register names no holder ({reason}): {content}.",
            value=kind,
            reason=_SILENT[kind],
            content=content or kind,
        )
    return WrongValue(
        "{place}/kind is {value!r}; expected a person with significant control or a beneficial owner. It is no record of a "
        "holder: {content}.",
        place=data.place,
        value=kind[:80],
        content=joined(content) or "-",
    )
