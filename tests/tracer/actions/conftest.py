"""A small case of one victim: her register rows, her account, and a statement that names her in many spellings."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from tracer.access.roles import Actor
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

NAME, CNP = "Mărioara Vasiliu-Țîrlea", "4990401702011"
OWN, HERS, STRANGE = "RO38AAAA0000000000000001", "RO65VVVV0000000000000009", "RO21CCCC0000000000000003"
SPELLINGS = (
    "Marioara Vasiliu Tirlea", "VASILIU TIRLEA M.", "Vasiliu-Ţîrlea Mărioara", "Marioara V. Tirlea", "Mărioara Vasiliu",
    "Marioara Tirlea",
)  # fmt: skip
"""The names under which she pays where the row gives no account."""
LEDGER = ("acc", "d", "v", "amt", "bal", "cpa", "cpn", "k", "desc", "ref")
LEDGER_MAPPING = {
    "name": "m", "format": "bank-ledger", "version": 1, "encoding": "utf-8", "delimiter": ";", "header_row": 1,
    "decimal_mark": ".", "group_mark": None, "date_pattern": "YYYY-MM-DD",
    "columns": {
        "account": "acc", "booking_date": "d", "value_date": "v", "amount": "amt", "balance": "bal",
        "counterparty_account": "cpa", "counterparty_name": "cpn", "kind": "k", "description": "desc", "reference": "ref",
    },
    "constants": {"currency": "RON", "bank": "Banca"},
    "codes": {"kind": {"t": "transfer", "r": "reversal"}}, "ignored": [],
}  # fmt: skip
PERSONS = ("Dosar", "Nume", "CNP", "Calitate", "Din data", "Obiect")
PERSONS_MAPPING = {
    "name": "p", "format": "persons-register", "version": 1, "encoding": "utf-8", "delimiter": ";", "header_row": 1,
    "decimal_mark": ",", "date_pattern": "DD.MM.YYYY",
    "columns": dict(
        zip(("case_number", "name", "cnp", "role", "role_from", "case_title"), PERSONS, strict=True)
    ),
    "constants": {"kind": "person", "extract_date": "01.07.2024"},
    "codes": {"role": {
        "suspect": "suspect", "victimă": "victim", "parte civilă": "civil_party", "vătămat": "injured_person",
        "martor": "witness", "martor protejat": "protected_witness", "minor": "minor",
    }},
    "ignored": [],
}  # fmt: skip
ACCOUNTS = ("IBAN", "Bancă", "Monedă", "Nume", "CNP", "Legătură", "Din data")
ACCOUNTS_MAPPING = {
    "name": "c", "format": "accounts-register", "version": 1, "encoding": "utf-8", "delimiter": ";", "header_row": 1,
    "decimal_mark": ",", "date_pattern": "DD.MM.YYYY",
    "columns": dict(
        zip(("number", "bank", "currency", "holder_name", "holder_cnp", "link", "from_date"), ACCOUNTS, strict=True)
    ),
    "constants": {"extract_date": "21.10.2024"}, "codes": {"link": {"titular": "holder"}}, "ignored": [],
}  # fmt: skip


def ledger_row(day: str, amount: int, balance: int, **more: str) -> tuple[str, ...]:
    """A row of the suspect's statement; ``more``: cpa, cpn, desc, ref, or acc for another account."""
    own = {"acc": OWN, "d": day, "v": day, "amt": str(amount), "bal": str(balance), "k": "t", **more}
    return tuple(own.get(name, "") for name in LEDGER)


def write_table(
    folder: Path, name: str, rows: Sequence[Sequence[str]], mapping: dict[str, object]
) -> tuple[Path, Path]:
    """A table and its mapping, as files."""
    table, saved = folder / f"{name}.csv", folder / f"{name}.json"
    with table.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";", lineterminator="\n").writerows(rows)
    saved.write_text(json.dumps(mapping), encoding="utf-8")
    return table, saved


STATEMENT = (
    LEDGER,
    ledger_row("2024-01-05", 500, 500, cpa=HERS, cpn="Vasiliu-Tirlea Marioara",
               desc=f"plata de la MARIOARA VASILIU TIRLEA cnp {CNP}", ref="VASILIU1"),
    ledger_row("2024-01-06", 100, 600, cpn=SPELLINGS[0], desc="chirie"),
    ledger_row("2024-01-07", 100, 700, cpn=SPELLINGS[1], desc=f"pt Vasiliu-Tirlea, {HERS}", ref=f"CNP{CNP}"),
    ledger_row("2024-01-08", 100, 800, cpn=SPELLINGS[2]),
    ledger_row("2024-01-09", 100, 900, cpn=SPELLINGS[3], desc="V-a-s-i-l-i-u 4990401 702011"),
    ledger_row("2024-01-10", -900, 0, cpn="Auto SRL", desc="pret", ref="OP 77"),
    ledger_row("2024-01-11", 50, 50, cpn=SPELLINGS[4], desc="MARIOARA.VASILIU@mail.ro"),
    ledger_row("2024-01-12", 50, 100, cpn=SPELLINGS[5], desc=f"Vasiliu Tirlea Marioara cont {HERS[-10:]}"),
    ledger_row("2024-01-13", 30, 130, cpn="Dan Străinu", desc="alt plătitor"),
)  # fmt: skip


@pytest.fixture(scope="session")
def made_victim_case(made_once) -> Path:
    """The folder of the case and of its files, made once. Tests take ``victim_case``."""
    persons = (
        PERSONS,
        ("1/P/2024", "Ion Popescu", "3820314701012", "suspect", "01.01.2024", "Dosar"),
        ("1/P/2024", NAME, CNP, "victimă", "01.01.2024", "Dosar"),
    )
    accounts = (
        ACCOUNTS,
        (HERS, "B", "RON", NAME, CNP, "titular", "01.12.2020"),
        (OWN, "B", "RON", "Ion Popescu", "3820314701012", "titular", "01.12.2020"),
    )

    def make(folder: Path) -> Path:
        files = folder / "files"
        files.mkdir()
        with open_session(Settings(folder / "case", Actor("Ana Proba", "owner"), "en"), create=True) as session:
            for name, rows, mapping in (
                ("persons", persons, PERSONS_MAPPING),
                ("accounts", accounts, ACCOUNTS_MAPPING),
                ("statement", STATEMENT, LEDGER_MAPPING),
            ):
                table, saved = write_table(files, name, rows, mapping)
                (report,) = import_files(session, [table], mappings=[saved]).files
                assert report.status == "imported"
        return folder

    return made_once("victim", make)


@pytest.fixture
def victim_case(made_victim_case, tmp_path) -> SimpleNamespace:
    """A copy of the case to write to, and the folder of its files."""
    folder, files = tmp_path / "empty", tmp_path / "files"
    shutil.copytree(made_victim_case / "case", folder)
    shutil.copytree(made_victim_case / "files", files)
    return SimpleNamespace(folder=folder, files=files)
