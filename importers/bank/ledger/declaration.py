"""Completes a bank table with the declaration of its file: account, owner, period and balances."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from graph_schema.errors import WrongUse
from graph_schema.messages import N_
from importers.bank.ledger.row import read_date
from importers.contract import Flag, UnreadableFile
from importers.declaration import Declaration
from importers.mapping import ColumnMapping
from importers.source import SourceFile

OF_THE_FILE: Final = (
    "account",
    "owner_name",
    "from_date",
    "to_date",
    "opening_balance",
    "closing_balance",
    "statement_number",
)
"""Fields that differ from file to file. As constants of a mapping they would apply to every file of the sender."""


_DECLARABLE: Final = {
    "account": "account",
    "owner": "owner_name",
    "opening": "opening_balance",
    "closing": "closing_balance",
}
"""Field of a declaration -> field of a mapping that states the same in a column."""


class AccountNotStated(UnreadableFile):
    """Neither the file nor a declaration states the account of the rows."""


def drop_file_constants(mapping: ColumnMapping) -> tuple[ColumnMapping, list[Flag]]:
    """The mapping without constants that belong to one file, and a flag if it had some (older mappings may)."""
    stated = sorted(set(mapping.constants) & set(OF_THE_FILE))
    if not stated:
        return mapping, []
    template = N_(
        "The mapping {mapping} states {fields} for every file of the sender, but they differ from file to file. "
        "They were not read from the mapping; declare them for this file."
    )
    flag = Flag("amber", f"row:{mapping.header_row}", template, {"mapping": mapping.name, "fields": ", ".join(stated)})
    constants = {name: value for name, value in mapping.constants.items() if name not in OF_THE_FILE}
    return replace(mapping, constants=constants), [flag]


def fields_to_declare(mapping: ColumnMapping) -> tuple[str, ...]:
    """Which fields of a declaration may a person state of a bank table that is read by this mapping?"""
    stated = {name for name, field in _DECLARABLE.items() if field in mapping.stated_fields}
    names = ("account", "owner", "from_date", "to_date", "opening", "closing")
    return tuple(name for name in names if name not in stated)


def declared_by(mapping: ColumnMapping) -> tuple[ColumnMapping, Declaration | None]:
    """The mapping without constants of one file, and these constants as a declaration.

    For files that were imported when such constants were still in the mapping. Raises WrongValue for an invalid day.
    """
    plain, _ = drop_file_constants(mapping)
    if plain is mapping:
        return mapping, None
    stated = mapping.constants
    days = {name: read_date(stated[name], mapping) for name in ("from_date", "to_date") if name in stated}
    return plain, Declaration(
        account=stated.get("account"),
        owner=stated.get("owner_name"),
        from_date=days.get("from_date"),
        to_date=days.get("to_date"),
        opening=_plain_amount(stated.get("opening_balance"), mapping),
        closing=_plain_amount(stated.get("closing_balance"), mapping),
    )


def with_declared(mapping: ColumnMapping, declared: Declaration) -> ColumnMapping:
    """The mapping for this one file, with the declared account and owner as constants for each row."""
    given = {"account": declared.account, "owner_name": declared.owner}
    stated = {name: value for name, value in given.items() if value is not None and name not in mapping.stated_fields}
    return replace(mapping, constants={**mapping.constants, **stated})


def check_declared(file: SourceFile, mapping: ColumnMapping, declared: Declaration) -> None:
    """Do the table and the declaration together state each value exactly once?

    Raises WrongUse if both state a value, AccountNotStated if neither states the account.
    """
    if "account" not in mapping.fields:
        raise AccountNotStated(
            "{file} does not state the account of its rows. Declare it for this file with --account and, if they "
            "are known, --from, --to, --opening and --closing.",
            file=file.name,
        )
    for option, field, value in (
        ("--account", "account", declared.account),
        ("--owner", "owner_name", declared.owner),
        ("--opening", "opening_balance", declared.opening),
        ("--closing", "closing_balance", declared.closing),
    ):
        if value is not None and field in mapping.stated_fields:
            raise WrongUse(
                "{file} states {field} itself, in the column {column!r}. Leave out {option}.",
                file=file.name,
                field=field,
                column=mapping.title_of(field),
                option=option,
            )


def _plain_amount(text: str | None, mapping: ColumnMapping) -> str | None:
    if text is None:
        return None
    ungrouped = text.replace(mapping.group_mark, "") if mapping.group_mark else text
    plain = ungrouped.replace(mapping.decimal_mark, ".").replace("\u2212", "-").lstrip("+").strip()
    # A mapping may state zeros that a person may not type: there the signs are known, so 1,000 is one.
    return re.sub(r"(\.[0-9]{2})0+$", r"\1", plain)
