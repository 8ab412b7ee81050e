"""The accounts of the sample case: bank, holder, and who disposes of them in fact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.records.identity import account_id
from tracer.sample.world.companies import COMPANIES
from tracer.sample.world.invented_numbers import make_iban, spoil
from tracer.sample.world.people import PEOPLE

BANKS: Final = {"EXMP": "Banca Exemplu", "FICT": "Banca Fictivă", "INVT": "Banca Inventată"}
OUTSIDE_BANK: Final = "IMAG"
"""The bank of all accounts without statements."""


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """An account with statements. ``holder``: key of a person or company; ``opening``: in minor units."""

    key: str
    bank: str
    iban: str
    currency: str
    holder: str
    opening: int = 0

    @property
    def id(self) -> str:
        """The id of this account in every source."""
        return account_id(self.iban)

    @property
    def owner_name(self) -> str:
        """The holder's name as the registers write it."""
        return name_of(self.holder)


def name_of(party: str) -> str:
    """What is this person or company called?"""
    return PEOPLE[party].name if party in PEOPLE else COMPANIES[party].name


_TABLE: Final = (
    ("alma", "EXMP", "RON", "alma", 0),
    ("bianca", "EXMP", "RON", "bianca", 0),
    ("alfa", "EXMP", "RON", "alfa", 0),
    ("beta", "EXMP", "RON", "beta", 0),
    ("gama", "EXMP", "RON", "gama", 0),
    ("delta", "EXMP", "RON", "delta", 1_850_000),
    ("delta_eur", "EXMP", "EUR", "delta", 0),
    ("elena", "EXMP", "RON", "elena", 420_000),
    ("elena_eur", "EXMP", "EUR", "elena", 0),
    ("victor", "EXMP", "RON", "victor", 310_000),
    ("corina", "FICT", "RON", "corina", 0),
    ("daria_eur", "FICT", "EUR", "daria", 0),
    ("stefania", "FICT", "RON", "stefania", 275_000),
    ("stefania_eur", "FICT", "EUR", "stefania", 0),
    ("salon", "FICT", "RON", "salon", 960_000),
    ("toma", "FICT", "RON", "toma", 88_000),
    ("transport", "FICT", "RON", "transport", 540_000),
    ("eta", "FICT", "RON", "eta", 700_000),
    ("emil", "INVT", "RON", "emil", 0),
    ("victor_eur", "INVT", "EUR", "victor", 1_200_000),
    ("radu", "INVT", "RON", "radu", 650_000),
    ("toma_eur", "INVT", "EUR", "toma", 15_000),
    ("teta", "INVT", "RON", "teta", 330_000),
    ("zeta", "INVT", "RON", "zeta", 1_210_000),
    ("kapa", "INVT", "RON", "kapa", 480_000),
)
ACCOUNTS: Final[dict[str, SampleAccount]] = {
    key: SampleAccount(key, bank, make_iban(bank, number, currency), currency, holder, opening)
    for number, (key, bank, currency, holder, opening) in enumerate(_TABLE, start=1)
}
VICTIM_ACCOUNTS: Final = ("alma", "bianca", "corina", "daria_eur", "emil")
TAINTED_ACCOUNTS: Final = (*VICTIM_ACCOUNTS, "alfa", "beta", "gama")
"""Nothing but proceeds ever comes into these, so all that leaves them is proceeds under every method."""
CONTROLLERS: Final = (
    ("stefania", "alma"),
    ("stefania", "bianca"),
    ("stefania", "corina"),
    ("stefania", "daria_eur"),
    ("toma", "emil"),
)
"""(person, account): whose card and telephone the bank's records show."""
BENEFICIARIES: Final = (("victor", "delta_eur"),)
HELD_SINCE: Final = "2020-12-01"
SPOILED_IBAN: Final = spoil(make_iban(OUTSIDE_BANK, 990, "RON"))
"""A payer's number with a wrong last digit, as it came from another bank."""


def outside_iban(number: int) -> str:
    """The account of somebody outside the case."""
    return make_iban(OUTSIDE_BANK, number, "RON")
