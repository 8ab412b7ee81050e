"""The table of posting templates: which pair allows each, and which lines follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, NamedTuple

from tracer.recovery.acts.money import PostAct
from tracer.recovery.ledger.classes import BRIDGE, UNIQUE_ACCOUNT
from tracer.recovery.orders.pairs import Pair, pairs

HELD: Final = "held"
"""Stands for SEIZED_CASH or BANK_FROZEN, the one that the lot has."""


@dataclass(frozen=True, slots=True)
class PostingTemplate:
    """One template. ``debit``, ``credit``: classes. ``check``: the name of the rule that may refuse the posting."""

    name: str
    debit: str
    credit: str
    pairs: frozenset[Pair]
    check: str
    statute: str


class LedgerLine(NamedTuple):
    """One line of a posting, minor units: debit positive, credit negative."""

    ledger_class: str
    currency: str
    minor: int


_PAYERS: Final = pairs("payment_order:anabi tax_authority")
_ACCOUNT: Final = UNIQUE_ACCOUNT
_ROWS: Final = (
    PostingTemplate("seize_cash", "SEIZED_CASH", "FOUND", pairs("minutes:investigator prosecutor"), "money", "CPP 252"),
    PostingTemplate("bank_freeze", "BANK_FROZEN", "FOUND", pairs("bank_answer:bank"), "money", "CPP 249, 254"),
    PostingTemplate(
        "deposit", _ACCOUNT, HELD, pairs("account_entry:anabi prosecutor investigator bank"), "deposit", "CPP 252(8)"
    ),
    PostingTemplate("sale", _ACCOUNT, "SALE_PRICE", pairs("sale_record:anabi tax_authority"), "sale", "CPP 252^1, 574"),
    PostingTemplate(
        "collect", _ACCOUNT, "COLLECTED", pairs("account_entry:tax_authority anabi"), "collect", "CP 112(5); CPP 574"
    ),
    PostingTemplate(
        "interest", _ACCOUNT, "INTEREST", pairs("account_entry:anabi bank tax_authority"), "none", "Law 318/2015"
    ),
    PostingTemplate(
        "state_interest",
        _ACCOUNT,
        "STATE_INTEREST",
        pairs("account_entry:treasury tax_authority"),
        "none",
        "Law 318/2015",
    ),
    PostingTemplate("cost", "COST", _ACCOUNT, pairs("invoice:anabi custodian tax_authority"), "none", "Law 318/2015"),
    PostingTemplate(
        "cost_advance", "COST", "ADVANCE", pairs("invoice:anabi custodian tax_authority"), "none", "Law 318/2015"
    ),
    PostingTemplate("recover_advance", "ADVANCE", _ACCOUNT, _PAYERS, "advance", "Law 318/2015"),
    PostingTemplate("fx", BRIDGE, _ACCOUNT, pairs("account_entry:anabi bank"), "fx", "Law 318/2015"),
    PostingTemplate("pay_victim", "PAID_VICTIM", _ACCOUNT, _PAYERS, "victim", "CPP 19-25; Law 318/2015"),
    PostingTemplate("pay_budget", "PAID_BUDGET", _ACCOUNT, _PAYERS, "free", "CPP 574; Law 318/2015"),
    PostingTemplate("pay_state", "PAID_STATE", _ACCOUNT, _PAYERS, "free", "Regulation (EU) 2018/1805 art. 30"),
    PostingTemplate("pay_creditor", "PAID_CREDITOR", _ACCOUNT, _PAYERS, "creditor", "Civil Code 2345"),
    PostingTemplate("pay_owner", "PAID_OWNER", _ACCOUNT, _PAYERS, "owner", "CPP 250, 421"),
    PostingTemplate(
        "refund_budget", _ACCOUNT, "PAID_BUDGET", pairs("account_entry:treasury tax_authority"), "refund", "CPP 426-465"
    ),
    PostingTemplate(
        "refund_victim",
        _ACCOUNT,
        "PAID_VICTIM",
        pairs("account_entry:anabi tax_authority"),
        "refund_victim",
        "CPP 426-465",
    ),
    PostingTemplate(
        "receive_state",
        _ACCOUNT,
        "RECEIVED_STATE",
        pairs("account_entry:anabi tax_authority"),
        "received",
        "Regulation (EU) 2018/1805 art. 30",
    ),
    PostingTemplate("unfreeze_bank", "PAID_OWNER", "BANK_FROZEN", pairs("bank_answer:bank"), "unfreeze", "CPP 250"),
    PostingTemplate("income", _ACCOUNT, "INCOME", pairs("account_entry:anabi custodian"), "none", "Law 318/2015"),
    PostingTemplate("surplus", HELD, "SURPLUS", pairs("minutes:anabi custodian supervisor"), "none", "Law 318/2015"),
    PostingTemplate("loss", "LOSS", HELD, pairs("minutes:anabi custodian supervisor"), "loss", "Law 318/2015"),
)

_MORE_LINES: Final = frozenset({"sale", "fx"})
TEMPLATES: Final = MappingProxyType({row.name: row for row in _ROWS})
"""Every template by name."""


def lines_of(post: PostAct, held: str) -> tuple[LedgerLine, ...]:
    """Which lines does this posting have? Their sum is 0 in each currency.

    Arguments: ``held``: the holding meant where the template says so.
    """
    row = TEMPLATES[post.template]
    debit = held if row.debit == HELD else row.debit
    credit = held if row.credit == HELD else row.credit
    if post.template not in _MORE_LINES and post.amount:
        return LedgerLine(debit, post.currency, post.amount), LedgerLine(credit, post.currency, -post.amount)
    return tuple(line for line in _lines(post, debit, credit) if line.minor)


def _lines(post: PostAct, debit: str, credit: str) -> Iterator[LedgerLine]:
    yield LedgerLine(debit, post.currency, post.amount - (post.cost if post.template == "sale" else 0))
    yield LedgerLine(credit, post.currency, -post.amount)
    if post.template == "sale":
        yield LedgerLine("COST", post.currency, post.cost)
    if post.template == "fx" and post.to_currency and post.to_amount:
        yield LedgerLine(UNIQUE_ACCOUNT, post.to_currency, post.to_amount)
        yield LedgerLine(BRIDGE, post.to_currency, -post.to_amount)
