"""The purchases of the sample case: how each was paid, and what follows from that under each method.

Each purchase is an episode. The paying account is emptied when its episode begins (``QUIET``), so only the
movements written here are in it when the price is paid: T is proceeds (from an account that never holds
anything else), U comes from outside and nobody knows from what. First in, first out (FIFO) takes the pieces
in the order in which they came; the lowest intermediate balance rule (LIBR) takes U first for the lower end.
Every U may be proceeds too, so the upper end is all that was paid, less what the bank lent. The arithmetic
is written beside each episode.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tracer.sample.money.movements import SampleMovement

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days, inclusive, on which nothing ordinary happens on an account.

    ``emptied``: whatever is on the account leaves it at the beginning of the first day. At the end of the
    last day it is emptied in any case.
    """

    account: str
    first: date
    last: date
    emptied: bool = True


@dataclass(frozen=True, slots=True)
class Paid:
    """What is known of the money in one price: (lower, upper) under each method, in whole units.

    ``money_of``: suspects through whose accounts, or those of companies they own, the proceeds passed; by
    method, because where a method finds no proceeds in the price there is no such tie.
    """

    asset: str
    price: int
    currency: str
    reference: str
    fifo: tuple[int, int]
    libr: tuple[int, int]
    fifo_money_of: tuple[str, ...]
    libr_money_of: tuple[str, ...]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _pay(day: str, debit: str, credit: str, amount: int, text: str, reference: str) -> SampleMovement:
    minor = amount * 100
    return SampleMovement(_day(day), "transfer", debit, credit, minor, minor, text, reference)


def _buy(day: str, debit: str, seller: str, amount: int, text: str, reference: str) -> SampleMovement:
    minor = amount * 100
    return SampleMovement(_day(day), "transfer", debit, None, minor, minor, text, reference, seller)


def _come(day: str, credit: str, payer: str, amount: int, text: str) -> SampleMovement:
    minor = amount * 100
    return SampleMovement(
        _day(day), "transfer", None, credit, minor, minor, text, f"U{day.replace('-', '')}{credit}", payer
    )


def _exchange(day: str, debit: str, credit: str, sold: int, bought: int) -> SampleMovement:
    return SampleMovement(
        _day(day),
        "exchange",
        debit,
        credit,
        sold * 100,
        bought * 100,
        "Schimb valutar",
        f"FX{day.replace('-', '')}",
    )


