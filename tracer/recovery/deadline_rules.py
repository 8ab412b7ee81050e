"""The terms that run on a measure, as dated rows. When the law changes, end a row and add its successor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from graph_schema.words import N_
from tracer.recovery.calendar import CalendarName, Unit

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
_CHECKS: Final = frozenset({
    ("REQUESTED", "FROZEN"), ("URGENT", "FROZEN"), ("FROZEN", "FROZEN"), ("PART_RELEASED", "FROZEN"),
    ("CONF_NONFINAL", "FROZEN"), ("FROZEN", "PART_RELEASED"), ("MANAGED", "PART_RELEASED"),
    ("PART_RELEASED", "PART_RELEASED"), ("MANAGED", "MANAGED"), ("SALE_ORDERED", "SALE_ORDERED"),
    ("DEPOSITED", "DEPOSITED"), ("CONF_NONFINAL", "CONF_NONFINAL"),
})  # fmt: skip
_CHECKED_IN: Final = frozenset({
    "FROZEN", "CHALLENGED", "PART_RELEASED", "MANAGED", "SALE_ORDERED", "DEPOSITED", "CONF_NONFINAL",
})  # fmt: skip
_FIRST_FREEZE: Final = frozenset({("REQUESTED", "FROZEN"), ("URGENT", "FROZEN")})
_IN_HAND: Final = frozenset({"FROZEN", "CHALLENGED", "PART_RELEASED"})
_ANY: Final[frozenset[str]] = frozenset()

DEADLINE_RULES: Final[tuple[DeadlineRule, ...]] = (
    DeadlineRule("recheck_investigation", N_("periodic check in the investigation"), "CPP 250^2",
                 _CHECKS, _CHECKED_IN, 6, "months", "ro_criminal", "investigation", _ANY, False, 45, 15),
    DeadlineRule("recheck_trial", N_("periodic check at trial"), "CPP 250^2",
                 _CHECKS, _CHECKED_IN, 1, "years", "ro_criminal", "trial", _ANY, False, 45, 15),
    DeadlineRule("urgent_expiry", N_("expiry of the urgent freezing"), "Directive (EU) 2024/1260 art. 11",
                 frozenset({("TRACED", "URGENT")}), frozenset({"URGENT"}), 7, "days", "eu_1182_71", None,
                 _ANY, False, 7, 1),
    DeadlineRule("cash_deposit", N_("payment of seized cash into the unique account"), "CPP 252",
                 _FIRST_FREEZE, _IN_HAND, 3, "days", "ro_criminal", None, frozenset({"cash"}), False, 4, 1),
    DeadlineRule("valuables_handover", N_("handing over of seized valuables"), "CPP 252",
                 _FIRST_FREEZE, _IN_HAND, 48, "hours", "ro_criminal", None,
                 frozenset({"gold", "jewellery", "watch", "art"}), False, 2, 1),
    DeadlineRule("challenge", N_("challenge against the measure"), "CPP 250",
                 _FIRST_FREEZE, frozenset({"FROZEN", "MANAGED"}), 3, "days", "ro_criminal", None, _ANY,
                 True, 4, 0),
)  # fmt: skip
