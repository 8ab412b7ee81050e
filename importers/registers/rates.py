"""Imports the reference exchange rates of the National Bank of Romania (BNR), published as XML by day and by year.

A rate for 100 units (``multiplier``: HUF, JPY, KRW) is divided by 100, exactly. A day without a rate gets none; the user
of the rates decides which rate applies on a week-end. Gold (XAU, by the gram) and special drawing rights (XDR) are not
currencies of accounts: they are not kept, and a flag counts them.
Source: BNR, nbrfxrates.xsd (DataSet, Header, Body, Cube, Rate).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Final

from lxml import etree

from graph_schema.codes.currencies import ACTIVE_EXPONENTS, WITHDRAWN_EXPONENTS
from graph_schema.errors import TracerError, WrongRecord, WrongValue
from graph_schema.messages import N_, Message
from graph_schema.records.provenance import SourceKind
from graph_schema.values.dates import parse_iso_date
from importers.building.batch_builder import BatchBuilder, Records
from importers.contract import Batch, Flag, Recognition, UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.xml import find, find_all, find_text, local_name, parse_xml
from importers.source import SourceFile

_NAMESPACE: Final = b"http://www.bnr.ro/xsd"
_NO_CURRENCIES: Final = ("XAU", "XDR")
_RATE: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?")
_MULTIPLIER: Final = re.compile("[1-9][0-9]{0,5}")


class RatesImporter:
    """Reads the rates of the National Bank as events of each currency."""

    name = "bnr-rates"
    version = "1"
    kind: SourceKind = "register"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Is this a file of rates of the National Bank?"""
        if _NAMESPACE in file.head and b"DataSet" in file.head:
            return Recognition(True, Message("XML DataSet of www.bnr.ro/xsd"))
        return Recognition(False, Message("no DataSet of www.bnr.ro/xsd"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which rate had each currency on each day? Cost: linear, with the file in memory."""
        root = parse_xml(file)
        body = find(root, "Body")
        publisher, target = find_text(root, "Header/Publisher"), find_text(root, "Body/OrigCurrency")
        if local_name(root) != "DataSet" or body is None or publisher is None or target is None:
            raise UnreadableFile(
                "{file} lacks DataSet, Body, Publisher or OrigCurrency: it is not a file of reference rates, or it "
                "is damaged. Download it from the National Bank again.",
                file=file.name,
            )
        builder = BatchBuilder(file, self.name, self.version, self.kind)
        days: list[date] = []
        seen: dict[str, Fraction] = {}
        skipped = 0
        for cube, element, locator in _rates(body):
            code = element.get("currency", "")
            if code in _NO_CURRENCIES:
                skipped += 1
                continue
            records = Records(locator)
            try:
                day = _read_day(cube, locator)
                rate = _read_rate(element, locator)
                if seen.setdefault(f"{day} {code}", rate) != rate:
                    raise WrongRecord(
                        "{place}: the file states another rate of {value} for the same day before this one. "
                        "Download the file from the National Bank again.",
                        place=locator,
                        value=code,
                    )
                _add_rate(records, code, target, rate, day, publisher)
                builder.keep(records)
            except TracerError as error:
                builder.reject(locator, error, etree.tostring(element, encoding="unicode").strip())
            else:
                days.append(day)
        if skipped:
            builder.flag(
                Flag(
                    "amber",
                    "path:/DataSet/Body",
                    N_(
                        "{count} rates of gold (XAU) and special drawing rights (XDR) are not kept: they are not "
                        "currencies of accounts."
                    ),
                    {"count": str(skipped)},
                )
            )
        if not days:
            raise UnreadableFile(
                "{file} contains no readable rate ({reason}). Download it from the National Bank again.",
                file=file.name,
                reason=builder.first_reason or Message("no Rate element"),
            )
        return builder.finish(max(days).isoformat())


def _rates(body: etree._Element) -> Iterator[tuple[etree._Element, etree._Element, str]]:
    for cube_number, cube in enumerate(find_all(body, "Cube"), start=1):
        day = cube.get("date") or str(cube_number)
        for rate_number, element in enumerate(find_all(cube, "Rate"), start=1):
            yield cube, element, f"path:/DataSet/Body/Cube[{day}]/Rate[{element.get('currency') or rate_number}]"


def _read_day(cube: etree._Element, locator: str) -> date:
    text = cube.get("date", "")
    try:
        return parse_iso_date(text)
    except WrongValue as error:
        raise WrongValue("{place}: {reason}", place=locator, value=text, reason=error.sentence) from None


def _read_rate(element: etree._Element, locator: str) -> Fraction:
    text, multiplier = (element.text or "").strip(), element.get("multiplier", "1")
    if _RATE.fullmatch(text) is None or Fraction(text) == 0:
        raise WrongValue(
            "{place}: the rate is {value!r}; expected a number above zero such as 4.9736. Download the file again.",
            place=locator,
            value=text[:40],
        )
    if _MULTIPLIER.fullmatch(multiplier) is None:
        raise WrongValue(
            "{place}: the multiplier is {value!r}; expected a number of units such as 1, 10 or 100. Download the "
            "file again.",
            place=locator,
            value=multiplier[:40],
        )
    return Fraction(text) / int(multiplier)


def _add_rate(records: Records, code: str, target: str, rate: Fraction, day: date, publisher: str) -> None:
    if code not in ACTIVE_EXPONENTS and code not in WITHDRAWN_EXPONENTS:
        raise WrongValue(
            "{place}: {value!r} is not a currency of ISO 4217. Report it to the maintainers if the National Bank "
            "publishes it.",
            place=records.locator,
            value=code[:40],
        )
    records.add_event(
        "Rate",
        f"currency:{code}",
        day,
        day,
        publisher,
        {
            "from_currency": code,
            "to_currency": target,
            "numerator": rate.numerator,
            "denominator": rate.denominator,
            "publisher": publisher,
        },
    )


IMPORTER = RatesImporter()
