"""A case whose names and texts are hostile: markup, a name of 131,005 letters, right to left, emoji, signs of formulas."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Final

from importers.source import Upload
from tests.made_mappings import IBAN_TABLE, LAND_TABLE
from tracer.access.roles import Actor
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

MARKUP: Final = "<img src=x onerror=alert(1)><script>alert(2)</script> [a](javascript:alert(3)) $x$ **b** :red[c]"
LONG: Final = "Lung " + "ș" * 131_000  # a cell of a table has at most 131,072 letters
RIGHT_TO_LEFT: Final = "שם מומצא \u202ecod.exe"
EMOJI: Final = "👩‍👩‍👧‍👦🏴‍☠️ Zâmbet 😀"
FORMULA: Final = "=HYPERLINK(1)"
NAMES: Final = (MARKUP, LONG, RIGHT_TO_LEFT, EMOJI, FORMULA)


def make_hostile(folder: Path) -> None:
    """Make a case at ``folder`` with a house, its owner, its place and a payment for each of ``NAMES``."""
    land, bank = io.StringIO(), io.StringIO()
    houses = csv.writer(land, delimiter=";")
    houses.writerow(["UAT", "Judet", "Tara", "Numar", "Descriere", "Proprietar", "Fel", "Cheie"])
    rows = csv.writer(bank)
    rows.writerow(["iban", "valued", "amount", "other", "ref"])
    for number, name in enumerate(NAMES):
        place = name[:200] if number % 2 else "Cluj-Napoca"
        houses.writerow([place, "Cluj", "", str(100001 + number), name, name, "person", f"om {number}"])
        rows.writerow(["RO42INVT0000000000000001", f"2024-05-{number + 1:02d}", "10.00", "", name[:200]])
    rows.writerow(["RO42INVT0000000000000001", "2024-05-31", MARKUP, "", "x"])
    files = [
        Upload.received(f"{MARKUP.replace('/', '')[:60]}.csv", land.getvalue().encode()),
        Upload.received(f"{EMOJI} \u202evsc.csv", bank.getvalue().encode()),
    ]
    mappings = [
        Upload.received(f"{number}.json", json.dumps(one).encode())
        for number, one in enumerate((LAND_TABLE, IBAN_TABLE))
    ]
    with open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), create=True) as session:
        report = import_files(session, files, mappings=mappings)
        assert [one.status for one in report.files] == ["imported", "imported"], report
