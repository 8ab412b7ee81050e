"""Invented schedules to be written as documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from graph_schema.records.provenance import digest_bytes
from tests.tracer.export.graph_forms.conftest import make_picture
from tracer.casefile.annex import Annex, AnnexFile
from tracer.casefile.schedule import (
    Amount,
    Note,
    Owner,
    Schedule,
    ScheduleLine,
    ScheduleMeasure,
    ScheduleSentence,
    SourceEntry,
    Traced,
)
from tracer.export.graph_forms.svg import write_svg
from tracer.wording.language import find_language

FILES = {"a" * 64: "extras-inventat.csv", "b" * 64: "carte-funciara-inventată.xlsx"}
NOTES = (
    Note(1, "a" * 64, "extras-inventat.csv", "row:12"),
    Note(2, "b" * 64, "carte-funciara-inventată.xlsx", "sheet:Imobile/row:7"),
    Note(3, "a" * 64, "extras-inventat.csv", "path:/Document/Stmt[2]"),
)


def make_line(number: int, **changes: Any) -> ScheduleLine:
    line: dict[str, Any] = {
        "number": number,
        "asset": f"lan-{number:08}",
        "asset_class": "flat",
        "caption": f"Apartament Q{number:04}Z",
        "identifiers": f"nr. cadastral K{number:04}K",
        "owners": (Owner("Firmă Inventată SRL", "50,0 %", (2,)),),
        "acquired": "2019",
        "prices": (Amount(7_000_000, "EUR"),),
        "price_notes": (2,),
        "value": Amount(8_250_050, "EUR"),
        "value_date": date(2024, 3, 1),
        "value_method": "appraisal",
        "value_notes": (1,),
        "tie": (ScheduleSentence("{payer} paid {sum}.", {"payer": "Ion Inventat", "sum": "7"}, (1, 2)),),
        "traced": (Traced("fifo", 100_000, 250_000, 7_000_000, "EUR", (3,)),),
        "measures": (ScheduleMeasure("M-1", "123/P/2024", "FROZEN", date(2024, 4, 2), "100 %", "ordonanță 7", (2,)),),
    }
    return ScheduleLine(**(line | changes))


def make_schedule(lines: tuple[ScheduleLine, ...], **changes: Any) -> Schedule:
    totals: dict[str, int] = {}
    for line in lines:
        if line.value is not None:
            totals[line.value.currency] = totals.get(line.value.currency, 0) + line.value.minor
    whole: dict[str, Any] = {
        "case_number": "123/P/2024",
        "case_title": "dosar inventat",
        "authority": "Parchetul Inventat",
        "suspect": "Ion Inventat",
        "suspect_id": "per-1",
        "as_of": date(2024, 6, 1),
        "method": "fifo",
        "author": "Procuror Inventat",
        "digest": "d" * 64,
        "lines": lines,
        "totals": tuple(Amount(totals[currency], currency) for currency in sorted(totals)),
        "unvalued": sum(line.value is None for line in lines),
        "notes": NOTES,
        "sources": tuple(
            SourceEntry(digest, name, "bank-ledger", "2024-01-31", "2024-02-01T10:00:00Z")
            for digest, name in FILES.items()
        ),
        "limits": (ScheduleSentence("What is not matched is not shown.", {}, ()),),
    }
    return Schedule(**(whole | changes))


def make_annex(number: int, **changes: Any) -> Annex:
    svg = write_svg(make_picture(), find_language("en"), bare=True).decode()
    whole: dict[str, Any] = {
        "number": number,
        "event": f"evt-{number}",
        "title": f"Schema Q{number:04}S",
        "caption": "Banii vin din două conturi inventate.",
        "author": "Procuror Inventat",
        "at": "2026-12-01T14:03:00Z",
        "digest": digest_bytes(svg.encode()),
        "case_digest": "e" * 64,
        "svg": svg,
        "withheld": "",
        "changed": False,
        "nodes": 9,
        "files": (
            AnnexFile("a" * 64, FILES["a" * 64], ("row:12", "row:13")),
            AnnexFile("b" * 64, FILES["b" * 64], ("sheet:Imobile/row:7",)),
        ),
    }
    return Annex(**(whole | changes))


@pytest.fixture(scope="session")
def annex() -> Callable[..., Annex]:
    """One picture of the report, fields changed by name."""
    return make_annex


@pytest.fixture(scope="session")
def line() -> Callable[..., ScheduleLine]:
    """One asset, fields changed by name."""
    return make_line


@pytest.fixture(scope="session")
def schedule() -> Callable[..., Schedule]:
    """A schedule of these lines; totals as their values make them."""
    return make_schedule
