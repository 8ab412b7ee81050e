"""Runs decided cases whose facts stand in a ``ledger`` of rows, with ``expected`` figures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tests.published_examples.figures import Check, Fields, WrongExample
from tests.published_examples.ledgers import run_asset_share, run_ledger

OWN = "CLEAN"
_OUTCOME = re.compile(r"(share|amount|lien)_if_\w+?_(own|claimants)")
_NAMES = {"share": "expect_share", "amount": "expect_value", "lien": "expect_lien"}


def run_decided(case: Fields) -> Iterator[Check]:
    """A case is an account (rows in, out, balance_after), or a policy of life insurance (rows of premiums)."""
    rows, expected = case.list("ledger"), case.mapping("expected")
    for name in ("currency", "question"):
        case.maybe(name)
    if any("premium" in row for row in rows):
        yield from _premiums(rows, case.take("proceeds"), expected)
    else:
        yield from _account(rows, expected)


def _account(rows: list[dict[str, Any]], expected: dict[str, Any]) -> Iterator[Check]:
    events: list[dict[str, Any]] = []
    balance = 0
    worth = None
    for number, row in enumerate(rows, 1):
        fields = Fields(row, f"row {number}")
        fields.maybe("n")
        parts = [(label, fields.maybe(key, otherwise=0)) for key, label in (("claimant", "claimant"), ("own", OWN))]
        parts += [(str(fields.take("from")), paid)] if (paid := fields.maybe("in")) is not None else []
        out, target = fields.maybe("out", otherwise=0), str(fields.maybe("to", otherwise=f"row {number}"))
        if (after := fields.maybe("balance_after")) is not None:
            # A balance alone: what is missing was drawn, what is more was the holder's own.
            out += max(balance - after, 0)
            parts.append((OWN, max(after - balance, 0)))
        worth = fields.maybe("worth_now", otherwise=worth)
        fields.end()
        for label, amount in parts:
            if amount:
                events.append({"id": f"in {number} {label}", "to": "ACC", "amount": amount, "label": label})
        if out:
            events.append({"id": target, "from": "ACC", "amount": out})
        balance += sum(amount for _, amount in parts) - out
    yield from _expectations(events, balance, worth, dict(expected))


def _expectations(events: list[dict[str, Any]], balance: int, worth: Any, expected: dict[str, Any]) -> Iterator[Check]:
    if "lowest_intermediate_balance" in expected:
        low, rest = expected.pop("lowest_intermediate_balance"), expected.pop("not_traceable")
        point = {"event": events[-1]["id"], "tainted": low, "balance": balance, "labels": {OWN: rest}}
        yield from run_ledger(Fields({"events": events, "runs": [{"policy": "libr", "after": [point]}]}, "ledger"))
    if "share" in expected:
        shares, values = expected.pop("share"), expected.pop("worth_now")
        paid = [[event["label"], event["amount"]] for event in events if "to" in event]
        for claimant, share in shares.items():
            yield from run_asset_share(
                Fields(
                    {
                        "paid": paid,
                        "value": worth,
                        "claimant": claimant,
                        "expect_share": share,
                        "expect_value": values[claimant],
                    },
                    claimant,
                )
            )
    for policy, targets in expected.items():
        if not isinstance(targets, dict):
            raise WrongExample(f"expected: {policy} not understood")
        names = {"lost": "dissipated"}
        points = [{"event": names.get(target, target), "pieces": pieces} for target, pieces in targets.items()]
        yield from run_ledger(Fields({"events": events, "runs": [{"policy": policy, "after": points}]}, "ledger"))


def _premiums(rows: list[dict[str, Any]], proceeds: Any, expected: dict[str, Any]) -> Iterator[Check]:
    for name, figure in expected.items():
        asked = _OUTCOME.fullmatch(name)
        if asked is None:
            raise WrongExample(f"expected: {name} not understood")
        paid = [[asked[2] if row["from"] == "disputed" else row["from"], row["premium"]] for row in rows]
        question = {"paid": paid, "value": proceeds, "claimant": "claimants", _NAMES[asked[1]]: figure}
        for check in run_asset_share(Fields(question, name)):
            yield Check(name, check.expected, check.found, check.exact)
