"""Tables as senders write them: delimited text, with the sender's own way of writing sums and days."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date


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
