"""Imports SWIFT customer statements: MT940, and MT950 of banks that send it to customers.

Interim reports (MT942) are recognised and refused: the statement of the day contains their movements again.
Source: SWIFT Standards MT, category 9.
"""

from __future__ import annotations

import re
from typing import Final, Literal

from graph_schema.messages import Message
from importers.bank.mt940.fields import split_messages
from importers.bank.mt940.statements import StatementReader, SwiftStatement
from importers.bank.statement.movements import StatementRows, build_batch
from importers.bank.statement.pages import balances_meet, join_pages
from importers.contract import Batch, Recognition, UnreadableFile
from importers.mapping import ColumnMapping
from importers.source import SourceFile

_INTERIM: Final = re.compile(rb"^[ \t]*:(?:34F|90[CD]):|\{2:[IO]942", re.MULTILINE)
_FIELD: Final = re.compile(rb"^[ \t]*:(?:20|25P?|28C?|60[FM]|61|62[FM]|6[45]|86|NS):|^\{1:", re.MULTILINE)
_OTHER: Final = (b"<", b"[", b'{"', b"PK\x03\x04")


class SwiftImporter:
    """Reads MT940 files."""

    name: str = "mt940"
    version: str = "1"
    kind: Literal["bank"] = "bank"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does the file have the fields of a SWIFT statement?"""
        head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r", b"\n")
        if head.startswith(_OTHER) or _FIELD.search(head) is None:
            return Recognition(False, Message("no fields :20:, :25:, :60F:, :61:, :62F: of a SWIFT statement"))
        if _INTERIM.search(head) is not None:
            return Recognition(False, Message("an interim report (MT942), not a statement"))
        return Recognition(True, Message("the fields of a SWIFT statement (MT940)"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which accounts, statements and movements does the file contain?

        Raises: UnreadableFile for another encoding than UTF-8 and for a file without a statement.
        """
        reader = StatementReader()
        messages = [
            message
            for message in split_messages(file)
            if any(item.tag in ("60F", "60M", "61", "62F", "62M") for item in message.fields)
        ]
        if not messages:
            raise UnreadableFile(
                "{file} has no statement with a balance or a row. Ask the bank for the file again.", file=file.name
            )
        found = [statement for message in messages if (statement := reader.read(message)) is not None]
        return build_batch(
            file,
            (self.name, self.version),
            reader.accounts,
            _join(found, reader),
            reader.rejections,
            reader.flags,
        )


IMPORTER: Final = SwiftImporter()


def _join(found: list[SwiftStatement], reader: StatementReader) -> list[StatementRows]:
    """The statements, with their pages joined: only a page that opens with the balance of a page (60M) continues."""

    pages = {one.rows.locator for one in found if one.continues}

    def continues(before: StatementRows, page: StatementRows) -> bool:
        return page.locator in pages and balances_meet(before, page)

    return join_pages((one.rows for one in found), reader.flags, continues)
