"""Write the sample case: the files as their senders would send them, their mappings, the known answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from importers.declaration import Declaration
from importers.mapping import write_mapping
from tracer.sample.answers import Flaw, ImportCount, write_answers
from tracer.sample.files import bank_sheet, bank_text, small_banks
from tracer.sample.files.bank_camt import write_camt
from tracer.sample.files.measures_file import MEASURES_MAPPING, write_measures
from tracer.sample.files.ownership_file import count_statements, write_ownership
from tracer.sample.files.property_files import LAND_MAPPING, VEHICLE_MAPPING, write_land, write_vehicles
from tracer.sample.files.rates import count_rates, write_rates
from tracer.sample.files.register_files import (
    ACCOUNTS_MAPPING,
    INVENTORY_MAPPING,
    PERSONS_MAPPING,
    write_accounts,
    write_inventory,
    write_persons,
)
from tracer.sample.money.decisions import count_decisions, write_decisions
from tracer.sample.money.money_flow import flow
from tracer.sample.money.situations import (
    COOPERATIVE_NUMBERS,
    DECLARATION,
    cooperative_rows,
    hub_statement,
    twin_statements,
    weekend_statements,
)
from tracer.sample.money.statements import SampleStatement, cut, rows_of, whole_or_with_gap, yearly
from tracer.sample.world.accounts import ACCOUNTS, BENEFICIARIES, CONTROLLERS
from tracer.sample.world.assets import FIRST_MINUTES, ITEMS, LANDS, MAIN_MINUTES, VEHICLES, asset_ids
from tracer.sample.world.measures import steps
from tracer.sample.world.people import ROLES

ANSWERS: Final = "answers.json"
UNDECLARED: Final = "banca-mica.csv"
_MAPPINGS: Final = {
    "banca-fictiva.json": bank_text.MAPPING,
    "banca-inventata.json": bank_sheet.MAPPING,
    "carte-funciara.json": LAND_MAPPING,
    "vehicule.json": VEHICLE_MAPPING,
    "persoane.json": PERSONS_MAPPING,
    "conturi.json": ACCOUNTS_MAPPING,
    "perchezitii.json": INVENTORY_MAPPING,
    "masuri.json": MEASURES_MAPPING,
    "banca-cooperativa-1.json": small_banks.WITH_BANK,
    "banca-cooperativa-2.json": small_banks.WITHOUT_BANK,
    "banca-mica.json": small_banks.WITHOUT_ACCOUNT,
}


@dataclass(frozen=True, slots=True)
class SampleFiles:
    """The written sample: ``files`` in the order in which they are to be imported.

    ``undeclared``: the table that does not say whose account it is of; it is imported last, with ``declaration``.
    """

    files: tuple[Path, ...]
    undeclared: Path
    declaration: Declaration
    mappings: tuple[Path, ...]
    answers: Path


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    data: bytes
    count: ImportCount


def write_sample(folder: Path) -> SampleFiles:
    """Write the whole sample into this folder, over files of the same names. Same bytes every time."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mappings").mkdir(exist_ok=True)
    vehicles = write_vehicles()
    files = [*_registers(), *_banks(), *_situations(), *_property(vehicles), *_proceedings(vehicles)]
    for file in files:
        (folder / file.name).write_bytes(file.data)
    (folder / UNDECLARED).write_bytes(small_banks.write_without_account())
    for name, mapping in _MAPPINGS.items():
        (folder / "mappings" / name).write_bytes(write_mapping(mapping).encode())
    answers = write_answers(asset_ids(vehicles), {file.name: file.count for file in files}, _FLAWS)
    (folder / ANSWERS).write_bytes(answers)
    return SampleFiles(
        files=tuple(folder / file.name for file in files),
        undeclared=folder / UNDECLARED,
        declaration=DECLARATION,
        mappings=tuple(folder / "mappings" / name for name in _MAPPINGS),
        answers=folder / ANSWERS,
    )


def _all_kept(name: str, data: bytes, rows: int, *, flags: int = 0) -> _File:
    return _File(name, data, ImportCount(rows, rows, 0, flags))


def _registers() -> Iterator[_File]:
    # Flags: the witness's number; the capital that an undisclosed holder leaves open, a holder of unstated
    # size, a company's wrong code. What nobody holds by name is rejected.
    yield _all_kept("persoane.csv", write_persons(), len(ROLES) + 1, flags=1)
    stated = count_statements()
    yield _File("companii.json", write_ownership(), ImportCount(stated, stated - 1, 1, 3))


