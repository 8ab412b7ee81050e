"""The land register's and the vehicle register's extracts, with their mappings."""

from __future__ import annotations

from typing import Final

from importers.mapping import ColumnMapping
from tracer.sample.accounts import name_of
from tracer.sample.assets import LAND_EXTRACT, LANDS, VEHICLE_EXTRACT, VEHICLES, Entry
from tracer.sample.companies import COMPANIES
from tracer.sample.people import PEOPLE
from tracer.sample.tables import romanian_day, romanian_sum, with_cedillas, write_table

_OWNER_FIELDS: Final = (
    "owner_name", "owner_cnp", "owner_cui", "share", "from_date", "to_date", "price", "price_currency",
    "payment_reference", "ground",
)  # fmt: skip
_LAND_HEADER: Final = (
    "UAT", "Nr. cadastral", "Descriere", "Destinaţie", "Suprafaţă mp", "Proprietar", "CNP", "CUI", "Cotă",
    "De la", "Până la", "Preţ", "Monedă", "Plata", "Titlu",
)  # fmt: skip
_LAND_WORDS: Final = {
    "apartament": "flat", "casă": "house", "construcţie": "building", "teren agricol": "farm_land",
    "teren intravilan": "land",
}  # fmt: skip
_VEHICLE_HEADER: Final = (
    "Serie șasiu", "Nr. înmatriculare", "Marca", "Categorie", "An", "Proprietar", "CNP", "CUI", "Cotă",
    "De la", "Până la", "Preț", "Monedă", "Plata", "Titlu",
)  # fmt: skip
_VEHICLE_WORDS: Final = {"autoturism": "car", "motocicletă": "motorcycle"}

LAND_MAPPING: Final = ColumnMapping(
    name="Carte funciară, extras",
    format="land-register",
    version=1,
    encoding="iso-8859-2",
    header_row=1,
    decimal_mark=",",
    group_mark=".",
    date_pattern="DD.MM.YYYY",
    delimiter=";",
    columns=dict(
        zip(
            ("locality", "cadastral", "description", "asset_class", "area_m2", *_OWNER_FIELDS),
            _LAND_HEADER,
            strict=True,
        )
    ),
    constants={
        "county": "Județul Fictiv",
        "extract_date": romanian_day(LAND_EXTRACT),
        "authority": "Cartea Funciară Exemplu",
    },
    codes={"asset_class": _LAND_WORDS},
)
VEHICLE_MAPPING: Final = ColumnMapping(
    name="Registrul vehiculelor, extras",
    format="vehicle-register",
    version=1,
    encoding="utf-8",
    header_row=1,
    decimal_mark=",",
    group_mark=".",
    date_pattern="DD.MM.YYYY",
    delimiter=";",
    columns=dict(
        zip(
            ("vin", "plate", "description", "asset_class", "built", *_OWNER_FIELDS),
            _VEHICLE_HEADER,
            strict=True,
        )
    ),
    constants={"extract_date": romanian_day(VEHICLE_EXTRACT), "authority": "Registrul Vehiculelor Exemplu"},
    codes={"asset_class": _VEHICLE_WORDS},
)


def write_land() -> bytes:
    """The land register's extract, in the office's old encoding and spelling."""
    words = {code: word for word, code in _LAND_WORDS.items()}
    rows = [
        [
            with_cedillas(cell)
            for cell in (
                land.locality, land.cadastral, land.description, words[land.asset_class], str(land.area),
                *_owner(entry),
            )
        ]
        for land in LANDS
        for entry in land.entries
    ]  # fmt: skip
    return write_table(_LAND_HEADER, rows, encoding="iso-8859-2")


def write_vehicles() -> bytes:
    """The vehicle register's extract."""
    words = {code: word for word, code in _VEHICLE_WORDS.items()}
    rows = [
        (
            vehicle.vin,
            vehicle.plate,
            vehicle.description,
            words[vehicle.asset_class],
            str(vehicle.built),
            *_owner(entry),
        )
        for vehicle in VEHICLES
        for entry in vehicle.entries
    ]
    return write_table(_VEHICLE_HEADER, rows)


def _owner(entry: Entry) -> tuple[str, ...]:
    person, company = PEOPLE.get(entry.owner), COMPANIES.get(entry.owner)
    return (
        name_of(entry.owner),
        person.cnp if person is not None else "",
        company.cui if company is not None else "",
        entry.share,
        _since(entry.since),
        _since(entry.until),
        romanian_sum(entry.price * 100) if entry.price else "",
        entry.currency,
        entry.reference,
        entry.ground,
    )


def _since(day: str) -> str:
    """A full day as the offices write it; a year or a month as it is."""
    return romanian_day(day) if len(day) == 10 else day
