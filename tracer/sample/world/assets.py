"""The forty assets of the sample case: owner on paper, kind, price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.identifiers import check_cadastral
from graph_schema.records.identity import asset_id, property_id, vehicle_id, wallet_id
from graph_schema.records.provenance import digest_bytes

LAND_EXTRACT: Final = "2024-11-04"
VEHICLE_EXTRACT: Final = "2024-11-06"
FIRST_MINUTES: Final = "PV 1/900001"
FIRST_MINUTES_DAY: Final = "2022-10-03"
MAIN_MINUTES: Final = "PV 2/900002"
MAIN_MINUTES_DAY: Final = "2024-11-12"


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """An owner's entry: key of the owner, share, since when, price in whole units, payment named."""

    owner: str
    share: str
    since: str
    price: int = 0
    currency: str = ""
    reference: str = ""
    ground: str = "contract de vânzare-cumpărare"
    until: str = ""


@dataclass(frozen=True, slots=True)
class Land:
    """Land or a building with the entries on it."""

    key: str
    asset_class: str
    description: str
    locality: str
    cadastral: str
    area: int
    entries: tuple[SampleEntry, ...]

    @property
    def id(self) -> str:
        """The id of this asset in every register."""
        number = check_cadastral(self.locality, self.cadastral)
        return property_id(number.locality, number.value.partition("/")[2])


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A vehicle with the entries on it."""

    key: str
    asset_class: str
    description: str
    vin: str
    plate: str
    built: int
    entries: tuple[SampleEntry, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A thing found in a search. ``holding``: owner or possessor; amounts in whole units.

    ``special``: further fields of its class: share and company of a company share, chain and address of a
    wallet.
    """

    key: str
    minutes: str
    number: str
    asset_class: str
    description: str
    holder: str
    holding: str
    value: int
    currency: str
    quantity: str = ""
    special: tuple[str, str] = ("", "")

    @property
    def id(self) -> str:
        """The id of this asset in every register."""
        if self.asset_class == "crypto":
            return wallet_id(self.special[0].casefold(), self.special[1])
        return asset_id(self.minutes.upper(), self.number.upper())

    @property
    def value_method(self) -> str:
        """Cash is worth what is printed on it, everything else was estimated."""
        return "face_value" if self.asset_class == "cash" else "estimate"


_VALEA, _ORAS, _COMUNA = "Valea Fictivă", "Orașul Exemplu", "Comuna Inventată"

LANDS: Final[tuple[Land, ...]] = (
    Land("villa", "house", "Vilă cu piscină, strada Imaginară 7", _VALEA, "900101-C1", 420,
         (SampleEntry("elena", "1/1", "2022-08-22", 150_000, "EUR", "OP 7001/2022"),)),
    Land("flat_joint", "flat", "Apartament 3 camere, bulevardul Închipuit 12", _ORAS, "900102-C1-U5", 78,
         (SampleEntry("stefania", "1/2", "2021-08-17", 100_000, "RON", "OP 5001/2021"),
          SampleEntry("radu", "1/2", "2021-08-17", 100_000, "RON", ""))),
    Land("flat_gap", "flat", "Apartament 2 camere, strada Nicăieri 3", _ORAS, "900103-C1-U2", 54,
         (SampleEntry("stefania", "1/1", "2023-06-20", 100_000, "RON", "OP 5004/2023"),)),
    Land("flat_victor", "flat", "Apartament 2 camere, aleea Fictivă 9", _ORAS, "900104-C2-U8", 57,
         (SampleEntry("victor", "1/1", "2023-06-14", 38_500, "EUR", "OP 5013/2023"),)),
    Land("studio", "flat", "Garsonieră, strada Plăsmuirii 1", _ORAS, "900105-C1-U1", 31,
         (SampleEntry("salon", "1/1", "2024-03-26", 100_000, "RON", "OP 5016/2024"),)),
    Land("flat_old", "flat", "Apartament 4 camere, strada Bunicii 5", _ORAS, "900106-C1-U4", 92,
         (SampleEntry("elena", "1/1", "1998", ground="moștenire"),)),
    Land("flat_eta", "flat", "Apartament de închiriat, strada Chiriei 2", _ORAS, "900107-C1-U6", 49,
         (SampleEntry("eta", "1/1", "2020-11-16", 60_000, "RON"),)),
    Land("house", "house", "Casă de vacanță la marginea pădurii", _COMUNA, "900108-C1", 130,
         (SampleEntry("elena", "1/1", "2023-03-15", 100_000, "RON", "OP 5009/2023"),)),
    Land("building", "building", "Spațiu comercial, piața Exemplu 4", _ORAS, "900109-C1", 210,
         (SampleEntry("delta", "1/1", "2023-02-16", 200_000, "RON", "OP 5008/2023"),)),
    Land("land_transport", "farm_land", "Teren arabil, tarlaua 14", _COMUNA, "900110", 24_000,
         (SampleEntry("transport", "1/1", "2022-04-06", 60_000, "RON", "OP 5006/2022"),)),
    Land("land_beta", "farm_land", "Teren arabil, tarlaua 15", _COMUNA, "900111", 25_500,
         (SampleEntry("beta", "1/1", "2023-08-10", 60_000, "RON", "OP 5010/2023"),)),
    Land("land_victor", "farm_land", "Teren arabil, tarlaua 22", _COMUNA, "900112", 41_000,
         (SampleEntry("victor", "1/1", "2020-10-12", 90_000, "RON", "OP 9999/2020"),)),
    Land("land_radu", "land", "Teren intravilan, strada Liniștii", _VALEA, "900113", 640,
         (SampleEntry("radu", "1/1", "2012", ground="donație"),)),
)  # fmt: skip

