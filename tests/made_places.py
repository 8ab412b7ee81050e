"""A case with houses at known, half-known, unknown and foreign places, for tests of the map."""

from __future__ import annotations

import json
from pathlib import Path

from importers.source import Upload
from tests.made_mappings import LAND_TABLE
from tracer.access.roles import Actor
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings

HOUSES = (
    ("Cluj-Napoca", "Cluj", "", "100001", "Casa de la deal"),
    ("Cluj-Napoca", "Cluj", "", "100002", "Casa de la vale"),
    ("Comuna Inventată", "Iași", "RO", "100003", "Moara"),
    ("Câmpina", "", "", "100004", "Sonda"),
    ("Comuna Inventată", "", "", "100005", "Coliba <img src=x onerror=alert(1)>"),
    ("Viena", "", "AT", "100006", "Apartament la Viena"),
)
"""Locality, county, country, number, description."""


def make_places(folder: Path) -> None:
    """Make a case at ``folder`` with these houses, each with an owner of its own."""
    lines = ["UAT;Judet;Tara;Numar;Descriere;Proprietar;Fel;Cheie"]
    lines += [";".join((*house, f"Om Inventat {number}", "person", str(number))) for number, house in enumerate(HOUSES)]
    land = Upload.received("case.csv", "\r\n".join(lines).encode())
    mapping = Upload.received("carte.json", json.dumps(LAND_TABLE).encode())
    with open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), create=True) as session:
        (report,) = import_files(session, [land], mappings=[mapping]).files
        assert (report.status, report.kept) == ("imported", len(HOUSES)), report
