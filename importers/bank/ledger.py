"""Bank statements as a table (CSV or XLSX), read through a saved mapping of format ``bank-ledger``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from graph_schema.errors import WrongUse, WrongValue
from importers.bank.accounts import AccountBook
from importers.bank.ledger_row import OPTIONAL, REQUIRED, LedgerRow, constant_day, read_money, read_row
from importers.bank.ledger_statement import LedgerStatement
from importers.bank.movements import StatementRows, build_batch
from importers.contract import Batch, Flag, Recognition, Rejection, UnreadableFile
from importers.mapping import ColumnMapping, check_fields
from importers.parsing.table import choose_mapping, read_table, recognise_table
from importers.source import SourceFile


class LedgerImporter:
    """Reads tables of bank rows, of one account or many."""

    name: str = "bank-ledger"
    version: str = "1"
    kind: Literal["bank"] = "bank"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does a saved bank mapping describe the file's header?"""
        return recognise_table(file, mappings, "bank-ledger")

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which accounts, statements and movements does the table tell of?

        One statement for each account and currency. Rows are put into the order that their printed balances
        prove; a balance that jumps is flagged and its row kept.

        Raises: UnreadableFile when no mapping or several fit; WrongUse when the mapping lacks a field.
        """
        mapping = choose_mapping(file, mappings, "bank-ledger")
        _check_mapping(mapping)
        table = read_table(file, mapping)
        rejections = list(table.rejections)
        accounts = AccountBook()
        groups: dict[tuple[str, str], list[LedgerRow]] = {}
        for row in table.rows:
            try:
                read = read_row(row, mapping)
            except WrongValue as error:
                rejections.append(Rejection(row.locator, _value(error), error.sentence, row.raw))
                continue
            account = accounts.add(
                row.cells["account"],
                row.locator,
                bank=row.cells.get("bank"),
                currency=read.currency,
                owner=row.cells.get("owner_name"),
            )
            groups.setdefault((account, read.currency), []).append(read)
        if not groups and not rejections:
            return self._without_rows(file, mapping, accounts)
        if "opening_balance" in mapping.constants or "closing_balance" in mapping.constants:
            _require_one(groups, mapping)
        flags: list[Flag] = []
        statements = [
            LedgerStatement(account, currency, rows, mapping, accounts, flags).build()
            for (account, currency), rows in groups.items()
        ]
        rejections.sort(key=lambda rejection: int(rejection.locator.rpartition(":")[2]))
        return build_batch(
            file,
            (self.name, self.version),
            accounts,
            statements,
            rejections,
            flags,
            otherwise=constant_day(mapping, "to_date"),
        )

    def _without_rows(self, file: SourceFile, mapping: ColumnMapping, accounts: AccountBook) -> Batch:
        """A table without rows is a statement that nothing moved, where account and period are declared."""
        constants = mapping.constants
        from_date, to_date = constant_day(mapping, "from_date"), constant_day(mapping, "to_date")
        if "account" not in constants or "currency" not in constants or from_date is None or to_date is None:
            raise UnreadableFile(
                "{file} holds no row below its header, and the mapping {mapping!r} does not say which account, "
                "currency and period it is. State them as constants, or ask the sender for the rows.",
                file=file.name,
                mapping=mapping.name,
            )
        currency = constants["currency"]
        place = f"row:{mapping.header_row}"
        opening, closing = (
            read_money(constants[name], currency, mapping) if name in constants else None
            for name in ("opening_balance", "closing_balance")
        )
        statement = StatementRows(
            locator=place,
            account=accounts.add(
                constants["account"],
                place,
                bank=constants.get("bank"),
                currency=currency,
                owner=constants.get("owner_name"),
            ),
            number=constants.get("statement_number", f"{from_date} {to_date}"),
            currency=currency,
            from_date=from_date,
            to_date=max(from_date, to_date),
            opening_minor=opening,
            closing_minor=closing,
            movements=(),
        )
        return build_batch(file, (self.name, self.version), accounts, [statement], [], [])


IMPORTER: Final = LedgerImporter()
_AT_FAULT: Final = ("text", "amount", "currency", "sign", "status", "kind", "debit", "own")


def _value(error: WrongValue) -> str:
    """The value at fault, as the error tells it."""
    return next((str(error.params[name]) for name in _AT_FAULT if error.params.get(name)), "")


def _check_mapping(mapping: ColumnMapping) -> None:
    check_fields(mapping, REQUIRED, OPTIONAL)
    if ("amount" in mapping.fields) is bool(mapping.fields & {"debit", "credit"}):
        raise WrongUse("The mapping {mapping!r} must name either amount, or debit and credit.", mapping=mapping.name)
    if mapping.columns.keys() & {"from_date", "to_date", "debit_sign"}:
        raise WrongUse(
            "The mapping {mapping!r}: from_date, to_date and debit_sign hold for the whole file. State them as "
            "constants.",
            mapping=mapping.name,
        )
    if mapping.constants.get("debit_sign", "plain") not in ("plain", "minus"):
        raise WrongUse("The mapping {mapping!r}: debit_sign is plain or minus.", mapping=mapping.name)


def _require_one(groups: Mapping[tuple[str, str], object], mapping: ColumnMapping) -> None:
    if len(groups) > 1:
        raise WrongUse(
            "The mapping {mapping!r} states one balance for a file with {count} accounts or currencies. Map "
            "a column to it, or leave it out.",
            mapping=mapping.name,
            count=len(groups),
        )
