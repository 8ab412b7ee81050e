"""The persons of the sample case and their roles in the two criminal files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph_schema.records.identity import person_id
from tracer.sample.world.invented_numbers import make_cnp, spoil

FIRST_FILE: Final = "900001/D/P/2022"
MAIN_FILE: Final = "900002/D/P/2024"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person. ``key`` is how the other tables of the sample name them."""

    key: str
    name: str
    cnp: str

    @property
    def id(self) -> str:
        """The id of this person in every register."""
        return person_id(cnp=self.cnp, source="", local="")


@dataclass(frozen=True, slots=True)
class Role:
    """A line of the list of persons: who has which role in which file since when, whose relative it is."""

    person: str
    case: str
    role: str
    since: str
    ground: str = ""
    relation: str = ""
    related_to: str = ""


PEOPLE: Final[dict[str, Person]] = {
    person.key: person
    for person in (
        Person("victor", "Victor Inventescu", make_cnp("m", "820314", 101)),
        Person("stefania", "Ștefania Fictivescu", make_cnp("f", "850922", 102)),
        Person("toma", "Toma Imaginaru", make_cnp("m", "910105", 103)),
        Person("elena", "Elena Pretextescu", make_cnp("f", "800228", 104)),
        Person("radu", "Radu Născocițu", make_cnp("m", "840711", 105)),
        Person("alma", "Alma Plăsmuita", make_cnp("f", "990401", 201)),
        Person("bianca", "Bianca Închipuita", make_cnp("f", "980512", 202)),
        Person("corina", "Corina Neadevărata", make_cnp("f", "970623", 203)),
        Person("daria", "Daria Ficționala", make_cnp("f", "990730", 204)),
        Person("emil", "Emil Inexistentu", make_cnp("m", "960809", 205)),
        Person("asociat1", "Asociat Exemplu-Unu", make_cnp("m", "810101", 301)),
        Person("asociat2", "Asociat Exemplu-Doi", make_cnp("f", "830202", 302)),
        Person("asociat3", "Asociat Exemplu-Trei", make_cnp("m", "860303", 303)),
        Person("asociat4", "Asociat Exemplu-Patru", make_cnp("f", "880404", 304)),
    )
}
SUSPECTS: Final = ("victor", "stefania", "toma")
VICTIMS: Final = ("alma", "bianca", "corina", "daria", "emil")
WITNESS_NAME: Final = "Grigore Martor-Fictiv"
WITNESS_CNP: Final = spoil(make_cnp("m", "870615", 206))
"""The clerk mistyped the last digit: kept, flagged, and no key to the person."""

ROLES: Final[tuple[Role, ...]] = (
    Role("toma", FIRST_FILE, "suspect", "2022-09-05", "șofer al grupului, potrivit sesizării fictive"),
    Role("emil", FIRST_FILE, "victim", "2022-09-05"),
    Role("victor", MAIN_FILE, "suspect", "2024-10-01", "organizator, potrivit sesizării fictive"),
    Role("stefania", MAIN_FILE, "suspect", "2024-10-01", "organizatoare, potrivit sesizării fictive"),
    Role("toma", MAIN_FILE, "suspect", "2024-10-01", "șofer al grupului"),
    Role("elena", MAIN_FILE, "third_party", "2024-10-15", "proprietar înscris", "mamă", "victor"),
    Role("radu", MAIN_FILE, "third_party", "2024-10-15", "coproprietar", "soț", "stefania"),
    Role("alma", MAIN_FILE, "victim", "2024-10-01"),
    Role("bianca", MAIN_FILE, "victim", "2024-10-01"),
    Role("corina", MAIN_FILE, "victim", "2024-10-01"),
    Role("daria", MAIN_FILE, "victim", "2024-10-01"),
    Role("emil", MAIN_FILE, "victim", "2024-10-01"),
)
"""All but the witness, who has no valid number in the file."""
