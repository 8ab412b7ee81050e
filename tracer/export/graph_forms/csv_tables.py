"""The picture as tables in one ZIP file: nodes, links, and the rows they rest on; safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Final

from tracer.casefile.picture import GraphPicture
from tracer.export.graph_forms.plain_parts import plain_cell, plain_currency, plain_share, plain_sum
from tracer.wording.language import Language

_Row = tuple[str | int, ...]

_MARK: Final = b"\xef\xbb\xbf"
"""Without it a spreadsheet reads ș as two signs."""
_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file can name: the same picture gives the same bytes."""
_NODES: Final = ("id", "type", "caption", "state", "protected", "x", "y", "further", "rows")
_LINKS: Final = (
    "id", "type", "from", "to", "directed", "count", "sum", "currency", "first", "last", "share", "indirect", "on_path", "rows",
)  # fmt: skip
_ROWS: Final = ("part", "file", "sha256", "place")


def write_csv_tables(picture: GraphPicture, _language: Language) -> bytes:
    """nodes.csv, links.csv and rows.csv as RFC 4180, UTF-8 with its mark; the columns have English names in any language.

    Sums are exact decimal numbers with a point, shares exact fractions; ``rows`` counts what rows.csv lists. A cell that would
    run as a formula begins with an apostrophe. Stored without compression, so that any version of a library gives the same
    bytes.
    """
    tables = (
        ("nodes.csv", _NODES, _nodes(picture)),
        ("links.csv", _LINKS, _links(picture)),
        ("rows.csv", _ROWS, _rows(picture)),
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as packed:
        for name, columns, rows in tables:
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            packed.writestr(entry, _table(columns, rows))
    return buffer.getvalue()


def _nodes(picture: GraphPicture) -> Iterator[_Row]:
    for n in picture.nodes:
        yield n.id, n.type, n.caption, n.state, _flag(n.hidden), n.x, n.y, n.further, len(n.rows)


def _links(picture: GraphPicture) -> Iterator[_Row]:
    for k in picture.links:
        figures = k.count, plain_sum(k), plain_currency(k), k.first, k.last, plain_share(k), k.indirect
        yield k.id, k.type, k.tail, k.head, _flag(k.directed), *figures, _flag(k.on_path), len(k.rows)


def _rows(picture: GraphPicture) -> Iterator[_Row]:
    names = {file.digest: file.name for file in picture.files}
    for part in picture.parts:
        for row in part.rows:
            yield part.id, names.get(row.source, "?"), row.source, row.locator


def _table(columns: _Row, rows: Iterable[_Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(map(_cell, row) for row in rows)
    return _MARK + buffer.getvalue().encode()


def _cell(value: str | int) -> str | int:
    """A whole number stays one: only text can run as a formula."""
    return value if isinstance(value, int) else plain_cell(value)


def _flag(value: bool) -> str:
    return "yes" if value else "no"
