"""Enters a company that a record names only by its number in a register: the number stands for the name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.records.fields import Value, stated
from graph_schema.records.identity import registered_company_id
from graph_schema.records.nodes import Node
from graph_schema.values.dates import PartialDate
from importers.building.batch_builder import Records
from importers.contract import UnreadableFile
from importers.source import SourceFile

UNNAMED_INTEREST: Final = "not stated"


def reference(scheme: str, number: str) -> str:
    """The name of a company that is known by its number only, such as ``GB-COH 00999999``."""
    return f"{scheme} {number}"


def add_numbered(
    records: Records, scheme: str, number: str, *, name: str | None = None, note: str | None = None, country: str = ""
) -> str:
    """Add the company with this number of this register, and return its id.

    The row only mentions it: another description of it in the file does not reject the row. ``scheme`` as in
    org-id.guide, such as GB-COH or XI-LEI.
    """
    identity = registered_company_id(scheme, number)
    called = reference(scheme, number)
    props: dict[str, Value] = {"name": name or called, "other_identifiers": called}
    props |= stated(note=note or None, country=country or None)
    records.nodes.append(Node(identity, "Company", props, records.locator))
    records.beside.add(identity)
    return identity


def latest_day(file: SourceFile, days: Iterable[str]) -> str:
    """The latest of these dates, as the date of the content: of a month or year its first day.

    Raises: UnreadableFile if there is none.
    """
    found = [PartialDate(day).earliest for day in days if day]
    if not found:
        raise UnreadableFile(
            "{file} contains no date in a record that can be read, so the date of its content is unknown. Ask the "
            "publisher for a file with dates.",
            file=file.name,
        )
    return max(found).isoformat()


def read_day(text: str | None, place: str) -> str | None:
    """The date of a register with its precision; of a point in time, the day as written. Raises WrongValue."""
    if text is None:
        return None
    day = text.partition("T")[0] if "T" in text else text
    try:
        return PartialDate(day).text
    except WrongValue as error:
        raise WrongValue("{place}: {reason}", place=place, value=text[:40], reason=error.sentence) from None
