"""The table of the steps that a measure may take: states, documents, authorities and legal source of each.

The state belongs to a measure on a share of an asset. Rows in ``_ADDED`` are not in the published table of the
life of a measure; the legal texts need each of them:

* a recheck while in custody, under sale, as deposited money or during appeal (CPP 250² applies as long as the
  freezing lasts);
* a partial release at the recheck, and all steps of the rest that stays frozen after it (as for FROZEN);
* a challenge while in custody, and handing over during a challenge (CPP 250: a challenge does not suspend);
* a sale order that is annulled or fails returns the measure to freezing or custody (CPP 252²);
* cash is paid into the unique account without a sale (CPP 252);
* money deposited after an early sale is paid out when the confiscation is final (``after`` = DEPOSITED):
  the state then is CONF_FINAL, so "DEPOSITED (final)" is read as CONF_FINAL after DEPOSITED;
* several receipts and several payments of one measure.

Interpretation: "any live" means REQUESTED to REALISED for a release (IDENTIFIED and TRACED restrict nobody and end
with DROPPED or NOT_FOUND), and IDENTIFIED to REALISED for a return to the victim (things are also returned without
a freezing order, CPP 255). "CONF_FINAL, value unpaid -> TRACED (new asset)" is no step of this measure: a
new measure begins on the asset that was found. LAPSED ends the measure; a later order is a new measure. If a final
judgment is annulled, the measure ends in RELEASED.

Source: Romanian Code of Criminal Procedure (CPP) as cited a row; Regulation (EU) 2018/1805; Directive (EU)
2024/1260.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from graph_schema.codes.states import STATE_TABLE, STATES, STATES_BY_CODE


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed step. ``from_state`` None: the first step. ``documents`` and ``authorities``: codes of
    ``graph_schema.codes.documents``.

    ``needs_amount``: the sum paid must be stated. ``after``: the step is allowed only if the measure was in this state
    before.
    """

    from_state: str | None
    to_state: str
    documents: tuple[str, ...]
    authorities: tuple[str, ...]
    needs_amount: bool
    source: str
    after: str | None = None


LIVE_STATES: Final = tuple(state.code for state in STATE_TABLE if state.live)
"""States of a measure that has not ended."""
UNDER_ORDER: Final = tuple(code for code in LIVE_STATES if code not in ("IDENTIFIED", "TRACED"))
"""States in which an order is requested or in force."""
PAYOUTS: Final = tuple(code for code in STATES if STATES_BY_CODE[code].payout)
"""States in which money is paid out: to the budget, to the victim, to another State."""
WITHOUT_DOCUMENT: Final = frozenset(state.code for state in STATE_TABLE if not state.documented)
"""Steps that need no document: finding an asset, and the passing of a term."""

_COURTS = ("prosecutor", "judge", "court")
_RECHECK = ("ordinance", "ruling", "judgment")


def _rows(
    from_states: Iterable[str | None],
    to_states: Iterable[str],
    documents: tuple[str, ...],
    authorities: tuple[str, ...],
    source: str,
    *,
    needs_amount: bool = False,
    after: str | None = None,
) -> list[Transition]:
    return [
        Transition(start, end, documents, authorities, needs_amount, source, after)
        for start in from_states
        for end in to_states
    ]


