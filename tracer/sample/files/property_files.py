"""The land register's and the vehicle register's extracts, with their mappings."""

from __future__ import annotations

from typing import Final

from tracer.sample.files.tables import romanian_day, romanian_mapping, romanian_sum, with_cedillas, write_table
from tracer.sample.world.accounts import name_of
from tracer.sample.world.assets import LAND_EXTRACT, LANDS, VEHICLE_EXTRACT, VEHICLES, SampleEntry
from tracer.sample.world.companies import COMPANIES
from tracer.sample.world.people import PEOPLE

_OWNER_FIELDS: Final = (
    "owner_name",
    "owner_cnp",
    "owner_cui",
    "share",
    "from_date",
    "to_date",
    "price",
    "price_currency",
    "payment_reference",
    "ground",
)
_LAND_HEADER: Final = (
    "UAT",
    "Nr. cadastral",
    "Descriere",
    "Destinaţie",
    "Suprafaţă mp",
    "Proprietar",
    "CNP",
    "CUI",
    "Cotă",
    "De la",
    "Până la",
    "Preţ",
    "Monedă",
    "Plata",
    "Titlu",
)
_LAND_WORDS: Final = {
    "apartament": "flat",
    "casă": "house",
    "construcţie": "building",
    "teren agricol": "farm_land",
    "teren intravilan": "land",
}
_VEHICLE_HEADER: Final = (
    "Serie șasiu",
    "Nr. înmatriculare",
    "Marca",
    "Categorie",
    "An",
    "Proprietar",
    "CNP",
    "CUI",
    "Cotă",
    "De la",
    "Până la",
    "Preț",
    "Monedă",
    "Plata",
    "Titlu",
)
_VEHICLE_WORDS: Final = {"autoturism": "car", "motocicletă": "motorcycle"}

LAND_MAPPING: Final = romanian_mapping(
    "Carte funciară, extras",
    "land-register",
    encoding="iso-8859-2",
    group_mark=".",
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
VEHICLE_MAPPING: Final = romanian_mapping(
    "Registrul vehiculelor, extras",
    "vehicle-register",
    group_mark=".",
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
                land.locality,
                land.cadastral,
                land.description,
                words[land.asset_class],
                str(land.area),
                *_owner(entry),
            )
        ]
        for land in LANDS
        for entry in land.entries
    ]
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


def _owner(entry: SampleEntry) -> tuple[str, ...]:
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
