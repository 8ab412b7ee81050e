"""Puts what the product answers into the form of the scenario file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from tracer.recovery.acts.assets import CountTableAct, WorksheetAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import ClaimAct
from tracer.recovery.acts.parties import RoleAct
from tracer.recovery.claims.awards import claim_state
from tracer.recovery.claims.debts import item_equity
from tracer.recovery.claims.distribution import distribute, divide_with_state
from tracer.recovery.claims.exchange import rounded_amount
from tracer.recovery.claims.free_money import free_money
from tracer.recovery.claims.worksheet import compute_worksheet
from tracer.recovery.figures.running_terms import is_overdue, running_terms
from tracer.recovery.figures.shown_states import shown_states
from tracer.recovery.figures.small_cells import hide_small_cells
from tracer.recovery.figures.year_cells import count_year
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.statements import lot_balances, office_flows, trial_balance
from tracer.recovery.ledger.sums_due import balance_due
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.people import is_protected

Account = tuple[str, str]


def items(facts: RecoveryFacts, day: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in facts.of(ItemAct, until=day):
        state = item_state(facts, item, day)
        row: dict[str, Any] = {"state": state.state, "shown": list(shown_states(facts, item, day))}
        if item.amount is None:
            row["live_share"] = share(state.live)
            row["confiscated_share"] = share(state.confiscated)
        else:
            row["balance_due"] = balance_due(facts, item, day)
        if state.basis:
            row["basis"] = state.basis
        found[item.item] = row
    return found


def share(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def ledger(facts: RecoveryFacts, day: date) -> dict[str, Any]:
    lots = lot_balances(facts, day)
    free = {
        f"{lot}:{currency}": free_money(facts, lot, currency, day)
        for lot, rows in lots.items()
        for (name, currency), minor in rows.items()
        if name == UNIQUE_ACCOUNT and minor > 0
    }
    return {
        "lots": {lot: by_currency(rows) for lot, rows in lots.items()},
        "totals": by_currency(trial_balance(facts, day)),
        "free": free,
    }


def by_currency(rows: Mapping[Account, Any]) -> dict[str, dict[str, Any]]:
    found: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for (name, currency), value in rows.items():
        found[currency][name] = value
    return dict(found)


def claims(facts: RecoveryFacts, day: date) -> dict[str, Any]:
    states = [claim_state(facts, claim, day) for claim in facts.of(ClaimAct, until=day)]
    return {
        state.claim.claim: {"status": state.status, "awarded": state.awarded, "paid": state.paid} for state in states
    }


def deadlines(facts: RecoveryFacts, day: date) -> list[dict[str, Any]]:
    return [
        {
            "rule": term.rule.id,
            "subject": term.subject,
            "start": moment(term.start),
            "due": moment(term.due),
            "overdue": is_overdue(term, day),
        }
        for term in running_terms(facts, day)
    ]


def moment(value: date) -> str:
    return value.strftime("%Y-%m-%dT%H:%M") if isinstance(value, datetime) else value.isoformat()


def people(facts: RecoveryFacts, day: date) -> dict[str, str]:
    persons = sorted({role.person for role in facts.of(RoleAct, until=day)})
    return {person: "pseudonym" if is_protected(facts, person) else "name" for person in persons}


def equity(facts: RecoveryFacts, day: date, item: str, currency: str) -> dict[str, Any] | None:
    named = facts.first(ItemAct, item)
    found = item_equity(facts, named, currency, day) if named else None
    if found is None:
        return None
    return {
        "gross": found.gross,
        "encumbrances": found.debts,
        "costs": found.costs,
        "equity": found.equity,
        "available": found.available,
        "currency": found.currency,
    }


def worksheet(facts: RecoveryFacts, day: date, name: str) -> dict[str, Any] | None:
    sheet = facts.first(WorksheetAct, name)
    if sheet is None:
        return None
    found = compute_worksheet(sheet)
    return {
        "acquired": found.acquired,
        "excluded": list(found.excluded),
        "excess": found.excess,
        "cap": found.cap,
        "currency": found.currency,
    }


def distribution(facts: RecoveryFacts, day: date, case: str, currency: str) -> dict[str, Any]:
    found = distribute(facts, case, currency, day)
    return {"parts": found.parts, "left": found.left}


def payable(facts: RecoveryFacts, day: date, minor: str, currency: str) -> dict[str, Any] | None:
    euro = rounded_amount(facts, int(minor), currency, "EUR", day)
    if euro is None:
        return None
    found = divide_with_state(int(minor), euro)
    return {"stays": found.stays, "issuing_state": found.issuing_state}


def statistics(facts: RecoveryFacts, day: date, year: str) -> dict[str, Any]:
    cells = count_year(facts, int(year), day)
    executed = {
        name: cells.executed.get(name, [])
        for name in ("home_freezing", "received_freezing", "home_confiscation", "received_confiscation")
    }
    return {
        "E1": len(executed["home_freezing"]),
        "E2": len(executed["home_confiscation"]),
        "E3": cells.frozen.sums,
        "E4": cells.confiscated.sums,
        "for_other_states": {
            "frozen": cells.frozen_for_others.sums,
            "confiscated": cells.confiscated_for_others.sums,
        },
        "E5": len(cells.certificates.get("freezing", ())),
        "E6": len(cells.certificates.get("confiscation", ())),
        "E7": cells.collected_abroad,
        "E8": {
            "recognised_and_executed": len(cells.recognitions["executed"]),
            "refused": len(cells.recognitions["refused"]),
        },
        "E9": len(cells.files_paid_for_others),
        "E10": {
            name: {"orders": len(rows), "days_total": sum(row.days for row in rows)} for name, rows in executed.items()
        },
        "E11": {
            "by_basis": {
                basis: {"items": len(cell.items), "value": cell.sums} for basis, cell in cells.by_basis.items()
            },
            "sums_ordered": cells.sums_ordered.sums,
            "early_sales": {
                "number": len(cells.early_sales),
                "price": sums((post.currency, post.amount) for post in cells.early_sales),
            },
            "reuse_value": cells.reuse.sums,
            "realised": cells.realised,
            "aro_requests": {name: len(cells.requests[name]) for name in ("sent", "received")},
        },
        "paid": cells.paid,
        "TSN1654": {
            **{name: len(names) for name, names in cells.judgments.items()},
            "any": len({name for names in cells.judgments.values() for name in names}),
        },
        "unvalued": cells.unvalued,
    }


def sums(rows: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for currency, minor in rows:
        found[currency] += minor
    return dict(found)


def flow(facts: RecoveryFacts, day: date, year: str) -> dict[str, Any]:
    offices = office_flows(facts, date(int(year), 1, 1), date(int(year), 12, 31), day)
    shaped = {
        office: by_currency(
            {
                account: {
                    "opening": row.opening,
                    "in": row.came_in,
                    "out": row.went_out,
                    "closing": row.closing,
                }
                for account, row in rows.items()
            }
        )
        for office, rows in offices.items()
    }
    return {office: rows for office, rows in shaped.items() if rows}


def table(facts: RecoveryFacts, day: date, name: str) -> dict[str, Any] | None:
    found = facts.first(CountTableAct, name)
    if found is None:
        return None
    published = hide_small_cells(found.rows, found.smallest)
    return {
        "cells": [list(row) for row in published.cells],
        "row_totals": list(published.row_totals),
        "column_totals": list(published.column_totals),
        "total": published.total,
    }
