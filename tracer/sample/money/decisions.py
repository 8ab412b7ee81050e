"""The decisions of the invented prosecutor: which receipts are proceeds, by which method an asset is traced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from graph_schema.records.events import Event
from graph_schema.records.fields import Value
from graph_schema.records.identity import event_id
from importers.registers.decision import write_decision
from tracer.sample.money.situations import MARKED
from tracer.sample.world.accounts import ACCOUNTS, VICTIM_ACCOUNTS

LABEL: Final = "proceeds"
AUTHOR: Final = "Procuror Exemplu"
_DAY: Final = date(2024, 12, 2)
_CHOSEN: Final = (("villa", "libr"), ("flat_joint", "fifo"), ("car_victor", "libr"))


def write_decisions(asset_ids: Mapping[str, str]) -> bytes:
    """The decision file in the program's format."""
    return write_decision(
        author=AUTHOR,
        role="prosecutor",
        at=f"{_DAY}T09:00:00Z",
        reason="Încasările din conturile victimelor sunt considerate produs al infracțiunii; dosar fictiv.",
        events=tuple(_events(asset_ids)),
    )


def count_decisions() -> int:
    """How many records does the decision hold?"""
    return len(VICTIM_ACCOUNTS) + len(MARKED) + len(_CHOSEN)


def _events(asset_ids: Mapping[str, str]) -> Iterator[Event]:
    for account in VICTIM_ACCOUNTS:
        yield _event(
            "ProceedsMarked",
            ACCOUNTS[account].id,
            {
                "label": LABEL,
                "kinds": "cash_deposit,transfer",
                "from_date": "2021-01-01",
                "to_date": "2024-12-31",
                "reason": "Depuneri și plăți de la clienți; titularul contului nu dispunea de bani.",
            },
        )
    for account in MARKED:
        reason = "Depuneri considerate produs al infracțiunii; cont inventat."
        yield _event("ProceedsMarked", account, {"label": LABEL, "reason": reason})
    for asset, method in _CHOSEN:
        reason = "Metoda susținută în fața instanței fictive."
        yield _event("MethodChosen", asset_ids[asset], {"method": method, "reason": reason})


def _event(kind: str, subject: str, props: dict[str, Value]) -> Event:
    parts = [f"{name}={props[name]}" for name in sorted(props)]
    identity = event_id(kind, subject, _DAY.isoformat(), _DAY.isoformat(), AUTHOR, *parts)
    return Event(identity, kind, subject, _DAY, _DAY, AUTHOR, props, "path:/events/0")
