"""A posting that overdraws a lot is found in the store, with its row, day and sum; verify reports it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    ITEM,
    pay,
    record,
    session,
    sold,
)
from tracer.actions.decisions import record_decision
from tracer.actions.files.check import verify_case
from tracer.casework.recovery import ledger_faults
from tracer.casework.recovery.ledger_faults import find_placed_faults
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.recovery_records.act_kinds import write_act
from tracer.casework.recovery_records.act_sheet import ActSheet
from tracer.recovery.ledger.invariants import NOT_CLOSED, UNBALANCED, LedgerFault
from tracer.results.json_form import format_json


@pytest.fixture
def overdrawn(sold, monkeypatch):  # noqa: F811
    """A payment of 1,200.00 from a lot of 1,000.00, written as a program would that does not check acts."""
    act = replace(pay(120000, "8"), recorded=sold.today())
    sheet = ActSheet(author="Vera Inventescu", recorded=sold.today())
    write_act(act, sheet, read_recovery_case(sold).facts())
    with monkeypatch.context() as unchecked:
        unchecked.setattr("tracer.intake.writing.batches.refuse_forbidden_acts", lambda _, batch: batch)
        report = record_decision(
            sold, right="order", action="act", reason="probă", nodes=sheet.nodes, links=sheet.links, events=sheet.events
        )
    assert (report.status, report.rejections) == ("imported", ())
    return sold, report


def test_a_ledger_that_was_checked_act_by_act_has_no_fault(sold):  # noqa: F811
    assert find_placed_faults(sold) == []
    (line,) = [check for check in verify_case(sold).checks if check.name == "ledger"]
    assert (line.result, line.params) == ("holds", {})


def test_a_lot_below_zero_is_placed_at_the_posting_of_the_day(overdrawn):
    opened, report = overdrawn
    (fault,) = find_placed_faults(opened)
    assert (fault.code, fault.file, fault.locator) == ("BELOW_ZERO", report.file, "path:/events/0")
    assert fault.params == {"item": "1/P/2026 / 1", "day": "2026-06-01", "amount": "-200.00 RON"}


def test_verify_reports_the_fault_and_does_not_hold(overdrawn):
    opened, report = overdrawn
    found = verify_case(opened)
    assert found.result == "look"
    (line,) = [check for check in found.checks if check.name == "ledger"]
    assert (line.result, line.params) == ("look", {"count": "1"})
    (flag,) = [flag for flag in found.flags if flag.check == "ledger"]
    assert (flag.severity, flag.file, flag.locator) == ("red", report.file, "path:/events/0")
    assert flag.params["amount"] == "-200.00 RON"
    assert "vera" not in format_json("verify", found).casefold()


@pytest.mark.parametrize(("lang", "said"), [("en", "on 1 Jun 2026"), ("ro", "la 01.06.2026")])
def test_the_command_says_lot_day_and_sum(overdrawn, run, lang, said):
    opened, _ = overdrawn
    ran = run("--case", opened.folder, "--lang", lang, "verify")
    assert ran.code == 1
    lines = ran.out.splitlines()
    (number,) = [place for place, line in enumerate(lines) if line.startswith("LOOK") and "ledger:" in line]
    assert lines[number + 1].startswith("  !!")
    for part in ("1/P/2026 / 1", said, "200", "RON"):
        assert part in lines[number + 1]


@pytest.mark.parametrize("code", [UNBALANCED, NOT_CLOSED])
def test_lines_that_do_not_balance_break_the_case(sold, monkeypatch, code):  # noqa: F811
    """No record leads to them: the lines follow from the template of a posting."""
    sale = next(kept.event for kept in sold.graph().events if kept.event.type == "Posted")
    fault = LedgerFault(code, sale.id if code == UNBALANCED else ITEM, "RON", None, 7)
    if code == UNBALANCED:
        fault = replace(fault, on=date(2026, 5, 4))
    monkeypatch.setattr(ledger_faults, "find_ledger_faults", lambda _: [fault])
    (placed,) = find_placed_faults(sold)
    assert bool(placed.locator) is (code == UNBALANCED)
    placed.template.format(**placed.params)
    found = verify_case(sold)
    assert (found.result, [check.name for check in found.checks if check.result == "broken"]) == ("broken", ["ledger"])
