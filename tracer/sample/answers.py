"""What is known of the sample case beforehand, as ``answers.json`` beside its files.

Members: ``note``; ``names``: key of each person, company and asset -> its id in the graph and its natural
key; ``showcase``: [suspect, asset]; ``imports``: file -> rows, kept, rejected, flags; ``traced``: asset ->
currency and, by method, lower and upper in minor units; ``ownership_day``; ``ownership``: person, company,
lower, upper as fractions; ``ring``: companies; ``assets``: suspect -> method -> asset -> grounds; ``totals``:
as_of, known_on and euro cents by name; ``held``: account -> lower and upper in minor units of the proceeds it
holds at the end, by every method; ``pairs``: how many are open, and joined; ``hub``: an account and its
counterparties; ``flaws``: file, what is wrong, how often. Persons, companies and assets go by graph id.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from graph_schema.values.shares import read_share_text, share_text
from tracer.sample.money.episodes import PURCHASES
from tracer.sample.money.situations import HELD, HUB, HUB_COUNTERPARTIES, JOINED_PAIRS, OPEN_PAIRS
from tracer.sample.totals import DAYS, total_on
from tracer.sample.world.assets import HOLDERS, ITEMS, LANDS, VEHICLES
from tracer.sample.world.companies import COMPANIES, EFFECTIVE, OWNERSHIP_DAY, RING, companies_of
from tracer.sample.world.people import PEOPLE, SUSPECTS

SHOWCASE: Final = ("victor", "villa")
TIES_METHOD: Final = "libr"
"""The method of ``Answers.assets``; the file has both methods."""


@dataclass(frozen=True, slots=True)
class ImportCount:
    """The counts that an import of one file must give."""

    rows: int
    kept: int
    rejected: int
    flags: int


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong with a file on purpose."""

    file: str
    what: str
    count: int