def _banks() -> Iterator[_File]:
    placed = flow()
    sheets: list[SampleStatement] = []
    for key, account in ACCOUNTS.items():
        rows = rows_of(key, placed)
        if account.bank == "EXMP":
            for statement in cut(key, rows, yearly()):
                name = f"banca-exemplu-{key}-{statement.first.year}.xml".replace("_", "-")
                flags = sum(flaw.count for flaw in _FLAWS if flaw.file == name and flaw.what == _SPOILED_IBAN)
                yield _all_kept(name, write_camt(statement), len(statement.rows), flags=flags)
        elif account.bank == "FICT":
            for statement in cut(key, rows, whole_or_with_gap(key)):
                name = f"banca-fictiva-{key}-{statement.first:%Y-%m}.csv".replace("_", "-")
                zero = int(key == bank_text.ZERO_ROW_ACCOUNT)
                kept = len(statement.rows)
                yield _File(name, bank_text.write_text(statement), ImportCount(kept + zero, kept, zero, 0))
        else:
            sheets += cut(key, rows, whole_or_with_gap(key))
    kept = sum(len(statement.rows) for statement in sheets)
    yield _File("banca-inventata.xlsx", bank_sheet.write_sheet(sheets), ImportCount(kept + 1, kept, 1, 0))


def _situations() -> Iterator[_File]:
    for number, statement in enumerate(twin_statements(), start=1):
        yield _all_kept(f"extras-alaturat-{number}.xml", write_camt(statement), len(statement.rows))
    paid, received = weekend_statements()
    yield _all_kept("extras-vineri.xml", write_camt(paid), len(paid.rows))
    yield _all_kept("extras-luni.csv", bank_text.write_text(received), len(received.rows))
    for number, owner in enumerate(COOPERATIVE_NUMBERS, start=1):
        rows = sum(1 for account, *_ in cooperative_rows() if account == owner)
        yield _all_kept(f"banca-cooperativa-{number}.csv", small_banks.write_cooperative(owner), rows)
    hub = hub_statement()
    yield _all_kept("extras-nod.xml", write_camt(hub), len(hub.rows))


def _property(vehicles: bytes) -> Iterator[_File]:
    ties = len(ACCOUNTS) + len(CONTROLLERS) + len(BENEFICIARIES)
    yield _all_kept("conturi.csv", write_accounts(), ties)
    yield _all_kept("carte-funciara.csv", write_land(), sum(len(land.entries) for land in LANDS))
    yield _all_kept("vehicule.csv", vehicles, sum(len(vehicle.entries) for vehicle in VEHICLES), flags=1)
    for number, minutes in enumerate((FIRST_MINUTES, MAIN_MINUTES), start=1):
        found = sum(1 for item in ITEMS if item.minutes == minutes)
        yield _all_kept(f"perchezitie-{number}.csv", write_inventory(minutes), found)


def _proceedings(vehicles: bytes) -> Iterator[_File]:
    yield _all_kept("cursuri.xml", write_rates(), count_rates())
    yield _all_kept("masuri.csv", write_measures(), sum(1 for _ in steps()))
    yield _all_kept("decizie.json", write_decisions(asset_ids(vehicles)), count_decisions())


_SPOILED_IBAN: Final = "a payer's account number with wrong check digits"
_FLAWS: Final = (
    Flaw("banca-exemplu-alma-2021.xml", "the same deposit twice on one day, both true", 2),
    Flaw("banca-exemplu-bianca-2022.xml", _SPOILED_IBAN, 1),
    Flaw("banca-fictiva-stefania-2023-06.csv", "the month before it was not sent", 1),
    Flaw("banca-fictiva-eta-2021-01.csv", "a row without money", 1),
    Flaw("banca-inventata.xlsx", "a payment that was not made", 1),
    Flaw("banca-inventata.xlsx", "a payment that came back", 1),
    Flaw("persoane.csv", "a personal number with a wrong check digit", 1),
    Flaw("companii.json", "a company code with a wrong check digit", 1),
    Flaw("companii.json", "a holder who is not disclosed", 1),
    Flaw("companii.json", "a holder of unstated size", 1),
    Flaw("vehicule.csv", "a vehicle number with letters that no such number has", 1),
)
