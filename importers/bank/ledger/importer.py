"""Imports bank statements in table form (CSV or XLSX) through a saved mapping of format ``bank-ledger``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from graph_schema.errors import WrongUse, WrongValue
from importers.bank.ledger.declaration import check_declared, drop_file_constants, with_declared
from importers.bank.ledger.row import OPTIONAL, REQUIRED, SIGN_RULES, LedgerRow, NoMovement, read_row
from importers.bank.ledger.statement import LedgerStatement
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import StatementRows, build_batch
from importers.bank.statement.no_movement import AT_EDGE
from importers.contract import Batch, Flag, Recognition, Rejection, UnreadableFile
from importers.declaration import Declaration, read_balance
from importers.mapping import ColumnMapping, check_fields
from importers.parsing.table import choose_mapping, read_table, recognise_table
from importers.source import SourceFile


class LedgerImporter:
    """Reads tables with bank rows of one account or several accounts."""

    name: str = "bank-ledger"
    version: str = "2"
    kind: Literal["bank"] = "bank"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does a saved bank mapping match the header of the file?"""
        return recognise_table(file, mappings, "bank-ledger")

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which accounts, statements and movements does the table contain?

        Makes one statement for each account and currency. Rows get the order that their printed balances prove; a balance
        that does not follow is flagged and its row is kept. Account, owner, period and balances that the table does not
        state come from the declaration of the file, never from the mapping.

        Raises: UnreadableFile if no mapping or several match, or the account is not stated; WrongUse if the mapping lacks
        a field, or the declaration repeats the table.
        """
        declared = file.declared or Declaration()
        mapping, flags = drop_file_constants(choose_mapping(file, mappings, "bank-ledger"))
        _check_mapping(mapping)
        mapping = with_declared(mapping, declared)
        table = read_table(file, mapping)
        if not table.rows and not table.rejections:
            return self._without_rows(file, mapping, declared, flags)
        check_declared(file, mapping, declared)
        rejections = list(table.rejections)
        lost = [rejection.locator for rejection in rejections]
        accounts = AccountBook()
        groups: dict[tuple[str, str], list[LedgerRow]] = {}
        for row in table.rows:
            try:
                read = read_row(row, mapping)
            except WrongValue as error:
                rejections.append(Rejection(row.locator, _value(error), error.sentence, row.raw))
                lost += [] if isinstance(error, NoMovement) else [row.locator]
                continue
            account = accounts.add(
                row.cells["account"],
                row.locator,
                bank=row.cells.get("bank"),
                currency=read.currency,
                owner=row.cells.get("owner_name"),
            )
            groups.setdefault((account, read.currency), []).append(read)
        if declared.opening is not None or declared.closing is not None:
            _require_one(file, groups)
        statements = [
            LedgerStatement(account, currency, rows, mapping, accounts, flags, declared).build()
            for (account, currency), rows in groups.items()
        ]
        rejections.sort(key=lambda rejection: _row_number(rejection.locator))
        flags += _flag_edges(lost, [row.locator for rows in groups.values() for row in rows], declared)
        return build_batch(
            file,
            (self.name, self.version),
            accounts,
            statements,
            rejections,
            flags,
            otherwise=declared.to_date,
        )

    def _without_rows(
        self, file: SourceFile, mapping: ColumnMapping, declared: Declaration, flags: list[Flag]
    ) -> Batch:
        """A table without rows is a statement without movements, if account and period are declared."""
        currency, accounts = mapping.constants.get("currency"), AccountBook()
        if declared.account is None or currency is None or declared.from_date is None or declared.to_date is None:
            raise UnreadableFile(
                "{file} has no row below its header, and its account, currency or period is not stated. State "
                "--account, --from and --to for this file and the currency as a constant of the mapping "
                "{mapping!r}, or ask the sender for the rows.",
                file=file.name,
                mapping=mapping.name,
            )
        place = f"row:{mapping.header_row}"
        statement = StatementRows(
            locator=place,
            account=accounts.add(
                declared.account,
                place,
                bank=mapping.constants.get("bank"),
                currency=currency,
                owner=declared.owner,
            ),
            number=f"{declared.from_date} {declared.to_date}",
            currency=currency,
            from_date=declared.from_date,
            to_date=declared.to_date,
            opening_minor=read_balance(declared.opening, currency),
            closing_minor=read_balance(declared.closing, currency),
            movements=(),
        )
        return build_batch(file, (self.name, self.version), accounts, [statement], [], flags)


def _row_number(locator: str) -> int:
    return int(locator.rpartition(":")[2])


def _flag_edges(lost: list[str], kept: list[str], declared: Declaration) -> list[Flag]:
    """Flags rejected rows before the first or after the last kept row, where no balance shows their amounts."""
    if not kept or (declared.opening is not None and declared.closing is not None):
        return []
    first, last = min(map(_row_number, kept)), max(map(_row_number, kept))
    return [Flag("red", place, AT_EDGE, {}) for place in lost if not first < _row_number(place) < last]


IMPORTER: Final = LedgerImporter()
_AT_FAULT: Final = ("text", "amount", "currency", "sign", "status", "kind", "debit", "own")


def _value(error: WrongValue) -> str:
    """The wrong value in the parameters of the error."""
    return next((str(error.params[name]) for name in _AT_FAULT if error.params.get(name)), "")


def _check_mapping(mapping: ColumnMapping) -> None:
    if mapping.stated_fields & {"from_date", "to_date"}:
        raise WrongUse(
            "The mapping {mapping!r}: from_date and to_date are the same for the whole file. List these columns "
            "under ignored and declare the period of the file with --from and --to.",
            mapping=mapping.name,
        )
    check_fields(mapping, REQUIRED, OPTIONAL)
    if ("amount" in mapping.fields) is bool(mapping.fields & {"debit", "credit"}):
        raise WrongUse(
            "The mapping {mapping!r} needs either the field amount, or the fields debit and credit. "
            "Correct its columns.",
            mapping=mapping.name,
        )
    for name, allowed in SIGN_RULES.items():
        if name in mapping.stated_fields:
            raise WrongUse(
                "The mapping {mapping!r}: {field} is the same for the whole file. State it as a constant.",
                mapping=mapping.name,
                field=name,
            )
        if mapping.constants.get(name, allowed[0]) not in allowed:
            raise WrongUse(
                "The mapping {mapping!r}: {field} is {value!r}; expected {first} or {second}. Correct it.",
                mapping=mapping.name,
                field=name,
                value=mapping.constants[name],
                first=allowed[0],
                second=allowed[1],
            )
    if "amount_sign" in mapping.constants and "sign" in mapping.fields:
        raise WrongUse(
            "The mapping {mapping!r} states both sign and amount_sign; expected one of them. Remove the other.",
            mapping=mapping.name,
        )


def _require_one(file: SourceFile, groups: Mapping[tuple[str, str], object]) -> None:
    if len(groups) > 1:
        raise WrongUse(
            "One balance is declared for {file}, but the file contains {count} accounts or currencies. Leave out "
            "--opening and --closing, or map columns to opening_balance and closing_balance.",
            file=file.name,
            count=len(groups),
        )