@dataclass(frozen=True, slots=True)
class KnownTotals:
    """Euro cents by bucket, with identified, received and victims, on a day as known on another."""

    as_of: date
    known_on: date
    minors: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers by graph id. ``assets`` by suspect; ``grounds`` by suspect, method and asset."""

    imports: Mapping[str, ImportCount] = field(hash=False)
    traced: Mapping[str, Mapping[str, tuple[int, int]]] = field(hash=False)
    ownership_day: date
    ownership: Mapping[tuple[str, str], tuple[Fraction, Fraction]] = field(hash=False)
    ring: frozenset[str]
    assets: Mapping[str, frozenset[str]] = field(hash=False)
    grounds: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]] = field(hash=False)
    showcase: tuple[str, str]
    totals: tuple[KnownTotals, ...]
    held: Mapping[str, tuple[int, int]] = field(hash=False)
    pairs: tuple[int, int]
    hub: tuple[str, int]
    flaws: tuple[Flaw, ...]


def write_answers(asset_ids: Mapping[str, str], imports: Mapping[str, ImportCount], flaws: tuple[Flaw, ...]) -> bytes:
    """The answers as a file. ``asset_ids`` by the sample's own key."""
    body: dict[str, Any] = {
        "note": "Invented throughout. Amounts in minor units; shares as fractions; ids as in the case graph.",
        "names": _names(asset_ids),
        "showcase": [PEOPLE[SHOWCASE[0]].id, asset_ids[SHOWCASE[1]]],
        "imports": {
            name: {"rows": n.rows, "kept": n.kept, "rejected": n.rejected, "flags": n.flags}
            for name, n in imports.items()
        },
        "traced": {
            asset_ids[paid.asset]: {
                "currency": paid.currency,
                "fifo": {"lower": paid.fifo[0] * 100, "upper": paid.fifo[1] * 100},
                "libr": {"lower": paid.libr[0] * 100, "upper": paid.libr[1] * 100},
            }
            for paid in PURCHASES
        },
        "ownership_day": OWNERSHIP_DAY.isoformat(),
        "ownership": [
            {
                "person": PEOPLE[person].id,
                "company": COMPANIES[company].id,
                "lower": share_text(lower),
                "upper": share_text(upper),
            }
            for (person, company), (lower, upper) in EFFECTIVE.items()
        ],
        "ring": [COMPANIES[company].id for company in RING],
        "assets": {
            PEOPLE[suspect].id: {
                method: {asset_ids[key]: list(grounds) for key, grounds in ties_of(suspect, method).items()}
                for method in ("fifo", "libr")
            }
            for suspect in SUSPECTS
        },
        "totals": [
            {"as_of": day.isoformat(), "known_on": known_on.isoformat(), "minors": total_on(day, known_on)}
            for day, known_on in DAYS
        ],
        "held": {one.account: {"lower": one.lower * 100, "upper": one.upper * 100} for one in HELD},
        "pairs": {"open": OPEN_PAIRS, "joined": JOINED_PAIRS},
        "hub": [HUB.id, HUB_COUNTERPARTIES],
        "flaws": [{"file": flaw.file, "what": flaw.what, "count": flaw.count} for flaw in flaws],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_answers(path: Path) -> Answers:
    """The answers that were written beside the sample."""
    body = json.loads(path.read_text(encoding="utf-8"))
    grounds = {
        suspect: {
            method: {asset: tuple(found) for asset, found in assets.items()} for method, assets in methods.items()
        }
        for suspect, methods in body["assets"].items()
    }
    suspect, asset = body["showcase"]
    return Answers(
        imports={name: ImportCount(**counts) for name, counts in body["imports"].items()},
        traced={
            name: {method: (found[method]["lower"], found[method]["upper"]) for method in ("fifo", "libr")}
            for name, found in body["traced"].items()
        },
        ownership_day=date.fromisoformat(body["ownership_day"]),
        ownership={
            (row["person"], row["company"]): (read_share_text(row["lower"]), read_share_text(row["upper"]))
            for row in body["ownership"]
        },
        ring=frozenset(body["ring"]),
        assets={person: frozenset(methods[TIES_METHOD]) for person, methods in grounds.items()},
        grounds=grounds,
        showcase=(suspect, asset),
        totals=tuple(
            KnownTotals(date.fromisoformat(row["as_of"]), date.fromisoformat(row["known_on"]), row["minors"])
            for row in body["totals"]
        ),
        held={account: (sums["lower"], sums["upper"]) for account, sums in body["held"].items()},
        pairs=(body["pairs"]["open"], body["pairs"]["joined"]),
        hub=(body["hub"][0], body["hub"][1]),
        flaws=tuple(Flaw(**row) for row in body["flaws"]),
    )


def ties_of(suspect: str, method: str) -> dict[str, tuple[str, ...]]:
    """Which assets are tied to this suspect, by key, and on which grounds: title, use, company, money?"""
    companies = companies_of(suspect)
    paid = {item.asset: item.fifo_money_of if method == "fifo" else item.libr_money_of for item in PURCHASES}
    found = {}
    for asset, holders in HOLDERS.items():
        grounds = (
            ("title", (suspect, "owner") in holders),
            ("use", (suspect, "possessor") in holders),
            ("company", any(holder in companies for holder, _ in holders)),
            ("money", suspect in paid.get(asset, ())),
        )
        if any(holds for _, holds in grounds):
            found[asset] = tuple(name for name, holds in grounds if holds)
    return found


def _names(asset_ids: Mapping[str, str]) -> dict[str, dict[str, dict[str, str]]]:
    """The keys of this sample's tables with graph ids and natural keys."""
    natural = {land.key: f"{land.locality} {land.cadastral}" for land in LANDS}
    natural |= {vehicle.key: vehicle.vin for vehicle in VEHICLES}
    natural |= {item.key: f"{item.minutes} {item.number}" for item in ITEMS}
    return {
        "persons": {person.key: {"id": person.id, "cnp": person.cnp} for person in PEOPLE.values()},
        "companies": {company.key: {"id": company.id, "cui": company.cui} for company in COMPANIES.values()},
        "assets": {key: {"id": asset_ids[key], "number": number} for key, number in natural.items()},
    }
