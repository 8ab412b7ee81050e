"""Reads level 1 of GLEIF, who is who: legal entities; and the exceptions, whose parent is not disclosed.

Source: GLEIF, LEI Common Data File 3.1; Reporting Exceptions 2.1; ISO 17442-1:2020 (check digits of the LEI).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from stdnum import lei

from graph_schema.errors import TracerError
from graph_schema.identifiers import check_cui, check_trade_register
from graph_schema.messages import N_
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import registered_company_id
from graph_schema.records.nodes import Node
from importers.building.batch_builder import Records
from importers.building.parties import keep_checked
from importers.ownership.gleif.records import text_at
from importers.ownership.record_reading import Row
from importers.ownership.references import add_numbered, read_day
from importers.ownership.remainder import joined, remainder
from importers.parsing.json_object import JsonObject, as_object

SCHEME: Final = "XI-LEI"
_ONRC: Final = "RA000497"
_ADDRESS: Final = (
    *("FirstAddressLine", "AddressNumber", "AddressNumberWithinBuilding", "AdditionalAddressLine", "City", "Region"),
    *("PostalCode", "Country"),
)
_READ: Final = (
    *(
        "LEI",
        "Entity/LegalName",
        "Entity/LegalJurisdiction",
        "Entity/EntityCreationDate",
        "Entity/EntityExpirationDate",
    ),
    *("Entity/RegistrationAuthority", "Entity/LegalForm"),
    *(f"Entity/LegalAddress/{part}" for part in _ADDRESS),
)


def check_lei(number: str, records: Records) -> str:
    """The LEI in capitals; wrong check digits are flagged, and the number is kept."""
    plain = "".join(number.upper().split())
    if not lei.is_valid(plain):
        records.warn(N_("The check digits of the LEI {number} do not fit; it is kept as written."), number=plain[:40])
    return plain


def _address(address: JsonObject) -> str | None:
    """The lines of the address; a line that the file repeats, such as a further address line, in its order."""
    parts: list[str | None] = []
    for part in _ADDRESS:
        repeated = isinstance(address.members.get(part), list)
        parts += address.texts(part) if repeated else [address.stated(part)]
    return ", ".join(filter(None, parts)) or None


class LegalEntities:
    """Reads the records of level 1."""

    def read_dates(self, body: JsonObject) -> Iterable[str | None]:
        """When was the record last changed?"""
        return (read_day(text_at(body, "Registration/LastUpdateDate"), body.place),)

    def read_record(self, body: JsonObject, records: Records) -> None:
        """Which legal entity is it? Raises WrongValue without a LEI or a name."""
        number = check_lei(body.required_text("LEI"), records)
        entity = body.child("Entity") or JsonObject({}, f"{body.place}/Entity")
        props: dict[str, Value] = {"name": entity.required_text("LegalName")}
        numbers = [f"{SCHEME} {number}"]
        authority, own = (
            text_at(entity, f"RegistrationAuthority/RegistrationAuthority{part}") for part in ("ID", "EntityID")
        )
        if own:
            numbers.append(f"{authority or 'unnamed register'} {own}")
            if authority == _ONRC:
                _add_romanian(own, props, records)
        elif authority:
            numbers.append(authority)
        other = text_at(entity, "RegistrationAuthority/OtherRegistrationAuthorityID")
        forms = [text_at(entity, f"LegalForm/{part}") for part in ("OtherLegalForm", "EntityLegalFormCode")]
        jurisdiction = entity.stated("LegalJurisdiction")
        address = entity.child("LegalAddress")
        props |= stated(
            legal_form=", ".join(filter(None, forms)) or None,
            country=(jurisdiction or "")[:2].upper() or None,
            address=_address(address) if address else None,
            founded=read_day(entity.stated("EntityCreationDate"), entity.place),
            dissolved=read_day(entity.stated("EntityExpirationDate"), entity.place),
            other_identifiers=", ".join(numbers),
            note=joined(
                f"jurisdiction: {jurisdiction}" if jurisdiction and len(jurisdiction) > 2 else "",
                f"register: {other}" if other else "",
                remainder(body.members, _READ),
            )
            or None,
        )
        records.nodes.append(Node(registered_company_id(SCHEME, number), "Company", props, records.locator))


class ReportingExceptions:
    """Reads the exceptions: the parent of a company is unknown or not disclosed. All exceptions of one LEI are one remark."""

    def __init__(self, rows: tuple[Row, ...]) -> None:
        self._remarks: dict[str, list[str]] = defaultdict(list)
        for locator, _, value in rows:
            try:
                if not isinstance(value, TracerError):
                    body = as_object(value, locator)
                    self._remarks[body.required_text("LEI")].append(remainder(body.members, ("LEI",)))
            except TracerError:
                continue  # Reading the record refuses it with this reason.

    def read_dates(self, body: JsonObject) -> Iterable[str | None]:
        """When was the exception stated?"""
        return (read_day(body.stated("ContentDate"), body.place),)

    def read_record(self, body: JsonObject, records: Records) -> None:
        """Of which company is the parent not disclosed, and why? The company keeps it as a remark; no holder is entered."""
        number = body.required_text("LEI")
        add_numbered(records, SCHEME, check_lei(number, records), note=joined(*self._remarks[number]))


def _add_romanian(number: str, props: dict[str, Value], records: Records) -> None:
    """The number of the Romanian trade register, in the field of its kind."""
    if check_trade_register(number).valid:
        keep_checked(props, records, "trade_register", check_trade_register(number))
    elif check_cui(number).valid:
        keep_checked(props, records, "cui", check_cui(number))