VEHICLES: Final[tuple[Vehicle, ...]] = (
    Vehicle("car_toma", "car", "Autoturism Exemplu Break", "EXMPLAUT000000001", "CJ 901 EXM", 2017,
            (SampleEntry("toma", "1/1", "2021-10-13", 40_000, "RON", "OP 5003/2021"),)),
    Vehicle("car_victor", "car", "Autoturism Exemplu Berlină", "EXMPLAUT000000002", "B 902 EXM", 2020,
            (SampleEntry("victor", "1/1", "2021-06-16", 25_000, "EUR", "OP 5002/2021"),)),
    Vehicle("car_delta", "car", "Autoturism Exemplu Teren", "EXMPLAUT000000003", "B 903 EXM", 2022,
            (SampleEntry("delta", "1/1", "2023-09-12", 24_000, "EUR", "OP 5011/2023"),)),
    Vehicle("car_stefania", "car", "Autoturism Exemplu Coupe", "EXMPLAUT000000004", "B 904 EXM", 2023,
            (SampleEntry("stefania", "1/1", "2024-02-15", 20_000, "EUR", "OP 5015/2024"),)),
    Vehicle("motorcycle", "motorcycle", "Motocicletă Exemplu", "EXMPLMT0000000005", "CJ 905 EXM", 2019,
            (SampleEntry("toma", "1/1", "2022-06-15", 30_000, "RON", "OP 5007/2022"),)),
    Vehicle("car_radu", "car", "Autoturism Exemplu Mic", "EXMPLAUT000000006", "CJ 906 EXM", 2014,
            (SampleEntry("radu", "1/1", "2014-05"),)),
    Vehicle("van", "car", "Microbuz Exemplu 8+1", "EXMPLAUT000000007", "CJ 907 EXM", 2018,
            (SampleEntry("transport", "1/1", "2020-11-02", 60_000, "RON"),)),
    Vehicle("car_elena", "car", "Autoturism Exemplu Vechi", "EXMPLAUT000000008", "B 908 EXM", 2009,
            (SampleEntry("elena", "1/1", "2011"),)),
    Vehicle("car_spoiled", "car", "Autoturism Exemplu cu serie greșită", "EXMPLAUT0OOOOOOO9", "CJ 909 EXM",
            2016, (SampleEntry("toma", "1/1", "2019-07-01"),)),
    Vehicle("car_sold", "car", "Autoturism Exemplu Cabriolet", "EXMPLAUT000000010", "B 910 EXM", 2015,
            (SampleEntry("victor", "1/1", "2018-03-05", until="2022-02-14"), SampleEntry("radu", "1/1", "2022-02-15"))),
)  # fmt: skip
SPOILED_VEHICLE: Final = "car_spoiled"
"""Its number has the letter O where digits belong, so only this register's own key names it."""

