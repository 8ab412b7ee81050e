"""The terms that run on a measure, as dated rows. When the law changes, end a row and add its successor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph_schema.messages import N_
from tracer.recovery.time_limits.calendar import CalendarName, Unit

Phase = Literal["investigation", "trial"]


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One term: started by any step of ``starts`` (from, to), running while the measure is in ``runs_in``.

    A later step of ``starts`` starts it anew. ``phase`` None: in every phase. ``asset_classes`` empty: any
    asset. ``window``: a right that ends with the term, not a duty; it is shown only while open.
    ``amber_days``, ``red_days``: days left from which it is shown so, inclusive. ``valid_from`` inclusive,
    ``valid_to`` exclusive: the rule applies to terms that start between them; None is open.
    """

    id: str
    title: str
    statute: str
    starts: frozenset[tuple[str | None, str]]
    runs_in: frozenset[str]
    length: int
    unit: Unit
    calendar: CalendarName
    phase: Phase | None
    asset_classes: frozenset[str]
    window: bool
    amber_days: int
    red_days: int
    valid_from: date | None = None
    valid_to: date | None = None


# Orders that decide on the freeze anew. The ruling on a challenge is none: it judges the measure as it was
# taken, so the term of the check goes on. Read otherwise it would end later; so nobody is told too late.
_CHECKS: Final = frozenset(
    {
        ("REQUESTED", "FROZEN"),
        ("URGENT", "FROZEN"),
        ("FROZEN", "FROZEN"),
        ("PART_RELEASED", "FROZEN"),
        ("CONF_NONFINAL", "FROZEN"),
        ("FROZEN", "PART_RELEASED"),
        ("MANAGED", "PART_RELEASED"),
        ("PART_RELEASED", "PART_RELEASED"),
        ("MANAGED", "MANAGED"),
        ("SALE_ORDERED", "SALE_ORDERED"),
        ("DEPOSITED", "DEPOSITED"),
        ("CONF_NONFINAL", "CONF_NONFINAL"),
    }
)
_CHECKED_IN: Final = frozenset(
    {
        "FROZEN",
        "CHALLENGED",
        "PART_RELEASED",
        "MANAGED",
        "SALE_ORDERED",
        "DEPOSITED",
        "CONF_NONFINAL",
    }
)
_FIRST_FREEZE: Final = frozenset({("REQUESTED", "FROZEN"), ("URGENT", "FROZEN")})
_IN_HAND: Final = frozenset({"FROZEN", "CHALLENGED", "PART_RELEASED"})
_ANY: Final[frozenset[str]] = frozenset()

DEADLINE_RULES: Final[tuple[DeadlineRule, ...]] = (
    DeadlineRule(
        id="recheck_investigation",
        title=N_("periodic check in the investigation"),
        statute="CPP 250²",
        starts=_CHECKS,
        runs_in=_CHECKED_IN,
        length=6,
        unit="months",
        calendar="ro_criminal",
        phase="investigation",
        asset_classes=_ANY,
        window=False,
        amber_days=45,
        red_days=15,
    ),
    DeadlineRule(
        id="recheck_trial",
        title=N_("periodic check at trial"),
        statute="CPP 250²",
        starts=_CHECKS,
        runs_in=_CHECKED_IN,
        length=1,
        unit="years",
        calendar="ro_criminal",
        phase="trial",
        asset_classes=_ANY,
        window=False,
        amber_days=45,
        red_days=15,
    ),
    DeadlineRule(
        id="urgent_expiry",
        title=N_("expiry of the urgent freezing"),
        statute="Directive (EU) 2024/1260 art. 11",
        starts=frozenset({("TRACED", "URGENT")}),
        runs_in=frozenset({"URGENT"}),
        length=7,
        unit="days",
        calendar="eu_1182_71",
        phase=None,
        asset_classes=_ANY,
        window=False,
        amber_days=7,
        red_days=1,
    ),
    DeadlineRule(
        id="cash_deposit",
        title=N_("payment of seized cash into the unique account"),
        statute="CPP 252",
        starts=_FIRST_FREEZE,
        runs_in=_IN_HAND,
        length=3,
        unit="days",
        calendar="ro_criminal",
        phase=None,
        asset_classes=frozenset({"cash"}),
        window=False,
        amber_days=4,
        red_days=1,
    ),
    DeadlineRule(
        id="valuables_handover",
        title=N_("handing over of seized valuables"),
        statute="CPP 252",
        starts=_FIRST_FREEZE,
        runs_in=_IN_HAND,
        length=48,
        unit="hours",
        calendar="ro_criminal",
        phase=None,
        asset_classes=frozenset({"gold", "jewellery", "watch", "art"}),
        window=False,
        amber_days=2,
        red_days=1,
    ),
    DeadlineRule(
        id="challenge",
        title=N_("challenge against the measure"),
        statute="CPP 250",
        starts=_FIRST_FREEZE,
        runs_in=frozenset({"FROZEN", "MANAGED"}),
        length=3,
        unit="days",
        calendar="ro_criminal",
        phase=None,
        asset_classes=_ANY,
        window=True,
        amber_days=4,
        red_days=0,
    ),
)
