"""Accounts on which one thing each is difficult: statements that only touch, a weekend, numbers without bank, a hub.

They have no link to the rest of the case, so that their results can be read off: the sums are in whole RON beside each
account.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.records.identity import account_id
from importers.declaration import Declaration
from tracer.sample.money.movements import SampleMovement
from tracer.sample.money.statements import SampleStatement, StatementRow
from tracer.sample.world.accounts import SampleAccount, outside_iban
from tracer.sample.world.invented_numbers import make_iban

COOPERATIVE: Final = "Banca Cooperativă Exemplu"
HUB_COUNTERPARTIES: Final = 180
_OUTSIDE: Final = 600
_DEPOSIT: Final = "Depunere numerar la automat"


def _account(key: str, bank: str, number: int) -> SampleAccount:
    return SampleAccount(key, bank, make_iban(bank, number, "RON"), "RON", "kapa")


# 500 on the 15th and 500 on the 16th of January, both valued on the 15th, in two statements that only touch: 1 000.
TWINS: Final = _account("twins", "EXMP", 101)
# 1 700 in cash on a Friday, paid on the same day: 1 000 under one reference at both banks, 700 under two.
WEEKEND_PAYER: Final = _account("weekend-payer", "EXMP", 102)
# Receives both on the Monday. The 1 000 are joined by rule, the 700 wait for a person: 1 000 to 1 700.
WEEKEND_PAYEE: Final = _account("weekend-payee", "FICT", 103)
# Pays 180 others once each.
HUB: Final = _account("hub", "EXMP", 104)
# 250 in a table that does not say whose it is.
DECLARED: Final = _account("declared", "MICA", 105)
# 400 in cash, paid to the second account of the same bank. Only the first table names the bank of the other side.
COOPERATIVE_NUMBERS: Final = ("100-1", "100-2")
COOPERATIVE_IDS: Final = tuple(account_id(f"{COOPERATIVE}/{number}") for number in COOPERATIVE_NUMBERS)

_FRIDAY, _MONDAY = date(2024, 3, 8), date(2024, 3, 11)


@dataclass(frozen=True, slots=True)
class Held:
    """What an account holds of the marked proceeds at the end: (lower, upper) in whole RON, the same by every method."""

    account: str
    lower: int
    upper: int


DECLARATION: Final = Declaration(
    account=DECLARED.iban,
    from_date=date(2024, 5, 1),
    to_date=date(2024, 5, 31),
    opening="0.00",
    closing="250.00",
)
"""What the person who imports the table without an account declares."""
MARKED: Final = (TWINS.id, WEEKEND_PAYER.id, COOPERATIVE_IDS[0], DECLARED.id)
"""Accounts whose receipts the prosecutor holds to be proceeds."""
HELD: Final = (
    Held(TWINS.id, 1_000, 1_000),
    Held(WEEKEND_PAYER.id, 0, 0),
    Held(WEEKEND_PAYEE.id, 1_000, 1_700),
    Held(COOPERATIVE_IDS[0], 0, 0),
    Held(COOPERATIVE_IDS[1], 400, 400),
    Held(DECLARED.id, 250, 250),
)
OPEN_PAIRS: Final = 1
JOINED_PAIRS: Final = 2


def twin_statements() -> tuple[SampleStatement, SampleStatement]:
    """Two statements that only touch, each with a deposit of the same sum and value date."""
    valued, booked = date(2024, 1, 15), date(2024, 1, 16)
    first = _row(TWINS, valued, 500, 500, "GEMENI-2024-1")
    second = _row(TWINS, valued, 500, 1_000, "GEMENI-2024-2", booked=booked)
    return (
        SampleStatement(TWINS, date(2024, 1, 1), valued, 0, (first,)),
        SampleStatement(TWINS, booked, date(2024, 1, 31), 50_000, (second,)),
    )


def weekend_statements() -> tuple[SampleStatement, SampleStatement]:
    """The payer's statement of March with both payments on Friday, the payee's with both on Monday."""
    paid = (
        _row(WEEKEND_PAYER, _FRIDAY, 1_700, 1_700, "WEEKEND-2024-0"),
        _row(WEEKEND_PAYER, _FRIDAY, -1_000, 700, "PLATA-2024-0308-1", other=WEEKEND_PAYEE),
        _row(WEEKEND_PAYER, _FRIDAY, -700, 0, "EXMP-2024-88101", other=WEEKEND_PAYEE),
    )
    received = (
        _row(WEEKEND_PAYEE, _MONDAY, 1_000, 1_000, "PLATA-2024-0308-1", other=WEEKEND_PAYER),
        _row(WEEKEND_PAYEE, _MONDAY, 700, 1_700, "FICT-2024-30077", name=WEEKEND_PAYER.owner_name),
    )
    begin, end = date(2024, 3, 1), date(2024, 3, 31)
    return SampleStatement(WEEKEND_PAYER, begin, end, 0, paid), SampleStatement(WEEKEND_PAYEE, begin, end, 0, received)


def hub_statement() -> SampleStatement:
    """One receipt and a payment to each of many accounts."""
    day, sum_ = date(2024, 2, 5), HUB_COUNTERPARTIES
    rows = [_row(HUB, day, sum_, sum_, "HUB-2024-0", name="Client Fictiv SRL", kind="transfer")]
    for number in range(1, HUB_COUNTERPARTIES + 1):
        iban = outside_iban(_OUTSIDE + number)
        name = f"Primitor Fictiv {number:03d}"
        rows.append(_row(HUB, day, -1, sum_ - number, f"HUB-2024-{number}", name=name, iban=iban))
    return SampleStatement(HUB, date(2024, 2, 1), date(2024, 2, 29), 0, tuple(rows))


def cooperative_rows() -> Iterator[tuple[str, str, int, int, str]]:
    """Rows of the bank without IBANs: account, other account, change and balance in minor units, reference."""
    first, second = COOPERATIVE_NUMBERS
    yield first, "", 40_000, 40_000, "COOP-2024-1"
    yield first, second, -40_000, 0, "COOP-2024-2"
    yield second, first, 40_000, 40_000, "COOP-2024-2"


def _row(
    account: SampleAccount,
    day: date,
    amount: int,
    balance: int,
    reference: str,
    *,
    booked: date | None = None,
    other: SampleAccount | None = None,
    name: str = "",
    iban: str = "",
    kind: str = "",
) -> StatementRow:
    """A row in whole RON; a receipt from nobody named is a deposit in cash."""
    minor = abs(amount) * 100
    kind = kind or ("cash_deposit" if amount > 0 and other is None and not name else "transfer")
    text = _DEPOSIT if kind == "cash_deposit" else "Transfer"
    debit, credit = (None, account.key) if amount > 0 else (account.key, None)
    movement = SampleMovement(day, kind, debit, credit, minor, minor, text, reference, name, iban, booked)
    return StatementRow(movement, amount * 100, balance * 100, other)