ITEMS: Final[tuple[Item, ...]] = (
    Item("watch_owned", FIRST_MINUTES, "1", "watch", "Ceas Exemplu Cronograf", "toma", "owner", 2_000, "EUR"),
    Item("watch_found", FIRST_MINUTES, "2", "watch", "Ceas Exemplu de damă", "toma", "possessor", 1_500,
         "EUR"),
    Item("cash_ron", FIRST_MINUTES, "3", "cash", "Bancnote găsite în torpedo", "toma", "possessor", 48_000,
         "RON"),
    Item("phones", FIRST_MINUTES, "4", "other", "Telefoane mobile", "toma", "possessor", 600, "EUR",
         "12 bucăți"),
    Item("gold_bars", MAIN_MINUTES, "1", "gold", "Lingouri de aur marcate EXEMPLU", "victor", "possessor",
         15_000, "EUR", "250 g"),
    Item("gold_coins", MAIN_MINUTES, "2", "gold", "Monede de aur fictive", "elena", "possessor", 4_000, "EUR",
         "10 bucăți"),
    Item("watch_gold", MAIN_MINUTES, "3", "watch", "Ceas Exemplu din aur", "victor", "owner", 9_000, "EUR"),
    Item("watch_steel", MAIN_MINUTES, "4", "watch", "Ceas Exemplu din oțel", "victor", "owner", 5_000, "EUR"),
    Item("watch_stefania", MAIN_MINUTES, "5", "watch", "Ceas Exemplu cu brățară", "stefania", "owner", 6_000,
         "EUR"),
    Item("necklace", MAIN_MINUTES, "6", "jewellery", "Colier descris de martor, negăsit", "stefania", "owner",
         3_000, "EUR"),
    Item("cash_eur", MAIN_MINUTES, "7", "cash", "Bancnote în seif", "victor", "possessor", 52_000, "EUR"),
    Item("cash_usd", MAIN_MINUTES, "8", "cash", "Bancnote în poșetă", "stefania", "possessor", 7_000, "USD"),
    Item("cash_chf", MAIN_MINUTES, "9", "cash", "Bancnote în dulap", "victor", "possessor", 3_000, "CHF"),
    Item("cash_gbp", MAIN_MINUTES, "10", "cash", "Bancnote în casa salonului", "salon", "owner", 1_000,
         "GBP"),
    Item("wallet", MAIN_MINUTES, "11", "crypto", "Portofel de criptoactive Exemplu", "victor", "possessor",
         20_000, "EUR", "0,5 unități", ("Exemplu", "EXEMPLU-ADRESA-INEXISTENTA-0001")),
    Item("share_delta", MAIN_MINUTES, "12", "company_share", "Părți sociale la Delta Organizare", "victor",
         "owner", 10_000, "EUR", "", ("40%", "delta")),
    Item("share_transport", MAIN_MINUTES, "13", "company_share", "Părți sociale la Transport Inventat",
         "toma", "owner", 8_000, "EUR", "", ("100%", "transport")),
)  # fmt: skip


HOLDERS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    **{land.key: tuple((entry.owner, "owner") for entry in land.entries) for land in LANDS},
    **{vehicle.key: tuple((entry.owner, "owner") for entry in vehicle.entries) for vehicle in VEHICLES},
    **{item.key: ((item.holder, item.holding),) for item in ITEMS},
}
"""Asset -> who stands behind it on paper or in fact, as (party, owner or possessor); former owners too."""


def asset_ids(vehicle_file: bytes) -> dict[str, str]:
    """The graph id of each asset by key; a vehicle without a sound number belongs to its file alone."""
    ids = {land.key: land.id for land in LANDS} | {item.key: item.id for item in ITEMS}
    for vehicle in VEHICLES:
        sound = None if vehicle.key == SPOILED_VEHICLE else vehicle.vin
        local = f"{vehicle.vin}/{vehicle.plate.replace(' ', '')}"
        ids[vehicle.key] = vehicle_id(vin=sound, source=digest_bytes(vehicle_file), local=local)
    return ids