def _monthly(first: str, months: int, debit: str, credit: str, amount: int, text: str) -> list[SampleMovement]:
    """The same sum on the same day of several months."""
    start = _day(first)
    found = []
    for offset in range(months):
        month = start.month - 1 + offset
        day = start.replace(year=start.year + month // _MONTHS, month=month % _MONTHS + 1)
        found.append(_pay(day.isoformat(), debit, credit, amount, text, f"T{day:%Y%m%d}{debit}"))
    return found


# A car for Victor, 25 000 EUR. In the account: U 12 000 (opening balance), T 20 000, U 5 000.
# FIFO: U 12 000 + T 13 000. LIBR: U 12 000 + U 5 000 + T 8 000.
_CAR_VICTOR = (
    *_monthly("2021-02-26", 4, "daria_eur", "stefania_eur", 5_000, "Transfer"),
    _pay("2021-06-02", "stefania_eur", "victor_eur", 20_000, "Împrumut fără dobândă", "T20210602"),
    _come("2021-06-09", "victor_eur", "Cunoscut Inventat", 5_000, "Restituire"),
    _buy("2021-06-16", "victor_eur", "Auto Exemplu Vânzări", 25_000, "Preț autoturism", "OP 5002/2021"),
)
# Half of a flat for Ștefania, 100 000 RON. Salon: U 60 000, T 100 000; of these 120 000 go on, under both
# methods U 60 000 + T 60 000. Her account: U 60 000, T 60 000, U 20 000. FIFO: U 60 000 + T 40 000. LIBR: U
# 80 000 + T 20 000.
_FLAT_JOINT = (
    _come("2021-03-01", "salon", "Clienți Salon Imaginar", 60_000, "Încasări POS februarie"),
    *_monthly("2021-03-29", 5, "corina", "salon", 20_000, "Prestări servicii"),
    _pay("2021-08-04", "salon", "stefania", 120_000, "Dividende", "T20210804"),
    _come("2021-08-10", "stefania", "Rudă Inventată", 20_000, "Dar"),
    _buy("2021-08-17", "stefania", "Vânzător Fictiv Unu", 100_000, "Preț apartament, cota 1/2", "OP 5001/2021"),
)
# A car for Toma, 40 000 RON. In the account: T 30 000; 10 000 are the bank's (arranged overdraft), which is
# neither proceeds nor unknown. Both methods: T 30 000, and not more. The overdraft is repaid afterwards.
_CAR_TOMA = (
    _pay("2021-10-06", "emil", "toma", 30_000, "Transfer", "T20211006"),
    _buy("2021-10-13", "toma", "Auto Exemplu Vânzări", 40_000, "Preț autoturism", "OP 5003/2021"),
    _come("2021-11-03", "toma", "Prieten Plăsmuit", 10_500, "Împrumut"),
)
# Farm land for Transport Inventat, 60 000 RON, all of it T.
_LAND_TRANSPORT = (
    *_monthly("2022-01-28", 3, "emil", "transport", 20_000, "Transport persoane"),
    _buy("2022-04-06", "transport", "Vânzător Fictiv Doi", 60_000, "Preț teren arabil", "OP 5006/2022"),
)
# A motorcycle for Toma, 30 000 RON. In the account: T 30 000, U 40 000. FIFO: T 30 000. LIBR: U 30 000, no T
# at all.
_MOTORCYCLE = (
    _pay("2022-06-07", "emil", "toma", 30_000, "Transfer", "T20220607"),
    _come("2022-06-09", "toma", "Prieten Plăsmuit", 40_000, "Împrumut"),
    _buy("2022-06-15", "toma", "Moto Exemplu", 30_000, "Preț motocicletă", "OP 5007/2022"),
)
# The villa in Elena's name, 150 000 EUR in two payments. 480 000 RON of T run round the three shells into
# Delta, where U 80 000 joins them: T 480 000, U 80 000. 520 000 RON are exchanged at 4 for 130 000 EUR. FIFO:
# T 480 000 + U 40 000, that is EUR T 120 000 + U 10 000. LIBR: U 80 000 + T 440 000, EUR U 20 000 + T 110
# 000. Elena's account: U 30 000, then these 130 000; 150 000 of the 160 000 are paid. FIFO: U 30 000 + T 120
# 000. LIBR: U 30 000 + U 20 000 + T 100 000.
_VILLA = (
    *_monthly("2021-07-28", 12, "alma", "alfa", 20_000, "Consultanță"),
    *_monthly("2021-07-28", 12, "bianca", "alfa", 20_000, "Consultanță"),
    _pay("2022-07-04", "alfa", "beta", 480_000, "Contract de creditare 1", "T20220704"),
    _come("2022-07-05", "elena_eur", "Bancă Închipuită de Economii", 30_000, "Depozit la scadență"),
    _pay("2022-07-06", "beta", "gama", 480_000, "Contract de creditare 2", "T20220706"),
    _pay("2022-07-08", "gama", "delta", 480_000, "Contract de creditare 3", "T20220708"),
    _come("2022-07-11", "delta", "Client Fictiv SRL", 80_000, "Factura EX-80"),
    _exchange("2022-07-13", "delta", "delta_eur", 520_000, 130_000),
    _pay("2022-07-18", "delta_eur", "elena_eur", 130_000, "Împrumut", "T20220718"),
    _buy("2022-07-25", "elena_eur", "Vânzător Fictiv Trei", 100_000, "Avans preț imobil", "OP-7001-2022"),
    _buy("2022-08-22", "elena_eur", "Vânzător Fictiv Trei", 50_000, "Rest preț imobil", "OP 7001 2022"),
)
# A building for Delta, 200 000 RON. In the account: U 200 000, T 100 000. Both methods: no T.
_BUILDING = (
    *_monthly("2022-09-28", 5, "alma", "alfa", 20_000, "Consultanță"),
    _come("2023-02-03", "delta", "Client Fictiv SRL", 200_000, "Factura EX-91"),
    _pay("2023-02-08", "alfa", "delta", 100_000, "Majorare aport", "T20230208"),
    _buy("2023-02-16", "delta", "Vânzător Fictiv Patru", 200_000, "Preț spațiu comercial", "OP 5008/2023"),
)
# A house in Elena's name, 100 000 RON. In the account: T 90 000, U 10 000, and all of it is paid.
_HOUSE = (
    *_monthly("2022-09-26", 6, "bianca", "beta", 15_000, "Consultanță"),
    _pay("2023-03-06", "beta", "gama", 90_000, "Contract de creditare 4", "T20230306"),
    _pay("2023-03-08", "gama", "elena", 90_000, "Împrumut", "T20230308"),
    _come("2023-03-10", "elena", "Casa Fictivă de Pensii", 10_000, "Pensii restante"),
    _buy("2023-03-15", "elena", "Vânzător Fictiv Cinci", 100_000, "Preț casă", "OP 5009/2023"),
)
# Farm land for Beta, 60 000 RON, all of it T.
_LAND_BETA = (
    *_monthly("2023-03-27", 5, "alma", "beta", 12_000, "Consultanță"),
    _buy("2023-08-10", "beta", "Vânzător Fictiv Doi", 60_000, "Preț teren arabil", "OP 5010/2023"),
)
# A flat for Ștefania, 100 000 RON, after a month without statement. What stood in the account when the
# statements go on, 50 010, is U whatever it was; a fee of 10 leaves U 50 000; then T 70 000. Both methods: U
# 50 000 + T 50 000.
_FLAT_AFTER_GAP = (
    _come("2023-05-15", "stefania", "Plătitor din Luna Lipsă", 50_010, "Depunere"),
    SampleMovement(_day("2023-06-01"), "fee", "stefania", None, 1_000, 1_000, "Comision extras", "C20230601"),
    _pay("2023-06-05", "corina", "salon", 35_000, "Prestări servicii", "T20230605corina"),
    _pay("2023-06-08", "corina", "salon", 35_000, "Prestări servicii", "T20230608corina"),
    _pay("2023-06-12", "salon", "stefania", 70_000, "Dividende", "T20230612"),
    _buy("2023-06-20", "stefania", "Vânzător Fictiv Șase", 100_000, "Preț apartament", "OP 5004/2023"),
)
# A flat for Victor, 38 500 EUR, out of T 40 000.
_FLAT_VICTOR = (
    *_monthly("2023-01-27", 5, "daria_eur", "stefania_eur", 8_000, "Transfer"),
    _pay("2023-06-06", "stefania_eur", "victor_eur", 40_000, "Împrumut fără dobândă", "T20230606"),
    _buy("2023-06-14", "victor_eur", "Vânzător Fictiv Șapte", 38_500, "Preț apartament", "OP 5013/2023"),
)
# A car for Delta, 24 000 EUR. T 100 000 RON exchanged at 5: T 20 000, then U 10 000. FIFO: T 20 000 + U 4
# 000. LIBR: U 10 000 + T 14 000.
_CAR_DELTA = (
    *_monthly("2023-04-28", 5, "bianca", "gama", 20_000, "Consultanță"),
    _pay("2023-09-05", "gama", "delta", 100_000, "Contract de creditare 5", "T20230905"),
    _exchange("2023-09-06", "delta", "delta_eur", 100_000, 20_000),
    _come("2023-09-08", "delta_eur", "Client Fictiv GmbH", 10_000, "Rechnung EX-12"),
    _buy("2023-09-12", "delta_eur", "Auto Exemplu Vânzări", 24_000, "Preț autoturism", "OP 5011/2023"),
)
# A car for Ștefania, 20 000 EUR by the deed, of which 12 000 stand in the statements, all of it T.
_CAR_STEFANIA = (
    _pay("2024-02-08", "daria_eur", "stefania_eur", 12_000, "Transfer", "T20240208"),
    _buy("2024-02-15", "stefania_eur", "Auto Exemplu Vânzări", 12_000, "Parte preț autoturism", "OP 5015/2024"),
)
# A studio for Salon, 100 000 RON. In the account: T 80 000, U 50 000. FIFO: T 80 000 + U 20 000.
# LIBR: U 50 000 + T 50 000.
_STUDIO = (
    *_monthly("2024-02-12", 2, "corina", "salon", 40_000, "Prestări servicii"),
    _come("2024-03-18", "salon", "Clienți Salon Imaginar", 50_000, "Încasări POS"),
    _buy("2024-03-26", "salon", "Vânzător Fictiv Opt", 100_000, "Preț garsonieră", "OP 5016/2024"),
)
# The shells get a little to pay their bank with.
_KEEPING = (
    _pay("2021-01-18", "alma", "alfa", 6_000, "Consultanță", "T20210118"),
    _pay("2021-01-20", "alfa", "beta", 2_000, "Contract de creditare", "T20210120"),
    _pay("2021-01-21", "alfa", "gama", 2_000, "Contract de creditare", "T20210121"),
)

ARRANGED: Final[tuple[SampleMovement, ...]] = tuple(
    sorted(
        (
            *_KEEPING,
            *_CAR_VICTOR,
            *_FLAT_JOINT,
            *_CAR_TOMA,
            *_LAND_TRANSPORT,
            *_MOTORCYCLE,
            *_VILLA,
            *_BUILDING,
            *_HOUSE,
            *_LAND_BETA,
            *_FLAT_AFTER_GAP,
            *_FLAT_VICTOR,
            *_CAR_DELTA,
            *_CAR_STEFANIA,
            *_STUDIO,
        ),
        key=lambda movement: movement.day,
    )
)
"""All movements that the answers rest on, in the order in which they happen."""

PURCHASES: Final[tuple[Paid, ...]] = (
    Paid("villa", 150_000, "EUR", "OP 7001/2022", (120_000, 150_000), (100_000, 150_000),
         ("victor", "stefania"), ("victor", "stefania")),
    Paid("flat_joint", 100_000, "RON", "OP 5001/2021", (40_000, 100_000), (20_000, 100_000),
         ("stefania",), ("stefania",)),
    Paid("flat_gap", 100_000, "RON", "OP 5004/2023", (50_000, 100_000), (50_000, 100_000),
         ("stefania",), ("stefania",)),
    Paid("flat_victor", 38_500, "EUR", "OP 5013/2023", (38_500, 38_500), (38_500, 38_500),
         ("victor", "stefania"), ("victor", "stefania")),
    Paid("studio", 100_000, "RON", "OP 5016/2024", (80_000, 100_000), (50_000, 100_000),
         ("stefania",), ("stefania",)),
    Paid("house", 100_000, "RON", "OP 5009/2023", (90_000, 100_000), (90_000, 100_000),
         ("victor", "stefania"), ("victor", "stefania")),
    Paid("building", 200_000, "RON", "OP 5008/2023", (0, 200_000), (0, 200_000), (), ()),
    Paid("land_transport", 60_000, "RON", "OP 5006/2022", (60_000, 60_000), (60_000, 60_000),
         ("toma",), ("toma",)),
    Paid("land_beta", 60_000, "RON", "OP 5010/2023", (60_000, 60_000), (60_000, 60_000),
         ("victor", "stefania"), ("victor", "stefania")),
    Paid("land_victor", 90_000, "RON", "OP 9999/2020", (0, 90_000), (0, 90_000), (), ()),
    Paid("car_toma", 40_000, "RON", "OP 5003/2021", (30_000, 30_000), (30_000, 30_000), ("toma",), ("toma",)),
    Paid("car_victor", 25_000, "EUR", "OP 5002/2021", (13_000, 25_000), (8_000, 25_000),
         ("victor", "stefania"), ("victor", "stefania")),
    Paid("car_delta", 24_000, "EUR", "OP 5011/2023", (20_000, 24_000), (14_000, 24_000),
         ("victor", "stefania"), ("victor", "stefania")),
    Paid("car_stefania", 20_000, "EUR", "OP 5015/2024", (12_000, 20_000), (12_000, 20_000),
         ("stefania",), ("stefania",)),
    Paid("motorcycle", 30_000, "RON", "OP 5007/2022", (30_000, 30_000), (0, 30_000), ("toma",), ()),
)  # fmt: skip
"""Every purchase whose deed names a payment; the one of 2020 was paid before the statements begin.

Of the car of 20,000 EUR only 12,000 EUR are in the statements. Which money paid what is not found is unknown.
"""

QUIET: Final[tuple[Quiet, ...]] = (
    Quiet("victor_eur", _day("2021-01-01"), _day("2021-06-30"), emptied=False),
    Quiet("victor_eur", _day("2023-06-01"), _day("2023-06-20")),
    Quiet("stefania_eur", _day("2021-02-01"), _day("2021-06-05")),
    Quiet("stefania_eur", _day("2023-01-20"), _day("2023-06-10")),
    Quiet("stefania_eur", _day("2024-02-01"), _day("2024-03-01")),
    Quiet("salon", _day("2021-02-20"), _day("2021-08-20")),
    Quiet("salon", _day("2023-06-01"), _day("2023-06-20")),
    Quiet("salon", _day("2024-02-01"), _day("2024-04-10")),
    Quiet("stefania", _day("2021-08-01"), _day("2021-08-31")),
    Quiet("stefania", _day("2023-04-30"), _day("2023-06-30")),
    Quiet("toma", _day("2021-10-01"), _day("2021-11-15")),
    Quiet("toma", _day("2022-06-01"), _day("2022-07-05")),
    Quiet("transport", _day("2022-01-10"), _day("2022-04-15")),
    Quiet("delta", _day("2022-06-30"), _day("2022-07-20")),
    Quiet("delta", _day("2023-02-01"), _day("2023-02-28")),
    Quiet("delta", _day("2023-09-01"), _day("2023-09-08")),
    Quiet("delta_eur", _day("2022-06-30"), _day("2022-07-29")),
    Quiet("delta_eur", _day("2023-09-01"), _day("2023-09-20")),
    Quiet("elena_eur", _day("2022-06-30"), _day("2022-08-31")),
    Quiet("elena", _day("2023-03-01"), _day("2023-03-31")),
)
MISSING_ACCOUNT: Final = "stefania"
MISSING_FROM: Final = _day("2023-05-01")
MISSING_TO: Final = _day("2023-05-31")
"""The month whose statement the bank did not send; the account had been emptied the day before."""
