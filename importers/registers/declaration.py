"""Writes and reads the record of a declaration: the file, the declared values, the author and the time.

The file is JSON, written by :func:`write_record` and read back to the same bytes. It contains the declared account, so
that the account of a table has a source with author and time.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from graph_schema.errors import TracerError
from graph_schema.messages import Message
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import SourceKind
from importers.account_number import read_account_number
from importers.building.batch_builder import BatchBuilder, Records
from importers.contract import Batch, Recognition, UnreadableFile
from importers.declaration import Declaration, read_declaration
from importers.mapping import ColumnMapping
from importers.parsing.exact_json import decode_json_text, parse_json
from importers.parsing.json_object import as_object
from importers.source import SourceFile

FORMAT: Final = "tracer-declaration"
VERSION: Final = 1
_HEAD: Final = ("format", "version", "author", "role", "at", "file", "bank", "declared")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationRecord:
    """A declaration with its author and time. ``file``: SHA-256 of the declared file. ``bank``: the bank in the mapping,
    for an account number that is unique only within its bank.

    ``at`` is UTC, ISO 8601 with seconds and ``Z``.
    """

    file: str
    declared: Declaration
    author: str
    role: str
    at: str
    bank: str | None = None


def write_record(record: DeclarationRecord) -> bytes:
    """The bytes of a declaration. Equal declarations have equal bytes."""
    body = {
        "format": FORMAT,
        "version": VERSION,
        "author": record.author,
        "role": record.role,
        "at": record.at,
        "file": record.file,
        "bank": record.bank,
        "declared": record.declared.stated,
    }
    return json.dumps(body, ensure_ascii=False, indent=1).encode()


def read_record(file: SourceFile) -> DeclarationRecord:
    """Which declaration is this? Raises UnreadableFile for any fault, because a program wrote the file."""
    try:
        body = as_object(parse_json(decode_json_text(file), file.name), file.name)
        body.only(_HEAD)
        body.code("format", (FORMAT,))
        declared = body.child("declared")
        stated = {key: declared.required_text(key) for key in declared.members} if declared else {}
        return DeclarationRecord(
            file=body.required_text("file"),
            declared=read_declaration(stated),
            author=body.required_text("author"),
            role=body.required_text("role"),
            at=body.required_text("at"),
            bank=body.stated("bank"),
        )
    except UnreadableFile:
        raise
    except TracerError as error:
        raise UnreadableFile(
            "{file} is not a declaration as the program wrote it: {reason} Use the kept copy, or declare it again.",
            file=file.name,
            reason=error.sentence,
        ) from None


class DeclarationImporter:
    """Reads the record of a declaration."""

    name = "declaration"
    version = "1"
    kind: SourceKind = "decision"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this the record of a declaration?"""
        if file.head.startswith(b"{") and re.search(rb'"format"\s*:\s*"tracer-declaration"', file.head):
            return Recognition(True, Message("JSON of the format tracer-declaration"))
        return Recognition(False, Message("no JSON of the format tracer-declaration"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which account was declared? Raises UnreadableFile for any fault in it."""
        record = read_record(file)
        builder = BatchBuilder(file, self.name, self.version, self.kind)
        records = Records("path:/declared")
        if record.declared.account is not None:
            node, number, _ = read_account_number(record.declared.account, record.bank)
            records.nodes.append(Node(node, "Account", {"number": number}, "path:/declared/account"))
        builder.keep(records)
        return builder.finish(record.at[:10])


IMPORTER: Final = DeclarationImporter()
