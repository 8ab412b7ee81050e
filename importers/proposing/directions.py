"""Finds which amounts enter and which leave the account: by a column, by their signs, by the running balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from graph_schema.messages import Message
from importers.mapping_parts.questions import ask
from importers.proposing.amounts import WrittenAmount, read_amounts
from importers.proposing.fields import FieldColumns
from importers.proposing.findings import Findings, TableColumn
from importers.proposing.header_words import SIGN_WORDS, meaning_of

_MOST_SIGNS: Final = 6
_ENOUGH: Final = Decimal("0.8")


def decide_directions(placed: FieldColumns, marks: tuple[str, str | None] | None, findings: Findings) -> None:
    """Sets what states the direction of an amount, or asks. ``marks``: decimal and grouping sign, None while they are open."""
    found = placed.found
    if "debit" in found or "credit" in found:
        _decide_debit(found, findings)
        return
    if "amount" not in found:
        return
    amounts = read_amounts(found["amount"].filled)
    negative = any(amount.negative for amount in amounts)
    if placed.transfers:
        if negative:
            question = Message(
                "Payer and payee are named, and some amounts are negative. What does a negative amount mean?"
            )
            findings.ask("constants/sign", question, ("debit", "credit"))
        else:
            findings.decide(
                "constants/sign", "debit", Message("the amount leaves the payer, whose account the row is of")
            )
        return
    if "sign" in found:
        _decide_codes(found["sign"], negative, findings)
        return
    ties = _ties(found, marks)
    if ties is not None:
        reason = Message("the running balance ties: each one is the one before and the amount")
        if ties < 0:
            findings.decide("constants/amount_sign", "reversed", reason)
        else:
            findings.note("constants/amount_sign", "plain", reason)
    elif negative:
        findings.note("constants/amount_sign", "plain", Message("amounts with a minus sign leave the account"))
    else:
        question = Message(
            "No amount has a minus sign. Does an amount enter the account (plain) or leave it (reversed)?"
        )
        findings.ask("constants/amount_sign", question, ("plain", "reversed"))


def _decide_debit(found: Mapping[str, TableColumn], findings: Findings) -> None:
    amounts = (
        [amount for amount in read_amounts(found["debit"].filled) if amount.digits.strip("0.,")]
        if "debit" in found
        else []
    )
    negative = sum(amount.negative for amount in amounts)
    if amounts and negative == len(amounts):
        findings.decide("constants/debit_sign", "minus", Message("all debits have a minus sign"))
    elif negative:
        findings.ask("constants/debit_sign", Message("Some debits have a minus sign and some have none. Which are debits?"),
                     ("plain", "minus"))  # fmt: skip


def _decide_codes(column: TableColumn, negative: bool, findings: Findings) -> None:
    words = list(dict.fromkeys(column.filled))
    if negative or len(words) > _MOST_SIGNS:
        question = Message(
            "The column {title!r} states the direction, and amounts have signs too. Which counts?", title=column.address
        )
        findings.ask("constants/amount_sign", question, ("plain", "reversed"))
        return
    codes: dict[str, str] = {}
    for word in words:
        code = meaning_of(word, SIGN_WORDS)
        question = Message("Does {word!r} mean debit or credit?", word=word)
        codes[word] = code or ask(str(question))
        if code is None:
            findings.ask(f"codes/sign/{word}", question, ("debit", "credit"))
    shown = ", ".join(f"{word} = {code}" for word, code in codes.items())
    findings.decide("codes/sign", codes, Message("the words of the column {title!r}", title=column.address), shown)


def _ties(found: Mapping[str, TableColumn], marks: tuple[str, str | None] | None) -> int | None:
    """1 if the balance follows the amounts as they are signed, -1 if against them, None if it shows nothing."""
    if marks is None or "balance" not in found:
        return None
    pairs = [
        (amount, balance)
        for first, second in zip(found["amount"].cells, found["balance"].cells, strict=True)
        if (amount := _value(first, marks)) is not None and (balance := _value(second, marks)) is not None
    ]
    for way in (1, -1):
        for rows in (pairs, pairs[::-1]):
            if _follows(rows, way):
                return way
    return None


def _follows(rows: Sequence[tuple[Decimal, Decimal]], way: int) -> bool:
    steps = [before + way * amount == balance for (_, before), (amount, balance) in pairwise(rows) if amount]
    return len(steps) > 1 and sum(steps) >= _ENOUGH * len(steps)


def _value(cell: str, marks: tuple[str, str | None]) -> Decimal | None:
    try:
        return WrittenAmount(cell).value(*marks)
    except ValueError:
        return None
