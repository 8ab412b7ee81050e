"""The journal as one table, a row for each line of an entry; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from graph_schema.values.money import format_plain
from tracer.casefile.ledger_book import LedgerBook
from tracer.export.graph_forms.plain_parts import plain_cell
from tracer.wording.language import Language

_MARK: Final = b"\xef\xbb\xbf"
"""Without it a spreadsheet reads ș as two signs."""
_COLUMNS: Final = (
    "entry", "reverses", "day", "recorded", "author", "template", "office", "file", "item", "lot", "asset", "document",
    "authority", "reason", "class", "currency", "amount",
)  # fmt: skip


def write_journal_csv(book: LedgerBook, _language: Language) -> bytes:
    """RFC 4180, UTF-8 with its mark; the columns have English names in any language. The openings have no rows.

    Amounts are exact decimal numbers with a point: debit positive, credit negative. A text that would run as a formula begins
    with an apostrophe.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_rows(book))
    return _MARK + buffer.getvalue().encode()


def _rows(book: LedgerBook) -> Iterator[list[str]]:
    for entry in book.entries:
        texts = (
            entry.id, entry.reverses, entry.on.isoformat(), entry.recorded.isoformat(), entry.author, entry.template,
            entry.office, entry.case, entry.item_number, entry.lot, entry.asset_caption, entry.document, entry.authority,
            entry.reason,
        )  # fmt: skip
        cells = [plain_cell(text) for text in texts]
        for line in entry.lines:
            yield [*cells, line.ledger_class, line.currency, format_plain(line.minor, line.currency)]
