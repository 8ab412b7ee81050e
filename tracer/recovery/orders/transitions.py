"""The table of the steps of an order item: from, to, pairs, conditions, statute, validity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracer.recovery.orders.pairs import APPEAL, FINALITY, JUDGMENT, ORD, RIGHTS_JUDGE, RUL, SYSTEM, Pair, pairs

FOUND_STATES: Final = ("IDENTIFIED", "TRACED")
TIED_STATES: Final = frozenset({"FROZEN", "ACQ_NONFINAL", "CONF_NONFINAL"})
"""The thing or its money is tied and nothing is final: the freeze is checked."""
FINAL_STATES: Final = frozenset({"CONF_FINAL", "ENFORCING", "REALISED"})
"""Money may be paid out."""
LIVE_STATES: Final = (*FOUND_STATES, "REQUESTED", "URGENT", *sorted(TIED_STATES), *sorted(FINAL_STATES))
"""Every other state ends the item."""
CONFISCATED_STATES: Final = frozenset({"CONF_NONFINAL", "REUSE", "DESTROYED", *FINAL_STATES})
CONFISCATION_BASES: Final = ("DIRECT", "VALUE", "THIRD", "EXTENDED", "NCB", "UWO")
NCB_REASONS: Final = frozenset({"illness", "absconding", "death", "limitation", "amnesty"})


@dataclass(frozen=True, slots=True)
class ItemTransition:
    """One allowed step. ``conditions``: names of the checks that apply. ``valid_from``, ``valid_to``: inclusive.

    ``off``: the row is in force only from the day that the settings give for the rule of this name.
    """

    from_state: str | None
    to_state: str
    pairs: frozenset[Pair]
    conditions: tuple[str, ...]
    statute: str
    valid_from: date | None = None
    valid_to: date | None = None
    off: str | None = None


def _rows(
    states: tuple[str | None, ...],
    to_states: tuple[str, ...],
    allowed: frozenset[Pair],
    conditions: str,
    statute: str,
    off: str | None = None,
) -> Iterator[ItemTransition]:
    for state in states:
        for to_state in to_states:
            yield ItemTransition(state, to_state, allowed, tuple(conditions.split()), statute, off=off)


_FINDERS = "investigator prosecutor aro"
_BEFORE_ORDER = (*FOUND_STATES, "REQUESTED")
_ENFORCEABLE = ("CONF_FINAL", "ENFORCING")
_DONE = (*_ENFORCEABLE, "REALISED", "REUSE")

ITEM_TRANSITIONS: Final[tuple[ItemTransition, ...]] = (
    *_rows((None,), ("IDENTIFIED",), pairs(f"source_record:{_FINDERS}"), "", "Directive (EU) 2024/1260 art. 4"),
    *_rows(
        ("IDENTIFIED",),
        ("TRACED",),
        pairs(f"register_extract:{_FINDERS}; bank_answer:{_FINDERS}"),
        "",
        "Directive (EU) 2024/1260 art. 4-6",
    ),
    *_rows(
        FOUND_STATES,
        ("REQUESTED",),
        pairs("referral:investigator; request:civil_party prosecutor; certificate:foreign_authority"),
        "",
        "CPP 249",
    ),
    *_rows(
        FOUND_STATES,
        ("URGENT",),
        pairs("urgent_order:aro"),
        "protected share",
        "Directive (EU) 2024/1260 art. 11(2)-(3)",
        off="urgent_aro",
    ),
    *_rows(
        (*_BEFORE_ORDER, "URGENT"),
        ("FROZEN",),
        ORD | RUL | JUDGMENT | APPEAL | pairs("recognition:court prosecutor"),
        "protected holder reach share",
        "CPP 249",
    ),
    *_rows(("URGENT",), ("LAPSED",), frozenset({SYSTEM}), "urgent_passed", "Directive (EU) 2024/1260 art. 11(3)"),
    *_rows(("FROZEN",), ("LAPSED",), frozenset({SYSTEM}), "suit_passed", "CPP 397(5)"),
    *_rows(
        (*_BEFORE_ORDER, "FROZEN"),
        ("CONF_NONFINAL",),
        JUDGMENT | pairs("ruling:prelim_judge"),
        "basis protected holder reach share finding",
        "CP 112, 112^1; CPP 549^1",
    ),
    *_rows(("FROZEN",), ("ACQ_NONFINAL",), JUDGMENT, "reason", "CPP 397, 421"),
    *_rows(
        (*_BEFORE_ORDER, "FROZEN", "ACQ_NONFINAL"),
        ("CONF_FINAL",),
        APPEAL | pairs("recognition:court"),
        "basis protected holder reach share finding remainder",
        "CPP 421, 551-552",
    ),
    *_rows(
        ("CONF_NONFINAL",),
        ("CONF_FINAL",),
        APPEAL | FINALITY | pairs("ruling:court"),
        "share same_day remainder",
        "CPP 551-552, 549^1",
    ),
    *_rows(("CONF_NONFINAL", "ACQ_NONFINAL"), ("FROZEN",), APPEAL, "reason", "CPP 421"),
    *_rows(("CONF_NONFINAL",), ("RELEASED",), APPEAL, "final reason", "CPP 421"),
    *_rows(("ACQ_NONFINAL",), ("RELEASED",), APPEAL | FINALITY, "final reason", "CPP 421, 551-552"),
    *_rows(
        ("REQUESTED", "URGENT", "FROZEN"),
        ("RELEASED",),
        ORD | RUL | RIGHTS_JUDGE | APPEAL | FINALITY | pairs("recognition:court"),
        "final reason",
        "CPP 250, 250^2, 315",
    ),
    *_rows(("CONF_FINAL",), ("ENFORCING",), pairs("operative_part:delegated_judge tax_authority court"), "", "CPP 574"),
    *_rows(
        ("FROZEN",),
        ("ENFORCING",),
        pairs("operative_part:delegated_judge tax_authority bailiff"),
        "award_final",
        "CPP 249, 579-581",
    ),
    *_rows((*FOUND_STATES, "FROZEN"), ("ENFORCING",), pairs("operative_part:tax_authority"), "under", "CP 112(5)"),
    *_rows(
        _ENFORCEABLE,
        ("REALISED",),
        pairs("sale_record:tax_authority anabi; account_entry:tax_authority anabi"),
        "money",
        "CPP 574",
    ),
    *_rows(
        ("ENFORCING",),
        ("REUSE",),
        pairs("decision:government; minutes:anabi"),
        "",
        "Directive (EU) 2024/1260 art. 19",
    ),
    *_rows(_ENFORCEABLE, ("DESTROYED",), pairs("minutes:delegated_judge"), "", "CPP 574"),
    *_rows(_DONE, ("FROZEN",), APPEAL | JUDGMENT | pairs("judgment:high_court"), "reason", "CPP 426-465"),
    *_rows(
        _DONE,
        ("RELEASED",),
        APPEAL | FINALITY | pairs("judgment:high_court; ruling:court"),
        "reason",
        "CPP 598-599",
    ),
    *_rows(LIVE_STATES, ("RETURNED_VICTIM",), ORD | RUL | JUDGMENT | APPEAL, "no_title_claim", "CPP 255"),
    *_rows(FOUND_STATES, ("NOT_FOUND", "DROPPED"), pairs("note:investigator prosecutor"), "reason", "office rule"),
)
"""Every allowed step. Two rows may join the same states: the first whose pairs and conditions hold applies."""


def find_transitions(from_state: str | None, to_state: str) -> tuple[ItemTransition, ...]:
    """Which rows join these two states? Empty: there is no such step."""
    return tuple(row for row in ITEM_TRANSITIONS if (row.from_state, row.to_state) == (from_state, to_state))