_STATED: Final = (
    *_rows([None], ["IDENTIFIED"], ("source_record",), ("investigator",), "Directive (EU) 2024/1260 art. 4"),
    *_rows(
        ["IDENTIFIED"], ["TRACED"], ("register_extract",), ("investigator", "aro"), "Directive (EU) 2024/1260 art. 4-6"
    ),
    *_rows(["TRACED"], ["REQUESTED"], ("referral", "certificate"), ("investigator", "party"), "CPP 249"),
    *_rows(["TRACED"], ["URGENT"], ("urgent_order",), ("aro",), "Directive (EU) 2024/1260 art. 11"),
    *_rows(
        ["REQUESTED", "URGENT"], ["FROZEN"], ("ordinance", "ruling", "judgment", "minutes"), _COURTS, "CPP 249, 253"
    ),
    *_rows(["URGENT"], ["LAPSED"], (), ("system",), "Directive (EU) 2024/1260 art. 11"),
    *_rows(["FROZEN"], ["CHALLENGED"], ("challenge",), ("affected_person",), "CPP 250"),
    *_rows(["CHALLENGED"], ["FROZEN", "PART_RELEASED", "RELEASED"], ("ruling",), ("judge", "court"), "CPP 250"),
    *_rows(["FROZEN"], ["FROZEN"], _RECHECK, _COURTS, "CPP 250²"),
    *_rows(["FROZEN"], ["MANAGED"], ("minutes",), ("anabi", "custodian"), "CPP 252; Law 318/2015"),
    *_rows(
        ["MANAGED", "FROZEN"],
        ["SALE_ORDERED"],
        ("consent", "ruling", "ordinance"),
        ("prosecutor", "judge"),
        "CPP 252¹, 252²",
    ),
    *_rows(["SALE_ORDERED"], ["DEPOSITED"], ("sale_record", "account_entry"), ("anabi",), "CPP 252¹; Law 318/2015"),
    *_rows(["FROZEN", "MANAGED", "DEPOSITED"], ["CONF_NONFINAL"], ("judgment",), ("court",), "CP 112, 112¹"),
    *_rows(["CONF_NONFINAL"], ["CONF_FINAL"], ("judgment",), ("court",), "CPP 551, 552"),
    *_rows(["CONF_NONFINAL"], ["FROZEN", "RELEASED"], ("judgment",), ("court",), "CPP 421"),
    *_rows(["CONF_FINAL"], ["ENFORCING"], ("operative_part",), ("delegated_judge", "tax_authority"), "CPP 574"),
    *_rows(["ENFORCING"], ["REALISED"], ("sale_record", "account_entry"), ("tax_authority", "anabi"), "CPP 574"),
    *_rows(
        ["REALISED"],
        PAYOUTS,
        ("payment_order",),
        ("anabi", "tax_authority"),
        "Law 318/2015; Regulation (EU) 2018/1805 art. 30",
        needs_amount=True,
    ),
    *_rows(
        ["ENFORCING"], ["REUSE"], ("decision", "minutes"), ("government", "anabi"), "Directive (EU) 2024/1260 art. 19"
    ),
    *_rows(["ENFORCING"], ["DESTROYED"], ("minutes",), ("delegated_judge",), "CPP 574"),
    *_rows(
        ["IDENTIFIED", "TRACED"],
        ["NOT_FOUND", "DROPPED"],
        ("note",),
        ("investigator",),
        "Regulation (EU) 2018/1805 art. 13, 22",
    ),
)
_ADDED: Final = (
    *_rows(["FROZEN", "MANAGED", "PART_RELEASED"], ["PART_RELEASED"], _RECHECK, _COURTS, "CPP 250²"),
    *_rows(["PART_RELEASED"], ["FROZEN"], _RECHECK, _COURTS, "CPP 250²"),
    *_rows(["PART_RELEASED"], ["CHALLENGED"], ("challenge",), ("affected_person",), "CPP 250"),
    *_rows(["PART_RELEASED"], ["MANAGED"], ("minutes",), ("anabi", "custodian"), "CPP 252; Law 318/2015"),
    *_rows(
        ["PART_RELEASED"],
        ["SALE_ORDERED"],
        ("consent", "ruling", "ordinance"),
        ("prosecutor", "judge"),
        "CPP 252¹, 252²",
    ),
    *_rows(["PART_RELEASED"], ["CONF_NONFINAL"], ("judgment",), ("court",), "CP 112, 112¹"),
    *_rows(["MANAGED"], ["MANAGED"], _RECHECK, _COURTS, "CPP 250²"),
    *_rows(["SALE_ORDERED"], ["SALE_ORDERED"], _RECHECK, _COURTS, "CPP 250²"),
    *_rows(["DEPOSITED"], ["DEPOSITED"], _RECHECK, _COURTS, "CPP 250²"),
    *_rows(["CONF_NONFINAL"], ["CONF_NONFINAL"], _RECHECK, _COURTS, "CPP 250²"),
    *_rows(["MANAGED"], ["CHALLENGED"], ("challenge",), ("affected_person",), "CPP 250"),
    *_rows(["CHALLENGED"], ["MANAGED"], ("ruling", "minutes"), ("judge", "court", "anabi", "custodian"), "CPP 250"),
    *_rows(["SALE_ORDERED"], ["FROZEN", "MANAGED"], ("ruling", "minutes"), ("judge", "anabi"), "CPP 252²"),
    *_rows(["FROZEN"], ["DEPOSITED"], ("account_entry",), ("prosecutor", "anabi", "investigator"), "CPP 252"),
    *_rows(
        ["CONF_FINAL"],
        PAYOUTS,
        ("payment_order",),
        ("anabi", "tax_authority"),
        "Law 318/2015; CPP 574",
        needs_amount=True,
        after="DEPOSITED",
    ),
    *_rows(["REALISED"], ["REALISED"], ("sale_record", "account_entry"), ("tax_authority", "anabi"), "CPP 574"),
    *_rows(PAYOUTS, PAYOUTS, ("payment_order",), ("anabi", "tax_authority"), "Law 318/2015", needs_amount=True),
)
_FROM_ANY: Final = (
    *_rows(
        LIVE_STATES,
        ["RETURNED_VICTIM"],
        ("restitution_order", "ordinance", "ruling", "judgment"),
        _COURTS,
        "Regulation (EU) 2018/1805 art. 29; CPP 255",
    ),
    *_rows(
        [state for state in UNDER_ORDER if state not in ("CHALLENGED", "CONF_NONFINAL")],
        ["RELEASED"],
        ("ordinance", "ruling", "judgment"),
        _COURTS,
        "CPP 250², 315, 397",
    ),
)

TRANSITIONS: Final[tuple[Transition, ...]] = (*_STATED, *_ADDED, *_FROM_ANY)
"""Every allowed step, each pair of states once."""

_BY_PAIR: Final = {(row.from_state, row.to_state): row for row in TRANSITIONS}


def allowed_steps(state: str | None) -> tuple[Transition, ...]:
    """Which steps may follow this state (None: before the first step)? Empty if the measure has ended.

    Does not check the measure's past: a row with ``after`` applies only if the measure was in that state before.
    """
    return tuple(row for row in TRANSITIONS if row.from_state == state)


def find_step(from_state: str | None, to_state: str) -> Transition | None:
    """Which row of the table allows this step? None: no row."""
    return _BY_PAIR.get((from_state, to_state))
