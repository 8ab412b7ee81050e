"""Finds which column of a bank table holds which field: by its title, and by what stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph_schema.codes.currencies import ACTIVE_EXPONENTS
from graph_schema.identifiers import check_iban
from graph_schema.messages import Message
from importers.proposing.amounts import is_amount
from importers.proposing.days import day_forms, is_step
from importers.proposing.findings import Findings, TableColumn
from importers.proposing.header_words import field_of, plain_title

DAYS: Final = ("booking_date", "value_date")
AMOUNTS: Final = ("amount", "debit", "credit", "balance")
_TEXTS: Final = ("description", "counterparty_name")
_SEEN: Final = 400


@dataclass(slots=True)
class FieldColumns:
    """``found``: field -> its column. ``left``: columns without a field. ``ways``: what the titles payer and payee show."""

    found: dict[str, TableColumn] = field(default_factory=dict)
    left: list[TableColumn] = field(default_factory=list)
    fees: list[TableColumn] = field(default_factory=list)
    transfers: bool = False


def place_columns(columns: Sequence[TableColumn], findings: Findings, given: Mapping[str, str]) -> FieldColumns:
    """Which column holds which field? A title decides where the cells agree with it; without titles the cells do.

    ``given``: field -> address of the column that a person named. Asks where two columns claim one field, and where
    several columns could be the day or the amount.
    """
    placed = FieldColumns()
    claims: dict[str, list[TableColumn]] = {}
    for column in columns:
        named = next((name for name, address in given.items() if address == column.address), None)
        if named is not None:
            placed.found[named] = column
            findings.note(f"columns/{named}", column.address, Message("a person named it"))
            continue
        name = field_of(column.title) if column.title else None
        if name is not None and not _agrees(name, column):
            name = None
        if name == "fee":
            placed.fees.append(column)
        if name is None or name == "fee":
            placed.left.append(column)
        else:
            claims.setdefault(name, []).append(column)
    _settle_transfers(claims, placed)
    for name, wanting in claims.items():
        if name in placed.found:
            placed.left += wanting
            continue
        chosen = _choose(name, wanting, findings)
        placed.left += [column for column in wanting if column is not chosen]
        if chosen is not None:
            placed.found[name] = chosen
            findings.note(f"columns/{name}", chosen.address, Message("its title means this field, and its cells agree"))
    _by_content(placed, findings)
    placed.left.sort(key=lambda column: column.index)
    return placed


def _agrees(name: str, column: TableColumn) -> bool:
    """Do the cells agree with the field that the title means? An empty column agrees."""
    if not column.filled:
        return name not in ("balance", "account")
    if name in DAYS:
        return bool(day_forms(column, named=True)) or (is_step(column) and name == "booking_date")
    if name in (*AMOUNTS, "fee"):
        return is_amount(column)
    if name == "currency":
        return not any(map(str.isdigit, "".join(column.filled)))
    return True


def _settle_transfers(claims: dict[str, list[TableColumn]], placed: FieldColumns) -> None:
    """A table of payments names payer and payee: the payer is the account, which the amount leaves."""
    payer, payee = claims.pop("payer", []), claims.pop("payee", [])
    if "counterparty_account" in claims and not payer and not payee:
        return
    if payer and payee:
        claims.pop("account", None)
        claims["account"], claims["counterparty_account"] = payer, payee
        placed.transfers = True
    else:
        placed.left += [*payer, *payee]


def _choose(name: str, wanting: list[TableColumn], findings: Findings) -> TableColumn | None:
    """The one column of several that claim the field; None after a question."""
    filled = [column for column in wanting if column.filled] or wanting
    if len(filled) == 1:
        return filled[0]
    if name in ("account", "counterparty_account"):
        keyed = [column for column in filled if plain_title(column.title).endswith("key")]
        if len(keyed) == 1:
            return keyed[0]
    if name in (*_TEXTS, "reference", "kind"):
        return filled[0]
    if name == "booking_date" and len(dated := [column for column in filled if not is_step(column)]) == 1:
        return dated[0]
    question = Message("Several columns can be {field}. Which one is it?", field=name)
    findings.ask(f"columns/{name}", question, tuple(column.address for column in filled))
    return None


def _by_content(placed: FieldColumns, findings: Findings) -> None:
    """Fields that no title shows: accounts, days, currencies and amounts by their cells."""
    for column in list(placed.left):
        sample = list(dict.fromkeys(column.filled))[:_SEEN]
        if not sample or column in placed.fees:
            continue
        if all(check_iban(cell).valid for cell in sample):
            name = "account" if len(sample) == 1 and len(column.filled) > 1 else "counterparty_account"
            _take(placed, column, name, Message("all its cells are IBANs with right check digits"), findings)
        elif "currency" not in placed.found and all(cell in ACTIVE_EXPONENTS for cell in sample):
            _take(placed, column, "currency", Message("all its cells are currency codes"), findings)
    open_keys = {decision.key for decision in findings.decisions if decision.asks}
    if "booking_date" not in placed.found and "columns/booking_date" not in open_keys:
        _only(placed, "booking_date", [column for column in placed.left if day_forms(column, named=False)], findings)
    if not {"amount", "debit", "credit"} & placed.found.keys() and "columns/amount" not in open_keys:
        numbers = [column for column in placed.left if is_amount(column) and not day_forms(column, named=False)]
        _only(placed, "amount", [column for column in numbers if column not in placed.fees], findings)


def _only(placed: FieldColumns, name: str, fitting: list[TableColumn], findings: Findings) -> None:
    """The only column that fits is the field; several or none are a question."""
    if len(fitting) == 1:
        _take(placed, fitting[0], name, Message("it is the only column whose cells can be this field"), findings)
        return
    candidates = tuple(column.address for column in fitting)
    findings.ask(f"columns/{name}", Message("Which column is {field}?", field=name), candidates)


def _take(placed: FieldColumns, column: TableColumn, name: str, reason: Message, findings: Findings) -> None:
    if name not in placed.found:
        placed.found[name] = column
        placed.left.remove(column)
        findings.note(f"columns/{name}", column.address, reason)
