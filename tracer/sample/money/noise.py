"""Ordinary life on the accounts: wages, rent, invoices, fees; on the victims' accounts takings and costs.

It does not change an episode: on an account with an episode it stops during the episode, and the account is
emptied before. On the accounts that hold nothing but proceeds it only adds proceeds or spends them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tracer.sample.money.dice import Dice
from tracer.sample.money.movements import FIRST_DAY, LAST_DAY
from tracer.sample.world.accounts import ACCOUNTS, SPOILED_IBAN, VICTIM_ACCOUNTS, outside_iban


@dataclass(frozen=True, slots=True)
class Wish:
    """Something ordinary that happens if the money is there. ``signed``: minor units, below zero is spent."""

    day: date
    kind: str
    signed: int
    text: str
    name: str = ""
    iban: str = ""
    reference: str = ""


_SHOPS: Final = (
    "Magazin Alimentar Exemplu",
    "Benzinărie Fictivă",
    "Farmacia Imaginară",
    "Încălțăminte Inventată",
    "Cofetăria Plăsmuită",
    "Electronice Exemplu",
    "Librăria Închipuită",
    "Restaurant Fictiv",
)
_COSTS: Final = (
    ("Anunțuri Online Fictive", (1_200, 2_400, 300)),
    ("Hotel Imaginar", (18_000, 22_000, 26_000)),
    ("Bilete Autocar Inventate", (6_500, 13_000, 19_500)),
    ("Fast Food Exemplu", (2_900, 4_300, 6_100)),
    ("Cosmetice Fictive", (5_500, 8_800, 12_000)),
)
_COMPANIES: Final = frozenset({"delta", "delta_eur", "salon", "transport", "eta", "teta", "zeta", "kapa"})
_SHELLS: Final = frozenset({"alfa", "beta", "gama"})
_TWIN_DAY: Final = date(2021, 3, 9)
_SPOILED_DAY: Final = date(2022, 5, 17)
_RETURN_DAY: Final = date(2022, 11, 8)


def wish(account: str) -> Iterator[Wish]:
    """What would ordinarily happen on this account, day by day?"""
    dice = Dice(f"tracer sample: {account}")
    if account in VICTIM_ACCOUNTS:
        yield from _take(account, dice)
    elif account in _SHELLS:
        yield from _keep(dice)
    elif account in _COMPANIES:
        yield from _trade(account, dice)
    else:
        yield from _live(account, dice)


def _months() -> Iterator[date]:
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        for month in range(1, 13):
            yield date(year, month, 1)


def _take(account: str, dice: Dice) -> Iterator[Wish]:
    """A victim's account under the group's control: takings, advertisements, hotels, cash out."""
    euro = ACCOUNTS[account].currency == "EUR"
    unit, largest = (1_000, 70) if euro else (5_000, 48)
    day = FIRST_DAY + timedelta(days=3)
    while day <= LAST_DAY:
        amount = unit * dice.between(4, largest)
        if dice.between(1, 10) <= 7:
            yield Wish(day, "cash_deposit", amount, "Depunere numerar la automat")
        else:
            payer = dice.between(1, 60)
            iban = outside_iban(100 + payer) if payer % 3 == 0 else ""
            yield Wish(day, "transfer", amount, "Transfer", f"Plătitor Fictiv {payer:02d}", iban)
        if dice.between(1, 4) == 1:
            name, prices = dice.pick(_COSTS)
            price = dice.pick(prices)
            yield Wish(day, "card", -(price // 5 if euro else price), name, name)
        if dice.between(1, 6) == 1:
            yield Wish(day, "cash_withdrawal", -unit * dice.between(40, 160), "Retragere ATM")
        day += timedelta(days=dice.pick((2, 3, 3)))
    if account == "alma":
        for _ in range(2):
            yield Wish(_TWIN_DAY, "cash_deposit", 50_000, "Depunere numerar la automat", reference="EXTWIN")
    if account == "bianca":
        yield Wish(_SPOILED_DAY, "transfer", 64_000, "Transfer", "Plătitor Fictiv 61", SPOILED_IBAN)


def _keep(dice: Dice) -> Iterator[Wish]:
    for day in _months():
        yield Wish(day + timedelta(days=dice.between(1, 3)), "fee", -1_500, "Comision administrare cont")


def _live(account: str, dice: Dice) -> Iterator[Wish]:
    """A person's account: pay or pension, rent, food, electricity."""
    euro = ACCOUNTS[account].currency == "EUR"
    scale = 5 if euro else 1
    wage = dice.between(36, 62) * 10_000 // scale
    employer, iban = f"Angajator Fictiv {dice.between(1, 9)}", outside_iban(200 + dice.between(1, 9))
    landlord = outside_iban(300 + dice.between(1, 9))
    for month in _months():
        if not euro or dice.between(1, 3) == 1:
            day = month + timedelta(days=dice.between(8, 11))
            yield Wish(day, "transfer", wage, f"Drepturi bănești {month:%m.%Y}", employer, iban)
        if not euro:
            yield Wish(month + timedelta(days=4), "transfer", -wage // 4, "Chirie", "Proprietar Imaginar", landlord)
            price = -dice.between(90, 320) * 100
            yield Wish(month + timedelta(days=15), "transfer", price, "Factură curent", "Energie Exemplu SA")
        yield Wish(month + timedelta(days=27), "fee", -500, "Comision administrare cont")
        for _ in range(dice.between(1, 2) if euro else dice.between(4, 8)):
            shop = dice.pick(_SHOPS)
            price = -dice.between(1_500, 28_000) // scale
            yield Wish(month + timedelta(days=dice.between(0, 27)), "card", price, shop, shop)
        if account == "radu" and month == _RETURN_DAY.replace(day=1):
            yield from _return()


def _return() -> Iterator[Wish]:
    """A payment that came back the next day because the receiving account was closed."""
    iban = outside_iban(400)
    yield Wish(_RETURN_DAY, "transfer", -40_000, "Rată", "Creditor Imaginar", iban, "RET2022-1")
    back = _RETURN_DAY + timedelta(days=1)
    yield Wish(back, "reversal", 40_000, "Returnare: cont închis", "Creditor Imaginar", iban, "RET2022-1")


def _trade(account: str, dice: Dice) -> Iterator[Wish]:
    """A company's account: invoices in, suppliers, wages and taxes out."""
    scale = 5 if ACCOUNTS[account].currency == "EUR" else 1
    for month in _months():
        for number in range(dice.between(4, 7)):
            day = month + timedelta(days=dice.between(0, 27))
            amount = dice.between(90, 700) * 1_000 // scale
            customer = f"Client Fictiv {dice.between(1, 30):02d} SRL"
            yield Wish(day, "transfer", amount, f"Factura EX-{month:%y%m}{number}", customer)
        for _ in range(dice.between(2, 4)):
            day = month + timedelta(days=dice.between(0, 27))
            amount = -dice.between(50, 420) * 1_000 // scale
            number = dice.between(1, 20)
            yield Wish(
                day,
                "transfer",
                amount,
                "Plată factură",
                f"Furnizor Fictiv {number:02d}",
                outside_iban(500 + number),
            )
        yield Wish(
            month + timedelta(days=24),
            "transfer",
            -dice.between(90, 210) * 1_000 // scale,
            "Taxe",
            "Trezoreria Fictivă",
        )
        yield Wish(
            month + timedelta(days=9),
            "transfer",
            -dice.between(260, 520) * 1_000 // scale,
            "Salarii",
            "Angajați",
        )
        yield Wish(month + timedelta(days=27), "fee", -2_500, "Comision administrare cont")
