"""The companies of the sample case, their shareholders, and the effective shares that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.records.identity import company_id, registered_company_id
from tracer.sample.world.invented_numbers import make_cui, spoil

OWNERSHIP_DAY: Final = date(2024, 12, 31)
FOREIGN_SCHEME: Final = "XX-REG"
FOREIGN_NUMBER: Final = "EX-0001"


@dataclass(frozen=True, slots=True)
class Company:
    """An invented company. ``cui`` empty: it is in the register of an invented country."""

    key: str
    name: str
    cui: str
    founded: str
    dissolved: str = ""

    @property
    def id(self) -> str:
        """The id of this company in every register."""
        if not self.cui:
            return registered_company_id(FOREIGN_SCHEME, FOREIGN_NUMBER)
        return company_id(cui=self.cui, source="", local="")


@dataclass(frozen=True, slots=True)
class SampleStake:
    """A holding as the register states it, in per cent: exact, or from ``lower`` to ``upper``; 0 to 100 is not stated.

    ``holder`` empty: the register says that the holder is not disclosed.
    """

    holder: str
    company: str
    lower: int
    upper: int
    since: str
    until: str = ""


_ORDINARY: Final = (
    "Brutărie Exemplu",
    "Construcții Exemplu",
    "Curățenie Exemplu",
    "Depozit Exemplu",
    "Farmacie Exemplu",
    "Hotel Exemplu",
    "Librărie Exemplu",
    "Pază Exemplu",
    "Restaurant Exemplu",
    "Service Exemplu",
    "Spălătorie Exemplu",
    "Tipografie Exemplu",
    "Utilaje Exemplu",
)
_NAMED: Final = (
    Company("alfa", "Alfa Inexistent SRL", make_cui(1), "2019-02"),
    Company("beta", "Beta Inexistent SRL", make_cui(2), "2019-03"),
    Company("gama", "Gama Inexistent SRL", make_cui(3), "2019-04"),
    Company("delta", "Delta Organizare Fictivă SRL", make_cui(4), "2018-06"),
    Company("salon", "Salon Imaginar SRL", make_cui(5), "2017-09"),
    Company("transport", "Transport Inventat SRL", make_cui(6), "2019-11"),
    Company("zeta", "Zeta Consultanță Fictivă SRL", make_cui(7), "2016-01"),
    Company("eta", "Eta Închirieri Imaginare SRL", make_cui(8), "2020-05"),
    Company("teta", "Teta Media Imaginară SRL", make_cui(9), "2020-07"),
    Company("omega", "Omega Fictional Holding Ltd", "", "2018-10"),
    Company("kapa", "Kapa Imobiliare Inexistente SRL", make_cui(11), "2018-12"),
    Company("lambda", "Lambda Turism Exemplu SRL", make_cui(12), "2015-03"),
    Company("sigma", "Sigma Comerț Exemplu SRL", make_cui(40), "2016-08"),
)
COMPANIES: Final[dict[str, Company]] = {
    company.key: company
    for company in (
        *_NAMED,
        *(Company(f"firma{n}", f"{name} SRL", make_cui(12 + n), "2014") for n, name in enumerate(_ORDINARY, start=1)),
    )
}
SPOILED_COMPANY: Final = "firma13"
"""The register has its code with a wrong check digit."""
SPOILED_CUI: Final = spoil(COMPANIES[SPOILED_COMPANY].cui)
RING: Final = ("alfa", "beta", "gama")

STAKES: Final[tuple[SampleStake, ...]] = (
    SampleStake("victor", "alfa", 70, 70, "2019-02-11"),
    SampleStake("gama", "alfa", 30, 30, "2019-05-06"),
    SampleStake("alfa", "beta", 40, 40, "2019-03-12"),
    SampleStake("elena", "beta", 60, 60, "2019-03-12"),
    SampleStake("victor", "gama", 50, 50, "2019-04-15"),
    SampleStake("beta", "gama", 50, 50, "2019-04-15"),
    SampleStake("alfa", "delta", 60, 60, "2019-06-03"),
    SampleStake("victor", "delta", 40, 40, "2018-06-04"),
    SampleStake("stefania", "salon", 100, 100, "2017-09-18"),
    SampleStake("toma", "transport", 100, 100, "2019-11-04"),
    SampleStake("victor", "zeta", 25, 50, "2016-01-18"),
    SampleStake("radu", "zeta", 50, 50, "2016-01-18"),
    SampleStake("stefania", "eta", 45, 45, "2020-05-11"),
    SampleStake("", "eta", 55, 55, "2020-05-11"),
    SampleStake("eta", "teta", 100, 100, "2020-07-06"),
    SampleStake("victor", "omega", 100, 100, "2018-10-01"),
    SampleStake("omega", "kapa", 100, 100, "2018-12-03"),
    SampleStake("toma", "lambda", 100, 100, "2015-03-09", "2020-03-31"),
    SampleStake("asociat1", "lambda", 100, 100, "2020-04-01"),
    SampleStake("asociat2", "sigma", 30, 30, "2016-08-08"),
    SampleStake("radu", "sigma", 0, 100, "2016-08-08"),
    *(SampleStake(f"asociat{1 + n % 4}", f"firma{n}", 100, 100, "2014-01-01") for n in range(1, len(_ORDINARY) + 1)),
)
BOARD: Final = (("elena", "beta", "2019-03-12"), ("victor", "delta", "2018-06-04"))
"""Who represents a company, and since when."""


def _exactly(numerator: int, denominator: int) -> tuple[Fraction, Fraction]:
    share = Fraction(numerator, denominator)
    return share, share


# The ring, for Victor: a = 7/10 + 3/10 c, b = 2/5 a, c = 1/2 + 1/2 b. Put in: a = 17/20 + 3/50 a, so a =
# 85/94, b = 17/47, c = 32/47. For Elena: b = 3/5 + 2/5 a, c = 1/2 b, a = 3/10 c, so b = 30/47, c = 15/47, a =
# 9/94. Delta is 2/5 Victor and 3/5 Alfa: 2/5 + 3/5 * 85/94 = 443/470 and 3/5 * 9/94 = 27/470.
EFFECTIVE: Final[dict[tuple[str, str], tuple[Fraction, Fraction]]] = {
    ("victor", "alfa"): _exactly(85, 94),
    ("victor", "beta"): _exactly(17, 47),
    ("victor", "gama"): _exactly(32, 47),
    ("elena", "alfa"): _exactly(9, 94),
    ("elena", "beta"): _exactly(30, 47),
    ("elena", "gama"): _exactly(15, 47),
    ("victor", "delta"): _exactly(443, 470),
    ("elena", "delta"): _exactly(27, 470),
    ("stefania", "salon"): _exactly(1, 1),
    ("toma", "transport"): _exactly(1, 1),
    ("victor", "zeta"): (Fraction(1, 4), Fraction(1, 2)),
    ("radu", "zeta"): _exactly(1, 2),
    ("stefania", "eta"): _exactly(9, 20),
    ("stefania", "teta"): _exactly(9, 20),
    # The register states no size: what the other holder leaves.
    ("radu", "sigma"): (Fraction(0), Fraction(7, 10)),
    ("victor", "omega"): _exactly(1, 1),
    ("victor", "kapa"): _exactly(1, 1),
}
"""(person, company) -> smallest and largest effective share on the ownership day."""


def companies_of(person: str) -> frozenset[str]:
    """Of which companies does this person own a part in the end? Nobody here controls one without owning."""
    return frozenset(company for owner, company in EFFECTIVE if owner == person)
