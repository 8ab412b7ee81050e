"""Writes tables as senders do: delimited text, with the sender's own form of sums and days."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from importers.mapping import ColumnMapping, Encoding, TableFormat


def romanian_mapping(
    name: str,
    format: TableFormat,
    columns: Mapping[str, str],
    *,
    encoding: Encoding = "utf-8",
    group_mark: str | None = None,
    constants: Mapping[str, str] | None = None,
    codes: Mapping[str, Mapping[str, str]] | None = None,
) -> ColumnMapping:
    """A mapping of a table as :func:`write_table` writes it, its sums and days in Romanian form."""
    return ColumnMapping(
        name=name,
        format=format,
        version=1,
        encoding=encoding,
        header_row=1,
        decimal_mark=",",
        group_mark=group_mark,
        date_pattern="DD.MM.YYYY",
        delimiter=";",
        columns=columns,
        constants=constants or {},
        codes=codes or {},
    )


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]], *, encoding: str = "utf-8") -> bytes:
    """The bytes of a table with semicolons and the line ends of an office program."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def romanian_sum(minor: int | None) -> str:
    """A sum such as 1.234,56; nothing for none."""
    if minor is None:
        return ""
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole:,}".replace(",", ".") + f",{cents:02d}"


def plain_sum(minor: int) -> str:
    """A sum such as 1234.56."""
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole}.{cents:02d}"


def romanian_day(day: date | str | None) -> str:
    """A day such as 17.05.2021; nothing for none."""
    if not day:
        return ""
    return (day if isinstance(day, date) else date.fromisoformat(day)).strftime("%d.%m.%Y")


def with_cedillas(text: str) -> str:
    """The text as programs of before 2007 write it: ş and ţ with a cedilla instead of the comma."""
    return text.translate(str.maketrans("șțȘȚ", "şţŞŢ"))
